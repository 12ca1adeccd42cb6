"""What is suggested does not depend on how wide a text was set."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from spacy.language import Language

from annotator.nlp.language import load_pipeline
from annotator.nlp.suggest import suggest_texts
from annotator.resources import resource, seeds

GOLD = Path(__file__).parents[1] / "data/gold"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(str(resource("pipeline")))


def paragraphs_of_news() -> list[list[str]]:
    texts = [path.read_text("utf-8") for path in sorted(seeds().glob("*.txt"))]
    for path in sorted(GOLD.glob("*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    lines = ([" ".join(line.split()) for line in text.splitlines()] for text in texts)
    return [[line for line in each if line] for each in lines]


def suggested(nlp: Language, texts: list[str]) -> list[list[tuple[object, ...]]]:
    return [
        [
            (text[s.start : s.end].replace("-\n", "").replace("\n", " "), s.label, s.figure)
            for s in spans
            if s.figure is None or s.figure.part_of is None
        ]
        for text, spans in zip(texts, suggest_texts(nlp, texts), strict=True)
    ]


def test_a_figure_and_its_qualifier_are_one_though_a_line_ends_between(nlp: Language) -> None:
    text = (
        "Fighters attacked an army post in Helmand province, killing more than\n"
        "30 soldiers, the ministry said.\n"
    )
    ((_, (words, label, figure)),) = suggested(nlp, [text])
    assert (words, label) == ("more than 30", "FIGURE")
    assert (figure.low, figure.high, figure.outcome) == (30, None, "killed")  # type: ignore[attr-defined]


def test_a_name_is_found_though_a_line_ends_within_a_word(nlp: Language) -> None:
    text = (
        "Fighters attacked an Afghan Na-\ntional Army post near Lashkar Gah in Hel-\n"
        "mand province, the ministry said.\n"
    )
    assert suggested(nlp, [text]) == [
        [
            ("Afghan National Army", "ACTOR", None),
            ("Lashkar Gah", "LOCATION", None),
            ("Helmand", "LOCATION", None),
        ]
    ]


@pytest.mark.parametrize("width", [60, 68, 74, 80])
def test_wrapping_a_text_changes_no_suggestion(nlp: Language, width: int) -> None:
    news = paragraphs_of_news()
    plain = ["\n\n".join(lines) for lines in news]
    wrapped = [
        "\n\n".join(
            textwrap.fill(p, width, break_on_hyphens=False, break_long_words=False) for p in lines
        )
        for lines in news
    ]
    assert suggested(nlp, wrapped) == suggested(nlp, plain)
