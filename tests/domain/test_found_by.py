"""Where a suggestion comes from is said in words an analyst reads."""

from __future__ import annotations

import pytest

from annotator.domain.found_by import rule_words, source_words


@pytest.mark.parametrize(
    ("source", "version", "words"),
    [
        ("shipped", "1.0.0", "the shipped pipeline 1.0.0"),
        ("shipped", "1.0.0+names.3f2a9c1b", "the shipped pipeline 1.0.0"),
        ("rules", "0.1.0", "the rules of the program 0.1.0"),
        ("en_core_web_sm", "3.8.0", "en_core_web_sm 3.8.0"),
        ("colleague", "", "colleague"),
        ("import:two.jsonl", "1", "the file two.jsonl"),
    ],
)
def test_a_suggester_is_named(source: str, version: str, words: str) -> None:
    assert source_words(source, version) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (None, ""),
        ("model", ""),
        ("figures number", "read as a number"),
        ("figures somehow", "read as a figure"),
        ("gazetteer armed-groups: Taliban", "listed under armed groups as “Taliban”"),
        (
            "gazetteer countries: Myanmar+head",
            "listed under countries as “Myanmar”, with the noun behind it",
        ),
        ("gazetteer project: A: B", "listed under names of the project as “A: B”"),
        ("model+trim+head", "with the noun behind it, fitted to the guidelines"),
        ("context title", "recognised by the words around it"),
        ("same words", "same words"),
        ("a rule of another program", "a rule of another program"),
    ],
)
def test_what_found_a_span_is_said(rule: str | None, words: str) -> None:
    assert rule_words(rule) == words
