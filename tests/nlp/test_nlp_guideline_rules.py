"""The guidelines' rules for ACTOR and LOCATION, as the rules alone keep them."""

from __future__ import annotations

import pytest
from marked_text import read_marked
from spacy.language import Language

from annotator.nlp.language import rules_only
from annotator.nlp.suggest import suggest_texts


@pytest.fixture(scope="module")
def rules() -> Language:
    return rules_only()


def assert_marked(nlp: Language, marked: str) -> None:
    text, wanted = read_marked(marked)
    (spans,) = suggest_texts(nlp, [text])
    assert {(text[s.start : s.end], s.label, s.start) for s in spans} == wanted


@pytest.mark.parametrize(
    "marked",
    [
        "President [Joe Biden:A] spoke.",
        "Gen. [Joseph Votel:A] spoke.",
        "Lt. Gen. [Scott Berrier:A] spoke.",
        "[Taliban:A] spokesman [Zabiullah Mujahid:A] spoke.",
        "Former President [Hamid Karzai:A] spoke.",
    ],
)
def test_titles_and_ranks_stay_outside_a_person(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Reuters:A] said so.",
        "[AFP:A] and [Khaama Press:A] said so.",
        "He wrote on [Twitter:A].",
        "The [UN:A], [NATO:A] and the [Red Cross:A] agreed.",
    ],
)
def test_organisations_and_media_are_actors(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "the [Russian:A] capital",
        "[Afghan:A] soil",
        "an [Uzbek:A] warlord",
        "radical [Islamists:A]",
        "the [Soviet:A] occupation",
        "the [Afghans:A] themselves",
    ],
)
def test_demonyms_are_actors_as_noun_and_adjective(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "text",
    ["Western officials", "northern towns", "Islam is a religion", "English-language papers"],
)
def test_compass_words_religions_and_languages_are_no_actors(rules: Language, text: str) -> None:
    assert_marked(rules, text)


@pytest.mark.parametrize(
    "marked",
    [
        "[Afghan security forces:A] fought.",
        "[US troops:A] fought.",
        "[Taliban fighters:A] fought.",
        "the [Kabul government:A] said",
        "the [Afghan defense ministry:A] said",
        "the [Taliban delegation:A] said",
        "[Afghan civilians:A] fled.",
        "[Afghan defense and security forces:A] fought.",
        "the [U.S. State Department:A] said",
        "[U.N. staff members:A] left.",
        "the [Afghan intelligence service:A] said",
    ],
)
def test_a_collective_head_joins_the_name_before_it(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "its [NATO:A] allies",
        "other [NATO:A] member states",
        "a [Taliban:A] commander",
        "a [U.S.:L] soldier",
        "the [Afghan:A] service",
    ],
)
def test_relations_single_roles_and_things_do_not_join(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "text",
    [
        "the group and the militants",
        "insurgents and foreign forces",
        "the security forces of the government",
        "the officials",
    ],
)
def test_mentions_without_a_name_are_no_actors(rules: Language, text: str) -> None:
    assert_marked(rules, text)


