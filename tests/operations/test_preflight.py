"""What a pre-flight says is what the export then does, in every format; nothing is written."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing_verbs import import_files
from making import annotation, do, make_project, suggest

from annotator.domain.edits import Edit
from annotator.domain.figures import parse_figure
from annotator.domain.outgoing import Content
from annotator.domain.span_content import SpanContent
from annotator.domain.splits import Split
from annotator.domain.token_edges import Edges
from annotator.domain.values import (
    ArticleStatus,
    Decision,
    MutedRange,
    Status,
    SuggestedSpan,
    Verdict,
)
from annotator.formats.writers import TARGETS
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.exporter import Choice
from annotator.operations.exporting.preflight import check as look
from annotator.operations.exporting.preflight_words import Preflight
from annotator.store.project import Project

pytestmark = pytest.mark.file_only(
    "formats are written alike from both; test_exporting.py is for both"
)

TEXTS = (
    "Taliban killed more than 30 people in Kabul's west.",
    "  🙂 Ghani's men,\nwho left 3,000 dead.  ",
    "Share this.",
)
SPLIT = Split.parse("60:20:20", seed=1)
ALL = Choice("ada", tuple(Status))


@st.composite
def edits(draw: st.DrawFn) -> list[Edit]:
    """What may have been done to an article: spans anywhere, a status, muted parts."""
    made: list[Edit] = []
    for number, text in enumerate(TEXTS, 1):
        places = [at for at, char in enumerate(text) if not char.isspace()]
        bounds = st.tuples(st.sampled_from(places), st.sampled_from(places))
        spans = {}
        for one, other in draw(st.lists(bounds, max_size=5)):
            start, end = min(one, other), max(one, other) + 1
            label = draw(st.sampled_from(["ACTOR", "FIGURE"]))
            figure = parse_figure("30") if label == "FIGURE" and draw(st.booleans()) else None
            note = draw(st.sampled_from([None, "a note"]))
            spans[start, end, label] = annotation(
                *(start, end), id=f"{number}-{start}-{end}-{label}", article=number, text=text,
                label=label, figure=figure, note=note,
            )  # fmt: skip
        status = draw(st.sampled_from([*Status]))
        reason = "odd" if status is Status.FLAGGED else None
        made.append(
            Edit("spans", (), (*spans.values(), ArticleStatus(number, "ada", status, reason)))
        )
        if draw(st.booleans()):
            start = draw(st.sampled_from(places))
            muted = MutedRange(f"m{number}", number, start, len(text), "manual")
            made.append(Edit("mute", (), (muted,)))
    return made


def project_of(path: Path, made: list[Edit]) -> Project:
    project = make_project(path / "p.annot", TEXTS)
    for edit in made:
        do(project, edit)
    (number,) = suggest(project, SuggestedSpan(SpanContent(8, 14, "ACTOR")))
    do(project, Edit("reject", (), (Decision(number, 1, "ada", Verdict.REJECTED),)))
    return project


@given(
    made=edits(),
    kind=st.sampled_from(list(TARGETS)),
    edges=st.sampled_from(Edges),
    statuses=st.sampled_from([(Status.DONE,), tuple(Status)]),
    keep_muted=st.booleans(),
)
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
def test_a_check_says_what_the_export_then_does(
    made: list[Edit], kind: str, edges: Edges, statuses: tuple[Status, ...], keep_muted: bool
) -> None:
    choice = Choice("ada", statuses, keep_muted=keep_muted, edges=edges)
    with TemporaryDirectory() as folder:
        project = project_of(Path(folder), made)
        seen = check(project, choice, kind=kind).report
        done = export(project, Path(folder, "out"), choice, kind=kind, split=SPLIT)
        project.close()
    assert (seen.articles, seen.spans) == (done.articles, done.spans)
    assert seen.left_out == done.left_out
    assert seen.adjusted == done.adjusted
    assert seen.overlaps == done.overlaps
    assert seen.dropped == done.dropped
    assert seen.parts == done.parts
    assert seen.split == done.split


def check(project: Project, choice: Choice, *, kind: str) -> Preflight:
    return look(project, choice, kind=kind, split=SPLIT)


def of_spans(tmp_path: Path, *places: tuple[int, int]) -> Project:
    """The first text, with these spans of ada, who has finished it."""
    project = make_project(tmp_path / "p.annot", TEXTS)
    spans = [annotation(*place, id=str(at), text=TEXTS[0]) for at, place in enumerate(places)]
    do(project, Edit("x", (), (*spans, ArticleStatus(1, "ada", Status.DONE, None))))
    return project


def summary_of(seen: Preflight) -> str:
    return "\n".join(seen.summary())


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    project = of_spans(tmp_path, (0, 7))
    before = sorted(tmp_path.iterdir())
    for kind in TARGETS:
        check(project, ALL, kind=kind)
    assert sorted(tmp_path.iterdir()) == before


def test_unfinished_articles_are_counted_by_how_they_stand(tmp_path: Path) -> None:
    seen = check(of_spans(tmp_path, (0, 7)), Choice("ada"), kind="jsonl")
    assert "1 article with 1 span goes out: the work of ada." in summary_of(seen)
    assert "2 articles stay here, not being finished (2 not begun)." in summary_of(seen)


def test_where_nothing_is_done_all_articles_are_offered(tmp_path: Path) -> None:
    seen = check(make_project(tmp_path / "p.annot", TEXTS), Choice("ada"), kind="jsonl")
    assert seen.offers_all
    assert summary_of(seen) == (
        "No article goes out: ada has finished none yet (3 not begun). Unfinished ones can go out "
        "too: 3."
    )


def test_an_empty_project_offers_nothing(tmp_path: Path) -> None:
    seen = check(make_project(tmp_path / "p.annot", []), Choice("ada"), kind="jsonl")
    assert not seen.offers_all
    assert "import some first" in summary_of(seen)


def test_spans_off_the_edges_of_tokens_are_named(tmp_path: Path) -> None:
    seen = check(of_spans(tmp_path, (0, 7), (8, 11)), Choice("ada"), kind="conll")
    assert [item.text for item in seen.off_edges] == ["kil"]
    assert "1 span: a token is cut at its edge (ACTOR “kil”)." in summary_of(seen)


def test_a_token_that_spacy_cuts_is_named_once(tmp_path: Path) -> None:
    seen = check(of_spans(tmp_path, (8, 11)), Choice("ada"), kind="spacy")
    assert [item.text for item in seen.report.adjusted] == ["kil"]
    assert summary_of(seen).count("kil") == 1


def test_formats_without_tokens_have_no_edges(tmp_path: Path) -> None:
    project = of_spans(tmp_path, (8, 11))
    assert not check(project, Choice("ada"), kind="doccano").off_edges
    assert not check(project, Choice("ada", tokens=False), kind="jsonl").off_edges


@pytest.mark.parametrize("kind", [name for name, target in TARGETS.items() if target.tokens])
@pytest.mark.parametrize(
    ("edges", "quotes"), [(Edges.EXPAND, 1), (Edges.LEAVE_OUT, 0), (Edges.CUT, 1)]
)
def test_a_span_inside_a_token_becomes_what_is_chosen(
    tmp_path: Path, kind: str, edges: Edges, quotes: int
) -> None:
    project = of_spans(tmp_path, (8, 11))
    report = export(project, tmp_path / "out", Choice("ada", edges=edges), kind=kind, split=SPLIT)
    assert report.spans == quotes
    grown = [item.text for item in report.adjusted if "grown" in item.done]
    assert grown == (["kil"] if edges is Edges.EXPAND else [])
    left = [item.text for item in report.left_out]
    assert left == (["kil"] if edges is Edges.LEAVE_OUT else [])


def test_spans_that_grow_to_the_same_words_are_one_and_the_other_is_named(tmp_path: Path) -> None:
    project = of_spans(tmp_path, (8, 11), (8, 14))
    report = export(
        project, tmp_path / "o.jsonl", Choice("ada", edges=Edges.EXPAND), kind="jsonl", split=SPLIT
    )
    assert report.spans == 1
    assert [item.reason for item in report.left_out] == [
        "grown to whole tokens, it is the same as another"
    ]
    assert b'"start":8,"end":14' in (tmp_path / "o.jsonl").read_bytes()


@pytest.mark.parametrize("kind", ["spacy", "conll", "brat", "doccano", "webanno-tsv", "uima-xmi"])
def test_formats_that_count_as_their_tools_do_warn_of_no_offsets(tmp_path: Path, kind: str) -> None:
    assert not check(make_project(tmp_path / "p.annot", TEXTS), ALL, kind=kind).wide


@pytest.mark.parametrize("kind", ["jsonl", "csv", "huggingface", "parquet", "label-studio"])
def test_articles_whose_offsets_shift_in_other_tools_are_named(tmp_path: Path, kind: str) -> None:
    project = make_project(tmp_path / "p.annot", TEXTS)
    seen = check(project, ALL, kind=kind)
    assert len(seen.wide) == 1
    assert "1 article holds characters that tools which count UTF-16" in summary_of(seen)


@pytest.mark.parametrize("kind", [name for name, target in TARGETS.items() if target.tokens])
def test_an_export_names_each_span_at_whose_edges_a_token_is_cut(tmp_path: Path, kind: str) -> None:
    project = of_spans(tmp_path, (0, 7), (8, 11))
    report = export(project, tmp_path / "out", Choice("ada"), kind=kind, split=SPLIT)
    assert [item.text for item in report.adjusted] == ["kil"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("csv", "The tables do not hold the texts of the articles"),
        ("conll", "not what stands between them"),
        ("huggingface", "comes out as “2019-05-03 00:00:00”"),
    ],
)
def test_what_a_format_loses_of_every_article_is_said_before_and_afterwards(
    tmp_path: Path, kind: str, said: str
) -> None:
    project = of_spans(tmp_path, (0, 7))
    assert said in summary_of(check(project, Choice("ada"), kind=kind))
    out = tmp_path / "out"
    report = export(project, out, Choice("ada"), kind=kind, split=SPLIT)
    assert said in " ".join(report.sentences())
    is_file = bool(TARGETS[kind].suffix)
    card = tmp_path / "out.card.md" if is_file else out / "README.md"
    assert said in card.read_text()


def test_a_span_that_crosses_the_end_of_a_line_is_named_for_conll(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Men of the\n\nTaliban left."])
    do(project, Edit("one", (), (annotation(0, 19, text="Men of the\n\nTaliban left."),)))
    seen = check(project, ALL, kind="conll")
    assert "its sentence goes on over that (ACTOR “Men of the Taliban”)" in summary_of(seen)


def test_what_an_import_itself_notes_of_an_article_is_no_further_key(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'{"text": "One."}\n{"text": "Two.", "region": "South"}\n')
    project = make_project(tmp_path / "p.annot", [])
    import_files(project, [source], annotator="ada", mute=False)
    table = tmp_path / "in.csv"
    table.write_text("text,line\nThree is here now.,7\n")
    import_files(project, [table], annotator="ada", mute=False)
    dropped = check(project, ALL, kind="brat").report.dropped
    assert dropped[Content.EXTRA] == 2
