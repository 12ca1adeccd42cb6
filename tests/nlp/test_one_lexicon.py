"""Every word of a figure that its value is read from is found in a text, and every one found read.

Each is put into a sentence; the rules alone have to mark it whole, and give it a value.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.language import Language

from annotator.domain.figures import currencies, numerals, qualifiers, units
from annotator.nlp.language import rules_only
from annotator.nlp.suggest import suggest_texts

# Bounds that are mostly verbs are read before a number and not taken into its span.
OUTSIDE = qualifiers.VERBAL


def numbers() -> Iterator[tuple[str, str]]:
    for word in sorted(numerals.UNITS.keys() | numerals.TENS.keys()):
        yield word, f"They counted [{word}] {'rocket' if word == 'one' else 'rockets'} then."
    for word in sorted(numerals.ALL_SCALES):
        yield word, f"They counted [20 {word}] rockets then."
    for word in sorted(numerals.VAGUE):
        yield word, f"They counted [{word}] of rockets then."
    for word in sorted(numerals.QUANTIFIERS):
        yield word, f"They counted [{word} hundred] rockets then."
    for word in sorted(numerals.COLLECTIVES):
        yield word, f"They counted [two {word}] of rockets then."
    for letter in numerals.GLUED_SCALES:
        yield letter, f"They counted [20{letter}] rockets then."


def shares() -> Iterator[tuple[str, str]]:
    for word in sorted(numerals.PARTS):
        if word == "half":
            yield word, "They hold [half] of the land."
        elif not word.endswith("s"):
            yield word, f"They hold [a {word}] of the land."
        else:
            yield word, f"They hold [two {word}] of the land."
    for sign in sorted(numerals.GLYPHS):
        yield sign, f"They hold [{sign}] of the land."


def money_and_measures() -> Iterator[tuple[str, str]]:
    for sign in sorted(currencies.SYMBOLS):
        written = sign.capitalize() if sign[-1].isalpha() else sign.upper()
        yield sign, f"It took [{written}5,000] then."
    for code in sorted(currencies.CODES):
        yield code, f"It took [{code} 5,000] then."
    for phrase in sorted(units.UNITS):
        if phrase[0] not in units.UNREAD:
            yield " ".join(phrase), f"It took [20 {' '.join(phrase)}] of it."


def bounds() -> Iterator[tuple[str, str]]:
    for phrase in sorted(qualifiers.BEFORE.keys() | qualifiers.COMPOUNDS):
        words = " ".join(phrase)
        yield (
            words,
            f"They saw {words} [20 %] then."
            if phrase in OUTSIDE
            else (f"They saw [{words} 20 %] then."),
        )
    for phrase in sorted(qualifiers.AFTER):
        gap = "" if phrase == ("+",) else " "
        yield " ".join(phrase), f"It took [20{gap}{' '.join(phrase)}]."


SENTENCES = [*numbers(), *shares(), *money_and_measures(), *bounds()]


@pytest.fixture(scope="module")
def rules() -> Language:
    return rules_only()


@pytest.mark.parametrize(("word", "marked"), SENTENCES, ids=[word for word, _ in SENTENCES])
def test_every_word_of_a_figure_is_found_and_read(rules: Language, word: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    (spans,) = suggest_texts(rules, [text])
    found = [
        (text[span.start : span.end], span.figure is not None and span.figure.parsed)
        for span in spans
        if span.label == "FIGURE"
    ]
    assert found == [(marked[marked.index("[") + 1 : marked.index("]")], True)], text


@pytest.mark.parametrize("word", sorted(units.UNREAD))
def test_pounds_of_nobody_knows_what_are_found_and_not_read(rules: Language, word: str) -> None:
    text = f"It took 20 {word} then."
    (spans,) = suggest_texts(rules, [text])
    assert [(text[s.start : s.end], s.figure and s.figure.parsed) for s in spans] == [
        (f"20 {word}", False)
    ]
