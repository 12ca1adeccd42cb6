"""Where names end, and what is trimmed from the edges of spans."""

from __future__ import annotations

import pytest

from annotator.domain.name_edges import name_end, trimmed


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("The Taliban's", "Taliban"),
        ("the U.S.", "U.S."),
        ("“Kabul”,", "Kabul"),
        ("soldiers’", "soldiers"),
        ("an African", "African"),
        ("The Washington Post (WP)", "Washington Post (WP)"),
        ("@washingtonpost", "@washingtonpost"),
        ("Kabul.", "Kabul"),
        ("Kabul", "Kabul"),
        ("the", "the"),
        ("«طالبان»", "طالبان"),
        ("Ansar al-Sharia.", "Ansar al-Sharia"),
    ],
)
def test_articles_possessives_and_punctuation_are_trimmed(words: str, kept: str) -> None:
    text = f"so {words} it"
    start, end = trimmed(text, 3, 3 + len(words), "ACTOR")
    assert text[start:end] == kept


@pytest.mark.parametrize(("words", "kept"), [("a dozen,", "a dozen"), ("45%.", "45%")])
def test_a_figure_keeps_what_belongs_to_it(words: str, kept: str) -> None:
    start, end = trimmed(words, 0, len(words), "FIGURE")
    assert words[start:end] == kept


@pytest.mark.parametrize(
    ("text", "begins", "whole"),
    [
        ("Joe Biden’s men", "Joe", "Joe Biden"),
        ("Bank of England said", "Bank", "Bank of England"),
        ("al-Shifa Hospital in Gaza", "al", "al-Shifa Hospital"),
        ("Afghan defense and security forces fled", "Afghan", "Afghan defense and security forces"),
        ("Kabul police officers were", "Kabul", "Kabul police officers"),
        ("Reuters reported that forces fled", "Reuters", "Reuters"),
        (
            "Jama'at Nusrat al-Islam wal-Muslimin (JNIM) did",
            "Jama'at",
            "Jama'at Nusrat al-Islam wal-Muslimin",
        ),
        ("Front de libération du Macina said", "Front", "Front"),
        (
            "Fuerzas Armadas y Policía del Cauca dijeron",
            "Fuerzas",
            "Fuerzas Armadas y Policía del Cauca",
        ),
        ("Mohamed Ould Ghazouani met", "Mohamed", "Mohamed Ould Ghazouani"),
        ("Doha, Qatar", "Doha", "Doha"),
        ("Kabul\nHerat", "Kabul", "Kabul"),
        ("طالبان افغانستان گفت", "طالبان", "طالبان افغانستان"),
        ("Omar", "Omar", "Omar"),
    ],
)
def test_a_name_ends_where_its_words_do(text: str, begins: str, whole: str) -> None:
    assert text[: name_end(text, 0, len(begins))] == whole
