"""The command that measures how far annotators agree, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from making import make_project

from annotator.cli.app import run
from annotator.domain.values import Status
from annotator.operations import annotate, articles
from annotator.workspace import Workspace

BODIES = tuple(f"The Taliban took Kunduz and Kabul on day {n}." for n in range(6))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Six articles by three annotators, who differ in some; too few for intervals."""
    path = tmp_path / "p.annot"
    held = make_project(path, BODIES)
    for name, missing in (("ann", ()), ("bob", (2, 5)), ("cem", (3,))):
        who = Workspace(held, name)
        for number in range(1, len(BODIES) + 1):
            annotate.add(who, article=number, start=4, end=11, label="ACTOR")
            annotate.add(who, article=number, start=17, end=23, label="LOCATION")
            if number not in missing:
                annotate.add(who, article=number, start=28, end=33, label="LOCATION")
            articles.set_status(who, article=number, status=Status.DONE)
    held.close()
    return path


def test_everything_fits_a_narrow_terminal(
    project: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["agreement", str(project), "--gamma"]) == 0
    out, err = (stream.decode() for stream in capfdbinary.readouterr())
    assert "…" not in out
    (head,) = {line for line in out.splitlines() if "exact F1" in line and "mean" not in line}
    assert head.split()[-1] == "γ"
    assert all(name in out for name in ("uα", "|uα", "cuα", "(k)uα", "all together"))
    assert "gamma" in err


def test_it_says_why_there_is_no_interval(
    project: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["agreement", str(project)]) == 0
    told = capfdbinary.readouterr().err.decode()
    assert "Values without an interval: too few articles for an interval (needs 15)." in told


def test_gamma_is_there_only_where_it_is_asked_for(
    project: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["agreement", str(project), "--json"]) == 0
    plain = json.loads(capfdbinary.readouterr().out)
    assert run(["agreement", str(project), "--json", "--gamma"]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    assert "gamma" not in plain["pairs"][0]["labels"][0]
    assert found["pairs"][0]["labels"][1]["gamma"] == {
        "value": 1.0,
        "low": None,
        "high": None,
        "why": "too few articles for an interval (needs 15)",
    }
    assert found["unit_alphas"] == plain["unit_alphas"]
