"""The migrations make exactly the tables that the program works with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from project_places import put_nothing
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from annotator.store.engine import server_engine, sqlite_engine, writing
from annotator.store.file import file_format, migrate
from annotator.store.project import create_project, open_project
from annotator.store.server import order_by_code_points


@pytest.fixture(scope="module")
def migrated(module_path: Path) -> Iterator[Engine]:
    project = create_project(put_nothing(module_path / "migrated.annot"))
    yield project.engine
    project.close()


@pytest.fixture(scope="module")
def declared(module_path: Path) -> Iterator[Engine]:
    place = put_nothing(module_path / "declared.annot")
    engine = create_engine(f"sqlite:///{place}")
    if not isinstance(place, Path):
        engine = server_engine(place)
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
        if not isinstance(place, Path):
            order_by_code_points(connection)
    yield engine
    engine.dispose()


def test_alembic_finds_no_difference(migrated: Engine) -> None:
    with migrated.connect() as connection:
        # The full-text index keeps tables of its own, which no metadata declares.
        opts = {"include_name": lambda name, kind, _: not str(name).startswith("article_fts")}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, SQLModel.metadata) == []


# Alembic compares no CHECK constraints and no actions of foreign keys.
@pytest.mark.parametrize("table", sorted(SQLModel.metadata.tables))
@pytest.mark.parametrize("kind", ["check_constraints", "foreign_keys", "unique_constraints"])
def test_constraints_are_the_declared_ones(
    migrated: Engine, declared: Engine, table: str, kind: str
) -> None:
    found, wanted = (
        sorted(map(repr, getattr(inspect(engine), f"get_{kind}")(table)))
        for engine in (migrated, declared)
    )
    assert found == wanted


@pytest.mark.file_only("looks into SQLite's own table; Alembic compares a server's indexes")
def test_indexes_are_the_declared_ones(migrated: Engine, declared: Engine) -> None:
    query = "SELECT sql FROM sqlite_master WHERE type = 'index'"
    both = []
    for engine in (migrated, declared):
        with engine.connect() as connection:
            both.append({row[0] for row in connection.exec_driver_sql(query)})
    assert both[0] == both[1]


def test_there_are_as_many_revisions_as_the_project_format_says() -> None:
    folder = Path(migrate.__file__).parent / "migrations"
    revisions = list(ScriptDirectory(str(folder)).walk_revisions())
    assert len(revisions) == file_format.SCHEMA


@pytest.fixture
def first_format(tmp_path: Path) -> Path:
    """A project as the first format had it, with suggestions in it."""
    path = tmp_path / "first.annot"
    path.touch()
    engine = sqlite_engine(path, foreign_keys=False)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (
            "INSERT INTO project VALUES ('name', 'first')",
            "INSERT INTO label VALUES (1, 'ACTOR', 0, '1', '#000000', '#FFFFFF', '')",
            "INSERT INTO article VALUES (1, 'u', 'h', 4, 't', NULL, NULL, NULL, 'now')",
            "INSERT INTO suggestion_source VALUES (1, 'shipped', '1'), (2, 'import:a', '')",
            "INSERT INTO suggestion_run VALUES (1, 1), (1, 2)",
            "INSERT INTO annotator VALUES (1, 'gold'), (2, 'ann')",
            "INSERT INTO suggestion VALUES (7, 1, 1, 1, 0, 4, NULL, NULL, NULL)",
        ):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id={file_format.APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version=1")
    engine.dispose()
    return path


@pytest.mark.file_only("a file as the first version made it")
def test_the_first_format_is_brought_up_to_date_with_its_rows(first_format: Path) -> None:
    project = open_project(first_format)
    with project.reading() as connection:
        query = "SELECT id, name, version, names FROM suggestion_source ORDER BY id"
        sources = [tuple(row) for row in connection.exec_driver_sql(query)]
        kept = connection.exec_driver_sql("SELECT id, article_id, label_id FROM suggestion").all()
        runs = connection.exec_driver_sql("SELECT count(*) FROM suggestion_run").scalar()
    project.close()
    assert sources == [(1, "shipped", "1", ""), (2, "import:a", "", None)]
    assert ([tuple(row) for row in kept], runs) == ([(7, 1, 1)], 2)
    assert file_format.inspect(first_format) == file_format.SCHEMA


@pytest.mark.file_only("a file as the first version made it")
def test_who_was_called_what_exports_call_gold_has_another_name(first_format: Path) -> None:
    project = open_project(first_format)
    with project.reading() as connection:
        query = "SELECT name FROM annotator ORDER BY id"
        names = connection.exec_driver_sql(query).scalars().all()
    project.close()
    assert names == ["gold (annotator)", "ann"]


@pytest.mark.file_only("a file as the first version made it")
def test_comments_are_there_after_their_table_was_made_anew(first_format: Path) -> None:
    engine = sqlite_engine(first_format, foreign_keys=False)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        connection.exec_driver_sql(
            "INSERT INTO ruling VALUES "
            "(1, 'r', 0, 3, 'missing', '[]', 'neither', NULL, NULL, NULL, NULL, 2, 'now')"
        )
        connection.exec_driver_sql("INSERT INTO comment VALUES (1, 'c', 'r', 2, 'now', 'why?')")
        connection.exec_driver_sql("PRAGMA user_version=5")
    engine.dispose()
    project = open_project(first_format)
    with project.reading() as connection:
        query = "SELECT id, ruling_id, author_id, text, at FROM comment"
        kept = [tuple(row) for row in connection.exec_driver_sql(query)]
    project.close()
    assert kept == [("c", "r", 2, "why?", "now")]


@pytest.mark.file_only("a file as the first version made it")
def test_gold_and_rulings_are_there_after_their_tables_were_made_anew(first_format: Path) -> None:
    engine = sqlite_engine(first_format, foreign_keys=False)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0008")
        for statement in (
            'INSERT INTO ruling (article_id, id, start, "end", kind, versions, outcome, chosen, '
            "rule, reviewer_id, at) VALUES (1, 'r', 0, 4, 'missing', '[]', 'chosen', 0, "
            "'majority', 2, 'now')",
            'INSERT INTO gold_span (article_id, id, label_id, start, "end", text, source, '
            "chosen_from, ruling_id, reviewer_id, at) VALUES (1, 'g', 1, 0, 4, 'text', 'majority', "
            "'[]', 'r', 2, 'now')",
            "INSERT INTO review VALUES (1, 'gold', '[]', 'majority', 2, 'now')",
            "PRAGMA user_version=8",
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()
    project = open_project(first_format)
    with project.writing() as connection:
        query = "SELECT g.id, g.source, r.rule FROM gold_span g JOIN ruling r ON r.id = g.ruling_id"
        kept = [tuple(row) for row in connection.exec_driver_sql(query)]
        stands = connection.exec_driver_sql("SELECT status, rule FROM review").one()
        connection.exec_driver_sql("UPDATE ruling SET rule = 'threshold'")
        connection.exec_driver_sql("UPDATE gold_span SET source = 'uncontradicted'")
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql("UPDATE review SET rule = 'most'")
        keys = connection.exec_driver_sql(
            "SELECT \"table\" FROM pragma_foreign_key_list('gold_span')"
        )
        assert sorted(keys.scalars()) == ["annotator", "article", "label", "ruling"]
    project.close()
    assert (kept, tuple(stands)) == ([("g", "majority", "majority")], ("gold", "majority"))
