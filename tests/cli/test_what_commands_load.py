"""A command loads what it needs and nothing else: half of a short command's time is loading."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from making import TEXT, make_project

pytestmark = pytest.mark.file_only("what is loaded is the same for both")

_RUN = """
import sys
from annotator.cli.app import run
status = run(sys.argv[2:])
print(status, sorted(set(sys.argv[1].split(",")) & set(sys.modules)), file=sys.stderr)
"""


def loaded(names: str, *arguments: str) -> str:
    """Exit status of a command in a process of its own, and which of some modules it has loaded."""
    command = [sys.executable, "-c", _RUN, names, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize("arguments", [["--help"], ["export", "--help"], ["pipelines"]])
def test_a_command_without_a_project_loads_no_database(
    tmp_path: Path, arguments: list[str]
) -> None:
    assert loaded("sqlalchemy,sqlmodel", *arguments) == "0 []"


def test_a_command_that_asks_a_project_loads_neither_readers_nor_migrations(
    tmp_path: Path,
) -> None:
    make_project(tmp_path / "p.annot", [TEXT]).close()
    names = "alembic,annotator.formats.readers,annotator.domain.figures.parse,spacy"
    assert loaded(names, "stats", str(tmp_path / "p.annot"), "--json") == "0 []"
