"""The sentences of the table of figures, whole: each figure is found to the character.

Rows with "found" name every figure of their sentence; the values are the table's own test.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from spacy.language import Language

from annotator.nlp.language import rules_only
from annotator.nlp.suggest import suggest_texts

TABLE = Path(__file__).parents[1] / "data" / "figure_values.jsonl"


def read_sentences() -> dict[str, set[tuple[int, int]]]:
    """Each sentence, and where its figures stand."""
    sentences: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("found"):
            start = len(row["before"])
            text = row["before"] + row["surface"] + row["after"]
            sentences[text].add((start, start + len(row["surface"])))
    return sentences


@pytest.fixture(scope="module")
def rules() -> Language:
    return rules_only()


@pytest.mark.parametrize(("text", "places"), read_sentences().items())
def test_every_figure_of_a_sentence_is_found_to_the_character(
    rules: Language, text: str, places: set[tuple[int, int]]
) -> None:
    (spans,) = suggest_texts(rules, [text])
    figures = {(span.start, span.end) for span in spans if span.label == "FIGURE"}
    assert {text[slice(*place)] for place in figures} == {text[slice(*place)] for place in places}
    assert figures == places
