"""What a format has no place for is named; peers' loaders take what is written for them."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import annotation, do, make_project, suggest

from annotator.domain.edits import Edit
from annotator.domain.figures import parse_figure
from annotator.domain.outgoing import Content
from annotator.domain.span_content import SpanContent
from annotator.domain.splits import Split
from annotator.domain.values import (
    ArticleStatus,
    Decision,
    MutedRange,
    Status,
    SuggestedSpan,
    Verdict,
)
from annotator.formats.writers import TARGETS
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import Choice, export_jsonl, export_spacy
from annotator.store.project import Project
from annotator.store.work.time_spent import add_time

pytestmark = pytest.mark.file_only(
    "formats are written alike from both; test_exporting.py is for both"
)

TEXT = "Taliban killed more than 30 people in Kabul.\nShare this."
ALL = Choice("ada", tuple(Status), keep_muted=True)
CUT = Choice("ada", tuple(Status))
SPLIT = Split.parse("80:10:10", seed=0)
SPANS = (
    annotation(0, 7, id="a", text=TEXT, note="twice?"),
    annotation(15, 27, id="b", label="FIGURE", text=TEXT, figure=parse_figure("more than 30")),
    annotation(38, 43, id="c", label="LOCATION", text=TEXT, entity="Q5838"),
    annotation(25, 27, id="d", text=TEXT),
)

FORMATS = Path(__file__).parents[2].joinpath("docs", "formats.md").read_text()
IN_NONE = {
    *(Content.REJECTED, Content.EXTRA, Content.MUTED, Content.SCORES, Content.RELATIONS),
    *(Content.ANSWERS, Content.TIME),
}
PLAIN = {Content.GOLD, Content.METADATA, Content.OVERLAPS}
DROPPED = {
    "jsonl": set(),
    "spacy": {Content.EXTRA, Content.MUTED, Content.RELATIONS, Content.ORIGINS},
    "conll": set(Content) - {Content.GOLD},
    "conll-iob1": set(Content) - {Content.GOLD},
    "conll-bilou": set(Content) - {Content.GOLD},
    "brat": set(Content) - {Content.GOLD, Content.ENTITIES, Content.NOTES, Content.OVERLAPS},
    "label-studio": set(Content) - PLAIN - {Content.FIGURES, Content.ENTITIES, Content.NOTES},
    "doccano": set(Content) - PLAIN,
    "webanno-tsv": set(Content) - {Content.GOLD, Content.ENTITIES, Content.OVERLAPS},
    "uima-xmi": set(Content) - PLAIN - {Content.FIGURES, Content.ENTITIES, Content.NOTES},
    "csv": IN_NONE,
    "huggingface": set(),
    "huggingface-parquet": set(),
    "parquet": set(),
    "gliner": set(Content) - {Content.GOLD, Content.OVERLAPS},
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An article with one of everything that can be lost."""
    source = tmp_path / "in.jsonl"
    related = {"head": 0, "child": 1, "label": "KILLED"}
    record = {
        **{"text": TEXT, "region": "South", "relations": [related]},
        "meta": {"id": "one", "title": "T"},
    }
    source.write_bytes(orjson.dumps(record))
    made = make_project(tmp_path / "p.annot", [])
    import_files(made, [source], annotator="ada", mute=False)
    (number,) = suggest(made, SuggestedSpan(SpanContent(8, 14, "ACTOR"), score=0.5))
    rejected = Decision(number, 1, "ada", Verdict.REJECTED)
    muted = MutedRange("m", 1, 45, len(TEXT), "manual")
    work = ArticleStatus(1, "ada", Status.FLAGGED, "odd")
    accepted, _ = suggest(made, SuggestedSpan(SpanContent(0, 7, "ACTOR")))
    answer = Decision(accepted, 1, "ada", Verdict.ACCEPTED, "a")
    do(made, Edit("all", (), (*SPANS, rejected, answer, muted, work)))
    with made.writing() as connection:
        add_time(connection, 1, annotator="ada", seconds=60)
    return made


def export(project: Project, out: Path, kind: str, choice: Choice = ALL) -> ExportReport:
    if kind == "jsonl":
        return export_jsonl(project, out, choice)
    if kind == "spacy":
        return export_spacy(project, out, choice, split=SPLIT)
    return export_peer(project, out, choice, kind=kind, split=SPLIT)


@pytest.mark.parametrize("kind", TARGETS)
def test_what_a_format_has_no_place_for_is_counted(
    project: Project, tmp_path: Path, kind: str
) -> None:
    report = export(project, tmp_path / "out", kind)
    assert report.dropped == {content: 1 for content in DROPPED[kind]}


