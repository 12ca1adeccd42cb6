"""Figures of the world's news: found to the character, with their value or none, and all that only
looks like one left alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.language import Language

from annotator.domain.figures import short_form
from annotator.nlp.language import rules_only
from annotator.nlp.suggest import suggest_texts

NOTES = Path(__file__).parents[1] / "data" / "world_figures.txt"
UNKNOWN = "?"
Values = dict[str, str]


def read_notes() -> list[tuple[str, Values]]:
    """Each sentence, and what its figures say by their words."""
    notes = []
    for line in NOTES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            values = dict(re.findall(r"⟦(.*?)\|(.*?)⟧", line))
            notes.append((re.sub(r"⟦(.*?)\|.*?⟧", r"\1", line), values))
    return notes


@pytest.fixture(scope="module")
def rules() -> Language:
    return rules_only()


def test_the_list_is_long() -> None:
    assert len(read_notes()) >= 550


@pytest.mark.parametrize(("text", "wanted"), read_notes())
def test_figures_are_found_whole_and_right_and_nothing_else_is(
    rules: Language, text: str, wanted: Values
) -> None:
    (spans,) = suggest_texts(rules, [text])
    found = {}
    for span in spans:
        if span.label == "FIGURE" and span.figure is not None:
            words = text[span.start : span.end]
            value = short_form(span.figure, words).replace("\u00a0", " ")
            found[words] = value if span.figure.parsed else UNKNOWN
    doubtful = {words for words, value in wanted.items() if value == UNKNOWN} - found.keys()
    assert found == {words: value for words, value in wanted.items() if words not in doubtful}
