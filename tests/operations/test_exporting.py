"""An export says what the project holds, and reading it back makes the same project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing_verbs import import_files
from making import annotation, do, make_project, suggest, texts
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError, ProjectError
from annotator.domain.span_content import SpanContent
from annotator.domain.splits import Split
from annotator.domain.text import is_blank, normalise
from annotator.domain.tokens import tokenise
from annotator.domain.values import (
    ArticleStatus,
    Decision,
    MutedRange,
    Status,
    SuggestedSpan,
    UnmutedRange,
    Verdict,
)
from annotator.formats.json import jsonl
from annotator.operations.exporting.exporter import Choice, ExportReport, export_jsonl, export_spacy
from annotator.store.project import Project
from annotator.workspace import Workspace

FIRST = "Taliban fighters took Kunduz.\nFollow us here.\nThey left Kabul."
SECOND = "Nothing happened in Herat."
ADA = Choice("ada")
ALL = Choice("ada", statuses=tuple(Status))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two articles; the first is done, with a muted line, spans around it and one inside it."""
    made = make_project(tmp_path / "p.annot", [FIRST, SECOND])
    (number,) = suggest(made, SuggestedSpan(SpanContent(17, 21, "ACTOR")))
    rows = (
        annotation(0, 7, id="a", text=FIRST),
        annotation(0, 16, id="b", text=FIRST),
        annotation(37, 39, id="c", text=FIRST),
        annotation(56, 61, id="d", label="LOCATION", text=FIRST),
        Decision(number, 1, "ada", Verdict.REJECTED),
        MutedRange("m", 1, 30, 45, "manual"),
        ArticleStatus(1, "ada", Status.DONE),
    )
    do(made, Edit("all", (), rows))
    return made


