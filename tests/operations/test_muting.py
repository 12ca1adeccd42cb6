"""Muting in a project: on import, over what is there, corrected by hand, learnt, exported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importing_verbs import import_files
from making import make_project, new_article
from sqlalchemy import select

from annotator.domain.errors import SaveError
from annotator.domain.outgoing import without_muted
from annotator.domain.records import Record, RecordSpan
from annotator.domain.span_content import SpanContent
from annotator.domain.values import MUTED_BY_HAND, SuggestedSpan, TextRange
from annotator.intake.muting.find import find_muted
from annotator.intake.muting.phrases import LEARNT
from annotator.operations import annotate
from annotator.operations.articles import toggle_muted
from annotator.operations.muting import mute_boilerplate
from annotator.operations.projects import make_sample
from annotator.operations.suggesting import suggestion_requests
from annotator.operations.suggesting.prelabel import prelabel
from annotator.store.articles import article_rows
from annotator.store.events import EVENT
from annotator.store.project import Project, open_project
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

STORY = "Taliban fighters took the city of Kunduz on Sunday, officials said.\n"
PAGE = STORY + "\n- Advertisement -\n\nMore articles\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make_project(tmp_path / "p.annot", bodies=(PAGE, STORY))
    yield project
    project.close()


def muted(project: Project, article: int = 1) -> dict[str, str]:
    state = Workspace(project, "ada").article(article)
    return {state.text[item.start : item.end]: item.rule for item in state.muted}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def add_pages(project: Project, count: int, *, line: str, source: str = "Gazette") -> list[int]:
    """Articles of one source that end in the same line."""
    bodies = [
        f"Fighters took district {n} on Sunday, officials said.\n\n{line}" for n in range(count)
    ]
    with project.writing() as connection:
        stored = article_rows.add_articles(
            connection, [new_article(b, source=source) for b in bodies]
        )
    return [number for number, _ in stored]


def toggle(project: Project, number: int, words: str) -> None:
    workspace = Workspace(project, "ada")
    offset = workspace.article(number).text.index(words)
    toggle_muted(workspace, article=number, offset=offset)


def test_import_mutes_the_boilerplate_of_new_articles(tmp_path: Path) -> None:
    with_page = make_project(tmp_path / "p.annot", bodies=())
    import_files(with_page, [write(tmp_path, "a.txt", PAGE)], annotator="ada")
    assert muted(with_page) == {
        "- Advertisement -": "advertisement",
        "More articles": "more articles",
    }


def test_import_mutes_nothing_where_it_is_told_not_to(tmp_path: Path) -> None:
    plain = make_project(tmp_path / "p.annot", bodies=())
    import_files(plain, [write(tmp_path, "a.txt", PAGE)], annotator="ada", mute=False)
    assert muted(plain) == {}


def test_import_leaves_articles_alone_that_are_there_already(
    project: Project, tmp_path: Path
) -> None:
    import_files(project, [write(tmp_path, "a.txt", PAGE)], annotator="ada")
    assert muted(project) == {}


@pytest.mark.file_only("the sample is a file")
def test_the_sample_project_comes_up_muted(tmp_path: Path) -> None:
    make_sample(tmp_path / "sample.annot", annotator="ada")
    sample = open_project(tmp_path / "sample.annot")
    assert "LEAVE A REPLY" in muted(sample, 2)


def test_articles_that_are_there_are_muted_once(project: Project) -> None:
    first = mute_boilerplate(Workspace(project, "ada"))
    second = mute_boilerplate(Workspace(project, "ada"))
    assert (first.articles, first.muted, second.muted, second.unmuted) == (2, 2, 0, 0)


def events(project: Project) -> list[str]:
    with project.reading() as connection:
        return list(connection.execute(select(EVENT.c.title).order_by(EVENT.c.id)).scalars())


def test_what_rules_mute_is_in_the_log_with_its_rows(project: Project) -> None:
    mute_boilerplate(Workspace(project, "ada"))
    mute_boilerplate(Workspace(project, "ada"))
    assert events(project) == ["Mute by rules: 2 lines muted, 0 unmuted"]
    with project.reading() as connection:
        (after,) = connection.execute(select(EVENT.c.after)).scalars()
    assert [row["rule"] for row in json.loads(after)] == ["advertisement", "more articles"]


def test_muting_by_hand_is_in_the_log(project: Project) -> None:
    toggle(project, 1, "More articles")
    toggle(project, 1, "More articles")
    assert events(project) == ["Mute a paragraph", "Unmute a paragraph"]


def test_an_article_somebody_has_muted_in_is_left_alone(project: Project) -> None:
    toggle(project, 1, "Taliban")
    report = mute_boilerplate(Workspace(project, "ada"))
    assert (report.left, list(muted(project).values())) == (1, [MUTED_BY_HAND])


def test_an_article_somebody_has_unmuted_in_is_left_alone(project: Project) -> None:
    mute_boilerplate(Workspace(project, "ada"))
    toggle(project, 1, "More articles")
    mute_boilerplate(Workspace(project, "ada"))
    assert muted(project) == {"- Advertisement -": "advertisement"}


def test_unmuting_can_be_undone(project: Project) -> None:
    mute_boilerplate(Workspace(project, "ada"))
    workspace = Workspace(project, "ada")
    toggle_muted(workspace, article=1, offset=PAGE.index("More"))
    workspace.undo()
    assert "More articles" in muted(project)


def test_muting_again_what_was_unmuted_takes_the_correction_back(project: Project) -> None:
    mute_boilerplate(Workspace(project, "ada"))
    toggle(project, 1, "More articles")
    toggle(project, 1, "More articles")
    (other,) = add_pages(project, 1, line="More articles", source="")
    mute_boilerplate(Workspace(project, "ada"))
    assert "More articles" in muted(project, other)


def test_a_line_that_was_unmuted_is_muted_nowhere_at_its_source(project: Project) -> None:
    first, second = add_pages(project, 2, line="More articles")
    mute_boilerplate(Workspace(project, "ada"))
    toggle(project, first, "More articles")
    mute_boilerplate(Workspace(project, "ada"))
    assert muted(project, second) == {}


def test_a_line_muted_by_hand_in_two_articles_is_learnt_for_its_source(project: Project) -> None:
    first, second, third = add_pages(project, 3, line="The Gazette of Kabul")
    for number in (first, second):
        toggle(project, number, "The Gazette")
    mute_boilerplate(Workspace(project, "ada"))
    assert muted(project, third) == {"The Gazette of Kabul": LEARNT}


def test_a_line_muted_by_hand_once_is_not_learnt(project: Project) -> None:
    first, second = add_pages(project, 2, line="The Gazette of Kabul")
    toggle(project, first, "The Gazette")
    mute_boilerplate(Workspace(project, "ada"))
    assert muted(project, second) == {}


def test_what_repeats_at_a_source_is_learnt_when_asked_for(project: Project) -> None:
    numbers = add_pages(project, 6, line="The Gazette of Kabul")
    report = mute_boilerplate(Workspace(project, "ada"), relearn=True)
    assert report.learnt == {"Gazette": 1}
    assert muted(project, numbers[-1]) == {"The Gazette of Kabul": LEARNT}


def test_what_was_learnt_holds_for_the_next_import(project: Project, tmp_path: Path) -> None:
    add_pages(project, 6, line="The Gazette of Kabul", source="")
    mute_boilerplate(Workspace(project, "ada"), relearn=True)
    path = write(
        tmp_path, "new.txt", "Talks in Doha went on for a third day.\nThe Gazette of Kabul\n"
    )
    import_files(project, [path], annotator="ada")
    assert list(muted(project, 9).values()) == [LEARNT]


def test_a_line_with_an_annotation_is_not_muted(project: Project) -> None:
    start = PAGE.index("Advertisement")
    annotate.add(Workspace(project, "bob"), article=1, start=start, end=start + 13, label="ACTOR")
    mute_boilerplate(Workspace(project, "ada"))
    assert muted(project) == {"More articles": "more articles"}


def test_suggestions_in_muted_text_are_not_kept(project: Project) -> None:
    mute_boilerplate(Workspace(project, "ada"))
    workspace = Workspace(project, "ada")
    start = PAGE.index("More")
    spans = [
        SuggestedSpan(SpanContent(0, 7, "ACTOR")),
        SuggestedSpan(SpanContent(start, start + 4, "ACTOR")),
    ]
    sha256 = workspace.article(1).document.article.sha256
    suggestion_requests.keep(workspace, 1, sha256, spans, source="rules", version="1")
    assert [(item.start, item.end) for item in workspace.article(1).waiting] == [(0, 7)]


def test_prelabelling_gives_muted_text_no_suggestions(project: Project) -> None:
    mute_boilerplate(Workspace(project, "ada"))
    prelabel(
        Workspace(project, "ann"), pipeline="fake_suggesters:obedient"
    )  # suggests each text as a whole
    workspace = Workspace(project, "ada")
    assert [len(workspace.article(number).suggestions) for number in (1, 2)] == [0, 1]


def test_a_cancelled_run_keeps_whole_batches(project: Project) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        mute_boilerplate(Workspace(project, "ada"), progress=progress)
    assert muted(project) == {}


@pytest.mark.file_only("takes the right to write from the file")
def test_a_read_only_project_refuses(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    project.close()
    path.chmod(0o444)
    if not open_project(path).read_only:
        pytest.skip("this user may write to read-only files")
    with pytest.raises(SaveError):
        mute_boilerplate(Workspace(open_project(path), "ada"))


PARTS = st.sampled_from(
    ("LEAVE A REPLY", "- Advertisement -", "", "پښتو", "👍🏽 “Kabul” fell", STORY.strip(), "13")
)


@given(st.lists(PARTS, min_size=1, max_size=12).map("\n".join), st.data())
def test_spans_outside_muted_lines_say_the_same_after_the_cut(
    text: str, data: st.DataObject
) -> None:
    muted = tuple(TextRange(m.start, m.end, m.rule) for m in find_muted(text))
    edges = st.integers(0, len(text))
    bounds = data.draw(st.lists(st.tuples(edges, edges).map(sorted), max_size=6))
    spans = tuple(RecordSpan(start, end, "ACTOR") for start, end in bounds if start < end)
    cut = without_muted(Record(new_article(text), spans=spans, muted=muted))
    kept = [s for s in spans if not any(m.start < s.end and s.start < m.end for m in muted)]
    quotes = [cut.record.article.text[s.start : s.end] for s in cut.record.spans]
    assert quotes == [text[s.start : s.end] for s in kept]
    assert len(cut.left_out) == len(spans) - len(kept)
