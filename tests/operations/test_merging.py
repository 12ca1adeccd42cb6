"""Colleagues' work comes in beside one's own; nothing is overwritten, nothing is half done."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from importing_verbs import import_files
from merge_verbs import dump, kept_keys, send, take
from project_places import copy_project, is_there
from sample_project import FIRST, SECOND, make_project

from annotator.domain.changes import Change, Part
from annotator.domain.edits import Edit
from annotator.domain.errors import InputError, ProjectError, SaveError
from annotator.domain.gold import Plan
from annotator.domain.merging import ArticleMatch, MergeResult
from annotator.domain.span_content import SpanContent
from annotator.domain.text import text_hash
from annotator.domain.values import Annotation, Label, NewArticle, Origin, Status, SuggestedSpan
from annotator.domain.work import BundledArticle
from annotator.formats.bundles import bundle
from annotator.operations import annotate, articles, labels, projects
from annotator.operations.reviewing import review
from annotator.operations.sharing import bundling, joining_versions, merging
from annotator.operations.sharing.merge_report import MergeReport, summary
from annotator.store.articles.article_rows import add_articles
from annotator.store.engine import sqlite_engine, writing
from annotator.store.file import file_format, migrate
from annotator.store.project import Project, open_project
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

Open = Callable[..., Workspace]


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Open]:
    """Opens copies of one project: a machine's name, who works there, its texts."""
    opened: list[Workspace] = []

    def open_it(name: str, who: str | None = None, **wishes: object) -> Workspace:
        path = tmp_path / f"{name}.annot"
        if not is_there(path):
            make_project(path, **wishes).close()  # type: ignore[arg-type]
        opened.append(Workspace(open_project(path), who or name))
        return opened[-1]

    yield open_it
    for workspace in opened:
        workspace.close()


def add(space: Workspace, words: str, label: str = "ACTOR", article: int = 1) -> Annotation:
    start = space.article(article).text.index(words)
    return annotate.add(space, article=article, start=start, end=start + len(words), label=label)


def quotes(project: Project, who: str, article: int = 1) -> list[str]:
    space = Workspace(project, who)
    return [item.text for item in space.article(article).annotations]


def came(report: MergeReport) -> list[tuple[str, str, MergeResult]]:
    return [
        (work.annotator, article.uid, work.result)
        for file in report.files
        for article in file.articles
        for work in article.works
    ]