@pytest.mark.parametrize("kind", TARGETS)
def test_the_documentation_says_what_each_format_holds(kind: str) -> None:
    cells = " |".join(" yes" if content in TARGETS[kind].holds else "" for content in Content)
    assert f"| `{kind}` |{cells} |" in FORMATS.splitlines()


def test_what_is_dropped_is_said_in_one_sentence(project: Project, tmp_path: Path) -> None:
    *_, sentence = export(project, tmp_path / "out", "brat").sentences()
    assert sentence == (
        "This format has no place for, and the file is without: 1 figure value; 1 rejected "
        "suggestion; 1 article's status (unfinished, skipped or flagged); 1 flag with its "
        "reason; 1 article's title, source, address or date; 1 article's further columns or keys; "
        "1 article's muted ranges; the score of 1 suggestion; 1 relation from an imported file; "
        "how the spans of 1 article came to be, and their ids; whose work 1 article is; which "
        "suggestions 1 span was the answer to; the time spent on 1 article."
    )


def test_a_figure_and_a_note_are_really_in_the_table(project: Project, tmp_path: Path) -> None:
    export(project, tmp_path / "out.csv", "csv")
    table = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "twice?" in table
    assert "more_than" in table
    assert "odd" in table


def test_spans_that_give_way_in_conll_are_left_out_and_named(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [TEXT])
    inner = annotation(8, 14, id="b", text=TEXT)
    do(project, Edit("x", (), (annotation(0, 14, id="a", text=TEXT), inner)))
    report = export(project, tmp_path / "out.conll", "conll")
    assert [(item.span.start, item.reason) for item in report.left_out if item.span] == [
        (8, "it overlaps a longer span")
    ]
    uid, title = report.left_out[0].article, report.left_out[0].title
    words = TEXT[8:14]
    assert title
    assert next(report.sentences()) == (
        f"Article “{title}” ({uid}): ACTOR “{words}” (8 to 14) was left out, since it overlaps a "
        "longer span."
    )
    assert report.left_out[0].to_json()["text"] == words


@pytest.mark.parametrize("kind", TARGETS)
def test_a_span_in_muted_text_is_named_with_its_words_and_the_title_of_its_article(
    tmp_path: Path, kind: str
) -> None:
    project = make_project(tmp_path / "p.annot", [TEXT])
    do(project, Edit("x", (), (annotation(8, 14, id="b", text=TEXT),)))
    do(project, Edit("x", (), (MutedRange("m", 1, 8, 20, "manual"),)))
    sentence = next(export(project, tmp_path / "out", kind, CUT).sentences())
    assert f"ACTOR “{TEXT[8:14]}” (8 to 14) was left out, since it lies in muted" in sentence
    assert sentence.startswith("Article “")


def make_articles(path: Path, sources: list[str | None]) -> Project:
    """Articles of which some have a source."""
    records = [
        {"text": f"Article {place} tells of Kabul.", "meta": {"title": f"T{place}"} | known}
        for place, source in enumerate(sources)
        if (known := {"source": source} if source else {}) is not None
    ]
    file = path / "articles.jsonl"
    file.write_bytes(b"\n".join(map(orjson.dumps, records)))
    project = make_project(path / "p.annot", [])
    import_files(project, [file], annotator="ada", mute=False)
    return project


def test_every_line_for_doccano_has_the_same_keys(tmp_path: Path) -> None:
    project = make_articles(tmp_path, ["AFP", None])
    export(project, tmp_path / "out.jsonl", "doccano")
    lines = [orjson.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [list(line) for line in lines] == [list(lines[0])] * 2
    assert [line["source"] for line in lines] == ["AFP", None]


@pytest.mark.parametrize(
    ("sources", "split"),
    [
        ([None] * 39 + ["AFP"], "80:10:10"),  # a source in one split alone
        (["AFP"] + [None] * 5, "100:0:0"),  # two splits that are empty
        ([None], "0:0:100"),
    ],
)
def test_hugging_face_loads_what_is_written_for_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sources: list[str | None],
    split: str,
) -> None:
    monkeypatch.setitem(os.environ, "HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    project = make_articles(tmp_path, sources)
    shares = Split.parse(split, seed=0)
    export_peer(project, tmp_path / "out", ALL, kind="huggingface", split=shares)
    data = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert sum(len(part) for part in data.values()) == len(sources)
    there = [row["meta"]["source"] for part in data.values() for row in part]
    assert sorted(map(str, there)) == sorted(map(str, sources))
