"""Names no list decides get the label that what stands around them speaks for."""

from __future__ import annotations

import pytest
from marked_text import read_marked
from spacy.language import Language

from annotator.nlp.evidence.world import World, key_of, world
from annotator.nlp.language import load_pipeline
from annotator.nlp.suggest import suggest_texts
from annotator.resources import resource


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(str(resource("pipeline")))


def names(nlp: Language, text: str) -> set[tuple[str, str, int]]:
    (spans,) = suggest_texts(nlp, [text])
    return {(text[s.start : s.end], s.label, s.start) for s in spans if s.label != "FIGURE"}


PLACES = (
    "Gunmen abducted farmers in Dinangourou village ([Koro:L], [Bandiagara:L]).",
    "The army shelled [Krasnohorivka:L] and [Vuhledar:L] on Sunday.",
    "[NAGPUR:L]: Police have arrested the men.",
    "Clashes broke out in [Moyale:L], [Marsabit:L] and [Wajir:L].",
    "Troops were controlling [Khojavend:L].",
    "Villagers fled [Mocímboa da Praia:L] for [Pemba:L].",
    "The town of [Rutshuru:L] fell.",
    "Hundreds left [Mutuanguru:L] district.",
)


@pytest.mark.parametrize("marked", PLACES)
def test_a_place_is_a_place_in_whatever_country(nlp: Language, marked: str) -> None:
    text, wanted = read_marked(marked)
    assert wanted <= names(nlp, text)


ACTORS = (
    "[Waiganjo:A] was arrested on Friday, his lawyer said.",
    "General [Santos:A] denied the report.",
    "“We left at dawn,” said [Lincoln Otieno:A], a trader.",
)


@pytest.mark.parametrize("marked", ACTORS)
def test_a_person_called_like_a_town_stays_an_actor(nlp: Language, marked: str) -> None:
    text, wanted = read_marked(marked)
    assert wanted <= names(nlp, text)


@pytest.mark.parametrize(
    "name", ["Huliaipole", "HULIAIPOLE", "Mocimboa da Praia", "Murzuq District"]
)
def test_the_world_knows_a_place_in_any_case_and_with_its_generic_word(name: str) -> None:
    assert world().get(name) is not None


def test_the_lines_of_the_world_are_found_wherever_they_stand() -> None:
    lines = world()._lines
    for line in [*lines.splitlines()[:: len(lines) // 2000], lines.splitlines()[-1]]:
        key = line.split(b"\t")[0].decode()
        assert world()._find(key) is not None


def test_a_world_without_names_knows_none() -> None:
    assert World(b"").get("Huliaipole") is None


def test_accents_and_hyphens_make_no_other_name() -> None:
    assert key_of("São-Tomé") == key_of("Sao Tome")


NO_NAMES = (
    "In the county, two NGO workers were killed when armed youths attacked their compound.",
    "An INGO suspended its work in the area.",
    "INGO staff left by road on Monday.",
    'The attackers shouted "Allahu Akbar" as they entered.',
    "The event represents the stoning of Satan.",
    "November 15, 2014 00:00 IST Physical education students staged a protest here.",
    "They took the Civil Services Aptitude Test (CSAT) paper in the hall.",
    "They were hit with Grad and Iskander missiles on Monday.",
)


@pytest.mark.parametrize("text", NO_NAMES)
def test_kinds_cries_zones_exams_and_weapons_are_no_names(nlp: Language, text: str) -> None:
    assert names(nlp, text) == set()


GROWN = (
    "He lived in [Croix-des-Bouquets:L] then.",
    "They were in [Port-au-Prince:L] again.",
    "During the night they hit the [Kurakhove Thermal Power Plant:L] with missiles.",
    "He landed at [King Khalid International Airport:L] at noon.",
    "It was in the 2017 Battle of [Raqqa:L] that they died.",
)


@pytest.mark.parametrize("marked", GROWN)
def test_a_name_of_a_place_is_marked_whole(nlp: Language, marked: str) -> None:
    text, wanted = read_marked(marked)
    assert names(nlp, text) == wanted
