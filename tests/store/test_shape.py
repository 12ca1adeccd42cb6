"""A file with more, less or other than a project has is refused at every door, and named."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from inspect import signature
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from making import annotation, do, make_project

from annotator.cli.app import make_app, run
from annotator.domain.edits import Edit
from annotator.domain.errors import ProjectError
from annotator.operations import projects
from annotator.operations.sharing import merging
from annotator.store.engine import sqlite_engine, writing
from annotator.store.file import file_format, migrate
from annotator.store.file.first_paint import glimpse
from annotator.store.file.known_shapes import KNOWN
from annotator.store.file.shape import SCHEMA_ROWS, fingerprint
from annotator.store.project import open_project
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("foreign things in a file; a server has an owner who answers")

FIRST_FORMAT = Path(__file__).parents[1] / "data" / "projects" / "format-1.annot.gz"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    project = make_project(tmp_path / "p.annot")
    do(project, Edit("add", (), (annotation(),)))
    project.close()
    return tmp_path / "p.annot"


def plant(path: Path, *statements: str) -> None:
    """Change a project as an enemy would: with any statement, and at its schema itself."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema=ON")
        for statement in statements:
            db.execute(statement)


def rewrite(name: str, old: str, new: str) -> str:
    quoted = (part.replace("'", "''") for part in (old, new))
    old, new = quoted
    return f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'"


TRIGGER = "CREATE TRIGGER t AFTER UPDATE ON work BEGIN DELETE FROM annotation; END"
FOREIGN: dict[str, tuple[tuple[str, ...], str]] = {
    "a trigger": ((TRIGGER,), "trigger “t” is no part"),
    "a trigger of the index": (
        ("CREATE TRIGGER t INSERT ON article_fts_data BEGIN DELETE FROM annotation; END",),
        "trigger “t” is no part",
    ),
    "a trigger of the view": (
        ("CREATE TRIGGER t INSTEAD OF DELETE ON article_search BEGIN SELECT 1; END",),
        "trigger “t” is no part",
    ),
    "a view": (("CREATE VIEW v AS SELECT * FROM annotation",), "view “v” is no part"),
    "a view in the place of a table": (
        ("DROP TABLE tally", "CREATE VIEW tally AS SELECT 1 AS article_id"),
        "view “tally” is no part",
    ),
    "another view": (
        (
            "DROP VIEW article_search",
            "CREATE VIEW article_search AS SELECT 1 AS id, '' AS title, '' AS text",
        ),
        "view “article_search” has been changed",
    ),
    "a table": (("CREATE TABLE more (x)",), "table “more” is no part"),
    "a virtual table": (
        ("CREATE VIRTUAL TABLE more USING fts5(x)",),
        "table “more” is no part of a project",
    ),
    "another index of words": (
        (
            "DROP TABLE article_fts",
            "CREATE VIRTUAL TABLE article_fts USING fts5(title, text)",
        ),
        "table “article_fts” has been changed",
    ),
    "an index": (("CREATE INDEX i ON work (reason)",), "index “i” is no part"),
    "an index of what a function says": (
        ("CREATE INDEX i ON work (upper(reason)) WHERE length(reason) > 3",),
        "index “i” is no part",
    ),
    "an index of another table under a name of ours": (
        ("DROP INDEX ix_review_status", "CREATE INDEX ix_review_status ON review (rule)"),
        "index “ix_review_status” has been changed",
    ),
    "a column": (
        ("ALTER TABLE work ADD COLUMN more VARCHAR DEFAULT 'x'",),
        "table “work” has been changed",
    ),
    "a computed column": (
        ("ALTER TABLE work ADD COLUMN more AS (upper(reason))",),
        "table “work” has been changed",
    ),
    "another rule": (
        (rewrite("annotator", "name <> ''", "length(name) <> 3"),),
        "table “annotator” has been changed",
    ),
    "a rule about other letters": (
        (rewrite("work", "'in_progress'", "'in  progress'"),),
        "table “work” has been changed",
    ),
    "a word of a rule left out": (
        (rewrite("work", "VARCHAR NOT NULL", "VARCHARNOT NULL"),),
        "table “work” has been changed",
    ),
    "a reference": (
        (rewrite("work", "ON DELETE RESTRICT", "ON DELETE CASCADE"),),
        "table “work” has been changed",
    ),
    "a table that is gone": (("DROP TABLE kept_version",), "table “kept_version” is missing"),
    "an index that is gone": (
        ("DROP INDEX uq_gold_span_place",),
        "index “uq_gold_span_place” is missing",
    ),
    "an older format than its number says": (("PRAGMA user_version=5",), "is no part|changed"),
    "no number": (("PRAGMA user_version=0",), "no part"),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_it_is_refused_named_and_left_as_it_was(path: Path, what: str) -> None:
    statements, said = FOREIGN[what]
    plant(path, *statements)
    before = path.read_bytes()
    with pytest.raises(ProjectError, match=said) as refused:
        open_project(path).close()
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_name_that_would_spoil_the_sentence_is_shown_in_part(path: Path) -> None:
    plant(path, f'CREATE VIEW "{chr(27)}[2J{"x" * 5000}\n" AS SELECT 1')
    with pytest.raises(ProjectError, match="is no part of a project") as refused:
        open_project(path).close()
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 400


def test_what_sqlite_adds_when_it_counts_is_let_in(path: Path) -> None:
    plant(path, "ANALYZE", "VACUUM")
    open_project(path).close()


def test_spaces_and_needless_quotes_make_no_difference() -> None:
    assert fingerprint("t", 'CREATE TABLE "t" (\n\ta INT, "b" TEXT)') == fingerprint(
        "t", "CREATE TABLE t(a  INT,b TEXT)"
    )


# Doors


@pytest.fixture
def trapped(path: Path) -> Path:
    plant(path, TRIGGER)
    return path


def test_nothing_of_it_is_shown_before_it_is_opened(path: Path) -> None:
    assert glimpse(path, annotator="ada") is not None
    plant(path, TRIGGER)
    assert glimpse(path, annotator="ada") is None


def test_no_project_is_made_of_a_backup_with_a_trigger(trapped: Path) -> None:
    target = trapped.with_name("again.annot")
    with pytest.raises(ProjectError, match="trigger “t”"):
        projects.restore(trapped, target)
    assert not target.exists()


def test_no_project_is_replaced_by_a_backup_with_a_trigger(trapped: Path) -> None:
    target = trapped.with_name("mine.annot")
    make_project(target).close()
    before = target.read_bytes()
    with pytest.raises(ProjectError, match="trigger “t”"):
        projects.restore(trapped, target, replace=True)
    assert target.read_bytes() == before


def test_a_colleagues_project_with_a_trigger_is_not_merged(trapped: Path) -> None:
    mine = make_project(trapped.with_name("mine.annot"))
    with pytest.raises(ProjectError, match="trigger “t”"):
        merging.merge_files(Workspace(mine, "ada"), [trapped])
    mine.close()


def test_an_older_project_with_a_trigger_is_not_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.annot"
    path.write_bytes(gzip.decompress(FIRST_FORMAT.read_bytes()))
    plant(path, TRIGGER)
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="trigger “t”"):
        open_project(path).close()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_project_that_the_migrations_pass_over_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.annot"
    path.write_bytes(gzip.decompress(FIRST_FORMAT.read_bytes()))
    plant(path, "UPDATE alembic_version SET version_num = '0006'")
    with pytest.raises(ProjectError, match="is missing"):
        open_project(path).close()
    assert file_format.inspect(path) == 1


