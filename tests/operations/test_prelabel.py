"""Suggestions for whole projects: stopped at any time, taken up where they were."""

from __future__ import annotations

import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import orjson
import pytest
from foreign_pipelines import make_foreign
from making import do, make_project, new_article

from annotator.domain.changes import Change, Part
from annotator.domain.edits import Edit
from annotator.domain.errors import InputError
from annotator.domain.figures import ACLED
from annotator.domain.span_content import SpanContent
from annotator.domain.values import ArticleStatus, Status, SuggestedSpan
from annotator.nlp.suggesters import settled
from annotator.nlp.suggesters.registry import SuggesterError
from annotator.operations import articles, labels
from annotator.operations.figures import choose_policy
from annotator.operations.suggesting import suggestion_requests
from annotator.operations.suggesting.prelabel import prelabel
from annotator.operations.suggesting.suggest_records import Stream
from annotator.store.articles.article_rows import add_articles
from annotator.store.project import Project
from annotator.store.project_settings import (
    PIPELINE,
    PIPELINE_VERSION,
    VAGUE_POLICY,
    fact,
    set_fact,
)
from annotator.store.work import suggestions
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

OBEDIENT = "fake_suggesters:obedient"
# Each fills a batch of its own.
LONG = [letter * 70_000 for letter in "abc"]


def without_run(project: Project) -> list[int]:
    with project.reading() as connection:
        return suggestions.articles_without_run(connection)


def stopping_after_first(project: Project, progress: Progress) -> Workspace:
    """A workspace in which the first batch that is announced is the last."""
    workspace = Workspace(project, "ann")
    workspace.listen(lambda change: progress.cancel() if Part.SUGGESTIONS in change.parts else None)
    return workspace


