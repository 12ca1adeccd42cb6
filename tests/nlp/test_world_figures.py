"""Figures of the world's news: found to the character, with their value or none, and all that only
looks like one left alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.language import Language

from annotator.domain.figures import short_form
from annotator.nlp.language import load_pipeline, rules_only
from annotator.nlp.suggest import suggest_texts
from annotator.resources import resource

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
    assert figures_of(rules, text, wanted) == wanted


def figures_of(pipeline: Language, text: str, wanted: Values) -> Values:
    """The figures that are found and their values; those nobody can be sure of count as found."""
    (spans,) = suggest_texts(pipeline, [text])
    found = {words: value for words, value in wanted.items() if value == UNKNOWN}
    for span in spans:
        if span.label == "FIGURE" and span.figure is not None:
            words = text[span.start : span.end]
            value = short_form(span.figure, words).replace("\u00a0", " ")
            found[words] = value if span.figure.parsed else UNKNOWN
    return found


def test_names_of_the_shipped_pipeline_cover_few_figures() -> None:
    shipped = load_pipeline(str(resource("pipeline")))
    notes = read_notes()
    missed = [text for text, wanted in notes if figures_of(shipped, text, wanted) != wanted]
    assert len(missed) <= 0.02 * len(notes), missed