@pytest.mark.parametrize(
    "marked",
    [
        "the [Defense Ministry:A] said",
        "the [Security Council:A] met",
    ],
)
def test_capitalised_institutions_are_actors_without_a_country(
    rules: Language, marked: str
) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[American:A] and [British forces:A] left.",
        "[US:L] and [NATO troops:A] left.",
        "[Afghan government forces:A] and civilians left.",
    ],
)
def test_each_conjunct_is_a_span_and_the_head_goes_with_the_last(
    rules: Language, marked: str
) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "the people of [Afghanistan:L]",
        "the [Taliban:A]’s offer",
        "[Afghanistan:L]'s [Helmand:L] province",
        "the [US troops:A]’ withdrawal",
    ],
)
def test_articles_and_possessives_stay_outside(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "a [US:L]-led invasion",
        "a [Kabul:L]-based agency",
        "Intra-[Afghan:A] talks",
        "pro-[Taliban:A] militants",
        "a [U.S.:L]-[Taliban:A] deal",
        "the [US:L]-[Doha:L] deal",
    ],
)
def test_names_are_marked_inside_hyphens(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Washington:L] had accepted",
        "the [US:L] wants it",
        "the [Doha:L] deal",
        "[Helmand:L] province",
        "the city of [Ghazni:L]",
        "northern [Afghanistan:L]",
        "[Central Asia:L]",
        "in [Doha:L], [Qatar:L]",
        "near [Mazar-e-Sharif:L] and [Lashkar Gah:L]",
        "in Zanbar district of [Khost:L]".replace("Zanbar", "[Zanbar:L]"),
    ],
)
def test_places_stay_places_and_generic_words_outside(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "the [Talibn:A] took towns in [Badakhshn:L]",
        "in [Moscow:L].[AFP:A]",
        "to defend it.The [Taliban:A] too",
        "If the [Doha:L] agreement".replace("the [Doha:L]", "the ⟦[Doha:L]⟧"),
        "in [Afghanistan:L]“and so on",
        "the [U.S:L] and the [U.N:A] agreed",
        "• [Afghan women:A] armed",
        "lost districts;[Taliban:A] gains",
        "[Lashkar\u00a0Gah:L] fell",
    ],
)
def test_damaged_text_is_marked_all_the_same(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


def test_square_brackets_round_a_place_stay_outside(rules: Language) -> None:
    text = "If the [Doha] the agreement is violated"
    (spans,) = suggest_texts(rules, [text])
    assert [(text[s.start : s.end], s.label) for s in spans] == [("Doha", "LOCATION")]


@pytest.mark.parametrize(
    "text", ["World War II ended.", "A Black Hawk helicopter.", "The Geneva Convention holds."]
)
def test_wars_weapons_and_accords_are_no_spans(rules: Language, text: str) -> None:
    assert_marked(rules, text)


@pytest.mark.parametrize(
    "marked",
    [
        "the [Iraqi Kurdish rebels:A] left",
        "the [Organization for Security and Cooperation in Europe:A] left",
        "the [Rwandan Patriotic Front:A] left",
        "the [Turkish General Staff:A] said",
    ],
)
def test_long_names_are_one_span(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


def test_the_place_of_a_sentence_takes_no_head(rules: Language) -> None:
    assert_marked(rules, "In [Baghdad:L] police said so.")


def test_a_known_name_names_its_gazetteer_entry(rules: Language) -> None:
    (spans,) = suggest_texts(rules, ["They left Konduz."])
    assert spans[0].rule == "gazetteer afghanistan: Konduz"


def test_a_joined_head_is_named_in_the_source(rules: Language) -> None:
    (spans,) = suggest_texts(rules, ["Taliban fighters left."])
    assert spans[0].rule == "gazetteer armed-groups: Taliban+head"


def test_a_figure_names_its_rule(rules: Language) -> None:
    (spans,) = suggest_texts(rules, ["It rose by 45%."])
    assert spans[0].rule == "figures percent"


@pytest.mark.parametrize(
    "marked",
    [
        "The [4th Armored Division:A] shelled [Misrata:L].",
        "[Lugansk People's Republic fighters:A] left [Zuwarah:L].",
        "Troops of Operation Resolute Support left.",
        "[AQIS:A] and the [Khorasan Group:A] remain.",
        "The 12th of May passed.",
    ],
)
def test_formations_and_newer_groups_and_places_are_known(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


def mend(words: str, marked: str, label: str = "ACTOR") -> list[tuple[str, str]]:
    """What the conventions make of one span over ``marked`` in a text."""
    nlp = rules_only()
    doc = nlp.make_doc(words)
    start = words.index(marked)
    span = doc.char_span(start, start + len(marked), label=label)
    assert span is not None
    doc.ents = [span]
    return [(e.text, e.label_) for e in nlp.get_pipe("span_conventions")(doc).ents]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("words", "marked", "wanted"),
    [
        ("It hit two ISIL bunkers.", "ISIL bunkers", [("ISIL", "ACTOR")]),
        ("A U.S. AC-130 gunship came.", "U.S. AC-130 gunship", [("U.S.", "LOCATION")]),
        ("Near Pisky and Marinka.", "Pisky and", [("Pisky", "LOCATION")]),
        ("In Afghan Helmand.", "Afghan Helmand", [("Afghan", "ACTOR"), ("Helmand", "LOCATION")]),
        ("Recently Taliban men came.", "Recently Taliban", [("Taliban", "ACTOR")]),
        ("KABUL, Monday.", "KABUL", [("KABUL", "LOCATION")]),
        ("Then Hurricane Katrina hit.", "Hurricane Katrina", []),
        ("In Operation Zarb-e-Azb they", "Operation Zarb-e-Azb", []),
        ("Foreign Minister Julie Bishop met", "Julie Bishop", [("Julie Bishop", "ACTOR")]),
        (
            "Minister for the Middle East Tobias Ellwood said",
            "Middle East Tobias Ellwood",
            [("Middle East", "LOCATION"), ("Tobias Ellwood", "ACTOR")],
        ),
        (
            "the US State Department Ned Price said",
            "US State Department Ned Price",
            [("US State Department", "ACTOR"), ("Ned Price", "ACTOR")],
        ),
        (
            "James Ashworth of 1st Battalion fell",
            "James Ashworth of 1st Battalion",
            [("James Ashworth", "ACTOR"), ("1st Battalion", "ACTOR")],
        ),
        (
            "The Coalition’s Small Group met",
            "Coalition’s Small Group",
            [("Coalition", "ACTOR"), ("Small Group", "ACTOR")],
        ),
        ("the anti-Deby rebels came", "Deby rebels", [("Deby", "ACTOR")]),
        ("Then the 407th AEG flew", "AEG", [("407th AEG", "ACTOR")]),
        ("men of Brig. Gen. Nabil came", "Brig.", []),
        ("Ivory Coast troops came", "Ivory Coast troops", [("Ivory Coast troops", "ACTOR")]),
    ],
)
def test_a_span_of_a_recogniser_is_mended(
    words: str, marked: str, wanted: list[tuple[str, str]]
) -> None:
    of_place = {"troops", "Brig."} & set(words.split())
    assert mend(words, marked, "LOCATION" if of_place else "ACTOR") == wanted


@pytest.mark.parametrize(
    "marked",
    [
        "an [Iraqi military:A] parade",
        "a [Yemeni military:A] camp",
        "[Kenyan police:A] vehicles",
        "a [U.S. military:A] base",
    ],
)
def test_military_navy_and_police_join_before_a_thing(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Russian occupiers:A] left.",
        "[Israeli settlers:A] came.",
        "the [400 Mawozo Gang:A] left.",
        "[two:F] [CPI (Maoist) cadres:A]",
        "the [United Nations mission:A] left.",
        "the [Democratic Republic of the Congo:L]",
        "the [United Nations Mission in South Sudan:A] left.",
        "the [Azerbaijani MoD:A] said",
        "the [Russo:A]-[Turkish:A] agreement",
        "the [Yemeni:A] Civil War",
        "[russian troops:A] left.",
        "[MSF:A] staff left.",
        "They took the [R114:L] and [Highway 1:L].",
    ],
)
def test_names_stay_whole_and_take_their_heads(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)


@pytest.mark.parametrize(
    "marked", ["says @[QudsNen:A] now", "in #[WestBank:L] now", "in #[Jenin:L]"]
)
def test_names_behind_signs_are_marked_without_them(rules: Language, marked: str) -> None:
    assert_marked(rules, marked)
