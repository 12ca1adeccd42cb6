"""Whatever is spoilt in a project is found and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from making import annotation, do, make_project, suggest
from spoiling import spoil

from annotator.domain.edits import Edit
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Decision, MutedRange, SuggestedSpan, Verdict
from annotator.operations import projects
from annotator.store.project import open_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with an annotation, an accepted and a rejected suggestion and a muted range."""
    project = make_project(tmp_path / "p.annot")
    accepted, rejected, _ = suggest(
        project,
        SuggestedSpan(SpanContent(0, 7, "ACTOR")),
        SuggestedSpan(SpanContent(8, 16, "ACTOR")),
        SuggestedSpan(SpanContent(22, 28, "LOCATION")),
    )
    made = annotation(suggestion_id=accepted)
    rows = (
        made,
        annotation(22, 28, id="two", label="LOCATION"),
        Decision(accepted, 1, "ada", Verdict.ACCEPTED, made.id),
        Decision(rejected, 1, "ada", Verdict.REJECTED),
        MutedRange("m", 1, 29, 40, "manual"),
    )
    do(project, Edit("all", (), rows))
    project.close()
    return tmp_path / "p.annot"


def problems(path: Path) -> tuple[str, ...]:
    project = open_project(path)
    try:
        return projects.check(project).problems
    finally:
        project.close()


def test_a_sound_project_has_no_problems(path: Path) -> None:
    assert problems(path) == ()


SPOILT = {
    "UPDATE article_text SET text = replace(text, 'took', 'lost')": "not the one that was imported",
    "UPDATE article SET length = 3": "its length is not",
    "UPDATE article_text SET raw_sha256 = 'x'": "original bytes",
    "UPDATE article_text SET raw = x'00'": "original bytes",
    "DELETE FROM article_text": "has no text",
    "UPDATE annotation SET \"end\" = 4000 WHERE id = 'two'": "inside its text",
    "UPDATE annotation SET start = 9, \"end\" = 9 WHERE id = 'two'": "start before it ends",
    "UPDATE annotation SET start = 21 WHERE id = 'two'": "begin or end with a space",
    "UPDATE annotation SET text = 'Herat' WHERE id = 'two'": "its quote is not",
    "UPDATE annotation SET label_id = 99 WHERE id = 'two'": "its label is not in the project",
    "UPDATE annotation SET figure = '{}' WHERE id = 'two'": "its figure cannot be read",
    "UPDATE annotation SET figure = '[' WHERE id = 'two'": "its figure cannot be read",
    'UPDATE suggestion SET "end" = 4000 WHERE id = 3': "suggestion 3: it does not lie inside",
    "UPDATE suggestion SET article_id = 99 WHERE id = 2": "the suggestion is not of this article",
    'UPDATE muted_range SET "end" = 4000': "muted range m: it does not lie inside",
    "UPDATE decision SET annotation_id = NULL WHERE verdict = 'accepted'": "there is no annotation",
    "UPDATE annotation SET label_id = 2 WHERE id = 'one'": "the annotation says something else",
    "DELETE FROM decision WHERE verdict = 'accepted'": "no verdict names it",
    "UPDATE annotation SET annotator_id = 99 WHERE id = 'one'": "another article or annotator",
    "DELETE FROM article_signs": "the search knows the signs of 0 of 1 articles",
}
SPOILT_FILE = {
    "UPDATE annotation SET article_id = 99 WHERE id = 'two'": "refers to a row of article",
}


@pytest.mark.parametrize("statement", SPOILT)
def test_what_is_spoilt_is_found(path: Path, statement: str) -> None:
    spoil(path, statement)
    assert SPOILT[statement] in "\n".join(problems(path))


@pytest.mark.file_only("a server watches its rows itself, and may hold what others put beside them")
@pytest.mark.parametrize("statement", SPOILT_FILE)
def test_what_no_program_would_write_into_a_file_is_found(path: Path, statement: str) -> None:
    spoil(path, statement)
    assert SPOILT_FILE[statement] in "\n".join(problems(path))


BYTES = {
    "UPDATE article_text SET text = x'4142'": "its text is stored as bytes",
    "UPDATE article_text SET extra = x'4142'": "its further keys are stored as bytes",
    "UPDATE article SET title = x'4142'": "its title is stored as bytes",
    "UPDATE article SET source = x'4142'": "its source is stored as bytes",
    "UPDATE article SET url = x'4142'": "its url is stored as bytes",
    "UPDATE article SET published = x'4142'": "its day is stored as bytes",
    "UPDATE article SET uid = x'4142'": "article number 1: its uid is stored as bytes",
    "UPDATE annotation SET note = x'4142' WHERE id = 'two'": "annotation two: its note is stored",
    "UPDATE annotation SET entity = x'4142' WHERE id = 'two'": "annotation two: its name is stored",
    "UPDATE annotation SET origin = x'4142' WHERE id = 'two'": "annotation two: its origin is",
    "UPDATE muted_range SET rule = x'4142'": "muted range m: its rule is stored as bytes",
    "INSERT INTO work VALUES (1, 1, 'flagged', x'4142')": "the status of ada: its reason is",
}


@pytest.mark.file_only("a server takes no bytes for a text")
@pytest.mark.parametrize("statement", BYTES)
def test_each_text_that_is_stored_as_bytes_is_named_once(path: Path, statement: str) -> None:
    spoil(path, statement)
    named = [problem for problem in problems(path) if "bytes" in problem]
    assert len(named) == 1
    assert BYTES[statement] in named[0]


@pytest.mark.parametrize("extra", ["{broken", "[1]", "[" * 3000])
def test_further_keys_that_cannot_be_read_are_found(path: Path, extra: str) -> None:
    spoil(path, f"UPDATE article_text SET extra = '{extra}'")
    (problem,) = problems(path)
    assert problem.endswith("its further keys cannot be read")


@pytest.mark.file_only("damages the file")
def test_a_damaged_page_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        page, size = (
            connection.execute(statement).fetchone()[0]
            for statement in (
                "SELECT rootpage FROM sqlite_master WHERE name = 'annotation'",
                "PRAGMA page_size",
            )
        )
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(data)
    assert any("damaged" in problem for problem in problems(path))


@pytest.mark.file_only("compares the bytes of the file")
def test_checking_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    problems(path)
    assert path.read_bytes() == before


@pytest.mark.file_only("a server takes no text that is not UTF-8")
def test_an_article_that_is_no_utf_8_hides_nothing_that_is_wrong_with_others(
    tmp_path: Path,
) -> None:
    texts = ("The army left Homs.", "The army came to Hama.", "Nothing was new in Idlib.")
    make_project(tmp_path / "p.annot", list(texts)).close()
    with closing(sqlite3.connect(tmp_path / "p.annot")) as file:
        file.execute("UPDATE article_text SET text = CAST(x'41ff42' AS TEXT) WHERE article_id = 1")
        file.execute("UPDATE article SET length = 3 WHERE id = 3")
        file.commit()
    found = problems(tmp_path / "p.annot")
    assert [(text.split(":")[0], "damaged" in text) for text in found if "article 1" in text] == [
        ("article 1", True)
    ]
    assert any("its length is not" in text for text in found)
