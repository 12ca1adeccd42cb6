"""What stands on a server is opened, made or refused in one sentence, and its password kept."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from importing_verbs import import_files
from making import TEXT, annotation, do, make_project, new_article
from postgres_server import Address, Server, running
from project_dump import dump, problems
from project_places import put_nothing

from annotator.__main__ import start
from annotator.domain.edits import Edit
from annotator.domain.errors import ProjectError, SaveError, Unreached
from annotator.operations.muting import mute_boilerplate
from annotator.operations.sharing.merging import merge_files
from annotator.operations.stories import group_stories
from annotator.operations.suggesting.prelabel import prelabel
from annotator.store.articles.article_rows import add_articles, article_state
from annotator.store.definitions.guidelines import add_version, versions
from annotator.store.engine import server_engine, writing
from annotator.store.file import file_format, migrate
from annotator.store.project import Project, create_project, open_project
from annotator.workspace import Workspace

SECRET = "s3cret-Wort"
pytestmark = pytest.mark.server_only


@pytest.fixture
def place(tmp_path: Path) -> Address:
    """A project on a server, closed."""
    make_project(tmp_path / "war.annot").close()
    return tmp_path / "war.annot"  # type: ignore[return-value]


@pytest.fixture
def colleague(postgres: Server) -> Iterator[str]:
    """A role that may connect and no more, with SECRET for a password."""
    postgres.run(f"CREATE ROLE colleague LOGIN PASSWORD '{SECRET}'", database="postgres")
    yield "colleague"
    postgres.run("DROP ROLE colleague", database="postgres")


def spans(project: Project, annotator: str = "ada") -> list[str]:
    with project.reading() as connection:
        state = article_state(connection, 1, annotator=annotator)
    return [item.text for item in state.annotations]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_may_be_written_in_three_ways(place: Address, scheme: str) -> None:
    project = open_project(place.replace("postgresql", scheme, 1))
    assert (project.path, project.read_only, spans(project)) == (None, False, [])
    project.close()


def test_a_project_is_made_once_in_a_database(tmp_path: Path) -> None:
    target = put_nothing(tmp_path / "war.annot")
    create_project(target).close()
    before = dump(open_project(target))
    with pytest.raises(ProjectError, match="holds a project already; open it"):
        create_project(target)
    assert dump(open_project(target)) == before


def other_scheme(place: Address, user: str) -> str:
    return f"mysql://{user}:{SECRET}@127.0.0.1/war"


def no_database(place: Address, user: str) -> str:
    return place.server.url("", user, SECRET)


def no_port(place: Address, user: str) -> str:
    return f"postgresql://{user}:{SECRET}@127.0.0.1:port/war"


def nobody_there(place: Address, user: str) -> str:
    return f"postgresql://{user}:{SECRET}@127.0.0.1:1/war"


def no_such_host(place: Address, user: str) -> str:
    return f"postgresql://{user}:{SECRET}@nowhere.invalid/war"


def wrong_password(place: Address, user: str) -> str:
    return place.server.url(place.database, user, f"{SECRET}x")


def password_in_the_query(place: Address, user: str) -> str:
    port = place.server.port
    return f"postgresql://127.0.0.1:{port}/{place.database}?user={user}&password={SECRET}x"


def no_password(place: Address, user: str) -> str:
    return f"postgresql://{user}@127.0.0.1:{place.server.port}/{place.database}"


def no_such_database(place: Address, user: str) -> str:
    return place.server.url("nothing", user, SECRET)


def nothing_in_it(place: Address, user: str) -> str:
    place.server.make(place.database)
    return place.server.url(place.database, user, SECRET)


def of_another_program(place: Address, user: str) -> str:
    place.server.make(place.database)
    place.server.run("CREATE TABLE project (key text)", database=place.database)
    return place.server.url(place.database, user, SECRET)


def newer(place: Address, user: str) -> str:
    told = "UPDATE alembic_version SET version_num = '0099'"
    place.server.run(f"GRANT SELECT ON alembic_version TO {user}", told, database=place.database)
    return place.server.url(place.database, user, SECRET)


def older_and_not_to_be_changed(place: Address, user: str) -> str:
    told = "UPDATE alembic_version SET version_num = '0001'"
    place.server.run(f"GRANT SELECT ON alembic_version TO {user}", told, database=place.database)
    return place.server.url(place.database, user, SECRET)


def not_to_be_read(place: Address, user: str) -> str:
    return place.server.url(place.database, user, SECRET)


def no_more_logins(place: Address, user: str) -> str:
    place.server.run(f"ALTER ROLE {user} CONNECTION LIMIT 0", database=place.database)
    return place.server.url(place.database, user, SECRET)


ADDRESS = "That is no address of a shared project; write postgresql://NAME@SERVER/DATABASE."
REFUSED: dict[Callable[[Address, str], str], str] = {
    other_scheme: ADDRESS,
    no_database: ADDRESS,
    no_port: ADDRESS,
    nobody_there: "cannot be opened: the server cannot be reached; check that it runs",
    no_such_host: "cannot be opened: the server cannot be reached; check that it runs",
    wrong_password: "cannot be opened: the server refuses the name or the password; check both.",
    password_in_the_query: "the server refuses the name or the password; check both.",
    no_password: "the server asks for a password; put it into the address or into your .pgpass",
    no_such_database: "cannot be opened: the server has no database of that name; ask who runs",
    nothing_in_it: "holds no annotation project; make one with “annotator new”.",
    of_another_program: "holds tables of another program; make a database of its own",
    newer: "newer version of the program (project format 99, this version reads up to",
    older_and_not_to_be_changed: "was made by an older version, and you may only read it; let",
    not_to_be_read: "cannot be opened: you have no right to do that there; ask who runs the server",
    no_more_logins: "cannot be opened: the server has too many connections; try again later.",
}


def told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, *command: str
) -> tuple[int, str, list[Path]]:
    """Run a command; gives its status, what it said, and the files that hold the password."""
    config = tmp_path / "config"
    capsys.readouterr()
    status = start([*command, "--config-dir", str(config)])
    captured = capsys.readouterr()
    files = [path for path in config.rglob("*") if path.is_file()]
    leaks = [path for path in files if SECRET in path.read_text("utf-8", "replace")]
    assert captured.out == ""
    return status, captured.err, leaks


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.__name__)
def test_what_cannot_be_opened_is_one_sentence_without_the_password(
    place: Address,
    colleague: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    case: Callable[[Address, str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    status, said, leaks = told(capsys, tmp_path, "stats", case(place, colleague))
    assert (status, said.count("\n"), SECRET in said, leaks) == (2, 1, False, [])
    assert REFUSED[case] in said
    place.server.drop(place.database)  # the role owns rights in it


def without_right(place: Address, user: str) -> str:
    place.server.make(place.database)
    return place.server.url(place.database, user, SECRET)


def in_latin(place: Address, user: str) -> str:
    name = place.database
    how = "TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'"
    place.server.drop(name)
    place.server.run(f'CREATE DATABASE "{name}" OWNER {user} {how}', database="postgres")
    return place.server.url(name, user, SECRET)


NOT_MADE: dict[Callable[[Address, str], str], str] = {
    wrong_password: "cannot hold a project: the server refuses the name or the password",
    nobody_there: "cannot hold a project: the server cannot be reached",
    of_another_program: "holds tables of another program; make a database of its own",
    without_right: "cannot hold a project: you have no right to do that there",
    in_latin: "keeps text as LATIN1, which cannot hold every article; make it anew with ENCODING",
}


@pytest.mark.parametrize("case", NOT_MADE, ids=lambda case: case.__name__)
def test_where_no_project_can_be_made_is_one_sentence_without_the_password(
    place: Address,
    colleague: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    case: Callable[[Address, str], str],
) -> None:
    status, said, leaks = told(capsys, tmp_path, "new", case(place, colleague))
    assert (status, said.count("\n"), SECRET in said, leaks) == (2, 1, False, [])
    assert NOT_MADE[case] in said
    place.server.run(f'DROP DATABASE "{place.database}" WITH (FORCE)', database="postgres")
    place.server.made.discard(place.database)


def test_what_was_made_is_named_without_the_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = put_nothing(tmp_path / "war.annot")
    assert start(["new", str(target), "--json"]) == 0
    out, err = capsys.readouterr()
    assert (target.server.password in out + err, "postgres:***@" in out) == (False, True)


@pytest.mark.parametrize("command", ["merge ? !", "import ? !", "restore ! ?"])
def test_an_address_where_a_file_belongs_is_named_without_the_password(
    place: Address, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    address = f"postgresql://ann:{SECRET}@127.0.0.1/war"
    words = [{"?": str(place), "!": address}.get(word, word) for word in command.split()]
    capsys.readouterr()
    assert start([*words, "--config-dir", str(tmp_path / "config")]) != 0
    said = "".join(capsys.readouterr())
    assert ("ann:***@" in said, SECRET in said) == (True, False)


WITHOUT = """
import sys
sys.modules["psycopg"] = None
from annotator.__main__ import start
sys.exit(start(["stats", sys.argv[1]]))
"""


def test_without_psycopg_it_says_what_to_install(place: Address) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(place)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "pip install 'annotator[postgres]'" in done.stderr


def test_who_may_only_read_sees_all_and_changes_nothing(place: Address, colleague: str) -> None:
    run = place.server.run
    run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {colleague}", database=place.database)
    owner = open_project(place)
    do(owner, Edit("add", (), (annotation(),)))
    project = open_project(place.server.url(place.database, colleague, SECRET))
    assert (project.read_only, spans(project)) == (True, ["Taliban"])
    before = dump(owner)
    for change in (
        lambda: do(project, Edit("add", (), (annotation(8, 16, id="two"),))),
        lambda: prelabel(Workspace(project, "ann"), pipeline="rules"),
        lambda: group_stories(Workspace(project, "ann")),
        lambda: mute_boilerplate(Workspace(project, "ada")),
        lambda: import_files(project, [], annotator="ada"),
        lambda: merge_files(Workspace(project, "ada"), []),
    ):
        with pytest.raises(SaveError, match="is read-only, so nothing was changed; ask who runs"):
            change()
    assert dump(owner) == before
    owner.close()
    project.close()
    place.server.drop(place.database)


def test_a_right_that_is_taken_meanwhile_is_told_and_nothing_is_changed(
    place: Address, colleague: str
) -> None:
    def run(told: str) -> None:
        place.server.run(f"{told} ON ALL TABLES IN SCHEMA public", database=place.database)

    grant = f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {colleague}"
    rest = f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {colleague}"
    place.server.run(grant, rest, database=place.database)
    project = open_project(place.server.url(place.database, colleague, SECRET))
    do(project, Edit("add", (), (annotation(),)))
    revoke = f"REVOKE INSERT ON annotation FROM {colleague}"
    place.server.run(revoke, database=place.database)
    with pytest.raises(SaveError, match="not saved: you have no right to do that there"):
        do(project, Edit("add", (), (annotation(8, 16, id="two"),)))
    assert spans(project) == ["Taliban"]
    project.close()
    place.server.drop(place.database)


def test_the_password_may_stand_in_a_file(
    place: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = place.server
    kept = tmp_path / "pgpass"
    kept.write_text(f"127.0.0.1:{server.port}:{place.database}:postgres:{server.password}")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    open_project(no_password(place, "postgres")).close()


PAGE = Path(__file__).parents[2] / "docs" / "server.md"


@pytest.fixture
def as_the_page_says(postgres: Server) -> Iterator[Callable[[str], str]]:
    """The database and logins that `docs/server.md` tells to make; gives a person's address."""
    lines = [line.strip() for line in PAGE.read_text("utf-8").splitlines()]
    told = [line for line in lines if line.startswith(("CREATE ", "ALTER ", "GRANT "))]
    *before, reader, grant = told
    secrets = {line.split()[2]: line.split("'")[1] for line in told if "PASSWORD" in line}
    postgres.run(*before, database="postgres")

    def address(name: str) -> str:
        if name == "reader":
            postgres.run(reader, grant, database="war")
        return postgres.url("war", name, secrets[name])

    yield address
    postgres.drop("war")
    postgres.run(*(f"DROP ROLE IF EXISTS {name}" for name in secrets), database="postgres")
    postgres.run("DROP ROLE annotators", database="postgres")


