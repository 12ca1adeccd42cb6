"""What befell each figure of a sentence, and what it is part of: none rather than a wrong one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.domain.figures import read_figures

SENTENCES = Path(__file__).parents[1] / "data" / "figure_outcomes.txt"
MARK = re.compile(r"⟦([^|]*)\|([^|⟧]*)(?:\|([^⟧]*))?⟧")
Said = list[tuple[str, str, str]]


def read_sentences() -> list[tuple[str, Said]]:
    """Each sentence, and of its figures the words, the outcome and the words of their whole."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [
        (MARK.sub(r"\1", line), [(m[1], m[2], m[3] or "") for m in MARK.finditer(line)])
        for line in lines
        if line and line[0] != "#"
    ]


@pytest.mark.parametrize(("text", "wanted"), read_sentences())
def test_each_figure_has_its_own_outcome(text: str, wanted: Said) -> None:
    said = []
    for start, end, figure, _ in read_figures(text):
        whole = "" if figure.part_of is None else text[slice(*figure.part_of)]
        said.append((text[start:end], figure.outcome or "-", whole))
    assert said == wanted
