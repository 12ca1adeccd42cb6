"""All rows of a project, to compare it with itself at another time."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from annotator.operations.projects import check
from annotator.store.project import Project

Dump = dict[str, list[tuple[Any, ...]]]


def dump(project: Project, *, without: Collection[str] = ()) -> Dump:
    """The rows of every table by its name, sorted."""
    with project.reading() as connection:
        return {
            table.name: sorted(
                (tuple(row) for row in connection.execute(select(table))), key=lambda row: repr(row)
            )
            for table in SQLModel.metadata.sorted_tables
            if table.name not in without
        }


def problems(project: Project) -> list[str]:
    """What is wrong with a project."""
    return list(check(project).problems)