def test_work_comes_in_as_it_was_done(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    annotate.accept_all(ann, article=1)
    made = add(ann, "Share")
    annotate.set_note(ann, article=1, annotation=made, note="why?")
    articles.set_status(ann, article=1, status=Status.FLAGGED, reason="odd")
    take(rex.project, send(ann.project, tmp_path / "b"))
    theirs = Workspace(rex.project, "ann").article(1)
    mine = ann.article(1)
    assert theirs.annotations == mine.annotations
    assert (theirs.decisions, theirs.article_status) == (mine.decisions, mine.article_status)
    assert projects.check(rex.project).problems == ()


def test_the_report_says_what_was_new_known_and_older(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz")
    first = send(ann.project, tmp_path / "first")
    add(ann, "Sunday")
    second = send(ann.project, tmp_path / "second")
    uid = ann.article(1).document.article.uid
    reports = [take(rex.project, path) for path in (first, second, second, first)]
    outcomes = [MergeResult.NEW, MergeResult.NEWER, MergeResult.SAME, MergeResult.OLDER]
    assert [came(report) for report in reports] == [[("ann", uid, what)] for what in outcomes]
    assert quotes(rex.project, "ann") == ["Kunduz", "Sunday"]


def test_a_newer_bundle_changes_that_colleague_alone(machine: Open, tmp_path: Path) -> None:
    ann, bob, rex = machine("ann"), machine("bob"), machine("rex")
    add(rex, "friends")
    for space, words in ((ann, "Kunduz"), (bob, "Sunday")):
        add(space, words)
        take(rex.project, send(space.project, tmp_path / words))
    before = dump(rex.project)
    add(ann, "governor")
    take(rex.project, send(ann.project, tmp_path / "more"))
    after = dump(rex.project)
    changed = {key for key in after.shown if after.shown[key] != before.shown.get(key)}
    assert {name for _, name in changed} == {"ann"}


def test_deleting_travels_too(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    made = add(ann, "Kunduz")
    take(rex.project, send(ann.project, tmp_path / "first"))
    annotate.delete(ann, article=1, annotation=made)
    take(rex.project, send(ann.project, tmp_path / "second"))
    assert quotes(rex.project, "ann") == []


def test_work_that_diverged_is_kept_and_can_be_shown(machine: Open, tmp_path: Path) -> None:
    desk = machine("desk", "ann")
    add(desk, "Kunduz")
    copy_project(tmp_path / "desk.annot", tmp_path / "lap.annot")
    lap = machine("lap", "ann")
    add(desk, "Sunday")
    add(lap, "governor")
    add(lap, "friends")
    report = take(desk.project, send(lap.project, tmp_path / "lap"))
    (work,) = report.files[0].articles[0].works
    assert (work.result, work.shown) == (MergeResult.DIVERGED, True)
    assert quotes(desk.project, "ann") == ["Kunduz", "governor", "friends"]
    (kept,) = merging.saved_versions(desk.project)
    assert [span.id for span in kept.saved.version.spans] != []
    merging.restore(desk, kept.key[:8])
    assert quotes(desk.project, "ann") == ["Kunduz", "Sunday"]
    (other,) = merging.saved_versions(desk.project)
    assert len(other.saved.version.spans) == 3
    assert projects.check(desk.project).problems == ()
    # The choice travels: whoever merges it shows the same.
    take(lap.project, send(desk.project, tmp_path / "chosen"))
    assert dump(lap.project) == dump(desk.project)


def test_working_on_after_diverging_loses_nothing(machine: Open, tmp_path: Path) -> None:
    desk = machine("desk", "ann")
    add(desk, "Kunduz")
    copy_project(tmp_path / "desk.annot", tmp_path / "lap.annot")
    lap = machine("lap", "ann")
    add(desk, "Sunday")
    add(lap, "governor")
    add(lap, "men")
    take(desk.project, send(lap.project, tmp_path / "lap"))
    assert "men" in quotes(desk.project, "ann")
    kept = kept_keys(desk.project)
    again = Workspace(desk.project, "ann")
    add(again, "friends")
    take(desk.project, tmp_path / "lap.annwork")
    assert kept_keys(desk.project) == kept
    assert len(kept) == 1


def test_the_same_work_done_twice_tells_nobody(machine: Open, tmp_path: Path) -> None:
    desk, lap = machine("desk", "ann"), machine("lap", "ann")
    for space in (desk, lap):
        add(space, "Kunduz")
    report = take(desk.project, send(lap.project, tmp_path / "lap"))
    assert [what for _, _, what in came(report)] == [MergeResult.SAME]
    assert not report.incomplete


def test_ids_that_are_taken_are_kept_apart(machine: Open, tmp_path: Path) -> None:
    ann, bob, rex = machine("ann"), machine("bob"), machine("rex")
    made = add(ann, "Kunduz")
    start, end = made.start, made.end
    twin = Annotation(
        made.id, 1, "bob", SpanContent(start, end, "LOCATION"), "Kunduz", Origin.MANUAL
    )
    bob.do(Edit("twin", (), (twin,)))
    files = [send(ann.project, tmp_path / "ann"), send(bob.project, tmp_path / "bob")]
    take(rex.project, *files)
    other = machine("other")
    take(other.project, *files[::-1])
    assert dump(rex.project) == dump(other.project)
    assert quotes(rex.project, "ann") == quotes(rex.project, "bob") == ["Kunduz"]
    assert not take(rex.project, *files).changed
    annotate.delete(bob, article=1, annotation=twin)
    add(bob, "Sunday")
    take(rex.project, send(bob.project, tmp_path / "bob2"))
    assert (quotes(rex.project, "ann"), quotes(rex.project, "bob")) == (["Kunduz"], ["Sunday"])


def test_an_article_that_lacks_is_added_or_left_out(machine: Open, tmp_path: Path) -> None:
    ann = machine("ann")
    rex = machine("rex", texts=[FIRST])
    add(ann, "Doha", article=2)
    sent = send(ann.project, tmp_path / "b")
    left = merging.merge_files(Workspace(rex.project, "rex"), [sent], add_missing=False)
    assert [what for _, _, what in came(left)] == [MergeResult.LEFT_OUT]
    assert (left.changed, left.incomplete) == (False, True)
    report = take(rex.project, sent)
    assert [a.match for a in report.files[0].articles] == [ArticleMatch.ADDED]
    assert Workspace(rex.project, "ann").article(2).text == ann.article(2).text


def test_labels_that_lack_come_with_their_definition(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    labels.add(ann, "WEAPON")
    labels.change(ann, "WEAPON", Label("WEAPON", "4", "#9AFF1A", "#1F0000", "arms"))
    labels.change(ann, "ACTOR", replace(ann.labels[0], description="who acts"))
    add(ann, "Kunduz", "WEAPON")
    report = take(rex.project, send(ann.project, tmp_path / "b"))
    assert report.labels_added == ("WEAPON",)
    assert {x.name: x.description for x in Workspace(rex.project, "r").labels}["WEAPON"] == "arms"
    assert any("ACTOR" in note and "who acts" in note for note in report.files[0].notes)


def renamed(space: Workspace, old: str, new: str) -> None:
    label = next(label for label in space.labels if label.name == old)
    labels.change(space, old, replace(label, name=new))


def spans_of(space: Workspace, name: str = "ann") -> list[tuple[str, str]]:
    spans = Workspace(space.project, name).article(1).annotations
    return sorted((span.text, span.label) for span in spans)


def test_work_from_before_a_label_was_renamed_here_comes_in_under_its_new_name(
    machine: Open, tmp_path: Path
) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz", "LOCATION")
    take(rex.project, send(ann.project, tmp_path / "b"))
    rex.take_over(Change(Part.LABELS))
    renamed(rex, "LOCATION", "PLACE")
    add(ann, "Sunday", "LOCATION")
    for _ in range(2):
        report = take(rex.project, send(ann.project, tmp_path / "later"))
        assert report.labels_added == ()
        assert any("comes in as PLACE" in note for note in report.files[0].notes)
        assert spans_of(rex) == [("Kunduz", "PLACE"), ("Sunday", "PLACE")]
    assert [item[2] for item in came(report)] == [MergeResult.SAME]
    assert merging.saved_versions(rex.project) == []
    assert projects.check(rex.project).problems == ()


def test_a_label_renamed_elsewhere_is_known_by_the_name_it_has_here(
    machine: Open, tmp_path: Path
) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz", "LOCATION")
    take(rex.project, send(ann.project, tmp_path / "b"))
    rex.take_over(Change(Part.LABELS))
    renamed(rex, "LOCATION", "PLACE")
    add(rex, "Sunday", "PLACE")
    report = take(ann.project, send(rex.project, tmp_path / "back"))
    assert report.labels_added == ()
    assert any("PLACE was LOCATION before" in note for note in report.files[0].notes)
    assert sorted(what for _, _, what in came(report)) == [MergeResult.NEW, MergeResult.SAME]
    assert spans_of(ann, "rex") == [("Sunday", "LOCATION")]
    assert spans_of(ann) == [("Kunduz", "LOCATION")]


def test_work_from_before_labels_were_merged_here_is_no_work_in_two_places(
    machine: Open, tmp_path: Path
) -> None:
    """Two spans in one place become one, as they do where the labels are merged."""
    ann, rex = machine("ann"), machine("rex")
    labels.add(ann, "PLACE")
    add(ann, "Kunduz", "LOCATION")
    take(rex.project, send(ann.project, tmp_path / "b"))
    rex.take_over(Change(Part.LABELS))
    labels.add(rex, "PLACE")
    labels.merge(rex, "LOCATION", "PLACE")
    add(ann, "Kunduz", "PLACE")
    add(ann, "Sunday", "LOCATION")
    report = take(rex.project, send(ann.project, tmp_path / "later"))
    assert [item[2] for item in came(report)] == [MergeResult.NEWER]
    assert spans_of(rex) == [("Kunduz", "PLACE"), ("Sunday", "PLACE")]
    # ann merges the labels herself: what she has then is here already.
    ann.take_over(Change(Part.LABELS))
    labels.merge(ann, "LOCATION", "PLACE")
    report = take(rex.project, send(ann.project, tmp_path / "merged"))
    assert [item[2] for item in came(report)] == [MergeResult.SAME]
    assert take(ann.project, send(rex.project, tmp_path / "back")).changed is False
    assert merging.saved_versions(rex.project) == []


def test_a_label_renamed_and_then_merged_is_known_by_its_first_name(
    machine: Open, tmp_path: Path
) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz", "LOCATION")
    sent = send(ann.project, tmp_path / "b")
    take(rex.project, sent)
    rex.take_over(Change(Part.LABELS))
    renamed(rex, "LOCATION", "PLACE")
    labels.merge(rex, "PLACE", "ACTOR")
    assert not take(rex.project, sent).changed
    add(ann, "Sunday", "LOCATION")
    report = take(rex.project, send(ann.project, tmp_path / "later"))
    assert [item[2] for item in came(report)] == [MergeResult.NEWER]
    assert spans_of(rex) == [("Kunduz", "ACTOR"), ("Sunday", "ACTOR")]
    assert merging.saved_versions(rex.project) == []


def test_labels_merged_elsewhere_are_named_and_the_work_is_newer(
    machine: Open, tmp_path: Path
) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz", "LOCATION")
    take(rex.project, send(ann.project, tmp_path / "b"))
    labels.merge(rex, "LOCATION", "ACTOR")
    report = take(ann.project, send(rex.project, tmp_path / "back"))
    assert any("LOCATION was merged into ACTOR there" in x for x in report.files[0].notes)
    assert [item[2] for item in came(report)] == [MergeResult.NEWER]
    assert spans_of(ann) == [("Kunduz", "ACTOR")]


def test_a_former_name_that_another_label_has_now_is_named(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    renamed(rex, "LOCATION", "PLACE")
    labels.add(rex, "LOCATION")
    add(ann, "Kunduz", "LOCATION")
    report = take(rex.project, send(ann.project, tmp_path / "b"))
    assert any("LOCATION may be what PLACE is here" in x for x in report.files[0].notes)


def test_versions_kept_aside_follow_labels_too(machine: Open, tmp_path: Path) -> None:
    desk = machine("desk", "ann")
    add(desk, "Kunduz", "LOCATION")
    copy_project(tmp_path / "desk.annot", tmp_path / "lap.annot")
    lap = machine("lap", "ann")
    add(desk, "Sunday")
    for words in ("governor", "men"):
        add(lap, words)
    sent = send(lap.project, tmp_path / "lap")
    take(desk.project, sent)
    renamed(desk, "LOCATION", "PLACE")
    assert not take(desk.project, sent).changed
    (entry,) = merging.saved_versions(desk.project)
    merging.restore(desk, entry.key)
    assert spans_of(desk)[:1] == [("Kunduz", "PLACE")]
    assert [label.name for label in desk.labels] == ["ACTOR", "PLACE", "FIGURE"]
    assert projects.check(desk.project).problems == ()


def test_suggestions_a_verdict_needs_are_added(machine: Open, tmp_path: Path) -> None:
    ann = machine("ann")
    rex = machine("rex", suggested={})
    annotate.reject(ann, article=1, suggestion=ann.article(1).suggestions[0])
    report = take(rex.project, send(ann.project, tmp_path / "b"))
    assert report.suggestions_added == 1
    theirs = Workspace(rex.project, "ann").article(1)
    assert len(theirs.decisions) == 1
    assert rex.article(1).waiting == rex.article(1).suggestions


CHANGED = FIRST.replace("\n\nTaliban fighters entered", "\n\nUPDATED: Taliban fighters entered")
CHANGED = CHANGED.replace("lost 12 men", "lost a dozen men")


def with_url(path: Path, text: str) -> None:
    project = make_project(path, texts=[])
    with project.writing() as connection:
        new = NewArticle(text, title="t", url="https://paper.example/1")
        add_articles(connection, [new])
    project.close()


def test_another_text_of_the_article_takes_what_stands_there_too(
    machine: Open, tmp_path: Path
) -> None:
    with_url(tmp_path / "ann.annot", FIRST)
    with_url(tmp_path / "rex.annot", CHANGED)
    ann, rex = machine("ann"), machine("rex")
    for words, label in (("Kunduz", "LOCATION"), ("civilians", "ACTOR"), ("12", "FIGURE")):
        add(ann, words, label)
    sent = send(ann.project, tmp_path / "b")
    report = take(rex.project, sent)
    (article,) = report.files[0].articles
    assert article.match is ArticleMatch.OTHER_TEXT
    assert [item.quote for work in article.works for item in work.unplaced] == ["12"]
    assert quotes(rex.project, "ann") == ["Kunduz", "civilians"]
    assert any("“12” of ann" in line for line in summary(report))
    (kept,) = merging.saved_versions(rex.project)
    assert kept.kind == "unplaced"
    assert not take(rex.project, sent).changed
    with pytest.raises(ProjectError, match="by hand"):
        merging.restore(Workspace(rex.project, "rex"), kept.key)
    assert projects.check(rex.project).problems == ()


def test_another_article_at_the_address_is_an_article_of_its_own(
    machine: Open, tmp_path: Path
) -> None:
    with_url(tmp_path / "ann.annot", FIRST)
    with_url(tmp_path / "rex.annot", SECOND)
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz")
    report = take(rex.project, send(ann.project, tmp_path / "b"))
    assert [article.match for article in report.files[0].articles] == [ArticleMatch.ADDED]


def test_two_texts_at_one_address_stay_two_articles(machine: Open, tmp_path: Path) -> None:
    make_project(tmp_path / "ann.annot", texts=[]).close()
    ann = machine("ann")
    with ann.project.writing() as connection:
        url = "https://paper.example/1"
        both = [NewArticle(text, title="t", url=url) for text in (FIRST, CHANGED)]
        add_articles(connection, both)
    for number in (1, 2):
        add(ann, "Kunduz", article=number)
    rex = machine("rex", texts=[])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_ARTICLES", 1)
        report = take(rex.project, send(ann.project, tmp_path / "b"))
    assert [article.match for article in report.files[0].articles] == [ArticleMatch.ADDED] * 2


@pytest.mark.file_only("a project that is merged whole is a file")
def test_whole_projects_are_merged_directly(machine: Open, tmp_path: Path) -> None:
    ann, bob, rex = machine("ann"), machine("bob"), machine("rex")
    add(ann, "Kunduz")
    add(bob, "Sunday")
    before = (tmp_path / "ann.annot").read_bytes()
    report = take(rex.project, tmp_path / "ann.annot", tmp_path / "bob.annot")
    assert sorted(name for name, _, _ in came(report)) == ["ann", "bob"]
    assert (tmp_path / "ann.annot").read_bytes() == before


@pytest.mark.file_only("a project that is merged whole is a file")
def test_a_project_is_not_merged_into_itself(machine: Open, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the project itself"):
        take(machine("ann").project, tmp_path / "ann.annot")


def test_one_damaged_file_among_several_stops_all(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz")
    good = send(ann.project, tmp_path / "good")
    bad = tmp_path / "bad.annwork"
    bad.write_bytes(good.read_bytes()[:-20])
    before = dump(rex.project)
    with pytest.raises(InputError, match=r"bad\.annwork is damaged"):
        take(rex.project, good, bad)
    assert dump(rex.project) == before


@pytest.mark.parametrize("backup", [False, True])
def test_a_forgery_found_late_changes_nothing(
    machine: Open, tmp_path: Path, backup: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, rex = machine("ann"), machine("rex")
    for article in (1, 2):
        add(ann, "Taliban", article=article)
    sent = send(ann.project, tmp_path / "b")
    manifest = bundle.open_bundle(sent).manifest
    found = [line for line, _ in bundle.open_bundle(sent).lines()]
    with sent.open("wb") as file:
        writer = bundle.BundleWriter(file, manifest)
        for line in found:
            assert not isinstance(line, bundle.Other)
            version = line.versions[0]
            if line is found[-1]:
                spans = (version.spans[0]._replace(end=9_999),)
                line = replace(line, versions=(replace(version, spans=spans),))
            writer.add(line)
        writer.finish()
    monkeypatch.setattr(merging, "_ARTICLES", 1)
    before = dump(rex.project)
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(InputError, match="not in its text"):
        merging.merge_files(
            Workspace(rex.project, "rex"), [sent], backup_folder=folder if backup else None
        )
    assert dump(rex.project) == before
    assert list(folder.iterdir()) == []


def test_a_merge_that_is_stopped_changes_nothing(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz")
    sent = send(ann.project, tmp_path / "b")
    progress = Progress()
    progress.listener = lambda done, total: progress.cancel()
    before = dump(rex.project)
    add(ann, "Taliban", article=2)
    sent = send(ann.project, tmp_path / "b2")
    with pytest.raises(Cancelled):
        merging.merge_files(Workspace(rex.project, "rex"), [sent], progress=progress)
    assert dump(rex.project) == before


@pytest.mark.file_only("a server has no copy made before; its own tools do that")
def test_the_copy_made_before_takes_a_merge_back(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz")
    sent = send(ann.project, tmp_path / "b")
    before = dump(rex.project)
    copies = [
        merging.merge_files(Workspace(rex.project, "rex"), [sent], backup_folder=tmp_path).backup
        for _ in range(2)
    ]
    assert copies[1] is None  # it would have changed nothing
    assert copies[0] is not None
    assert dump(rex.project) != before
    rex.close()
    projects.restore(copies[0], tmp_path / "rex.annot", replace=True)
    assert dump(machine("rex").project) == before


@pytest.mark.file_only("takes the right to write from the file")
def test_a_read_only_project_takes_nothing(machine: Open, tmp_path: Path) -> None:
    ann = machine("ann")
    add(ann, "Kunduz")
    sent = send(ann.project, tmp_path / "b")
    make_project(tmp_path / "rex.annot").close()
    (tmp_path / "rex.annot").chmod(0o444)
    with pytest.raises(SaveError, match="read-only"):
        take(machine("rex").project, sent)


def test_a_section_nobody_knows_is_passed_over_and_named(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz")
    sent = send(ann.project, tmp_path / "b")
    opened = bundle.open_bundle(sent)
    found = [line for line, _ in opened.lines()]
    with (tmp_path / "more.annwork").open("wb") as file:
        writer = bundle.BundleWriter(file, opened.manifest)
        for line in found:
            assert not isinstance(line, bundle.Other)
            writer.add(line)
        writer.add_other("horoscope", {"sign": "ram"})
        writer.finish()
    report = take(rex.project, tmp_path / "more.annwork")
    assert report.changed
    assert any("“horoscope”" in note for note in report.files[0].notes)


def test_only_the_chosen_work_is_sent(machine: Open, tmp_path: Path) -> None:
    ann = machine("ann")
    bob = machine("ann", "bob")
    add(ann, "Kunduz")
    articles.set_status(ann, article=1, status=Status.DONE)
    add(ann, "Doha", article=2)
    add(bob, "Sunday")
    uids = tuple(ann.article(number).document.article.uid for number in (1, 2))
    choices = {
        bundling.BundleChoice(annotators=("bob",)): [("bob", uids[0])],
        bundling.BundleChoice(annotators=("ann",), uids=uids[1:]): [("ann", uids[1])],
        bundling.BundleChoice(annotators=("ann",), statuses=(Status.DONE,)): [("ann", uids[0])],
    }
    for choice, wanted in choices.items():
        report = bundling.write_bundle(ann.project, tmp_path / "b", choice, made_by="ann")
        lines = [line for line, _ in bundle.open_bundle(report.path).lines()]
        found = [line for line in lines if isinstance(line, BundledArticle)]
        assert [(v.annotator, a.uid) for a in found for v in a.versions] == wanted
        days = [line for line in lines if isinstance(line, bundle.Other)]
        assert {line.values["annotator"] for line in days} <= {wanted[0][0]}


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (bundling.BundleChoice(annotators=("zoe",)), "zoe has not worked in this project; ann has"),
        (bundling.BundleChoice(uids=("nowhere",)), "no article “nowhere”"),
        (bundling.BundleChoice(statuses=(Status.SKIPPED,)), "no work to send"),
    ],
)
def test_nothing_to_send_is_said(
    machine: Open, tmp_path: Path, choice: bundling.BundleChoice, said: str
) -> None:
    ann = machine("ann")
    add(ann, "Kunduz")
    with pytest.raises(InputError, match=said):
        bundling.write_bundle(ann.project, tmp_path / "b", choice, made_by="ann")
    assert not (tmp_path / "b.annwork").exists()


def test_who_has_worked_and_finished_is_known(machine: Open) -> None:
    ann = machine("p", "ann")
    bob = machine("p", "bob")
    add(ann, "Kunduz")
    articles.set_status(ann, article=1, status=Status.DONE)
    add(ann, "Doha", article=2)
    add(bob, "Sunday")
    found = [(item.annotator, item.articles, item.done) for item in bundling.worked(ann.project)]
    assert found == [("ann", 2, 1), ("bob", 1, 0)]


@pytest.mark.file_only("files that an older version has made")
def test_copies_brought_up_to_date_apart_hold_the_same(tmp_path: Path, machine: Open) -> None:
    before_versions(tmp_path / "ann.annot")
    shutil.copy(tmp_path / "ann.annot", tmp_path / "rex.annot")
    rex = machine("rex")
    assert quotes(rex.project, "ann") == ["Kunduz"]
    report = take(rex.project, tmp_path / "ann.annot")
    assert [what for _, _, what in came(report)] == [MergeResult.SAME]


def before_versions(path: Path) -> None:
    """A project as it was before versions of work were noted, with one annotation of ann."""
    path.touch()
    engine = sqlite_engine(path, foreign_keys=False)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    sha256, start = text_hash(FIRST), FIRST.index("Kunduz")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for statement, values in (
            ("label VALUES (1, 'ACTOR', 0, '1', '#000000', '#FFFFFF', '')", ()),
            ("project VALUES ('name', 'old')", ()),
            ("annotator VALUES (1, 'ann')", ()),
            ("article VALUES (1, 'u', ?, ?, 't', NULL, NULL, NULL, 'now')", (sha256, len(FIRST))),
            ("article_text VALUES (1, ?, 'utf-8', ?, NULL, NULL)", (FIRST, sha256)),
            ("work VALUES (1, 1, 'in_progress', NULL)", ()),
            (
                "annotation VALUES ('a', 1, 1, 1, ?, ?, 'Kunduz', 'manual', "
                "NULL, NULL, NULL, NULL)",
                (start, start + 6),
            ),
        ):
            connection.exec_driver_sql(f"INSERT INTO {statement}", values)
        connection.exec_driver_sql(f"PRAGMA application_id={file_format.APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version=3")
    engine.dispose()


def test_figures_travel(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    annotate.accept_all(ann, article=1)
    take(rex.project, send(ann.project, tmp_path / "b"))
    figures = [item.figure for item in Workspace(rex.project, "ann").article(1).annotations]
    assert figures == [item.figure for item in ann.article(1).annotations]
    assert any(figures)


def test_suggestions_found_again_elsewhere_are_the_same_ones(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    rex.add_suggestions(
        {2: [SuggestedSpan(SpanContent(0, 5, "ACTOR"))]}, source="by hand", version="1"
    )
    annotate.accept(ann, article=1, suggestion=ann.article(1).suggestions[2])
    assert take(rex.project, send(ann.project, tmp_path / "b")).suggestions_added == 0


def test_to_rename_a_label_is_no_edit_of_anybodys_work(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz")
    old = send(ann.project, tmp_path / "old")
    take(rex.project, old)
    renamed(ann, "ACTOR", "PARTY")
    report = take(rex.project, send(ann.project, tmp_path / "new"))
    assert [what for _, _, what in came(report)] == [MergeResult.SAME]
    assert [what for _, _, what in came(take(ann.project, old))] == [MergeResult.SAME]


def test_work_that_was_imported_is_sent_on(machine: Open, tmp_path: Path) -> None:
    ann, rex = machine("ann"), machine("rex")
    add(ann, "Kunduz")
    take(rex.project, send(ann.project, tmp_path / "first"))
    record = tmp_path / "r.jsonl"
    line = {"text": FIRST, "spans": [], "meta": {"status": "done"}}
    record.write_text(json.dumps(line) + "\n")
    import_files(ann.project, [record], annotator="bob", as_annotations=True)
    report = take(rex.project, send(ann.project, tmp_path / "second"))
    assert sorted(item[::2] for item in came(report)) == [
        ("ann", MergeResult.SAME),
        ("bob", MergeResult.NEW),
    ]


GOLD = ("ruling", "gold_span", "review")


def gold_rows(project: Project) -> dict[str, list[tuple[object, ...]]]:
    with project.reading() as connection:
        found = {name: connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in GOLD}
    return {name: sorted(map(tuple, rows), key=repr) for name, rows in found.items()}


def test_no_merge_changes_gold(machine: Open, tmp_path: Path) -> None:
    ann, bob, rex = machine("ann"), machine("bob"), machine("rex")
    for space, other in ((ann, "Sunday"), (bob, "governor")):
        for words in ("Kunduz", "friends", other):
            add(space, words)
        articles.set_status(space, article=1, status=Status.DONE)
        take(rex.project, send(space.project, tmp_path / space.annotator))
    plan = Plan(("ann", "bob"))
    review.make_gold(Workspace(rex.project, "rex"), plan)
    held = review.case(rex.project, 1, plan)
    assert held is not None
    review.choose(rex, held, held.open[0], 0)
    before = gold_rows(rex.project)
    assert all(len(before[name]) > 0 for name in GOLD)
    # Both go on; one takes away what gold has of them.
    annotate.delete(ann, article=1, annotation=ann.article(1).annotations[0])
    add(ann, "civilians")
    add(bob, "men")
    for space in (ann, bob):
        report = take(rex.project, send(space.project, tmp_path / f"{space.annotator}-2"))
        assert report.changed
    assert gold_rows(rex.project) == before
    assert projects.check(rex.project).problems == ()


def test_a_kept_version_that_was_spoilt_is_found(machine: Open, tmp_path: Path) -> None:
    desk = machine("desk", "ann")
    add(desk, "Kunduz")
    copy_project(tmp_path / "desk.annot", tmp_path / "lap.annot")
    lap = machine("lap", "ann")
    add(desk, "Sunday")
    add(lap, "governor")
    take(desk.project, send(lap.project, tmp_path / "lap"))
    assert projects.check(desk.project).problems == ()
    with desk.project.writing() as connection:
        connection.exec_driver_sql("UPDATE kept_version SET content = replace(content, 'ann', 'x')")
    (problem,) = projects.check(desk.project).problems
    assert "kept aside" in problem


def gone_apart(machine: Open, folder: Path, *, lap: Sequence[str]) -> Workspace:
    """ann's desk, with what she did on her laptop since the file was copied there kept aside."""
    desk = machine("desk", "ann")
    add(desk, "Kunduz", "LOCATION")
    copy_project(folder / "desk.annot", folder / "lap.annot")
    laptop = machine("lap", "ann")
    add(desk, "governor")
    add(desk, "Sunday")
    add(desk, "Taliban")
    for words in lap:
        add(laptop, words)
    take(desk.project, send(laptop.project, folder / "lap"))
    desk.take_over(Change(Part.ANNOTATIONS))
    return desk


def test_versions_that_do_not_touch_are_joined_and_travel_as_one(
    machine: Open, tmp_path: Path
) -> None:
    desk = gone_apart(machine, tmp_path, lap=["men"])
    (entry,) = merging.saved_versions(desk.project)
    (joined,) = joining_versions.join(desk, entry.key)
    assert str(joined).endswith("1 span added; nothing is left in the other version.")
    spans = sorted(quotes(desk.project, "ann"))
    assert spans == ["Kunduz", "Sunday", "Taliban", "governor", "men"]
    assert merging.saved_versions(desk.project) == []
    assert projects.check(desk.project).problems == ()
    lap = machine("lap", "ann")
    report = take(lap.project, send(desk.project, tmp_path / "joined"))
    assert [what for _, _, what in came(report)] == [MergeResult.NEWER]
    assert sorted(quotes(lap.project, "ann")) == spans
    assert not take(desk.project, send(lap.project, tmp_path / "back")).changed


def test_what_touches_stays_in_the_version_kept_aside(machine: Open, tmp_path: Path) -> None:
    desk = gone_apart(machine, tmp_path, lap=["Taliban fighters", "men"])
    (entry,) = merging.saved_versions(desk.project)
    (joined,) = joining_versions.join(desk, joining_versions.EVERY)
    assert "1 span added; kept aside: 1 span touching" in str(joined)
    assert "men" in quotes(desk.project, "ann")
    assert "Taliban fighters" not in quotes(desk.project, "ann")
    assert [item.key for item in merging.saved_versions(desk.project)] == [entry.key]
    with pytest.raises(ProjectError, match="touches it, or it stands"):
        joining_versions.join(desk, entry.key)
    again = send(machine("lap", "ann").project, tmp_path / "again")
    assert not take(desk.project, again).changed
    assert projects.check(desk.project).problems == ()
