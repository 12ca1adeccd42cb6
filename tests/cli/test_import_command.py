"""What a person says about files on the command line, and how a wrong word is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from making import make_project

from annotator.cli.app import run
from annotator.formats.registry import READERS
from annotator.operations.projects import opened
from annotator.store.articles import document, extras, numbers

Call = Callable[..., int]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make_project(tmp_path / "p.annot", []).close()
    return tmp_path / "p.annot"


@pytest.fixture
def call(project: Path, tmp_path: Path) -> Call:
    def call(*arguments: str | Path) -> int:
        shared = ["--annotator", "ada", "--config-dir", str(tmp_path / "config")]
        return run(["import", str(project), *map(str, arguments), *shared])

    return call


def texts(project: Path) -> list[str]:
    with opened(str(project)) as source, source.reading() as connection:
        return [document(connection, number).text for number in numbers(connection)]


def test_a_line_is_an_article_where_that_is_asked_for(
    call: Call, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfFirst.\r\n\r\nSecond.\rThird.")
    assert call(tmp_path / "a.txt", "--lines") == 0
    assert texts(project) == ["First.", "Second.", "Third."]
    with opened(str(project)) as source, source.reading() as connection:
        assert extras(connection, 2) == {"file": "a.txt", "line": 3}


def test_a_file_is_an_article_where_nothing_is_asked_for(
    call: Call, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"First.\nSecond.")
    assert call(tmp_path / "a.txt") == 0
    assert texts(project) == ["First.\nSecond."]


def test_lines_of_another_encoding_keep_their_bytes(
    call: Call, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes("Ä one.\nÖ two.".encode("cp1252"))
    assert call(tmp_path / "a.txt", "--lines", "--encoding", "cp1252") == 0
    assert texts(project) == ["Ä one.", "Ö two."]
    assert run(["check", str(project)]) == 0


def test_a_format_that_is_none_is_refused_with_those_there_are(
    call: Call, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert call(tmp_path, "--format", "papyrus") == 2
    said = capsys.readouterr().err
    assert "papyrus" in said
    assert all(name in said for name in READERS)


@pytest.mark.parametrize("wrong", ["body", "=body", "words=body"])
def test_a_column_for_nothing_is_refused(
    call: Call, capsys: pytest.CaptureFixture[str], tmp_path: Path, wrong: str
) -> None:
    assert call(tmp_path, "--column", wrong) == 2
    assert "FIELD=NAME" in capsys.readouterr().err


def test_the_kinds_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "--formats"]) == 0
    shown = capsys.readouterr().out
    assert all(f"{name}: {reader.title}" in shown for name, reader in READERS.items())
