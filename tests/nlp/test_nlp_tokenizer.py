"""Where the tokenizer cuts damaged text."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from annotator.nlp.language import rules_only
from annotator.nlp.tokenizer import mend_tokenizer


@pytest.fixture(scope="module")
def mended() -> Language:
    nlp = spacy.blank("en")
    mend_tokenizer(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("districts;May", ["districts", ";", "May"]),
        ("1st;“A", ["1st", ";", "“", "A"]),
        ("Afghanistan“Shahabuddin", ["Afghanistan", "“", "Shahabuddin"]),
        ("U.S.-Taliban", ["U.S.", "-", "Taliban"]),
        ("it.The", ["it", ".", "The"]),
        ("Moscow.AFP", ["Moscow", ".", "AFP"]),
        ("[Doha]", ["[", "Doha", "]"]),
        ("10–15", ["10", "–", "15"]),
        ("Kabul–Herat", ["Kabul", "–", "Herat"]),
        ("end.”The", ["end", ".", "”", "The"]),
        ("•Kabul", ["•", "Kabul"]),
        ("45%", ["45", "%"]),
        ("$1.5bn", ["$", "1.5bn"]),
        ("2021.The", ["2021", ".", "The"]),
        ("killed.3", ["killed", ".", "3"]),
        ("U.S.", ["U.S."]),
        ("Col.", ["Col."]),
        ("300,000", ["300,000"]),
    ],
)
def test_glued_words_are_cut(mended: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in mended(text)] == tokens


def test_the_cuts_are_saved_with_the_pipeline(tmp_path: Path) -> None:
    rules_only().to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert [token.text for token in loaded.make_doc("districts;May")] == ["districts", ";", "May"]


def test_every_character_of_a_text_is_in_some_token(mended: Language) -> None:
    text = "“A” (U.S.)-led…and•so  on\u00a0…  "
    assert mended(text).text == text


def test_a_mended_tokenizer_is_not_set_anew(mended: Language) -> None:
    tokenizer = mended.tokenizer
    before = (tokenizer.prefix_search, tokenizer.suffix_search, tokenizer.infix_finditer)
    mend_tokenizer(mended)
    after = (tokenizer.prefix_search, tokenizer.suffix_search, tokenizer.infix_finditer)
    assert all(new is old for new, old in zip(after, before, strict=True))
