"""Nothing that goes out with pseudonyms holds a name of the list or of an annotator; offsets are
right, the key lies apart, and the same key gives the same pseudonyms.
"""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from importing_verbs import import_files
from making import annotation, do, make_project

from annotator.cli.app import run
from annotator.domain.edits import Edit
from annotator.domain.errors import InputError
from annotator.domain.figures import Figure
from annotator.domain.gold import Plan
from annotator.domain.pseudonyms import Key, Pseudonyms, listed
from annotator.domain.span_content import SpanContent
from annotator.domain.values import (
    ArticleStatus,
    Decision,
    MutedRange,
    Status,
    SuggestedSpan,
    Verdict,
)
from annotator.formats.writers import TARGETS
from annotator.operations import guidelines, names
from annotator.operations.reviewing import review
from annotator.store.project import Project
from annotator.store.work import suggestions, time_spent
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("what goes out is the same from both; the key is a file")

NAME = "Farid Azízi"
TEXT = (
    "\U0001f1e6\U0001f1eb Farid Azízi's men took Kunduz, and FARID\nAZÍZI killed 12 of them.\n"
    "F. Azizi left. Azízi said nothing, Mr. Azízis said less.\nFollow Farid Azi\u0301zi here."
)
PEOPLE = ("adalina", "bertram")
SPELLINGS = ("Farid Azízi", "F. Azizi", "farid-azizi")
LIST = "# who must not be named\nFarid Azízi | F. Azizi | Farid Azizi\n"
KEY = Key(persons={"person-1": SPELLINGS})


