"""brat shows a folder as the project does, and what it must write otherwise comes back as it was.

tests/external/brat_verify.py gives such folders to brat's own code.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from importing_verbs import import_files
from making import make_project
from reading_verbs import read_file

from annotator.domain.guidelines import Definitions, Guidelines
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.splits import Split
from annotator.domain.values import Status
from annotator.formats.peers.brat_settings import settings, stored_label
from annotator.formats.writer import Export
from annotator.operations import annotate, labels, overlaps
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.exporter import Choice
from annotator.store.articles.article_rows import article_state
from annotator.store.definitions.labels import labels as labels_of
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("brat is written alike from both")

TEXT = "😀 Taliban took\n \nKunduz \x0b 30 men\tat dawn."
SPANS = [
    ("Taliban took\n \nKunduz", "armed group"),
    ("took", "Актор"),
    ("Kunduz \x0b 30", "Место"),
    ("30 men\tat", "R&D"),
]
ALL = Choice("ada", tuple(Status), keep_muted=True)


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    """A project with labels of all kinds, one of them unused, and spans that overlap."""
    made = Workspace(make_project(tmp_path / "p.annot", [TEXT]), "ada")
    for name in (*dict(SPANS).values(), "A|B"):
        labels.add(made, name)
    overlaps.choose(made, OverlapRule(Overlaps.ANY))
    for quote, label in SPANS:
        start = TEXT.index(quote)
        annotate.add(made, article=1, start=start, end=start + len(quote), label=label)
    return made


def exported(work: Workspace, out: Path) -> dict[str, str]:
    split = Split.parse("1:0:0", seed=0)
    export_peer(work.project, out, ALL, kind="brat", split=split)
    return {path.name: path.read_text() for path in out.iterdir()}


def section(file: str, name: str) -> list[str]:
    return [line for line in file.split(f"[{name}]\n")[1].split("[")[0].split("\n") if line]


def forms_of(line: str) -> list[str]:
    return line.split(" | ")


def test_every_label_has_its_colour_key_and_abbreviations_in_brat(
    work: Workspace, tmp_path: Path
) -> None:
    files = exported(work, tmp_path / "out")
    with work.project.reading() as connection:
        defined = labels_of(connection)
    stored = [stored_label(label.name) for label in defined]
    assert section(files["annotation.conf"], "entities") == stored
    shown = {form[0]: form[1:] for form in map(forms_of, section(files["visual.conf"], "labels"))}
    assert list(shown) == stored
    assert shown["ACTOR"] == ["ACTOR", "ACT", "A"]
    assert shown["armed_group"] == ["armed group", "arm", "a"]
    assert shown["R_D"][0] == "R&D"
    assert shown["A_B"][0] == "A_B"  # the bar parts forms there
    assert shown[stored_label("Актор")][0] == "Актор"
    drawn = section(files["visual.conf"], "drawing")
    colours = dict(line.split("\t") for line in drawn)
    assert [colours[name] for name in stored] == [f"bgColor:{label.light}" for label in defined]
    keys = [line.split("\t") for line in files["kb_shortcuts.conf"].splitlines()]
    assert keys == [[label.key.upper(), stored_label(label.name)] for label in defined if label.key]


@pytest.mark.parametrize("label", ["Актор", "Место", "armed group", "R&D", "a.b", "é", "#x", "!x"])
def test_brat_stores_a_label_by_letters_it_knows(label: str) -> None:
    form = stored_label(label)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", form)
    assert stored_label(form) == form


def test_labels_of_other_scripts_do_not_become_one() -> None:
    assert stored_label("Актор") != stored_label("Место")


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        (OverlapRule(), []),
        (
            OverlapRule(Overlaps.NESTED),
            [f"<OVERLAP>\tArg1:{name}, Arg2:A|B, <OVL-TYPE>:contain" for name in "AB"],
        ),
        (
            OverlapRule(Overlaps.ANY),
            [
                "<OVERLAP>\tArg1:A, Arg2:A, <OVL-TYPE>:contain|cross",
                "<OVERLAP>\tArg1:A, Arg2:B, <OVL-TYPE>:<ANY>",
                "<OVERLAP>\tArg1:B, Arg2:A, <OVL-TYPE>:<ANY>",
                "<OVERLAP>\tArg1:B, Arg2:B, <OVL-TYPE>:contain|cross",
            ],
        ),
        (
            OverlapRule(Overlaps.ANY, (("B", Overlaps.NONE),)),
            ["<OVERLAP>\tArg1:A, Arg2:A, <OVL-TYPE>:contain|cross"],
        ),
    ],
    ids=["none", "nested", "any", "by label"],
)
def test_overlaps_are_allowed_as_in_the_project(rule: OverlapRule, lines: list[str]) -> None:
    defined = Definitions(Guidelines(0, ""), (), rule)
    made = settings(Export([], ["A", "B"], [], [], definitions=defined))
    conf = made["annotation.conf"].decode()
    assert section(conf, "relations") == lines


def test_labels_and_spans_over_line_ends_come_back_as_they_were(
    work: Workspace, tmp_path: Path
) -> None:
    files = exported(work, tmp_path / "out")
    assert "\tarmed_group 2 14;17 23\tTaliban took Kunduz\n" in files["000001.ann"]
    again = make_project(tmp_path / "again.annot", [])
    import_files(
        *(again, [tmp_path / "out"]),
        annotator="ada", as_annotations=True, new_labels=True, mute=False,
    )  # fmt: skip
    with again.reading() as connection:
        state = article_state(connection, 1, annotator="ada")
    assert state.text == TEXT
    assert {(item.text, item.label) for item in state.annotations} == set(SPANS)


def test_labels_of_other_projects_of_brat_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Homs")
    (tmp_path / "a.ann").write_text("T1\tarmed_group 0 4\tHoms\n")
    (tmp_path / "visual.conf").write_text("[labels]\narmed_group | armed group\n\n[drawing]\n")
    (record,), _ = read_file(tmp_path / "a.txt")
    assert record.spans[0].label == "armed_group"
