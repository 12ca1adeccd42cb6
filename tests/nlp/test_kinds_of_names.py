"""Kinds of names that one spelling has several meanings for: what stands around decides."""

from __future__ import annotations

import pytest
from marked_text import read_marked
from spacy.language import Language

from annotator.nlp.language import load_pipeline
from annotator.nlp.suggest import suggest_texts
from annotator.resources import resource


@pytest.fixture(scope="module")
def shipped() -> Language:
    return load_pipeline(str(resource("pipeline")))


def assert_marked(nlp: Language, marked: str) -> None:
    text, wanted = read_marked(marked)
    (spans,) = suggest_texts(nlp, [text])
    said = {(text[s.start : s.end], s.label, s.start) for s in spans if s.label != "FIGURE"}
    assert said == wanted


@pytest.mark.parametrize(
    "marked",
    [
        "The APC hit a mine near [Mopti:L], killing peacekeepers.",
        "Rebels captured one APC and a tank in [Kalemie:L].",
        "A [UN:A] APC overturned in [Kidal:L].",
        "The [APC:A] won the governorship in [Kano:L], defeating the [PDP:A].",
        "[APC:A] candidate [Bola Tinubu:A] won.",
    ],
)
def test_apc_is_a_carrier_unless_a_party_is_spoken_of(shipped: Language, marked: str) -> None:
    assert_marked(shipped, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "RT @[AlArabiya:A]: protest in [Sanaa:L]",
        "MT @[nytimes:A]: drone strike in [Yemen:L]",
        "In [Kidal:L], [RT:A] reported that peacekeepers left.",
    ],
)
def test_the_sign_of_a_post_passed_on_is_no_name(shipped: Language, marked: str) -> None:
    assert_marked(shipped, marked)


def test_a_common_word_is_no_name_by_the_capital_of_its_sentence(shipped: Language) -> None:
    assert_marked(shipped, "Jihadists attacked [Djibo:L]. Then jihadists left [Djibo:L].")


@pytest.mark.parametrize(
    "marked",
    [
        "Photos of Private [England:A] were shown in [Baghdad:L].",
        "Sgt. [Paris:A] said so.",
        "Private banks in [England:L] closed.",
    ],
)
def test_a_place_behind_a_rank_is_a_person(shipped: Language, marked: str) -> None:
    assert_marked(shipped, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Militants blocked the [Sevare:L]-[Gao:L] road.",
        "Clashes near the [Sarmin:L]-[Nayrab:L] road in [Idlib:L].",
        "The [Deir-Hafer:L] road was closed.",
        "The [Al-Bab:L] road was closed.",
    ],
)
def test_a_road_between_two_places_is_named_by_two(shipped: Language, marked: str) -> None:
    assert_marked(shipped, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[NH-6:L] was blocked at [Kolaghat:L].",
        "A convoy was attacked on [RN-1:L] near [Bamako:L].",
        "Vehicles burned on [N-5:L] in [Sindh:L].",
        "The [M-5:L] highway was reopened.",
        "They carried M-16 rifles.",
    ],
)
def test_numbers_of_roads_are_places(shipped: Language, marked: str) -> None:
    assert_marked(shipped, marked)
