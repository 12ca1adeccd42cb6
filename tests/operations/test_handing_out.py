"""A file for each annotator, work that comes back, and what has changed since, offered at merge."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from merge_verbs import send
from sample_project import FIRST, SECOND, make_project

from annotator.domain.errors import InputError
from annotator.domain.figures import ACLED
from annotator.domain.identity import Identity, new_person_id
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.pipelines import PipelineChoice
from annotator.domain.team_terms import TermPart
from annotator.domain.values import Label, NewArticle
from annotator.operations import (
    annotate,
    claiming,
    control_share,
    figures,
    guidelines,
    labels,
    names,
    overlaps,
    people,
    projects,
)
from annotator.operations.defining import definitions
from annotator.operations.reviewing import assigning
from annotator.operations.sharing import bundling, handing_out, merging, team, whose_work
from annotator.operations.sharing.handing_out import HandOut
from annotator.operations.sharing.merge_report import issues
from annotator.operations.suggesting import project_pipeline
from annotator.store.articles.article_rows import add_articles, extras
from annotator.store.project import open_project
from annotator.store.queue import assignments
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("files are handed out")

MANY = tuple(f"Report {n}. The army took Town{n}, and {n} people fled." for n in range(20))
ANN = Identity(new_person_id(), "ann")


@pytest.fixture
def lead(tmp_path: Path) -> Workspace:
    project = make_project(tmp_path / "p.annot", texts=[FIRST, SECOND, *MANY], suggested={})
    lead = Workspace(project, "lead")
    guidelines.write(lead, "# Ours")
    labels.add(lead, "CAUSE")
    names.remember(lead, "Quxtown", "LOCATION")
    figures.choose_policy(lead, ACLED)
    overlaps.choose(lead, OverlapRule(Overlaps.NESTED))
    project_pipeline.choose(lead, PipelineChoice("rules"))
    return lead


def handed(lead: Workspace, tmp_path: Path, *to: str, **wish: int) -> dict[str, Path]:
    files = handing_out.hand_out(lead, HandOut(to, **wish), tmp_path / "out")
    return {file.name: file.path for file in files}


def at_home(path: Path, who: Identity = ANN) -> Workspace:
    return Workspace(open_project(path), who.name, who)


def assigned(space: Workspace, name: str) -> int:
    with space.project.reading() as connection:
        return len(assignments.numbers(connection, name))


def test_everybody_gets_a_file_with_their_articles_and_what_the_team_shares(
    lead: Workspace, tmp_path: Path
) -> None:
    files = handed(lead, tmp_path, "ann", "bob", overlap=20, control_share=25)
    counts = []
    for name, path in files.items():
        space = at_home(path, Identity(new_person_id(), name))
        mine, team_own = definitions(space.project), definitions(lead.project)
        assert mine.labels == team_own.labels
        assert mine.guidelines.text == "# Ours"
        assert (mine.guidelines.version, mine.guidelines.annotator) == (1, "lead")
        assert [one.spelling for one in mine.names] == ["Quxtown"]
        assert mine.overlap_rule == team_own.overlap_rule
        assert (space.policy, space.pipeline.name) == (ACLED, "rules")
        assert control_share.chosen(space.project).share == 25
        counts.append(assigned(space, name))
        assert counts[-1] == assigned(lead, name)
        space.close()
    assert sum(counts) == 22 + 4


def test_nobody_gets_the_work_of_others(lead: Workspace, tmp_path: Path) -> None:
    annotate.add(Workspace(lead.project, "bob"), article=1, start=0, end=7, label="ACTOR")
    files = handed(lead, tmp_path, "ann", "bob", overlap=100)
    space = at_home(files["ann"])
    assert sum(one.person.spans for one in people.people(space.project)) == 0
    own = at_home(files["bob"], Identity(new_person_id(), "bob"))
    assert len(own.article(1).annotations) == 1


def test_the_file_asks_whether_it_is_who_it_was_made_for(lead: Workspace, tmp_path: Path) -> None:
    files = handed(lead, tmp_path, "ann", "bob")
    project = open_project(files["ann"])
    question = claiming.name_in(project, Identity(new_person_id(), "Ann Smith"))
    assert isinstance(question, claiming.Question)
    assert (question.made_for, question.names[0]) == ("ann", "ann")
    project.close()


def test_a_file_that_may_hold_work_is_never_written_over(lead: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "p-ann.annot").write_text("somebody's")
    with pytest.raises(InputError, match="exists already"):
        handed(lead, tmp_path, "ann", "bob")
    assert (tmp_path / "out" / "p-ann.annot").read_text() == "somebody's"
    assert assigned(lead, "ann") == 0


def test_what_was_done_comes_back_as_theirs(lead: Workspace, tmp_path: Path) -> None:
    files = handed(lead, tmp_path, "ann", "bob")
    space = at_home(files["ann"])
    annotate.add(space, article=1, start=0, end=5, label="ACTOR")
    back = send(space.project, tmp_path / "back.annwork")
    merging.merge_files(lead, [back])
    (ann,) = [one for one in people.people(lead.project) if one.person.name == "ann"]
    assert (ann.person.spans, ann.identities) == (1, (ANN,))


def test_who_works_under_another_name_than_the_file_was_made_for_is_asked_for(
    lead: Workspace, tmp_path: Path
) -> None:
    space = at_home(handed(lead, tmp_path, "coder 1")["coder 1"], Identity(new_person_id(), "Kate"))
    annotate.add(space, article=1, start=0, end=5, label="ACTOR")
    back = send(space.project, tmp_path / "back.annwork", "Kate")
    (doubt,) = whose_work.doubts_of(lead.project, [back])
    assert (doubt.name, doubt.alike) == ("Kate", ("coder 1",))
    merging.merge_files(lead, [back], people={"Kate": "coder 1"})
    assert whose_work.doubts_of(lead.project, [back]) == []
    (update,) = handing_out.hand_out(lead, HandOut(), tmp_path / "out")
    assert not merging.merge_files(space, [update.path]).incomplete
    assert "coder 1" not in [o.person.name for o in people.people(space.project) if o.person.spans]


@pytest.fixture
def home(lead: Workspace, tmp_path: Path) -> Workspace:
    """ann's project, and in the coordinator's all sorts of changes since."""
    space = at_home(handed(lead, tmp_path, "ann", "bob")["ann"])
    guidelines.write(lead, "# Ours, better")
    labels.add(lead, "WEAPON")
    labels.change(lead, "CAUSE", label_of(lead, "CAUSE", name="REASON"))
    names.remember(lead, "Bartown", "LOCATION")
    control_share.choose(lead, 40)
    with lead.project.writing() as connection:
        add_articles(connection, [NewArticle(text="A new one from Herat.", title="New")])
    return space


def label_of(space: Workspace, was: str, *, name: str) -> Label:
    known = next(label for label in space.labels if label.name == was)
    return Label(name, known.key, known.light, known.dark, "why it happened")


def update(lead: Workspace, tmp_path: Path) -> Path:
    files = handing_out.hand_out(lead, HandOut(), tmp_path / "out")
    assert all(file.is_update for file in files)
    return next(file.path for file in files if file.name == "ann")


def test_what_changed_is_offered_and_taken_where_that_is_wished(
    lead: Workspace, home: Workspace, tmp_path: Path
) -> None:
    annotate.add(home, article=1, start=0, end=5, label="CAUSE")
    path = update(lead, tmp_path)
    assert {offer.part for offer in team.offers_in(home.project, path, annotator="ann")} >= set(
        TermPart
    ) - {TermPart.ASSIGNMENTS}
    report = merging.merge_files(home, [path], take=team.EVERYTHING)
    assert report.changed
    mine = definitions(home.project)
    assert (mine.guidelines.text, mine.guidelines.version) == ("# Ours, better", 2)
    assert mine.labels == definitions(lead.project).labels
    assert [span.label for span in home.article(1).annotations] == ["REASON"]
    assert {one.spelling for one in mine.names} == {"Quxtown", "Bartown"}
    assert control_share.chosen(home.project).share == 40
    assert assigned(home, "ann") == assigned(lead, "ann")
    assert team.offers_in(home.project, path, annotator="ann") == []


def test_a_label_that_was_merged_is_offered_and_merged_with_its_spans(
    lead: Workspace, tmp_path: Path
) -> None:
    labels.add(lead, "PLACE")
    space = at_home(handed(lead, tmp_path, "ann", "bob")["ann"])
    annotate.add(space, article=1, start=0, end=5, label="CAUSE")
    merging.merge_files(lead, [send(space.project, tmp_path / "first.annwork")])
    labels.merge(lead, "CAUSE", "PLACE")
    path = update(lead, tmp_path)
    offers = team.offers_in(space.project, path, annotator="ann")
    assert [offer.says for offer in offers] == ["labels: CAUSE merged into PLACE"]
    merging.merge_files(space, [path], take=team.EVERYTHING)
    assert [span.label for span in space.article(1).annotations] == ["PLACE"]
    assert "CAUSE" not in [label.name for label in definitions(space.project).labels]
    assert team.offers_in(space.project, path, annotator="ann") == []
    back = send(space.project, tmp_path / "back.annwork")
    assert not merging.merge_files(lead, [back]).changed
    assert not merging.merge_files(space, [update(lead, tmp_path)]).incomplete


def test_nothing_is_forced_and_what_is_offered_is_said(
    lead: Workspace, home: Workspace, tmp_path: Path
) -> None:
    before = definitions(home.project)
    report = merging.merge_files(home, [update(lead, tmp_path)])
    assert definitions(home.project) == before
    assert any("offered and not taken: version 2 of the guidelines" in x for x in issues(report))


def test_a_part_is_taken_without_the_others(
    lead: Workspace, home: Workspace, tmp_path: Path
) -> None:
    path = update(lead, tmp_path)
    merging.merge_files(home, [path], take={TermPart.GUIDELINES})
    mine = definitions(home.project)
    assert mine.guidelines.text == "# Ours, better"
    assert "WEAPON" not in [label.name for label in mine.labels]
    offered = {offer.part for offer in team.offers_in(home.project, path, annotator="ann")}
    assert TermPart.LABELS in offered
    assert TermPart.GUIDELINES not in offered


def test_an_older_file_does_not_bring_back_what_held_before(
    lead: Workspace, home: Workspace, tmp_path: Path
) -> None:
    older = update(lead, tmp_path).rename(tmp_path / "older.annwork")
    control_share.choose(lead, 60)
    merging.merge_files(home, [update(lead, tmp_path)], take=team.EVERYTHING)
    assert team.offers_in(home.project, older, annotator="ann") == []
    merging.merge_files(home, [older], take=team.EVERYTHING)
    assert control_share.chosen(home.project).share == 60


def test_ones_own_labels_names_and_guidelines_stay_beside_the_teams(
    lead: Workspace, home: Workspace, tmp_path: Path
) -> None:
    labels.add(home, "MINE")
    names.remember(home, "Footown", "LOCATION")
    guidelines.write(home, "# My own")
    merging.merge_files(home, [update(lead, tmp_path)], take=team.EVERYTHING)
    mine = definitions(home.project)
    assert "MINE" in [label.name for label in mine.labels]
    assert "Footown" in {one.spelling for one in mine.names}
    assert mine.guidelines.text == "# Ours, better"
    assert [one.text for one in guidelines.versions(home.project)][1:] == ["# My own", "# Ours"]


def test_a_file_for_somebody_else_offers_no_assignments(
    lead: Workspace, home: Workspace, tmp_path: Path
) -> None:
    path = update(lead, tmp_path).with_name("p-bob-update.annwork")
    before = assigned(home, "ann")
    merging.merge_files(home, [path], take=team.EVERYTHING)
    assert assigned(home, "ann") == before


def test_so_many_of_a_hundred_go_to_one_more(lead: Workspace) -> None:
    report = assigning.assign(lead, to=["ann", "bob", "cem"], doubled=50)
    assert report.added == 22 + 11
    with pytest.raises(InputError, match="is no share"):
        assigning.assign(lead, to=["ann", "bob"], doubled=101)


def raw_of(space: Workspace, number: int) -> tuple[bytes | None, str]:
    with space.project.reading() as connection:
        query = "SELECT raw, encoding FROM article_text WHERE article_id = ?"
        raw, encoding = connection.exec_driver_sql(query, (number,)).one()
    return raw and zlib.decompress(raw), encoding


@pytest.mark.parametrize("originals", [False, True])
def test_unknown_keys_go_out_and_come_back_and_originals_where_they_are_asked_for(
    lead: Workspace, tmp_path: Path, originals: bool
) -> None:
    """Back in another project of the coordinator's, which has none of the articles."""
    text = "Kämpfe in Herat: 12 Tote."
    raw, extra = text.encode("latin-1"), {"section": "Ausland", "meta": {"tags": ["a", 1]}}
    new = NewArticle(text=text, title="H", raw=raw, encoding="latin-1", extra=extra)
    with lead.project.writing() as connection:
        add_articles(connection, [new])
    wish = HandOut(("ann",), originals=originals)
    (file,) = handing_out.hand_out(lead, wish, tmp_path / "out")
    space = at_home(file.path)
    with space.project.reading() as connection:
        rows = connection.exec_driver_sql("SELECT article_id, text FROM article_text").all()
        (there_number,) = [at for at, own in rows if own == text]
        assert extras(connection, there_number) == extra
    assert raw_of(space, there_number) == ((raw, "latin-1") if originals else (None, "utf-8"))
    assert projects.check(space.project).problems == ()
    annotate.add(space, article=there_number, start=10, end=15, label="LOCATION")
    choice = bundling.BundleChoice(originals=originals)
    back = bundling.write_bundle(space.project, tmp_path / "b", choice, made_by="ann").path
    other = Workspace(make_project(tmp_path / "other.annot", texts=[], suggested={}), "lead")
    merging.merge_files(other, [back])
    with other.project.reading() as connection:
        assert extras(connection, 1) == extra
    assert raw_of(other, 1) == raw_of(space, there_number)
    assert projects.check(other.project).problems == ()
