"""On a server with roles nobody changes what is a colleague's, by the program or around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from making import new_article
from merge_verbs import send
from postgres_server import Address, Server
from project_dump import dump, problems
from reviewed_project import FIRST, make_reviewed
from sample_project import place as place_of
from sqlmodel import SQLModel

from annotator.__main__ import start
from annotator.domain.errors import AnnotatorError, ProjectError, SaveError
from annotator.domain.gold import Plan
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.operations import annotate, articles, labels
from annotator.operations.reviewing import assigning, review
from annotator.operations.sharing import merging
from annotator.store.articles.article_rows import add_articles
from annotator.store.project import create_project, open_project
from annotator.store.server_roles import ROLES
from annotator.workspace import Workspace

pytestmark = pytest.mark.server_only
SECRET = "Wort"
PLAN = Plan(("ann", "bob"))
PEOPLE = {"ann": "annotators", "bob": "annotators", "rex": "reviewers", "tom": "readers"}


class Team:
    """A project that a coordinator owns, and logins with one of its roles each."""

    def __init__(self, server: Server, place: Address) -> None:
        self.server = server
        self.place = place

    def url(self, name: str) -> str:
        return self.server.url(self.place.database, name, SECRET)

    def at_work(self, name: str, *, login: str | None = None) -> Workspace:
        return Workspace(open_project(self.url(login or name)), name)

    def rows(self) -> object:
        project = open_project(self.place)
        try:
            return dump(project)
        finally:
            project.close()


@pytest.fixture
def team(tmp_path: Path, postgres: Server) -> Iterator[Team]:
    place: Address = tmp_path / "war.annot"  # type: ignore[assignment]
    name = place.database
    postgres.run(
        f"CREATE ROLE coordinator LOGIN CREATEROLE PASSWORD '{SECRET}'",
        *(f"CREATE ROLE {person} LOGIN PASSWORD '{SECRET}'" for person in PEOPLE),
        f"CREATE DATABASE \"{name}\" OWNER coordinator TEMPLATE template0 ENCODING 'UTF8'",
        database="postgres",
    )
    postgres.made.add(name)
    try:
        yield _made(Team(postgres, place))
    finally:
        postgres.drop(name)
        roles = [*PEOPLE, "coordinator", *(f'"{name}_{role}"' for role in set(PEOPLE.values()))]
        for role in roles:
            postgres.run(f"DROP ROLE IF EXISTS {role}", database="postgres")


def _made(team: Team) -> Team:
    create_project(team.url("coordinator")).close()
    _first_work(team)
    assert start(["server-roles", team.url("coordinator")]) == 0
    name = team.place.database
    for person, role in PEOPLE.items():
        team.server.run(f'GRANT "{name}_{role}" TO {person}', database=name)
    return team


def _first_work(team: Team) -> None:
    """Articles with suggestions, and spans of bob."""
    coordinator = team.at_work("bob", login="coordinator")
    with coordinator.project.writing() as connection:
        add_articles(connection, [new_article(FIRST), new_article("Herat is calm.")])
    spans = [
        SuggestedSpan(SpanContent(*place_of(FIRST, words), label))
        for words, label in (("Kunduz", "LOCATION"), ("Kabul", "LOCATION"))
    ]
    coordinator.add_suggestions({1: spans}, source="plain", version="1")
    annotate.accept(coordinator, article=1, suggestion=coordinator.article(1).waiting[0])
    annotate.reject(coordinator, article=1, suggestion=coordinator.article(1).waiting[0])
    articles.set_status(coordinator, article=1, status=Status.DONE)
    coordinator.add_time(1, 3.0)
    coordinator.close()


def test_an_annotator_works_as_ever(team: Team) -> None:
    ann = team.at_work("ann")
    annotate.accept(ann, article=1, suggestion=ann.article(1).waiting[0])
    annotate.reject(ann, article=1, suggestion=ann.article(1).waiting[0])
    annotate.add(ann, article=1, start=0, end=7, label="ACTOR")
    ann.undo()
    ann.redo()
    articles.toggle_muted(ann, article=2, offset=0)
    articles.flag(ann, article=1, reason="Odd.")
    ann.add_time(1, 2.0)
    assert [span.text for span in ann.article(1).annotations] == ["Taliban", "Kunduz"]
    assert problems(ann.project) == []
    ann.close()


# By what an annotator who knows SQL may try on what is bob's.
TRIED = {
    "UPDATE annotation SET label_id = 1": "and logged in as ann you may change that of ann alone",
    "UPDATE annotation SET annotator_id = 2": "the work of bob",
    "DELETE FROM annotation": "the work of bob",
    "DELETE FROM decision": "the work of bob",
    "UPDATE work SET status = 'new'": "the work of bob",
    "UPDATE time_spent SET seconds = 0": "the work of bob",
    "DELETE FROM suggestion WHERE id = 2": "the work of bob",
    "INSERT INTO work VALUES (2, 1, 'done', NULL)": "this is the work of bob",
    "INSERT INTO annotator (name) VALUES ('eve')": "this is the work of eve",
    "DELETE FROM event": "permission denied",
    "UPDATE event SET title = 'so'": "permission denied",
    "DELETE FROM article": "permission denied",
    "UPDATE article_text SET text = ''": "permission denied",
    "UPDATE annotator SET name = 'ann'": "permission denied",
    "UPDATE label SET name = 'X'": "permission denied",
    "INSERT INTO review VALUES (1, 'signed', '[]', '', 1)": "permission denied",
    "TRUNCATE annotation CASCADE": "permission denied",
    "ALTER TABLE annotation DISABLE TRIGGER ALL": "must be owner",
    "SET ROLE coordinator": "permission denied",
    "DROP FUNCTION annotator_own_work() CASCADE": "must be owner",
}


def test_what_an_annotator_tries_on_the_work_of_another_is_refused(team: Team) -> None:
    before = team.rows()
    said = {}
    for statement in TRIED:
        with psycopg.connect(team.url("ann")) as connection:
            try:
                connection.execute(statement)
            except psycopg.Error as error:
                said[statement] = str(error)
    assert {line: TRIED[line] for line in TRIED if TRIED[line] not in said.get(line, "")} == {}
    assert team.rows() == before


def test_a_table_of_one_s_own_does_not_deceive_who_watches(team: Team) -> None:
    before = team.rows()
    with psycopg.connect(team.url("coordinator"), autocommit=True) as connection:
        name = team.place.database
        connection.execute(f'GRANT TEMPORARY ON DATABASE "{name}" TO ann')
    with psycopg.connect(team.url("ann")) as connection:
        connection.execute("CREATE TEMP TABLE annotator AS SELECT 1 AS id, 'ann' AS name")
        with pytest.raises(psycopg.Error, match="the work of bob"):
            connection.execute("DELETE FROM annotation")
    assert team.rows() == before


def test_who_works_under_another_name_than_that_of_the_login_is_told_so(team: Team) -> None:
    ann = team.at_work("bob", login="ann")
    before = team.rows()
    said = r"not saved: this is the work of bob, and .* \(start with --annotator ann\)\."
    with pytest.raises(SaveError, match=said):
        annotate.add(ann, article=1, start=0, end=7, label="ACTOR")
    with pytest.raises(SaveError, match=said):
        annotate.delete(ann, article=1, annotation=ann.article(1).annotations[0])
    assert team.rows() == before
    ann.close()


def test_a_reviewer_decides_and_hands_out_and_changes_no_spans_of_others(team: Team) -> None:
    ann = team.at_work("ann")
    start, end = place_of(FIRST, "Kabul")
    annotate.add(ann, article=1, start=start, end=end, label="LOCATION")
    articles.set_status(ann, article=1, status=Status.DONE)
    ann.close()
    rex = team.at_work("rex")
    case = review.case(rex.project, 1, PLAN)
    assert case is not None
    review.reject(rex, case, case.open[0])
    assigning.assign(rex, to=["ann", "eve"])
    labels.add(rex, "WEAPON")
    with pytest.raises(SaveError, match=r"this is the work of (ann|bob), and logged in as rex"):
        labels.merge(rex, "LOCATION", "WEAPON")
    assert problems(rex.project) == []
    rex.close()


def test_a_reader_reads_and_copies_and_changes_nothing(team: Team, tmp_path: Path) -> None:
    before = team.rows()
    tom = team.at_work("tom")
    assert tom.project.read_only
    assert len(tom.article(1).suggestions) == 2
    with pytest.raises(SaveError, match="is read-only"):
        annotate.add(tom, article=1, start=0, end=7, label="ACTOR")
    tom.close()
    file = Path(tmp_path.as_posix(), "copy.annot")
    assert start(["copy", team.url("tom"), str(file)]) == 0
    assert (team.rows(), problems(open_project(file))) == (before, [])


def test_a_login_without_a_role_does_not_come_in(team: Team) -> None:
    team.server.run("CREATE ROLE eve LOGIN PASSWORD 'Wort'", database="postgres")
    with pytest.raises(ProjectError, match="you have no right to open it"):
        open_project(team.url("eve"))
    team.server.run("DROP ROLE eve", database="postgres")


def test_the_owner_merges_the_work_of_others(team: Team, tmp_path: Path) -> None:
    other = make_reviewed(Path(tmp_path.as_posix(), "other.annot"))
    bundle = send(other, Path(tmp_path.as_posix(), "other.annwork"))
    other.close()
    owner = team.at_work("coordinator")
    merging.merge_files(owner, [bundle])
    assert problems(owner.project) == []
    owner.close()


def test_roles_are_made_anew_as_often_as_one_likes(
    team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert start(["server-roles", team.url("coordinator")]) == 0
    assert "These may change everything, since they own the project: coordinator." in (
        capsys.readouterr().out
    )
    assert start(["server-roles", team.url("ann")]) == 2
    assert "not saved: you have no right to do that there" in capsys.readouterr().err


def test_the_statements_are_shown_and_nothing_is_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place: Address = tmp_path / "war.annot"  # type: ignore[assignment]
    make_reviewed(place).close()  # type: ignore[arg-type]
    capsys.readouterr()
    assert start(["server-roles", str(place), "--show"]) == 0
    shown = capsys.readouterr().out
    made = f"SELECT 1 FROM pg_roles WHERE rolname = '{place.database}_annotators'"
    assert place.server.run(made, database="postgres") == []
    with psycopg.connect(place) as connection:
        connection.execute(shown)
        connection.rollback()


def test_a_file_has_no_roles(tmp_path: Path) -> None:
    from annotator.operations import server_roles

    project = create_project(Path(tmp_path.as_posix(), "war.annot"))
    with pytest.raises(AnnotatorError, match="is a file, where all who may write to it"):
        server_roles.make(project)
    project.close()


def test_each_table_is_somebodys_to_change() -> None:
    assert {*ROLES["reviewers"]} == {table.name for table in SQLModel.metadata.sorted_tables}
