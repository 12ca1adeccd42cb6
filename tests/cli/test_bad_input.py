"""Whatever is given, the person gets a sentence, and what was there before is still there."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import orjson
import pytest
from making import TEXT, make_project

from annotator.cli.app import run
from annotator.operations import projects

pytestmark = pytest.mark.file_only("files are read alike for both; damaged imports run on both")

Say = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Say:
    """Run a command; gives its status and the lines on standard error."""

    def call(*arguments: str | Path) -> tuple[int, list[str]]:
        capsys.readouterr()
        status = run([*map(str, arguments), "--config-dir", str(tmp_path / "config")])
        return status, capsys.readouterr().err.splitlines()

    return call


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make_project(tmp_path / "p.annot").close()
    return tmp_path / "p.annot"


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def articles(path: Path) -> int:
    with projects.opened(str(path)) as project:
        report = projects.check(project)
    assert report.problems == ()
    return report.articles


def good(folder: Path) -> Path:
    (folder / "good.txt").write_text("Herat is calm.")
    return folder / "good.txt"


FILES: dict[str, tuple[bytes, str]] = {
    "photo.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "it is a PNG image"),
    "noise.txt": (bytes(range(256)) * 9, "it is not a text file"),
    "empty.txt": (b"", "it has no text"),
    "spaces.txt": (b" \r\n\t ", "it has no text"),
    "odd.txt": (b"a\x81\x8d", "neither UTF-8 nor Windows-1252 (byte 1)"),
    "film.mp4": (b"....ftyp", "files ending in .mp4 are not read"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_text_is_named_and_the_rest_comes_in(
    say: Say, project: Path, tmp_path: Path, name: str
) -> None:
    data, reason = FILES[name]
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / name).write_bytes(data)
    good(folder)
    status, lines = say("import", project, folder)
    assert status == 1
    assert (len(lines), lines[0].startswith(f"{folder / name}: ")) == (1, True)
    assert reason in lines[0]
    assert articles(project) == 2


def test_a_missing_file_is_named_and_the_rest_comes_in(
    say: Say, project: Path, tmp_path: Path
) -> None:
    status, lines = say("import", project, tmp_path / "no.txt", good(tmp_path))
    assert (status, lines[0]) == (1, f"{tmp_path / 'no.txt'}: there is no such file or folder.")
    assert articles(project) == 2


def test_invalid_utf8_comes_in_with_a_note_that_names_file_and_byte(
    say: Say, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "old.txt").write_bytes(b"caf\xe9")
    status, lines = say("import", project, tmp_path / "old.txt")
    assert (status, lines[0].startswith(f"{tmp_path / 'old.txt'}: byte 3 is not UTF-8")) == (
        *(0, True),
    )


def span(start: int, end: int, label: str = "ACTOR") -> dict[str, object]:
    return {"start": start, "end": end, "label": label}


LINES: dict[str, tuple[bytes, str]] = {
    "broken": (b'{"text": "Half', "it is not JSON"),
    "not UTF-8": (b'{"text": "caf\xe9"}', "it is not UTF-8"),
    "not a number": (b'{"text": "a", "x": NaN}', "NaN is not a number that JSON knows"),
    "a key twice": (b'{"text": "a", "text": "b"}', "the key “text” twice"),
    "deep": (b'{"text": "a", "x": ' + b"[" * 99_999, "nested too deeply"),
    "span outside": (orjson.dumps({"text": "Kabul.", "spans": [span(0, 99)]}), "inside its text"),
    "span reversed": (orjson.dumps({"text": "Kabul.", "spans": [span(5, 0)]}), "before it ends"),
    "unknown label": (
        orjson.dumps({"text": "Kabul.", "spans": [span(0, 5, "CITY")]}),
        "the project has no label “CITY”",
    ),
}


@pytest.mark.parametrize("what", LINES)
@pytest.mark.parametrize("spans_as", ["suggestions", "annotations"])
def test_a_bad_line_is_named_by_number_and_the_rest_comes_in(
    say: Say, project: Path, tmp_path: Path, what: str, spans_as: str
) -> None:
    line, reason = LINES[what]
    file = tmp_path / "in.jsonl"
    file.write_bytes(b'{"text": "Before."}\n' + line + b'\n{"text": "After."}\n')
    status, lines = say("import", project, file, "--as", spans_as)
    assert status == 1
    assert lines[0].startswith(f"{file}, line 2: ")
    assert reason in lines[0]
    assert [line for line in lines[1:] if str(file) in line] == []
    assert articles(project) == (4 if what.startswith(("span", "unknown")) else 3)


def newer(path: Path) -> None:
    data = bytearray(path.read_bytes())
    struct.pack_into(">I", data, 60, 99)
    path.write_bytes(data)


def words(path: Path) -> None:
    path.write_text("These are words. " * 100)


def zero(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (name)")


def gone(path: Path) -> None:
    path.unlink()


NO_PROJECTS: dict[Callable[[Path], None], str] = {
    newer: "newer version of the program",
    words: "is no annotation project",
    zero: "is empty",
    halved: "is damaged",
    foreign: "database of another program",
    gone: "There is no project",
}
COMMANDS = (
    ["import", "{p}", "{f}"],
    ["export", "{p}", "{o}"],
    ["stats", "{p}"],
    ["check", "{p}"],
    ["backup", "{p}", "{o}"],
    ["restore", "{p}", "{o}"],
)


@pytest.mark.parametrize("spoil", NO_PROJECTS, ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_what_is_no_project_is_one_sentence_and_left_alone(
    say: Say, project: Path, tmp_path: Path, spoil: Callable[[Path], None], command: list[str]
) -> None:
    spoil(project)
    before = fingerprint(project) if project.exists() else None
    out = tmp_path / "out"
    status, lines = say(*(part.format(p=project, f=good(tmp_path), o=out) for part in command))
    assert (status, len(lines)) == (2, 1)
    assert NO_PROJECTS[spoil] in lines[0]
    assert (fingerprint(project) if project.exists() else None) == before
    assert not out.exists()


def test_a_read_only_project_takes_nothing_in_and_gives_everything_out(
    say: Say, project: Path, tmp_path: Path
) -> None:
    project.chmod(0o444)
    before = fingerprint(project)
    status, lines = say("import", project, good(tmp_path))
    assert (status, len(lines)) == (2, 1)
    assert "read-only" in lines[0]
    assert say("export", project, tmp_path / "o.jsonl", "--status", "all")[0] == 0
    assert say("check", project)[0] == 0
    assert say("backup", project, tmp_path / "copy.annot")[0] == 0
    assert fingerprint(project) == before
    assert orjson.loads((tmp_path / "o.jsonl").read_bytes())["text"] == TEXT


def test_a_file_that_may_not_be_read_is_named(
    say: Say, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = good(tmp_path)

    def refuses(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuses)
    from annotator.formats.reader import ReadOptions
    from annotator.operations.importing import reading

    (issue,) = reading.read(file, kind="text", options=ReadOptions())
    assert str(issue) == f"{file}: it cannot be read (Permission denied)"
