"""Which numbers are figures, and where their spans begin and end (guidelines, FIGURE 1 to 6)."""

from __future__ import annotations

import pytest
from marked_text import read_marked
from spacy.language import Language

from annotator.domain.figures import ACLED
from annotator.nlp.language import rules_only
from annotator.nlp.suggest import suggest_texts

MARKED = [
    # 1: digits, words, fractions, percentages, money, measures, vague magnitudes
    "They fired [12:F] rockets and [three:F] shells.",
    "[Twenty-five:F] people died.",
    "[Two hundred and fifty:F] people died.",
    "[Dozens:F] were hurt and [hundreds:F] fled.",
    "[Tens of thousands:F] of people fled.",
    "[Scores:F] of people were killed.",
    "The war cost [billions of dollars:F].",
    "[Two-thirds:F] of the border was lost.",
    "They hold [more than half:F] of the country.",
    "They hold [a third:F] of the town.",
    "It lost [two million:F] people.",
    "It has [2.5 million:F] people.",
    "It cost [half a million:F].",
    "[A dozen:F] men were held.",
    "[Several hundred:F] men were held.",
    # 2: the approximator is in
    "[More than 3,000:F] people fled.",
    "[At least 5,800:F] people were wounded.",
    "[Nearly 30:F] people died.",
    "[Around 2,000:F] remain.",
    "[About 400:F] districts.",
    "[Some 1,500:F] fled.",
    "[Just over 100:F] were killed.",
    "[Up to 20:F] were killed.",
    "[An estimated 40:F] were killed.",
    "[As many as 90:F] were killed.",
    "[No more than 10:F] came.",
    "[Fewer than 10:F] came.",
    "[Close to 600:F] came.",
    "[Roughly 600:F] came.",
    "There were [10 or more:F] of them.",
    # 3: units in, the counted noun out
    "It rose by [45%:F] there.",
    "It rose by [4.5 percent:F] there.",
    "It rose by [10 per cent:F] there.",
    "It gave [$5.3 billion:F] in aid.",
    "It gave [$1.5bn:F] in aid.",
    "It gave [£1.5m:F] in aid.",
    "It gave [€300 million:F] in aid.",
    "It gave [500 million euros:F] in aid.",
    "It is [7.5 kilometers:F] away.",
    "It is [20 square kilometers:F] large.",
    "It is [30km:F] away.",
    "The remaining [2,500:F] troops stay.",
    # 6: ranges are one span
    "It rose by [15 to 20 percent:F] there.",
    "They saw [10-15:F] men.",
    "They saw [10–15:F] men.",
    "They saw [between 10 and 15:F] men.",
    "They saw [two or three:F] men.",
    # 4: what is left out
    "It began on May 1 and on 14 April.",
    "It began on June 29, 2020.",
    "It lasted from November 16 - 17.",
    "It was in 2015 and since 2001.",
    "It held between 1978 and 1986.",
    "The 2020 agreement held.",
    "It came in the 1980s and the late 1990s.",
    "At 10 a.m. and at 10:30 it began.",
    "It began at 1400 GMT.",
    "It took two days, 24 hours and 14 months.",
    "It took four and a half months.",
    "It took more than two decades.",
    "In the past 24 hours they left.",
    "It took hundreds of years.",
    "It took two to three weeks.",
    "The 20 Years War ended.",
    "A man aged 21 died.",
    "The 21-year-old died.",
    "Hajdib, 21, died.",
    "Children under the age of six died.",
    "He is the second-largest and 20th.",
    "After the 9/11 attacks.",
    "The six-party talks, a 60-plus list.",
    "An F-16 and the H5N1 virus.",
    "Resolution 1701 and Article 5.",
    "On Channel 4 they said so.",
    "As note [2] says.",
    "Fighters hold Hill 421, Route 1 and Camp 7.",
    "Routes 1 and 4 and Highways 1, 2 and 7 were cut.",
    "They shelled hill 421, checkpoint 56 and brigade 93.",
    "A T-72, a MiG-29, BMP-2s, S-300s and an Su 25 came.",
    "They fired 122 mm rockets, 9mm rounds and a 0.50 caliber gun.",
    "Unit 8200, Brigade 93 and Division 17 came.",
    "Then Bridge 12, Road 60 and Post 9 fell.",
    "The N50 road and the R114 were cut.",
    "A zero tolerance rule at ground zero.",
    "The 120-mm mortar, the .50-caliber rifle.",
    # 4, but: what is counted behind a place
    "At Allenby Bridge [12:F] people died.",
    "In Gaza [12:F] people were killed.",
    "Several, many, few and most, a handful.",
    # 5: one
    "They killed [one:F] insurgent.",
    "It wounded [two:F] soldiers and [one:F] policeman.",
    "[At least one:F] person died.",
    "[One:F] strike destroyed a bridge.",
    "One of them, no one, one-sided.",
    "One western official said so.",
    "It was one way to do it.",
    # out of
    "They hold [174:F] districts out of [about 400:F].",
    "[Five:F] capitals, [four:F] of which fell.",
]


@pytest.fixture(scope="module")
def rules() -> Language:
    return rules_only()


@pytest.mark.parametrize("marked", MARKED)
def test_figures_are_marked_by_the_guidelines(rules: Language, marked: str) -> None:
    text, wanted = read_marked(marked)
    (spans,) = suggest_texts(rules, [text])
    found = {(text[s.start : s.end], s.label, s.start) for s in spans if s.label == "FIGURE"}
    assert found == wanted


@pytest.mark.parametrize("text", ["0", "13", "  13  ", "0\n13\n", "(2)", "2021"])
def test_a_line_of_nothing_but_a_number_is_boilerplate(rules: Language, text: str) -> None:
    assert list(suggest_texts(rules, [text])) == [[]]


def test_a_figure_carries_its_value(rules: Language) -> None:
    (spans,) = suggest_texts(rules, ["More than 3,000 civilians were killed."])
    figure = spans[0].figure
    assert figure is not None
    assert (figure.best, figure.high) == (3000, None)


def test_the_value_of_a_suggestion_is_read_once(
    rules: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("annotator.nlp.suggest.parse_figure")
    (spans,) = suggest_texts(rules, ["More than 3,000 civilians were killed and 12 held."])
    assert [span.figure and span.figure.best for span in spans] == [3000, 12]


def test_a_figure_of_a_later_line_is_part_of_one_of_that_line(rules: Language) -> None:
    text = "In Goma 90 fled.\nIn Kindu 30 people died, including 4 women."
    (spans,) = suggest_texts(rules, [text])
    figure = next(span.figure for span in spans if text[span.start : span.end] == "4")
    assert figure is not None
    assert figure.part_of is not None
    assert text[slice(*figure.part_of)] == "30"


def test_vague_words_are_worth_what_the_policy_says(rules: Language) -> None:
    (spans,) = suggest_texts(rules, ["Dozens of people died."], policy=ACLED)
    assert [span.figure and span.figure.best for span in spans] == [12]
