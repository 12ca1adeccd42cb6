"""Whatever lies in a folder or an archive, the rest of it is read, and nothing is waited for."""

from __future__ import annotations

import os
import socket
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from document_samples import archive
from importing_verbs import import_files
from making import make_project
from project_dump import problems

from annotator.domain.records import ImportIssue, Item, Record
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.readers import READERS
from annotator.operations.importing import finding, reading
from annotator.operations.importing.importer import ImportReport

pytestmark = pytest.mark.file_only("files are read alike for both; test_importing.py is for both")

posix = pytest.mark.skipif(os.name == "nt", reason="such files are there on POSIX alone")
not_utf8 = pytest.mark.skipif(sys.platform != "linux", reason="names must be UTF-8 elsewhere")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a file before and a file behind whatever a test puts there."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text("The first article.")
    (folder / "z.txt").write_text("The last article.")
    return folder


def bring(folder: Path) -> ImportReport:
    """Import a folder; its first and its last file must have come in."""
    project = make_project(folder.parent / "p.annot", [])
    try:
        report = import_files(project, [folder], annotator="ada")
        assert problems(project) == []
        by_name = {Path(item.file).name: item.articles for item in report.files}
        assert (by_name["a.txt"], by_name["z.txt"]) == (1, 1)
        return report
    finally:
        project.close()


def said(report: ImportReport) -> list[tuple[str, str]]:
    """What did not come in: the names of files, and why."""
    return [(Path(issue.file).name, issue.reason) for issue in report.rejections]


def nested(levels: int) -> str:
    """A message in a message in a message."""
    out = "From: a@b.c\nTo: d@e.f\nSubject: Deep\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n"
    for level in range(levels):
        out += f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n'
    return out + "Content-Type: text/plain\n\nThe text inside.\n"


@not_utf8
def test_a_name_that_is_not_utf8_is_written_with_escapes(inbox: Path) -> None:
    Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt")).write_text("An article.")
    folder = Path(os.fsdecode(os.fsencode(inbox) + b"/d\xff"))
    folder.mkdir()
    (folder / "b.html").write_text("<p>What another article says.</p>")
    report = bring(inbox)
    assert said(report) == []
    names = [item.file for item in report.files if "\\x" in item.file]
    assert names == [f"{inbox}/caf\\xe9.txt", f"{inbox}/d\\xff/b.html"]


@posix
def test_a_control_character_in_a_name_is_written_as_an_escape(inbox: Path) -> None:
    (inbox / "b\x1b[31m\n.txt").write_text("An article.")
    assert f"{inbox}/b\\x1b[31m\\x0a.txt" in [item.file for item in bring(inbox).files]


@posix
def test_what_is_no_file_is_named_and_not_waited_for(inbox: Path) -> None:
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "pipe.ann").write_text("")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(inbox / "s.txt"))
        assert [name for name, reason in said(bring(inbox)) if reason == "it is not a file"] == [
            *("pipe.txt", "s.txt")
        ]


@posix
def test_links_that_cannot_be_followed_are_named(inbox: Path) -> None:
    (inbox / "broken.txt").symlink_to(inbox / "nothing")
    (inbox / "round.txt").symlink_to("round.txt")
    (inbox / "up").symlink_to(inbox)
    assert said(bring(inbox)) == [
        ("broken.txt", "it is a link that leads to nothing"),
        ("round.txt", "it cannot be read (Too many levels of symbolic links)"),
        ("up", "it is a link to a folder, which is not followed; import that folder itself"),
    ]


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_what_may_not_be_read_is_named(inbox: Path) -> None:
    (inbox / "b.txt").write_text("An article.")
    (inbox / "b.txt").chmod(0)
    (inbox / "c").mkdir()
    (inbox / "c" / "d.txt").write_text("An article.")
    (inbox / "c").chmod(0o600)  # its names can be read, and nothing else
    try:
        denied = "it cannot be read (Permission denied)"
        assert said(bring(inbox)) == [("b.txt", denied), ("d.txt", denied)]
    finally:
        (inbox / "c").chmod(0o700)


def test_a_folder_may_be_named_like_a_file(inbox: Path) -> None:
    (inbox / "b.txt").mkdir()
    (inbox / "b.txt" / "c.txt").write_text("An article.")
    report = bring(inbox)
    assert said(report) == []
    assert report.added.articles == 3


def test_folders_may_lie_in_each_other_very_deeply(inbox: Path) -> None:
    folder, made = inbox, []
    for _ in range(1_100):
        folder = folder / "d"
        folder.mkdir()
        made.append(folder)
    (folder / "b.txt").write_text("An article.")
    try:
        assert bring(inbox).added.articles == 3
    finally:  # pytest cannot remove folders that lie so deeply
        (folder / "b.txt").unlink()
        for folder in reversed(made):
            folder.rmdir()


