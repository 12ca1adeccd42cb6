"""What a file of brat says besides its spans goes out again with them, or is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from importing_verbs import import_files
from making import do, make_project

from annotator.domain.edits import Edit
from annotator.domain.splits import Split
from annotator.domain.values import Status
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import Choice
from annotator.store.articles.article_rows import article_state

pytestmark = pytest.mark.file_only("brat is written alike from both")

TEXT = "Ads.\r\nSyria and Jordan took Homs. Ads again.\r\n"
ANN = """\
T7\tLOCATION 28 32\tHoms
T2\tACTOR 6 11\tSyria
T9\tACTOR 16 22\tJordan
T4\tEvent 23 27\ttook
T5\tGROUP 6 11;16 22\tSyria Jordan
E1\tEvent:T4 Agent:T2 Place:T7
R1\tnear Arg1:T9 Arg2:T7\t
A1\tNegated E1
A2\tSure T7 High
A3\tSure T2 Low
*\tAlias T2 T9
N1\tReference T7 Wikidata:Q1\tHoms (city)
N2\tReference T7 Geonames:2\tHoms
#1\tAnnotatorNotes T2\tsee T9
#2\tAnnotatorNotes R1\tsee T9
"""


def there_and_back(tmp_path: Path, *, without: str = "") -> tuple[list[str], str, ExportReport]:
    """The lines of the .ann file, the settings, and the report; ``without`` loses its label."""
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "a.ann").write_text(ANN)
    project = make_project(tmp_path / "p.annot", [])
    import_files(
        project, [tmp_path / "a.txt"], annotator="ada", as_annotations=True, new_labels=True,
        mute=False,
    )  # fmt: skip
    with project.reading() as connection:
        spans = article_state(connection, 1, annotator="ada").annotations
    gone = tuple(span for span in spans if span.text == without)
    do(project, Edit("unlabel", gone, ()))
    choice = Choice("ada", tuple(Status), keep_muted=True)
    out = tmp_path / "out"
    report = export_peer(project, out, choice, kind="brat", split=Split.parse("1:0:0", seed=0))
    lines = (out / "000001.ann").read_text().splitlines()
    return lines, (out / "annotation.conf").read_text(), report


def spans_by_number(lines: list[str]) -> dict[str, str]:
    cells = [line.split("\t") for line in lines if line.startswith("T")]
    return {number: f"{about.split(' ')[0]} {quote}" for number, about, quote in cells}


def test_lines_that_name_spans_name_the_same_ones_again(tmp_path: Path) -> None:
    lines, _, report = there_and_back(tmp_path)
    spans = spans_by_number(lines)
    assert sorted(spans.values()) == [
        "ACTOR Jordan",
        "ACTOR Syria",
        "Event took",
        "GROUP Syria Jordan",
        "LOCATION Homs",
    ]
    number = {what: name for name, what in spans.items()}
    homs, syria = number["LOCATION Homs"], number["ACTOR Syria"]
    jordan, took = number["ACTOR Jordan"], number["Event took"]
    assert {line for line in lines if line[:1] != "T"} == {
        f"E1\tEvent:{took} Agent:{syria} Place:{homs}",
        f"R1\tnear Arg1:{jordan} Arg2:{homs}\t",
        "A1\tNegated E1",
        f"A2\tSure {homs} High",
        f"A3\tSure {syria} Low",
        f"*\tAlias {syria} {jordan}",
        next(line for line in lines if line.endswith(f"Reference {homs} Wikidata:Q1\tHoms (city)")),
        f"N2\tReference {homs} Geonames:2\tHoms",
        next(line for line in lines if line.endswith(f"AnnotatorNotes {syria}\tsee T9")),
        "#2\tAnnotatorNotes R1\tsee T9",
    }
    assert len({line.split("\t")[0] for line in lines}) == len(lines)
    assert report.left_out == ()


def test_lines_that_name_a_span_that_is_gone_are_named(tmp_path: Path) -> None:
    lines, _, report = there_and_back(tmp_path, without="Homs")
    kept = {line.split("\t")[0] for line in lines if line[:1] != "T"}
    assert kept == {"A3", "*", "#1"}
    named = [item.text.split("\t")[0] for item in report.left_out]
    assert named == ["“E1", "“R1", "“A1", "“A2", "“N2", "“#2"]
    sentence = "“A1 Negated E1” of brat was left out, since it names what is not in the export."
    assert sentence in " ".join(" ".join(report.sentences()).split())


def test_the_settings_name_all_labels_and_what_lines_need(tmp_path: Path) -> None:
    _, settings, _ = there_and_back(tmp_path)
    sections = settings.split("\n\n")
    assert sections[0].splitlines() == [
        *("[entities]", "ACTOR", "LOCATION", "FIGURE", "Event", "GROUP")
    ]
    assert sections[1:4] == [
        "[relations]\nnear\tArg1:<ANY>, Arg2:<ANY>\n"
        "Alias\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive",
        "[events]\nEvent\tAgent?:<ANY>, Place?:<ANY>",
        "[attributes]\nNegated\tArg:<ANY>\nSure\tArg:<ANY>, Value:High|Low",
    ]
