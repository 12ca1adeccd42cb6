"""brat's pairs: a text and an .ann file come in as one article with its spans."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from importing_verbs import import_files
from making import make_project
from reading_verbs import kind_of, losses, quotes, read_file

TEXT = "😀 North and South America met\r\nthe Taliban in e\u0301tat Kunduz."


def pair(folder: Path, ann: str, text: str = TEXT) -> Path:
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "a.ann").write_bytes(ann.encode())
    return folder / "a.txt"


def at(quote: str) -> str:
    start = TEXT.index(quote)
    return f"{start} {start + len(quote)}"


def test_spans_come_with_their_text_at_code_points(tmp_path: Path) -> None:
    file = pair(tmp_path, f"T1\tORG {at('Taliban')}\tTaliban\nT2\tLOC {at('Kunduz')}\tKunduz\n")
    (record,), issues = read_file(file)
    assert kind_of(file) == "brat"
    assert quotes(record) == [("Taliban", "ORG"), ("Kunduz", "LOC")]
    assert (record.article.text, issues) == (TEXT.replace("\r\n", "\n"), [])
    assert record.article.raw == TEXT.encode()


def test_notes_and_normalisations_go_to_their_span(tmp_path: Path) -> None:
    ann = f"T1\tLOC {at('Kunduz')}\tKunduz\nN1\tReference T1 Wikidata:Q177905\tKunduz\n"
    file = pair(tmp_path, ann + "#1\tAnnotatorNotes T1\tthe city\n")
    (record,), issues = read_file(file)
    (span,) = record.spans
    assert (span.entity, span.note, issues) == ("Wikidata:Q177905", "the city", [])


def test_pieces_of_a_span_are_spans_and_the_line_is_kept(tmp_path: Path) -> None:
    america = TEXT.index("America")
    line = f"T1\tLOC {at('North')};{america} {america + 7}\tNorth America"
    (record,), issues = read_file(pair(tmp_path, line + "\n"))
    assert quotes(record) == [("North", "LOC"), ("America", "LOC")]
    assert record.article.extra["brat"] == [line]
    assert [issue.loss for issue in issues] == [False]


def test_relations_events_and_attributes_are_kept_with_what_they_name(tmp_path: Path) -> None:
    spans = [f"T1\tORG {at('Taliban')}\tTaliban", f"T2\tLOC {at('Kunduz')}\tKunduz"]
    others = [
        "R1\tIn Arg1:T1 Arg2:T2",
        "A1\tNegation T1",
        "E1\tAttack:T1 Place:T2",
        "*\tAlias T1 T2",
    ]
    (record,), issues = read_file(pair(tmp_path, "\n".join(spans + others)))
    assert record.article.extra["brat"] == spans + others
    assert [issue.reason.endswith("go out to brat again: 4") for issue in issues] == [True]


@pytest.mark.parametrize(
    "line",
    [
        "T1\tORG 0 7\tTaliban",
        "T1\tORG 9 3\tx",
        "T1\tORG 3 3\t",
        "T1\tORG 0 9999\tx",
        "T1\tORG x y\tx",
        "T1\tORG " + "9" * 40 + " " + "9" * 41 + "\tx",
        "what is this",
    ],
)
def test_a_wrong_line_is_named_and_the_others_come_in(tmp_path: Path, line: str) -> None:
    file = pair(tmp_path, f"{line}\nT2\tLOC {at('Kunduz')}\tKunduz\n")
    (record,), issues = read_file(file)
    assert quotes(record) == [("Kunduz", "LOC")]
    assert len(losses(issues)) == 1


def test_a_folder_comes_in_without_its_settings(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    pair(folder, f"T1\tACTOR {at('Taliban')}\tTaliban\n")
    (folder / "b.txt").write_text("No annotations.")
    (folder / "b.ann").write_text("")
    (folder / "annotation.conf").write_text("[entities]\nACTOR\n")
    project = make_project(tmp_path / "p.annot", [])
    report = import_files(project, [folder], annotator="ada")
    assert (report.added.articles, report.added.spans, report.issues) == (2, 1, ())


def test_annotations_without_their_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tORG 0 7\tTaliban\n")
    _, issues = read_file(tmp_path / "a.ann")
    assert losses(issues) == ["the text it belongs to is not beside it"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there are names any bytes")
def test_a_pair_whose_name_is_not_utf_8_is_one_article(tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xe4r")
    (tmp_path / f"{name}.txt").write_text("The Taliban came.")
    (tmp_path / f"{name}.ann").write_text("T1\tORG 4 11\tTaliban\n")
    (record,), issues = read_file(tmp_path / f"{name}.txt")
    assert quotes(record) == [("Taliban", "ORG")]
    assert read_file(tmp_path / f"{name}.ann")[0] == []
    assert losses(issues) == []