def test_a_cancelled_run_keeps_the_batches_it_has_stored(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", LONG)
    progress = Progress()
    with pytest.raises(Cancelled):
        prelabel(stopping_after_first(project, progress), pipeline=OBEDIENT, progress=progress)
    assert without_run(project) == [2, 3]


def test_the_next_run_does_only_what_is_left(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", LONG)
    progress = Progress()
    with pytest.raises(Cancelled):
        prelabel(stopping_after_first(project, progress), pipeline=OBEDIENT, progress=progress)
    heard: list[Change] = []
    workspace = Workspace(project, "ann")
    workspace.listen(heard.append)
    report = prelabel(workspace, pipeline=OBEDIENT)
    told = [change.articles for change in heard if Part.SUGGESTIONS in change.parts]
    assert (report.articles, told) == (2, [(2,), (3,)])


def test_progress_counts_articles(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", LONG)
    heard: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: heard.append((done, total)))
    prelabel(Workspace(project, "ann"), pipeline=OBEDIENT, progress=progress)
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_project_without_articles_needs_no_suggester(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [])
    assert prelabel(Workspace(project, "ann")).source is None


def test_vague_words_get_what_the_policy_of_the_project_gives_them(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Dozens of people fled."])
    with project.writing() as connection:
        set_fact(connection, VAGUE_POLICY, ACLED.name)
    prelabel(Workspace(project, "ann"), pipeline="rules")
    with project.reading() as connection:
        (found,) = suggestions.suggestions_of(connection, 1)
    assert found.figure is not None
    assert found.figure.best == 12


def read_by(project: Project, version: str) -> None:
    """Let the first article have been read by the rules of some version, which found "Herat"."""
    with project.writing() as connection:
        spans = {1: [SuggestedSpan(SpanContent(0, 5, "LOCATION"), rule="as it was")]}
        suggestions.add_suggestions(connection, spans, source="rules", version=version, names="")
        set_fact(connection, PIPELINE, "rules")


def rules_of(project: Project) -> set[str | None]:
    with project.reading() as connection:
        return {item.rule for item in suggestions.suggestions_of(connection, 1)}


@pytest.mark.parametrize("version", ["0.1.0", "1.0.0"])
def test_articles_read_by_older_rules_are_read_anew(tmp_path: Path, version: str) -> None:
    project = make_project(tmp_path / "p.annot", ["Herat fell to 12 men."])
    read_by(project, version)
    assert prelabel(Workspace(project, "ann")).articles == 1
    assert "as it was" not in rules_of(project)
    assert prelabel(Workspace(project, "ann")).articles == 0


def test_articles_read_by_newer_rules_are_left_to_those(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Herat fell to 12 men."])
    read_by(project, "99.0.0")
    assert prelabel(Workspace(project, "ann")).articles == 0


def test_finished_articles_keep_what_older_rules_found(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Herat fell to 12 men."])
    read_by(project, "1.0.0")
    workspace = Workspace(project, "ann")
    articles.set_status(workspace, article=1, status=Status.DONE)
    assert prelabel(workspace).articles == 0
    assert rules_of(project) == {"as it was"}


def test_the_window_asks_for_articles_read_by_older_rules(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Herat fell to 12 men."])
    read_by(project, "1.0.0")
    documents = suggestion_requests.lacking(Workspace(project, "ann"), first=1, ahead=3)
    assert [document.article.id for document in documents] == [1]


def sources(project: Project, article: int) -> set[str]:
    with project.reading() as connection:
        return {item.source for item in suggestions.suggestions_of(connection, article)}


def test_a_pipeline_once_given_is_the_projects_own(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Herat fell."])
    version = prelabel(Workspace(project, "ann"), pipeline="rules").version
    with project.writing() as connection:
        add_articles(connection, [new_article("Kabul fell.")])
    prelabel(Workspace(project, "ann"))
    assert sources(project, 2) == {"rules"}
    with project.reading() as connection:
        kept = fact(connection, PIPELINE), fact(connection, PIPELINE_VERSION)
    assert kept == ("rules", version)


def test_code_that_a_project_asks_for_is_not_run(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Herat fell."])
    with project.writing() as connection:
        set_fact(connection, PIPELINE, OBEDIENT)
    with pytest.raises(SuggesterError, match="asks to run code, fake_suggesters:ob"):
        prelabel(Workspace(project, "ann"))
    assert sources(project, 1) == set()
    prelabel(Workspace(project, "ann"), pipeline=OBEDIENT)
    assert sources(project, 1) == {"obedient"}


def test_a_directory_is_kept_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    assert settled("mine") == str(tmp_path / "mine")
    assert settled("rules") == "rules"


def test_another_version_of_the_projects_pipeline_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Herat fell."])
    prelabel(Workspace(project, "ann"), pipeline="rules")
    with project.writing() as connection:
        set_fact(connection, PIPELINE_VERSION, "0.9")
    report = prelabel(Workspace(project, "ann"), again=True)
    assert report.changed == "The project was read by rules 0.9 before."


def test_a_new_policy_makes_articles_lack_suggestions_that_nobody_has_finished(
    tmp_path: Path,
) -> None:
    project = make_project(tmp_path / "p.annot", ["Dozens fled.", "Scores fled.", "All stayed."])
    prelabel(Workspace(project, "ann"), pipeline="rules")
    do(project, Edit("done", (), (ArticleStatus(2, "ada", Status.DONE),)))
    choose_policy(Workspace(project, "ada"), ACLED)
    assert without_run(project) == [1, 3]


def test_what_stands_in_for_the_pipeline_takes_nothings_place(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Herat fell."])
    workspace = Workspace(project, "ada")
    sha256 = workspace.article(1).document.article.sha256
    for source, stands_in in (("wanted", False), ("rules", True)):
        span = SuggestedSpan(SpanContent(0, 5, "LOCATION"), rule=source)
        suggestion_requests.keep(
            workspace, 1, sha256, [span], source=source, version="1", names="", stands_in=stands_in
        )
    assert sources(project, 1) == {"wanted"}


def test_a_pipeline_that_is_not_there_is_refused_though_nothing_lacks(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [])
    with pytest.raises(SuggesterError, match="shippd"):
        prelabel(Workspace(project, "ann"), pipeline="shippd")


def test_a_pipeline_given_with_nothing_to_do_is_the_projects_own(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [])
    prelabel(Workspace(project, "ann"), pipeline="rules")
    with project.reading() as connection:
        assert fact(connection, PIPELINE) == "rules"


LAW = "The Penal Code says so in Herat."


def test_labels_without_a_partner_are_counted_by_their_names(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [LAW, f"{LAW} Again."])
    report = prelabel(Workspace(project, "ann"), pipeline=str(make_foreign(tmp_path / "foreign")))
    assert report.left_out == {"LAW": 2}
    assert "2 spans were left out, since the project has no label for them: 2 LAW." in (
        report.sentences
    )


def test_a_label_map_once_given_is_the_projects_own(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [LAW])
    prelabel(
        Workspace(project, "ann"),
        pipeline=str(make_foreign(tmp_path / "foreign")),
        labels=(("LAW", "ACTOR"),),
    )
    with project.writing() as connection:
        add_articles(connection, [new_article(f"{LAW} Again.")])
    report = prelabel(Workspace(project, "ann"))
    assert labels_of(project, 2) == {"ACTOR", "LOCATION"}
    assert report.left_out == {}


def labels_of(project: Project, article: int) -> set[str]:
    with project.reading() as connection:
        return {item.label for item in suggestions.suggestions_of(connection, article)}


def test_a_map_to_a_label_the_project_lacks_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [LAW])
    with pytest.raises(InputError, match="LAW cannot become GENE: the project has no such label"):
        prelabel(Workspace(project, "ann"), labels=(("LAW", "GENE"),))


def test_suggestions_of_a_label_that_was_deleted_are_counted(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Herat fell."])
    workspace = Workspace(project, "ann")
    labels.remove(workspace, "LOCATION")
    report = prelabel(workspace, pipeline="rules")
    assert report.left_out == {"LOCATION": 1}


def test_a_pipeline_of_the_project_that_is_not_here_is_named_with_what_to_do(
    tmp_path: Path,
) -> None:
    folder = make_foreign(tmp_path / "away")
    project = make_project(tmp_path / "p.annot", [LAW])
    prelabel(Workspace(project, "ann"), pipeline=str(folder))
    shutil.rmtree(folder)
    with pytest.raises(SuggesterError, match=r"away 9\.8\.7, is not on this computer .*--pipeline"):
        prelabel(Workspace(project, "ann"))


def test_a_label_map_follows_a_label_that_is_renamed_or_deleted(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["All is calm."])
    workspace = Workspace(project, "ann")
    table = (("LAW", "ACTOR"), ("EVENT", "LOCATION"))
    prelabel(workspace, pipeline="rules", labels=table)
    (actor,) = [label for label in workspace.labels if label.name == "ACTOR"]
    labels.change(workspace, "ACTOR", replace(actor, name="PARTY"))
    labels.remove(workspace, "LOCATION")
    assert dict(Workspace(project, "ann").pipeline.labels) == {"LAW": "PARTY", "EVENT": ""}


def test_the_stream_of_suggestions_counts_labels_without_a_partner(tmp_path: Path) -> None:
    stream = Stream(
        "here", pipeline=str(make_foreign(tmp_path / "foreign")), problem=lambda issue: None
    )
    report = stream.run(BytesIO(orjson.dumps({"text": LAW}) + b"\n"), lambda data: None)
    assert report.left_out == {"LAW": 1}


@pytest.mark.parametrize("by_undo", [True, False])
def test_text_that_is_no_longer_muted_is_read_when_prelabelling_goes_on(
    tmp_path: Path, by_undo: bool
) -> None:
    text = "They met in Herat on Monday.\n\nMany in Kabul were glad of it.\n"
    project = make_project(tmp_path / "p.annot", [text, "In Kunduz."])
    workspace = Workspace(project, "ann")
    articles.toggle_muted(workspace, article=1, offset=text.index("Kabul"))
    prelabel(workspace, pipeline="rules")
    assert without_run(project) == []
    if by_undo:
        workspace.undo()
    else:
        articles.toggle_muted(workspace, article=1, offset=text.index("Kabul"))
    assert without_run(project) == [1]
    prelabel(workspace)
    state = workspace.article(1)
    assert "Kabul" in {text[item.start : item.end] for item in state.suggestions}
