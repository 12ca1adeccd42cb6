"""Two people called alike are two, one at two computers is one, and who is not known is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from merge_verbs import send
from sample_project import FIRST, make_project

from annotator.domain.errors import InputError
from annotator.domain.identity import Identity, new_person_id
from annotator.operations import annotate, people, projects
from annotator.operations.sharing import merging, whose_work
from annotator.operations.sharing.merge_report import issues
from annotator.store.project import Project, open_project
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("bundles are files")


def person(name: str, email: str = "") -> Identity:
    return Identity(new_person_id(), name, email)


def label(project: Project, who: Identity | str, words: str, name: str = "") -> Workspace:
    """Somebody's span in the first article, by an identity or by a name alone."""
    identity = None if isinstance(who, str) else who
    space = Workspace(project, name or (who if isinstance(who, str) else who.name), identity)
    start = FIRST.index(words)
    annotate.add(space, article=1, start=start, end=start + len(words), label="ACTOR")
    return space


def sent(tmp_path: Path, who: Identity | str, words: str, file: str) -> Path:
    project = make_project(tmp_path / f"{file}.annot")
    label(project, who, words)
    out = send(project, tmp_path / f"{file}.annwork")
    project.close()
    return out


@pytest.fixture
def lead(tmp_path: Path) -> Workspace:
    make_project(tmp_path / "lead.annot").close()
    return Workspace(open_project(tmp_path / "lead.annot"), "lead")


def listed(lead: Workspace) -> list[people.Listed]:
    """All but who merges."""
    return [one for one in people.people(lead.project) if one.person.name != lead.annotator]


def spans(lead: Workspace) -> dict[str, int]:
    return {one.person.name: one.person.spans for one in listed(lead)}


def test_the_first_change_notes_who_the_annotator_is(tmp_path: Path) -> None:
    ann = person("ann", "ann@x.org")
    project = make_project(tmp_path / "p.annot")
    Workspace(project, "ann", ann)
    assert [one.identities for one in people.people(project)] == []
    label(project, ann, "governor")
    assert people.people(project)[0].identities == (ann,)


def test_two_who_are_called_alike_are_not_taken_for_one(tmp_path: Path, lead: Workspace) -> None:
    merging.merge_files(lead, [sent(tmp_path, person("user"), "governor", "a")])
    other = sent(tmp_path, person("user"), "Kunduz", "b")
    with pytest.raises(InputError, match="--person user=NAME"):
        merging.merge_files(lead, [other])
    assert spans(lead) == {"user": 1}
    merging.merge_files(lead, [other], people={"user": "user 2"})
    assert spans(lead) == {"user": 1, "user 2": 1}


def test_who_has_been_named_once_is_known_from_then_on(tmp_path: Path, lead: Workspace) -> None:
    merging.merge_files(lead, [sent(tmp_path, person("user"), "governor", "a")])
    other = sent(tmp_path, person("user"), "Kunduz", "b")
    merging.merge_files(lead, [other], people={"user": "bob"})
    report = merging.merge_files(lead, [other])
    assert not report.changed
    assert spans(lead) == {"bob": 1, "user": 1}


def test_work_comes_home_to_whom_it_is_of_under_any_name(tmp_path: Path, lead: Workspace) -> None:
    own = person("user")
    home = sent(tmp_path, own, "governor", "a")
    merging.merge_files(lead, [home], people={"user": "bob"})
    back = send(lead.project, tmp_path / "back.annwork")
    project = open_project(tmp_path / "a.annot")
    assert not merging.merge_files(Workspace(project, "user", own), [back]).changed
    assert [one.person.name for one in people.people(project)] == ["user"]
    project.close()


