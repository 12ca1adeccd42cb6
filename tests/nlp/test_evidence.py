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