def at(words: str, *, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The name is in everything that an article, its spans, their work and the project can say."""
    source = tmp_path / "in.jsonl"
    record = {
        "text": TEXT,
        "by": {f"about {NAME}": ["Farid Azízi", "asked adalina"]},
        "relations": [{"head": 0, "child": 1, "label": f"KNOWS {NAME}"}],
        "meta": {
            "id": "farid-azizi-7",
            "title": "FARID AZÍZI and others",
            "source": "Farid Azízi Daily",
            "url": "https://x.org/farid_azizi/f.%20azizi",
            "published": "2024-02-01",
            "file": "adalina/farid azízi.txt",
        },
    }
    source.write_bytes(orjson.dumps(record))
    made = make_project(tmp_path / "adalina.annot", [])
    import_files(made, [source], annotator="adalina", mute=False)
    with made.writing() as connection:
        spans = (
            SuggestedSpan(SpanContent(*at("Azízi's"), "ACTOR"), f"rule of {NAME}"),
            SuggestedSpan(SpanContent(*at("Kunduz"), "LOCATION")),
        )
        suggestions.add_suggestions(connection, {1: spans}, source="import:adalina.x", version="")
        time_spent.add_time(connection, 1, annotator="adalina", seconds=60)
        numbers = [item.id for item in suggestions.suggestions_of(connection, 1)]
    figure = Figure(low=12, best=12, high=12, counts="Farid Azízi's men")
    more = {"note": "bertram knows Farid Azízi", "entity": "Farid_Azízi"}
    for person in PEOPLE:
        own = {"annotator": person, "text": TEXT}
        rows = [
            annotation(*at("Farid"), id=f"1-{person[0]}", **own, **more),
            annotation(*at("Azízi's men"), id=f"2-{person[0]}", **own, **more),
            annotation(*at("Kunduz"), id=f"3-{person[0]}", label="LOCATION", **own),
            annotation(*at("12"), id=f"4-{person[0]}", label="FIGURE", figure=figure, **own),
            ArticleStatus(1, person, Status.DONE, f"adalina met {NAME}"),
        ]
        if person == "adalina":
            rows += [
                Decision(numbers[0], 1, person, Verdict.REJECTED),
                MutedRange("m", 1, *at("Follow Farid Azi\u0301zi here."), "manual"),
            ]
        do(made, Edit("all", (), tuple(rows)), annotator=person)
    work = Workspace(made, "adalina")
    guidelines.write(work, f"As adalina says, {NAME} is an ACTOR.")
    names.remember(work, NAME, "ACTOR")
    review.make_gold(Workspace(made, "bertram"), Plan(PEOPLE))
    yield made
    made.close()


def export(project: Project, out: Path, *options: str) -> int:
    path = str(out.parent / "adalina.annot")
    place = ["--config-dir", str(out.parent / "cfg")]
    (out.parent / "list.txt").write_text(LIST, encoding="utf-8")
    names = ["--pseudonyms", str(out.parent / "apart" / "key.json")]
    (out.parent / "apart").mkdir(exist_ok=True)
    persons = ["--persons", str(out.parent / "list.txt")]
    return run(["export", path, str(out), *names, *persons, *options, *place])


def written(folder: Path) -> bytes:
    """Everything in a folder, with the names of the files."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert files
    return b"\n".join(part for path in files for part in (path.name.encode(), unpacked(path)))


def unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return zlib.decompress(data) if path.suffix == ".spacy" else data


@pytest.mark.parametrize("muted", ["drop", "keep"])
@pytest.mark.parametrize("whose", ["adalina", "gold"])
@pytest.mark.parametrize("kind", TARGETS)
def test_no_byte_of_an_export_holds_a_name(
    project: Project, tmp_path: Path, kind: str, whose: str, muted: str
) -> None:
    target = TARGETS[kind]
    (tmp_path / "out").mkdir()
    out = tmp_path / "out" / f"x{target.suffix}" if target.suffix else tmp_path / "out" / "x"
    path = str(project.path)
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    status = run(
        [
            *("export", path, str(out), "--format", kind, "--from", whose, "--muted", muted),
            *("--pseudonyms", str(tmp_path / "key.json"), "--persons", str(tmp_path / "list.txt")),
            *("--status", "all", "--config-dir", str(tmp_path / "cfg")),
        ]
    )
    assert status in (0, 1)
    everything = written(tmp_path / "out").decode("utf-8", "replace").casefold()
    for name in (*PEOPLE, *(f"farid{gap}az" for gap in " -_\n"), "f. azizi"):
        assert name not in everything
    assert "person-1" in everything


def test_spans_cover_the_whole_pseudonym_where_they_held_some_of_the_name(
    project: Project, tmp_path: Path
) -> None:
    export(project, tmp_path / "o.jsonl", "--from", "adalina")
    (line,) = (tmp_path / "o.jsonl").read_bytes().splitlines()
    record = orjson.loads(line)
    said = [record["text"][span["start"] : span["end"]] for span in record["spans"]]
    assert said == ["person-1's men", "person-1", "Kunduz", "12"]
    assert record["spans"][3]["figure"]["best"] == 12
    assert record["spans"][3]["figure"]["counts"] == "person-1's men"
    assert record["_annotator_id"].startswith("annotator-")


def test_what_may_be_the_same_person_is_said_and_stands_in_no_file(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(project, tmp_path / "o.jsonl", "--from", "adalina")
    said = capsys.readouterr().err
    assert "“Farid Azízi” was replaced 3 times by person-1." in said
    assert "“Azízi” 1 time" in said
    assert "“Azízis” 1 time" in said
    report = orjson.loads((tmp_path / "o.jsonl.report.json").read_bytes())
    assert report["pseudonyms"] == {"replaced": {"person-1": 3}, "near": {"person-1": 2}}


def test_the_key_is_its_owners_alone_and_gives_the_same_pseudonyms_again(
    project: Project, tmp_path: Path
) -> None:
    export(project, tmp_path / "one.jsonl", "--from", "adalina")
    key = tmp_path / "apart" / "key.json"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    export(project, tmp_path / "two.jsonl", "--from", "adalina")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert key.read_bytes() == before


def test_a_key_inside_the_export_is_refused_before_anything_is_written(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    path, place = str(project.path), ["--config-dir", str(tmp_path / "cfg")]
    key = ["--pseudonyms", str(out / "key.json")]
    assert run(["export", path, str(out), "--format", "brat", *key, *place]) == 2
    assert "may not lie inside the export" in capsys.readouterr().err
    assert not out.exists()


def test_a_check_counts_pseudonyms_as_the_export_does(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    export(project, out, "--format", "csv", "--from", "adalina", "--check")
    said = capsys.readouterr().out
    export(project, out, "--format", "csv", "--from", "adalina")
    counted = "“Farid Azízi” was replaced 3 times by person-1."
    assert counted in capsys.readouterr().err
    assert counted in said
    assert "the work of annotator-" in said


def test_a_check_writes_no_key(project: Project, tmp_path: Path) -> None:
    export(project, tmp_path / "out", "--format", "csv", "--from", "adalina", "--check")
    assert not (tmp_path / "apart" / "key.json").exists()


def test_relations_with_places_of_the_old_text_are_left_out_and_named(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(project, tmp_path / "o.jsonl", "--from", "adalina") == 1
    assert "what it has under “prodigy” was left out" in capsys.readouterr().err


@given(st.lists(st.sampled_from([*SPELLINGS, "x", " ", "\n", "12", "Azízi", "\U0001f1e6", "é"])))
def test_a_range_without_a_name_says_the_same_words_afterwards(pieces: list[str]) -> None:
    text = " ".join(pieces)
    replaced = Pseudonyms(KEY).text(text)
    start = 0
    for piece in pieces:
        end = start + len(piece)
        first, last = replaced.range(start, end)
        said = "person-1" if piece in SPELLINGS else piece
        if said == "person-1" or all(not (a < end and start < b) for a, b, _ in replaced.parts):
            assert replaced.text[first:last] == said
        start = end + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Farid  Azízi", "person-1"),
        ("farid azízi's", "person-1's"),
        ("Farid Azízis", "Farid Azízis"),
        ("XFarid Azízi", "XFarid Azízi"),
        ("F. Azizi.", "person-1."),
    ],
)
def test_a_name_is_replaced_as_a_whole_in_any_case(text: str, expected: str) -> None:
    assert Pseudonyms(KEY).text(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("قال أحمد الشرع.", "قال person-1.", 1),
        ("وأحمد الشرع بأحمد الشرع", "وperson-1 بperson-1", 2),
        ("سوأحمد الشرع", "سوأحمد الشرع", 0),
    ],
)
def test_letters_that_arabic_writes_with_a_name_stay_before_its_pseudonym(
    text: str, expected: str, count: int
) -> None:
    names = Pseudonyms(Key(persons={"person-1": ("أحمد الشرع",)}))
    said = names.text(text).text
    names.count(said)
    assert (said, names.replaced["person-1"]) == (expected, count)


def test_a_name_of_one_word_behind_a_letter_of_arabic_is_named_as_perhaps_one() -> None:
    names = Pseudonyms(Key(persons={"person-1": ("عمر",)}))
    names.count(names.text("وعمر").text)
    assert names.near == {("person-1", "وعمر"): 1}


def test_a_name_of_one_word_is_no_other_word() -> None:
    pseudonyms = Pseudonyms(Key(persons={"person-1": ("May",)}))
    assert pseudonyms.text("May may, MAY.").text == "person-1 may, person-1."


def test_the_longest_name_is_replaced_first() -> None:
    pseudonyms = Pseudonyms(Key(persons={"person-1": ("John",), "person-2": ("John Smith",)}))
    assert pseudonyms.text("John Smith and John").text == "person-2 and person-1"


def test_who_shares_a_spelling_with_a_person_of_the_key_is_that_person() -> None:
    key = Key(persons={"person-4": ("A B",)}).with_persons([("A. B.", "A B"), ("C D",)])
    assert key.persons == {"person-4": ("A B", "A. B."), "person-5": ("C D",)}


@pytest.mark.parametrize(
    ("line", "spellings"),
    [
        ("A. B | Cé", ("A. B", "Cé")),
        ("Ann Lee; A. Lee", ("Ann Lee", "A. Lee")),
        ("Ann Lee, A. Lee", ("Ann Lee", "A. Lee")),
        ("Lee, Ann", ("Lee, Ann",)),
    ],
)
def test_further_spellings_stand_on_the_line(line: str, spellings: tuple[str, ...]) -> None:
    assert listed(f"\ufeff# list\n\n{line}\n") == [spellings]


def test_a_name_of_one_letter_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match="line 2"):
        listed("Ann Lee\nX\n")