def test_one_person_with_one_address_at_two_computers_is_one(
    tmp_path: Path, lead: Workspace
) -> None:
    for file, words, name in (("a", "governor", "Ann"), ("b", "Kunduz", "ann")):
        who = person(name, "Ann@x.org" if file == "a" else "ann@x.org")
        merging.merge_files(lead, [sent(tmp_path, who, words, file)])
    (ann,) = listed(lead)
    assert (ann.person.name, len(ann.identities)) == ("Ann", 2)


def test_what_may_be_another_spelling_is_doubted_and_joins_where_that_is_answered(
    tmp_path: Path, lead: Workspace
) -> None:
    merging.merge_files(lead, [sent(tmp_path, person("Ann Smith"), "governor", "a")])
    other = sent(tmp_path, person("asmith"), "Kunduz", "b")
    names, ids, _ = whose_work.people_in(other)
    (doubt,) = whose_work.doubts(lead.project, names, ids)
    assert (doubt.name, doubt.alike, doubt.is_taken) == ("asmith", ("Ann Smith",), False)
    merging.merge_files(lead, [other], people={"asmith": "Ann Smith"})
    assert whose_work.doubts(lead.project, names, ids) == []
    (ann,) = listed(lead)
    assert len(ann.identities) == 2


def test_without_an_answer_another_spelling_stays_apart_and_is_said(
    tmp_path: Path, lead: Workspace
) -> None:
    merging.merge_files(lead, [sent(tmp_path, "Ann Smith", "governor", "a")])
    report = merging.merge_files(lead, [sent(tmp_path, "asmith", "Kunduz", "b")])
    assert any("may be the same person as “Ann Smith”" in line for line in issues(report))
    assert spans(lead) == {"Ann Smith": 1, "asmith": 1}


def test_an_id_goes_with_a_new_name_and_with_a_join(tmp_path: Path, lead: Workspace) -> None:
    one, two = person("user"), person("anna")
    files = [sent(tmp_path, who, "governor", who.name) for who in (one, two)]
    for file in files:
        merging.merge_files(lead, [file])
    people.rename(lead, "user", "Ann")
    people.join(lead, "anna", "Ann")
    people.rename(lead, "Ann", "Ann S.")
    assert not any(merging.merge_files(lead, [file]).incomplete for file in files)
    assert [one.person.name for one in listed(lead)] == ["Ann S."]
    assert len(listed(lead)[0].identities) == 2


@pytest.mark.parametrize("turn", [1, -1])
def test_work_of_before_two_were_joined_is_older_whatever_the_order(
    tmp_path: Path, lead: Workspace, turn: int
) -> None:
    one, two = person("user"), person("anna")
    files = [sent(tmp_path, one, "governor", "one"), sent(tmp_path, two, "Kunduz", "two")][::turn]
    for file in files:
        merging.merge_files(lead, [file])
    people.join(lead, "anna", "user")
    for file in (*files, *files[::-1]):
        assert not merging.merge_files(lead, [file]).changed
    assert spans(lead) == {"user": 2}
    assert merging.saved_versions(lead.project) == []
    assert projects.check(lead.project).problems == ()


def test_people_of_a_whole_project_are_looked_at_too(tmp_path: Path, lead: Workspace) -> None:
    own = person("ann")
    sent(tmp_path, own, "governor", "a")
    names, ids, _ = whose_work.people_in(tmp_path / "a.annot")
    assert (list(names), list(ids)) == (["ann"], [own])
    merging.merge_files(lead, [tmp_path / "a.annot"])
    assert listed(lead)[0].identities == (own,)


def test_work_of_two_that_is_one_persons_here_is_kept(tmp_path: Path, lead: Workspace) -> None:
    project = make_project(tmp_path / "two.annot")
    for who, words in ((person("user"), "governor"), (person("anna"), "Kunduz")):
        label(project, who, words)
    out = send(project, tmp_path / "two.annwork")
    project.close()
    merging.merge_files(lead, [out], people={"user": "Ann", "anna": "Ann"})
    assert list(spans(lead)) == ["Ann"]
    assert len(merging.saved_versions(lead.project)) == 1