def test_a_trigger_that_came_while_the_project_was_open_is_found_by_its_check(path: Path) -> None:
    with projects.opened(str(path)) as project:
        plant(path, TRIGGER)
        report = projects.check(project)
    assert report.problems == ("the trigger “t” is no part of a project",)


REST = {
    "import": ["a.txt"],
    "export": ["out.jsonl"],
    "bundle": ["out.annwork"],
    "merge": ["other.annot"],
    "search": ["words"],
    "assign": ["--to", "ada"],
    "feedback": ["--for", "ada"],
    "finish": ["--begun"],
    "hand-out": ["--to", "ada"],
    "copy": ["copy.annot"],
    "names": ["--set", "Kabul=LOCATION"],
}
WITH_PROJECT = sorted(
    str(info.name)
    for info in make_app().registered_commands
    if info.callback is not None and "project" in signature(info.callback).parameters
)


@pytest.mark.parametrize("name", sorted({*WITH_PROJECT} - {"new", "restore"}))
def test_no_command_works_on_it(
    trapped: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = trapped.read_bytes()
    config = str(trapped.parent / "config")
    assert run([name, str(trapped), *REST.get(name, []), "--config-dir", config]) == 2
    assert "the trigger “t” is no part of a project" in capsys.readouterr().err
    assert trapped.read_bytes() == before


# What is known


@pytest.fixture
def made_at(tmp_path: Path) -> Callable[[int], list[tuple[str, str, str, str | None]]]:
    """What a project of each format has, made by the migrations up to it."""

    def make(number: int) -> list[tuple[str, str, str, str | None]]:
        path = tmp_path / f"{number}.annot"
        path.touch()
        engine = sqlite_engine(path, foreign_keys=False)
        config = Config()
        config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, f"{number:04}")
            rows = [tuple(row) for row in connection.exec_driver_sql(SCHEMA_ROWS)]
        engine.dispose()
        return rows  # type: ignore[return-value]

    return make


@pytest.mark.parametrize("number", range(1, file_format.SCHEMA + 1))
def test_what_is_known_of_a_format_is_what_its_migrations_make(
    made_at: Callable[[int], list[tuple[str, str, str, str | None]]], number: int
) -> None:
    made = {
        f"{fingerprint(table, sql)} {kind} {name}"
        for kind, name, table, sql in made_at(number)
        if sql is not None
    }
    lines = [line.split(maxsplit=2) for line in KNOWN.strip().splitlines()]
    known = {
        rest
        for first, last, rest in lines
        if int(first) <= number and (last == "-" or number <= int(last))
    }
    assert known == made
