"""Whatever bytes come in, the project is sound, and what was refused has not changed it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from damaged_import import bring
from file_samples import SAMPLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import make_project
from project_dump import problems

SOME = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.file_only("seventeen kinds take long; any bytes come into both")
@pytest.mark.parametrize("kind", SAMPLES)
@given(seed=st.integers(0, 2**32))
@SOME
def test_a_damaged_file_leaves_a_sound_project(tmp_path: Path, kind: str, seed: int) -> None:
    project = make_project(tmp_path / "p.annot")
    try:
        bring(project, tmp_path, kind, random.Random(seed))
        assert problems(project) == []
    finally:
        project.close()


@given(data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".jsonl", ".html", ".csv"]))
@SOME
def test_any_bytes_leave_a_sound_project(tmp_path: Path, data: bytes, suffix: str) -> None:
    project = make_project(tmp_path / "p.annot")
    try:
        bring(project, tmp_path, "auto", random.Random(0), data=data, suffix=suffix)
        assert problems(project) == []
    finally:
        project.close()
