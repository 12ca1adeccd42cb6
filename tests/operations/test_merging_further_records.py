"""What several records tell of one text travels with the work on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from importing_verbs import import_files
from merge_verbs import send, take
from project_places import put_nothing

from annotator.operations import annotate
from annotator.store.project import Project, create_project
from annotator.workspace import Workspace

NOTE = "Rebels took Marvale on Friday after a fight of nine hours, the army said."
KEYS = "event_id_cnty,event_date,event_type,actor1,location,fatalities,source,notes"
EVENTS = [
    f'QUX1,03 March 2023,Battles,Rebels,Marvale,4,Radio Gao,"{NOTE}"',
    f'QUX2,04 March 2023,Battles,Rebels,Quxtown,2,Radio Gao,"{NOTE}"',
    f'QUX3,05 March 2023,Battles,Rebels,Osona,0,Radio Gao,"{NOTE}"',
]
Make = Callable[..., Project]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """A project into which some events have been imported, with an annotation in their text."""
    made: list[Project] = []

    def make_it(name: str, *events: str) -> Project:
        project = create_project(put_nothing(tmp_path / f"{name}.annot"))
        made.append(project)
        if events:
            path = tmp_path / f"{name}.csv"
            path.write_text("\n".join([KEYS, *events]))
            import_files(project, [path], annotator=name)
            annotate.add(Workspace(project, name), article=1, start=0, end=6, label="ACTOR")
        return project

    yield make_it
    for project in made:
        project.close()


def keys_of(project: Project) -> dict[str, Any]:
    with project.reading() as connection:
        rows = connection.exec_driver_sql("SELECT extra FROM article_text").scalars().all()
    (extra,) = rows
    return json.loads(extra)  # type: ignore[no-any-return]


def places(project: Project) -> list[str]:
    extra = keys_of(project)
    return [event["location"] for event in (extra, *extra.get("also", ()))]


def test_an_article_that_is_added_comes_with_all_that_is_told_of_it(
    make: Make, tmp_path: Path
) -> None:
    ann, bob = make("ann", *EVENTS), make("bob")
    take(bob, send(ann, tmp_path / "a"))
    assert places(bob) == ["Marvale", "Quxtown", "Osona"]
    assert keys_of(bob) == keys_of(ann)


def test_what_was_not_told_here_is_kept_with_the_article_and_said(
    make: Make, tmp_path: Path
) -> None:
    ann, bob = make("ann", *EVENTS[:2]), make("bob", *EVENTS[:0:-1])
    assert places(bob) == ["Osona", "Quxtown"]
    report = take(bob, file := send(ann, tmp_path / "a"))
    assert places(bob) == ["Osona", "Quxtown", "Marvale"]
    assert [event["fatalities"] for event in keys_of(bob)["also"]] == [2, 4]
    note = "1 further record of articles that were here came with it and are kept with them"
    assert note in report.files[0].notes
    again = take(bob, file)
    assert places(bob) == ["Osona", "Quxtown", "Marvale"]
    assert note not in again.files[0].notes


def test_projects_of_the_same_records_have_nothing_to_tell_each_other(
    make: Make, tmp_path: Path
) -> None:
    ann, bob = make("ann", *EVENTS), make("bob", *EVENTS[::-1])
    ann_before, bob_before = keys_of(ann), keys_of(bob)
    of_ann, of_bob = send(ann, tmp_path / "a"), send(bob, tmp_path / "b")
    take(bob, of_ann)
    take(ann, of_bob)
    assert (keys_of(ann), keys_of(bob)) == (ann_before, bob_before)


def test_a_text_that_stood_in_a_file_alone_learns_what_is_told_of_it(
    make: Make, tmp_path: Path
) -> None:
    ann, bob = make("ann", EVENTS[0]), make("bob")
    (tmp_path / "note.txt").write_text(NOTE)
    import_files(bob, [tmp_path / "note.txt"], annotator="bob")
    take(bob, send(ann, tmp_path / "a"))
    assert [event["location"] for event in keys_of(bob)["also"]] == ["Marvale"]


def test_plain_articles_bring_no_further_records(make: Make, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    projects = [make("ann"), make("bob")]
    for project, name in zip(projects, ("one/a.txt", "two/b.txt"), strict=True):
        (tmp_path / name).write_text(NOTE)
        import_files(project, [tmp_path / name], annotator="ann")
    annotate.add(Workspace(projects[0], "ann"), article=1, start=0, end=6, label="ACTOR")
    take(projects[1], send(projects[0], tmp_path / "a"))
    assert keys_of(projects[1]) == {"file": "b.txt"}
