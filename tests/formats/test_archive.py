"""Archives give what is in them, and nothing that could do harm."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from document_samples import FIRST, archive, html, pdf, word
from reading_verbs import kind_of, losses, quotes, read_file

from annotator.formats.archives import zip_members
from annotator.formats.reader import ReadOptions
from annotator.operations.importing import reading


def packed(tmp_path: Path, *members: tuple[str, bytes]) -> Path:
    file = tmp_path / "a.zip"
    file.write_bytes(archive(*members))
    return file


def test_every_member_is_read_as_it_would_be_alone(tmp_path: Path) -> None:
    file = packed(tmp_path, ("b/two.html", html()), ("a.txt", FIRST.encode()), ("b/w.docx", word()))
    records, issues = read_file(file)
    assert losses(issues) == []
    assert [record.file for record in records] == [
        *(f"{file}/a.txt", f"{file}/b/two.html", f"{file}/b/w.docx")
    ]
    assert records[0].article.extra == {"file": "a.txt"}


def test_an_archive_that_begins_with_a_pdf_is_an_archive(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as out:
        out.writestr("a.pdf", pdf())
        out.writestr("b.txt", FIRST)
        out.writestr("c.txt", "It begins with %PDF-1.4, says the handbook.")
    records, issues = read_file(file)
    assert (len(records), losses(issues)) == (3, [])


def test_members_with_numbers_come_by_their_numbers(tmp_path: Path) -> None:
    file = packed(tmp_path, *((f"d{n}/a{n}.txt", b"%d" % n) for n in (10, 9, 1)))
    assert [record.article.text for record in read_file(file)[0]] == ["1", "9", "10"]


def test_files_that_belong_together_find_each_other(tmp_path: Path) -> None:
    members = (("x/a.txt", b"Taliban fell"), ("x/a.ann", b"T1\tORG 0 7\tTaliban\n"))
    (record,), issues = read_file(packed(tmp_path, *members))
    assert losses(issues) == []
    assert quotes(record) == [("Taliban", "ORG")]


def test_hidden_files_and_those_of_the_system_are_passed_over(tmp_path: Path) -> None:
    file = packed(tmp_path, (".x.txt", b"A"), ("__MACOSX/a.txt", b"B"), ("a.txt", b"C"))
    assert [record.article.text for record in read_file(file)[0]] == ["C"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../evil.txt", "its name leads out of the archive"),
        ("/etc/evil.txt", "its name leads out of the archive"),
        ("..\\evil.txt", "its name leads out of the archive"),
        ("C:\\evil.txt", "its name leads out of the archive"),
        ("con.txt", "it is named like a device"),
    ],
)
def test_names_that_could_do_harm_are_left_out(tmp_path: Path, name: str, reason: str) -> None:
    records, issues = read_file(packed(tmp_path, (name, b"Evil."), ("good.txt", b"Good.")))
    assert [record.article.text for record in records] == ["Good."]
    assert losses(issues) == [f"it was left out: {reason}"]


def test_a_link_is_left_out(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as out:
        out.writestr(link, "/etc/passwd")
    file = tmp_path / "a.zip"
    file.write_bytes(data.getvalue())
    assert losses(read_file(file)[1]) == ["it was left out: it is a link and not a file"]


def test_an_archive_inside_is_not_opened(tmp_path: Path) -> None:
    inner = archive(("a.txt", b"A"))
    records, issues = read_file(packed(tmp_path, ("in.zip", inner), ("b.dat", inner)))
    assert records == []
    assert losses(issues) == ["it was left out: it is an archive inside an archive"] * 2


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    file = packed(tmp_path, ("a.txt", b"0" * 20_000_000))
    (reason,) = losses(read_file(file)[1])
    assert "100 times its size" in reason


def test_too_many_members_and_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = packed(tmp_path, ("a.txt", b"A" * 50), ("b.txt", b"B" * 50))
    monkeypatch.setattr(zip_members, "MOST_MEMBERS", 1)
    assert "more than 1 files" in losses(read_file(file, kind="zip")[1])[0]
    monkeypatch.setattr(zip_members, "MOST_MEMBERS", 9)
    monkeypatch.setattr(zip_members, "MOST_BYTES", 99)
    assert "unpacks to more than" in losses(read_file(file, kind="zip")[1])[0]


def test_a_locked_member_is_left_out(tmp_path: Path) -> None:
    data = bytearray(archive(("a.txt", b"secret")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    file = tmp_path / "a.zip"
    file.write_bytes(data)
    assert losses(read_file(file)[1]) == ["it was left out: it is locked with a password"]


def test_a_word_document_is_no_archive_of_articles(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(word())
    assert kind_of(file) == "docx"


def test_nothing_is_written_to_the_disk(tmp_path: Path) -> None:
    file = packed(tmp_path, ("a.txt", FIRST.encode()))
    before = sorted(tmp_path.rglob("*"))
    list(reading.read(file, kind=reading.AUTO, options=ReadOptions()))
    assert sorted(tmp_path.rglob("*")) == before