def test_a_team_works_in_what_the_page_tells_to_make(
    as_the_page_says: Callable[[str], str], postgres: Server
) -> None:
    made = create_project(as_the_page_says("ann"))
    with made.writing() as connection:
        add_articles(connection, [new_article()])
    bob = open_project(as_the_page_says("bob"))
    do(bob, Edit("add", (), (annotation(annotator="bob"),)), annotator="bob")
    reader = open_project(as_the_page_says("reader"))
    assert (bob.read_only, reader.read_only, spans(reader, "bob")) == (False, True, ["Taliban"])
    for project in (made, bob, reader):
        project.close()


def at_once(*jobs: Callable[[], None]) -> None:
    """Do several things at the same time; what one of them raises is raised."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()


@pytest.mark.parametrize("level", ["read committed", "repeatable read", "serializable"])
def test_annotators_at_once_lose_nothing_whatever_the_database_is_set_to(
    place: Address, level: str
) -> None:
    told = f'ALTER DATABASE "{place.database}" SET default_transaction_isolation'
    place.server.run(f"{told} TO '{level}'", database=place.database)
    places = [at for at in range(28) if TEXT[at].isalpha()]

    def annotate(name: str) -> None:
        space = Workspace(open_project(place), name)
        for at in places:
            row = annotation(at, at + 1, id=f"{name}{at}", annotator=name)
            space.do(Edit("add", (), (row,)))
        space.close()

    at_once(*(partial(annotate, name) for name in ("ann", "bob", "cem")))
    project = open_project(place)
    assert [len(spans(project, name)) for name in ("ann", "bob", "cem")] == [len(places)] * 3
    assert problems(project) == []
    project.close()


def test_a_text_that_two_bring_at_once_comes_in_once(place: Address) -> None:
    def bring() -> None:
        project = open_project(place)
        for number in range(20):
            with project.writing() as connection:
                add_articles(connection, [new_article(f"Article {number}.")])
        project.close()

    at_once(bring, bring, bring)
    project = open_project(place)
    with project.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM article").scalar() == 21
    assert problems(project) == []
    project.close()


def test_saved_means_on_the_disk_whatever_the_database_is_set_to(place: Address) -> None:
    told = f'ALTER DATABASE "{place.database}" SET synchronous_commit TO off'
    place.server.run(told, database=place.database)
    project = open_project(place)
    with project.writing() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
    project.close()


def test_versions_of_guidelines_are_counted_without_a_gap(place: Address) -> None:
    project = open_project(place)

    def fail() -> None:
        with project.writing() as connection:
            add_version(connection, "# Lost", annotator="ada")
            raise SaveError("given up")

    with pytest.raises(SaveError, match="given up"):
        fail()
    with project.writing() as connection:
        add_version(connection, "# One", annotator="ada")
        assert [item.version for item in versions(connection)] == [1]
    project.close()


def test_who_meets_a_writer_waits_and_then_says_so(place: Address) -> None:
    one, other = open_project(place), open_project(place, wait_ms=50)
    with one.writing():
        with pytest.raises(SaveError, match="somebody else is changing the project; try again"):
            do(other, Edit("add", (), (annotation(),)))
        assert spans(other) == []  # reading goes on
    do(other, Edit("add", (), (annotation(),)))
    assert spans(one) == ["Taliban"]
    one.close()
    other.close()


def test_a_look_stays_as_it_was_while_others_write(place: Address) -> None:
    one, other = open_project(place), open_project(place)
    count = "SELECT count(*) FROM annotation"
    with one.reading() as connection:
        assert connection.exec_driver_sql(count).scalar() == 0
        do(other, Edit("add", (), (annotation(),)))
        assert connection.exec_driver_sql(count).scalar() == 0
    assert spans(one) == ["Taliban"]
    one.close()
    other.close()


def test_text_is_compared_sign_by_sign_whatever_the_server_is_set_to(place: Address) -> None:
    project = open_project(place)
    words = ["Zebra", "apple", "äpfel", "Apple"]
    with project.writing() as connection:
        for word in words:
            connection.exec_driver_sql(f"INSERT INTO annotator (name) VALUES ('{word}')")
        found = connection.exec_driver_sql("SELECT name FROM annotator ORDER BY name").scalars()
        assert list(found) == sorted(words)
    project.close()


@pytest.fixture
def own_server(postgres: Server) -> Iterator[Server]:
    """A server that a test may stop."""
    with running(postgres.programs) as server:
        yield server


def test_a_server_that_stops_is_told_and_the_work_goes_on_when_it_is_back(
    own_server: Server,
) -> None:
    own_server.make_project("war")
    project = open_project(own_server.url("war"))
    with project.writing() as connection:
        add_articles(connection, [new_article()])
    own_server.stop()
    with pytest.raises(SaveError, match="was not saved: the server cannot be reached"):
        do(project, Edit("add", (), (annotation(),)))
    with pytest.raises(ProjectError, match="could not be read: the server cannot be reached"):
        spans(project)
    own_server.start()
    do(project, Edit("add", (), (annotation(),)))
    own_server.stop()
    own_server.start()  # nobody has noticed: what comes next is saved
    do(project, Edit("add", (), (annotation(8, 16, id="two"),)))
    assert spans(project) == ["Taliban", "fighters"]
    project.close()


def test_an_edit_waits_while_the_server_is_away_and_is_saved_when_it_is_back(
    own_server: Server,
) -> None:
    own_server.make_project("war")
    project = open_project(own_server.url("war"))
    with project.writing() as connection:
        (number, _), *_ = add_articles(connection, [new_article()])
    workspace = Workspace(project, annotation().annotator)
    workspace.article(number)
    own_server.stop()
    with workspace.keeping():
        workspace.do(Edit("add", (), (annotation(),)))
        workspace.do(Edit("add", (), (annotation(8, 16, id="two"),)))
    assert [item.text for item in workspace.article(number).annotations] == ["Taliban", "fighters"]
    with pytest.raises(Unreached):
        workspace.save_waiting()
    own_server.start()
    workspace.save_waiting()
    assert spans(project) == ["Taliban", "fighters"]
    project.close()


def test_a_connection_that_breaks_in_the_middle_saves_nothing(place: Address) -> None:
    project = open_project(place)
    gone = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    def bring_in_two() -> None:
        with project.writing() as connection:
            add_articles(connection, [new_article("Two.")])
            place.server.run(gone, database=place.database)
            add_articles(connection, [new_article("Three.")])

    with pytest.raises(SaveError, match="was not saved: the server cannot be reached"):
        bring_in_two()
    with project.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM article").scalar() == 1
    project.close()


def make_older(address: str) -> None:
    """Make a project in an empty database as the fifth format had it, with one article."""
    engine = server_engine(address)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        add_articles(connection, [new_article()])
    engine.dispose()


def test_an_older_project_is_brought_up_to_date_by_all_who_come_at_once(tmp_path: Path) -> None:
    place = put_nothing(tmp_path / "war.annot")
    make_older(place)
    opened: list[Project] = []
    at_once(*[lambda: opened.append(open_project(place))] * 3)
    with opened[0].reading() as connection:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    assert (len(opened), int(str(version))) == (3, file_format.SCHEMA)
    assert problems(opened[0]) == []
    for project in opened:
        project.close()


def test_a_project_that_one_has_made_is_brought_up_to_date_by_another(
    as_the_page_says: Callable[[str], str],
) -> None:
    make_older(as_the_page_says("ann"))
    project = open_project(as_the_page_says("bob"))
    assert problems(project) == []
    project.close()
