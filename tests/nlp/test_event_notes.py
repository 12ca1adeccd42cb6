"""Notes on events as databases of them are written: each figure whole, its value right or none.

The notes go through the shipped pipeline and `annotator suggest`, as a person would send them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.app import run

NOTES = Path(__file__).parents[1] / "data" / "event_notes.txt"
_FIGURE = re.compile(r"\{([^{}]+) = ([^{}]+)\}")
Found = list[tuple[str, str]]


def read_notes() -> list[tuple[str, Found]]:
    """Each text, and its figures as words and value."""
    lines = NOTES.read_text("utf-8").splitlines()
    notes = [line for line in lines if not line.startswith("#")]
    return [(_FIGURE.sub(r"\1", note), _FIGURE.findall(note)) for note in notes]


def said(figure: dict[str, Any]) -> str:
    """The value of a figure as the notes write it."""
    if not figure["parsed"]:
        return "?"
    low, best, high = (figure[name] for name in ("low", "best", "high"))
    if low is None and high is None:
        return f"~{best}"
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


@pytest.fixture(scope="module")
def suggested(tmp_path_factory: pytest.TempPathFactory) -> list[Found]:
    """The figures that are suggested for each note."""
    folder = tmp_path_factory.mktemp("notes")
    lines = (json.dumps({"text": text}) for text, _ in read_notes())
    (folder / "notes.jsonl").write_text("\n".join(lines), "utf-8")
    out = folder / "out.jsonl"
    assert run(["suggest", str(folder / "notes.jsonl"), "-o", str(out)]) == 0
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return [
        [
            (record["text"][span["start"] : span["end"]], said(span["figure"]))
            for span in record["spans"]
            if span["label"] == "FIGURE"
        ]
        for record in records
    ]


@pytest.mark.parametrize(("number", "note"), enumerate(read_notes()), ids=str)
def test_a_figure_beside_a_date_is_found_whole_and_right(
    suggested: list[Found], number: int, note: tuple[str, Found]
) -> None:
    text, wanted = note
    assert suggested[number] == wanted, text