def records(path: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def test_done_articles_alone_are_exported(project: Project, tmp_path: Path) -> None:
    report = export_jsonl(project, tmp_path / "o.jsonl", ADA)
    assert [record["meta"]["status"] for record in records(tmp_path / "o.jsonl")] == ["done"]
    assert report.articles == 1


def test_without_tokens_everything_else_is_the_same(project: Project, tmp_path: Path) -> None:
    export_jsonl(project, tmp_path / "o.jsonl", ALL)
    export_jsonl(project, tmp_path / "bare.jsonl", replace(ALL, tokens=False))
    full = records(tmp_path / "o.jsonl")
    for record in full:
        del record["tokens"]
        for span in record["spans"]:
            del span["token_start"], span["token_end"]
    assert records(tmp_path / "bare.jsonl") == full


def test_all_articles_are_exported_when_asked(project: Project, tmp_path: Path) -> None:
    export_jsonl(project, tmp_path / "o.jsonl", ALL)
    statuses = [record["meta"]["status"] for record in records(tmp_path / "o.jsonl")]
    assert statuses == ["done", "new"]


def test_muted_text_is_dropped_and_every_offset_moved(project: Project, tmp_path: Path) -> None:
    report = export_jsonl(project, tmp_path / "o.jsonl", ADA)
    (record,) = records(tmp_path / "o.jsonl")
    assert record["text"] == "Taliban fighters took Kunduz.\n\nThey left Kabul."
    said = [record["text"][span["start"] : span["end"]] for span in record["spans"]]
    assert said == ["Taliban fighters", "Taliban", "Kabul"]
    assert "muted" not in record
    assert [(item.span.start, "muted" in item.reason) for item in report.left_out if item.span] == [
        (37, True)
    ]


def test_muted_text_is_kept_and_named_when_asked(project: Project, tmp_path: Path) -> None:
    report = export_jsonl(project, tmp_path / "o.jsonl", Choice("ada", keep_muted=True))
    (record,) = records(tmp_path / "o.jsonl")
    assert record["text"] == FIRST
    assert record["muted"] == [{"start": 30, "end": 45, "rule": "manual"}]
    assert (len(record["spans"]), report.left_out) == (4, ())


def unmute(project: Project) -> None:
    """Somebody unmutes a line of the first article that a rule had muted."""
    do(project, Edit("unmute", (), (UnmutedRange("u", 1, 56, 61, "share bar"),)))


def test_what_a_person_has_unmuted_goes_with_muted_text(project: Project, tmp_path: Path) -> None:
    unmute(project)
    export_jsonl(project, tmp_path / "o.jsonl", Choice("ada", keep_muted=True))
    (record,) = records(tmp_path / "o.jsonl")
    assert record["unmuted"] == [{"start": 56, "end": 61, "rule": "share bar"}]


def test_what_a_person_has_unmuted_says_nothing_without_muted_text(
    project: Project, tmp_path: Path
) -> None:
    unmute(project)
    export_jsonl(project, tmp_path / "o.jsonl", ADA)
    (record,) = records(tmp_path / "o.jsonl")
    assert "unmuted" not in record


def test_an_article_muted_to_its_end_is_left_out_and_said(project: Project, tmp_path: Path) -> None:
    do(project, Edit("mute", (), (MutedRange("n", 2, 0, len(SECOND), "manual"),)))
    report = export_jsonl(project, tmp_path / "o.jsonl", ALL)
    assert len(records(tmp_path / "o.jsonl")) == 1
    assert "all of its text is muted" in [item.reason for item in report.left_out]


def test_what_was_rejected_is_said_and_what_waits_is_not(project: Project, tmp_path: Path) -> None:
    suggest(project, SuggestedSpan(SpanContent(51, 55, "ACTOR")))
    export_jsonl(project, tmp_path / "o.jsonl", ADA)
    (record,) = records(tmp_path / "o.jsonl")
    assert record["rejected"] == [
        {"start": 17, "end": 21, "label": "ACTOR", "source": "rules@1"},
    ]


def test_the_score_of_what_was_rejected_is_said(tmp_path: Path) -> None:
    made = make_project(tmp_path / "s.annot", [FIRST])
    (number,) = suggest(made, SuggestedSpan(SpanContent(17, 21, "ACTOR"), score=0.25))
    rows = (Decision(number, 1, "ada", Verdict.REJECTED), ArticleStatus(1, "ada", Status.DONE))
    do(made, Edit("no", (), rows))
    export_jsonl(made, tmp_path / "o.jsonl", ADA)
    (record,) = records(tmp_path / "o.jsonl")
    assert [span["score"] for span in record["rejected"]] == [0.25]
    again = make_project(tmp_path / "again.annot", [])
    import_files(again, [tmp_path / "o.jsonl"], annotator="ada", as_annotations=True)
    export_jsonl(again, tmp_path / "back.jsonl", ADA)
    (back,) = records(tmp_path / "back.jsonl")
    assert back["rejected"] == record["rejected"]


def test_somebody_elses_work_is_not_in_it(project: Project, tmp_path: Path) -> None:
    rows = (annotation(0, 7, id="z", annotator="ben"), ArticleStatus(1, "ben", Status.DONE))
    do(project, Edit("ben", (), rows), annotator="ben")
    export_jsonl(project, tmp_path / "o.jsonl", Choice("ben"))
    (record,) = records(tmp_path / "o.jsonl")
    assert ([span["id"] for span in record["spans"]], record["_annotator_id"]) == (["z"], "ben")


def test_a_name_nobody_has_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="choose one of “ada”"):
        export_jsonl(project, tmp_path / "o.jsonl", Choice("adda"))