def test_a_file_that_vanishes_is_named(inbox: Path) -> None:
    (inbox / "b.txt").write_text("An article.")
    found = list(finding.find([inbox]))
    (inbox / "b.txt").unlink()
    reasons = [
        item.reason
        for path in found
        if isinstance(path, Path)
        for item in reading.read(path, kind="auto", options=ReadOptions())
        if isinstance(item, ImportIssue)
    ]
    assert reasons == ["it cannot be read (No such file or directory)"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("b.eml", nested(3_000)),
        ("b.json", '{"text": "Words.", "x": ' + "[" * 90_000 + "]" * 90_000 + "}"),
        ("b.jsonl", '{"text": "Words.", "x": ' + "[" * 90_000 + "]" * 90_000 + "}"),
        ("b.md", ">" * 4_000 + " words"),
        ("b.md", "".join("  " * level + "- words\n" for level in range(70))),
    ],
)
def test_what_is_nested_too_deeply_is_named(inbox: Path, name: str, data: str) -> None:
    (inbox / name).write_text(data)
    ((file, reason),) = said(bring(inbox))
    assert file == name
    assert "nested too deeply" in reason


@pytest.mark.parametrize(
    ("name", "data"),
    [("b.jsonl", ""), ("b.json", "[]"), ("b.csv", "text,title\n"), ("b.conll", "\n\n")],
)
def test_a_file_without_an_article_is_named(inbox: Path, name: str, data: str) -> None:
    (inbox / name).write_text(data)
    report = bring(inbox)
    assert said(report) == []
    assert f"{inbox / name}: no article was found in it" in map(str, report.notes)


def test_what_a_page_says_of_itself_may_hold_half_a_character(inbox: Path) -> None:
    facts = '{"@type": "NewsArticle", "headline": "\\ud800 fell", "author": "A \\ud83d"}'
    page = f'<script type="application/ld+json">{facts}</script><p>Kunduz fell on Sunday.</p>'
    (inbox / "b.html").write_text(f"<html><body>{page}</body></html>")
    assert bring(inbox).added.articles == 3


def test_a_damaged_member_of_an_archive_stops_no_other(inbox: Path) -> None:
    file = inbox / "b.zip"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("1.txt", "One article.")
        made.writestr("2.txt", "Another article.")
        made.writestr("3.txt", "A third article. " * 40, compress_type=zipfile.ZIP_LZMA)
        made.writestr("4.eml", nested(3_000))
        made.writestr("5.zip", archive(("a.txt", b"Inside.")))
        made.writestr("6.txt", "The article behind them.")
    data = bytearray(file.read_bytes())
    data[data.index(b"Another")] ^= 0xFF
    place = data.index(b"3.txt") + 5 + 9  # in the stream of LZMA, behind its properties
    data[place : place + 6] = b"\xff" * 6
    file.write_bytes(data)
    report = bring(inbox)
    assert said(report) == [
        ("2.txt", "it is damaged in its archive"),
        ("3.txt", "it is damaged in its archive"),
        ("4.eml", "it is nested too deeply"),
        ("5.zip", "it was left out: it is an archive inside an archive"),
    ]
    assert report.added.articles == 4


def test_a_member_whose_name_is_not_the_utf8_it_says_it_is_comes_in(inbox: Path) -> None:
    members = (("è.txt", b"An article."), ("é.txt", b"Another article."))
    data = archive(*members).replace("é".encode(), b"\xc3(")
    (inbox / "b.zip").write_bytes(data)
    report = bring(inbox)
    assert said(report) == []
    assert report.added.articles == 4


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_the_same_name_all_come_in(inbox: Path) -> None:
    (inbox / "b.zip").write_bytes(archive(("b.txt", b"An article."), ("b.txt", b"Another one.")))
    assert bring(inbox).added.articles == 4


def test_what_no_reader_foresaw_is_named(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(source: Source, options: ReadOptions) -> Iterator[Item]:
        raise KeyError("x")
        yield

    reader = Reader("odd", "Odd", frozenset({".odd"}), read)
    monkeypatch.setitem(READERS, "odd", reader)
    (inbox / "b.odd").write_text("An article.")
    ((file, reason),) = said(bring(inbox))
    assert (file, reason) == (
        *("b.odd", "the program could not cope with it (KeyError); the log says more"),
    )


@posix
def test_a_pipe_is_read_once_and_all_of_it(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "Article %d."}\n' % number for number in range(3_000))
    pipe = tmp_path / "a.jsonl"
    os.mkfifo(pipe)
    if os.fork() == 0:
        pipe.write_bytes(lines)
        os._exit(0)
    (file,) = finding.drained([pipe])
    os.wait()
    assert not isinstance(file, ImportIssue)
    items = list(reading.read(file, kind="auto", options=ReadOptions()))
    assert len([item for item in items if isinstance(item, Record)]) == 3_000


@posix
def test_a_device_without_end_is_refused() -> None:
    (issue,) = finding.drained([Path("/dev/zero")])
    assert isinstance(issue, ImportIssue)
    assert issue.reason == "it delivers more than 200 MB; save it as a file and import that"
