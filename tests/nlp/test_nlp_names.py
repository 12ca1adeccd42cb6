"""A team's own names win over the shipped ones and over the network, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from marked_text import read_marked
from spacy.language import Language

from annotator.domain.names import NO_NAMES, NameBook, ProjectName
from annotator.nlp.language import load_pipeline, rules_only, use_names
from annotator.nlp.suggest import suggest_texts
from annotator.nlp.suggesters import load
from annotator.resources import resource


@pytest.fixture(scope="module", params=["rules", "shipped"])
def any_pipeline(request: pytest.FixtureRequest) -> Language:
    if request.param == "rules":
        return rules_only()
    return load_pipeline(str(resource("pipeline")))


@pytest.fixture
def nlp(any_pipeline: Language) -> Iterator[Language]:
    yield any_pipeline
    use_names(any_pipeline, NO_NAMES)


def names(*labelled: str) -> NameBook:
    """A book from ``LABEL name | variant``."""
    entries = []
    for line in labelled:
        label, _, rest = line.partition(" ")
        head, *variants = rest.split(" | ")
        entries.append(ProjectName(head, label, variants=tuple(variants)))
    return NameBook(tuple(entries))


CASES = {
    "an unknown place": (names("LOCATION Quxtown"), "They left [Quxtown:L]."),
    "a variant": (names("LOCATION Quxtown | Kuxtown"), "They left [Kuxtown:L]."),
    "another label than ours": (names("ACTOR Kandahar"), "[Kandahar:A] fell on Friday."),
    "no name where we know one": (names("NONE Kandahar"), "Kandahar fell on Friday."),
    "no name in all of an article": (
        names("NONE Haqqani"),
        "Haqqani spoke.\nThey met Haqqani again. He saw Haqqani.",
    ),
    "no name with a head behind it": (names("NONE Taliban"), "Taliban fighters took the road."),
    "a small letter at its head": (names("ACTOR daesh cell"), "A [daesh cell:A] was found."),
    "a digit at its head": (names("ACTOR 17 November"), "He joined [17 November:A] early."),
    "a curly apostrophe": (names("ACTOR People's Watch"), "The [People’s Watch:A] left."),
    "a head behind it": (names("LOCATION Quxtown"), "[Quxtown police:A] came."),
    "a longer known name around it": (
        names("LOCATION Herat"),
        "[Herat University:A] is closed.",
    ),
    "a piece of it known by another label": (
        names("ACTOR Kabul Hawks"),
        "The [Kabul Hawks:A] won.",
    ),
    "a headline in capitals": (
        names("LOCATION Quxtown"),
        "[TALIBAN:A] SEIZE [QUXTOWN:L] AFTER THREE DAYS OF FIGHTING",
    ),
    "an abbreviation in a headline in capitals": (
        names("ACTOR QRX"),
        "[QRX TROOPS:A] SEIZE THE CITY AFTER THREE DAYS OF FIGHTING",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_name_of_the_team_is_marked_as_the_team_says(nlp: Language, case: str) -> None:
    book, marked = CASES[case]
    text, wanted = read_marked(marked)
    use_names(nlp, book)
    (spans,) = suggest_texts(nlp, [text])
    found = {(text[s.start : s.end], s.label, s.start) for s in spans if s.label != "FIGURE"}
    assert found == wanted


def test_a_label_of_the_team_can_have_names(nlp: Language) -> None:
    use_names(nlp, names("WEAPON Shahed-136"))
    (spans,) = suggest_texts(nlp, ["A Shahed-136 fell near Kabul."])
    assert ("WEAPON", 2, 12) in [(s.label, s.start, s.end) for s in spans]


def test_a_suggestion_says_that_the_project_knows_the_name(nlp: Language) -> None:
    use_names(nlp, names("LOCATION Quxtown | Kuxtown"))
    (spans,) = suggest_texts(nlp, ["They left Kuxtown."])
    assert [s.rule for s in spans] == ["gazetteer project: Quxtown"]


def test_names_taken_back_are_names_no_more(nlp: Language) -> None:
    use_names(nlp, names("LOCATION quxtown"))
    use_names(nlp, NO_NAMES)
    assert list(suggest_texts(nlp, ["They left quxtown."])) == [[]]


@pytest.mark.parametrize("name", ["rules", "shipped"])
def test_the_version_of_a_suggester_changes_with_the_names(name: str) -> None:
    suggester = load(name)
    plain = suggester.version
    book = names("LOCATION Quxtown")
    suggester.use_names(book)  # type: ignore[attr-defined]
    assert suggester.version == f"{plain}+names.{book.digest}"
    suggester.use_names(NO_NAMES)  # type: ignore[attr-defined]
    assert suggester.version == plain
