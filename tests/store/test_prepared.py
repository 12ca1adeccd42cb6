"""Statements compiled once, with the values and numbers of each run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import make_project
from sqlalchemy import bindparam, insert, select

from annotator.domain.errors import SaveError
from annotator.store.mapping import ANNOTATOR
from annotator.store.prepared import Prepared
from annotator.store.project import Project

ADD = Prepared(insert(ANNOTATOR).values(name=bindparam("name")))
FIND = Prepared(select(ANNOTATOR.c.name).where(ANNOTATOR.c.id == bindparam("number")))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make_project(tmp_path / "prepared.annot")
    yield project
    project.close()


def test_a_row_that_is_added_has_the_number_that_is_returned(project: Project) -> None:
    with project.writing() as connection:
        numbers = [ADD.add(connection, name=name) for name in ("per%cent", "o'clock", "ا")]
        names = [FIND.run(connection, number=number).scalar() for number in numbers]
    assert names == ["per%cent", "o'clock", "ا"]


def test_a_value_that_the_project_refuses_is_told_in_one_sentence(project: Project) -> None:
    with pytest.raises(SaveError), project.writing() as connection:
        ADD.add(connection, name=None)