@pytest.mark.parametrize("place", ["folder", "missing/o.jsonl"])
def test_a_place_that_cannot_be_written_is_said(
    project: Project, tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(AnnotatorError, match="cannot be written"):
        export_jsonl(project, tmp_path / place, ADA)


def test_an_export_that_does_not_prove_itself_leaves_the_older_file(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "o.jsonl").write_text("older")
    there = sorted(tmp_path.iterdir())
    monkeypatch.setattr(jsonl, "prove_file", lambda path: (1, 0))
    with pytest.raises(AnnotatorError, match="given up"):
        export_jsonl(project, tmp_path / "o.jsonl", ADA)
    assert (tmp_path / "o.jsonl").read_text() == "older"
    assert sorted(tmp_path.iterdir()) == there


def export_again(project: Project, folder: Path) -> tuple[bytes, bytes, Project]:
    """Export, import into a new project and export that: both files and the new project."""
    keep = Choice("ada", statuses=tuple(Status), keep_muted=True)
    first, second = folder / "first.jsonl", folder / "second.jsonl"
    export_jsonl(project, first, keep)
    again = make_project(folder / "again.annot", [])
    report = import_files(again, [first], annotator="ada", as_annotations=True)
    assert report.rejections == ()
    export_jsonl(again, second, keep)
    return first.read_bytes(), second.read_bytes(), again


def test_reading_an_export_back_makes_the_same_project(project: Project, tmp_path: Path) -> None:
    unmute(project)
    first, second, again = export_again(project, tmp_path)
    assert first == second
    assert [part.rule for part in Workspace(again, "ada").article(1).unmuted] == ["share bar"]


@given(bodies=st.lists(texts, min_size=1, max_size=3), data=st.data())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_and_spans_survive_export_and_import(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], data: st.DataObject
) -> None:
    stored = {normalise(body).text: None for body in bodies if not is_blank(body)}
    folder = tmp_path_factory.mktemp("round")
    project = make_project(folder / "p.annot", list(stored))
    rows: list[Any] = []
    for number, text in enumerate(stored, 1):
        tokens = [t for t in tokenise(text) if not text[t.start].isspace()]
        if not tokens:
            continue
        for index, token in enumerate(data.draw(st.lists(st.sampled_from(tokens), max_size=5))):
            end = data.draw(st.sampled_from([t.end for t in tokens if t.end >= token.end]))
            if not text[end - 1].isspace():
                label = ("ACTOR", "LOCATION", "FIGURE")[index % 3]
                rows.append(
                    annotation(
                        token.start,
                        end,
                        id=f"{number}-{index}",
                        article=number,
                        label=label,
                        text=text,
                    )
                )
    unique = {(row.article_id, row.start, row.end, row.label): row for row in rows}
    works = [ArticleStatus(n, "ada", Status.IN_PROGRESS) for n in {row.article_id for row in rows}]
    do(project, Edit("all", (), (*unique.values(), *works)))
    first, second, again = export_again(project, folder)
    project.close()
    again.close()
    assert first == second


def parts(folder: Path) -> dict[str, list[str]]:
    return {
        name: [
            doc.user_data["uid"]
            for doc in DocBin().from_disk(folder / f"{name}.spacy").get_docs(Vocab())
        ]
        for name in ("train", "dev", "test")
    }


def many(folder: Path, count: int) -> Project:
    project = make_project(folder / f"{count}.annot", [f"Kabul {n}." for n in range(count)])
    rows = [
        (
            annotation(0, 5, id=f"a{n}", article=n, label="LOCATION", text="Kabul"),
            ArticleStatus(n, "ada", Status.DONE),
        )
        for n in range(1, count + 1)
    ]
    do(project, Edit("all", (), tuple(row for pair in rows for row in pair)))
    return project


def deal(folder: Path, count: int, *, seed: int = 0, shares: str = "80:10:10") -> ExportReport:
    split = Split.parse(shares, seed=seed)
    return export_spacy(many(folder, count), folder / f"{count}-{seed}", ADA, split=split)


def test_adding_articles_moves_none_to_another_part(tmp_path: Path) -> None:
    deal(tmp_path, 40)
    deal(tmp_path, 80)
    fewer, more = parts(tmp_path / "40-0"), parts(tmp_path / "80-0")
    assert all(set(fewer[name]) <= set(more[name]) for name in fewer)


def test_another_seed_deals_otherwise_and_the_same_seed_alike(tmp_path: Path) -> None:
    for folder, seed in (("one", 0), ("two", 0), ("three", 1)):
        (tmp_path / folder).mkdir()
        deal(tmp_path / folder, 40, seed=seed)
    one, two = parts(tmp_path / "one" / "40-0"), parts(tmp_path / "two" / "40-0")
    assert one == two
    assert one != parts(tmp_path / "three" / "40-1")


def test_the_report_beside_the_files_counts_what_is_in_them(tmp_path: Path) -> None:
    report = deal(tmp_path, 40)
    written = orjson.loads((tmp_path / "40-0" / "report.json").read_bytes())
    assert {key: written[key] for key in report.to_json()} == report.to_json()
    counted = {name: len(found) for name, found in parts(tmp_path / "40-0").items()}
    assert {name: part.articles for name, part in report.parts.items()} == counted
    assert sum(counted.values()) == 40
    assert counted["train"] > counted["dev"] > 0


def test_what_was_adjusted_is_in_the_report(project: Project, tmp_path: Path) -> None:
    report = export_spacy(project, tmp_path / "out", ADA, split=Split.parse("1:0:0"))
    assert [(item.text, item.done[:8]) for item in report.adjusted] == [("Taliban", "overlaps")]
    assert [item.reason for item in report.left_out] == ["it lies in muted text"]
    assert (report.parts["train"].spans, report.parts["train"].entities) == (3, 2)
