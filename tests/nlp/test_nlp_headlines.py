"""Lines in capitals and in title case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_text import read_marked
from spacy.language import Language

from annotator.nlp.headlines import plain_case
from annotator.nlp.language import rules_only
from annotator.nlp.lexicon import shipped
from annotator.nlp.suggest import suggest_texts


@pytest.fixture(scope="module")
def rules() -> Language:
    return rules_only()


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("PAKISTAN KILLS 12 TTP MILITANTS IN SWAT", "Pakistan kills 12 TTP militants in Swat"),
        (
            "Biden Orders Strikes On Iran-Backed Rebels",
            "Biden orders strikes on Iran-backed rebels",
        ),
        (
            "Taliban protects US bases while ramping up",
            "Taliban protects US bases while ramping up",
        ),
        ("ARMY TAKES HILL 421 AND PHASE 2", "Army takes Hill 421 and Phase 2"),
        (
            "The Law 7 And Order 1 Were Signed Today",
            "The Law 7 and Order 1 were signed today",
        ),
        ("5 KIA, 12 WIA, 3 MIA AND 2 EPW", "5 KIA, 12 WIA, 3 MIA and 2 EPW"),
        ("US AND UN", "US AND UN"),
        (
            "THE TWO SIDES HAVE DECIDED TO MEET IN CAIRO. TROOPS OF THE DEMOCRATIC REPUBLIC OF THE "
            "CONGO LEFT BUNAGANA ON MONDAY, WITNESSES SAID",
            "The two sides have decided to meet in Cairo. Troops of the Democratic Republic of the "
            "Congo left Bunagana on Monday, witnesses said",
        ),
        ("LEADERS WHO MEET IN ROME TELL US", "Leaders who meet in Rome tell us"),
        ("two soldiers of mali died near goma", "two soldiers of Mali died near Goma"),
        ("ARMY KILLS TWO IN SAGAING", "Army kills two in Sagaing"),
        (
            "AHMED HACKED TWO IN GAO AND CARTED OFF COWS",
            "Ahmed hacked two in Gao and carted off cows",
        ),
        ("THE STF AND AN ICRC DELEGATE MET", "The STF and an ICRC delegate met"),
        ("Then two russian soldiers left.", "Then two Russian soldiers left."),
        ("He liked polish and may march.", "He liked polish and may march."),
        ("HOMS, Syria (AP) - It ended.", "Homs, Syria (AP) - It ended."),
        ("06:15 AM TIRUPATI: A march went on.", "06:15 AM Tirupati: A march went on."),
        ("NATO: Troops will leave soon.", "NATO: Troops will leave soon."),
        ("", ""),
    ],
)
def test_headlines_get_the_case_of_running_text(line: str, plain: str) -> None:
    assert plain_case(line, shipped()) == plain


@given(st.text(max_size=60))
def test_the_length_never_changes(line: str) -> None:
    assert len(plain_case(line, shipped())) == len(line)
    assert len(plain_case(line.upper(), shipped())) == len(line.upper())


@pytest.mark.parametrize(
    "marked",
    [
        "[TALIBAN FIGHTERS:A] SEIZE [TWO:F] TOWNS IN [KUNDUZ:L]",
        "[Taliban Fighters:A] Seize [Two:F] Towns Near [Kunduz:L] After Heavy Fighting",
    ],
)
def test_names_in_headlines_are_marked(rules: Language, marked: str) -> None:
    text, wanted = read_marked(marked)
    (spans,) = suggest_texts(rules, [text])
    assert {(text[s.start : s.end], s.label, s.start) for s in spans} == wanted
