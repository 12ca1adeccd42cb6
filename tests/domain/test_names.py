"""Names of a team: what can be one, and how lists lie over each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.names import NONE, NameBook, ProjectName, cleaned, laid_over, refusal

KUNDUZ = ProjectName("Kunduz", "LOCATION", variants=("Konduz", "Qunduz"), annotator="ann", at="1")


def refused(name: ProjectName) -> str | None:
    return refusal(name, labels=("ACTOR", "LOCATION", "FIGURE"), word_lists=("heads",))


@pytest.mark.parametrize(
    "name",
    [
        KUNDUZ,
        ProjectName("Black Hawk", NONE),
        ProjectName("watchers", word_list="heads"),
        ProjectName("troops", word_list="-heads"),
    ],
)
def test_a_name_or_a_word_can_be_kept(name: ProjectName) -> None:
    assert refused(name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (ProjectName("", "ACTOR"), "no name"),
        (ProjectName("—", "ACTOR"), "no letter"),
        (ProjectName("x" * 101, "ACTOR"), "longer than 100"),
        (ProjectName("#tag", "ACTOR"), "begins with #"),
        (ProjectName("a|b", "ACTOR"), "holds |"),
        (ProjectName("a\u202eb", "ACTOR"), "invisible"),
        (ProjectName("Kabul", "PLACE"), "no label “PLACE”"),
        (ProjectName("dozens", "FIGURE"), "found by rules"),
        (ProjectName("x", word_list="haeds"), "no word list “haeds”"),
        (replace(KUNDUZ, variants=("–",)), "no letter"),
    ],
)
def test_what_cannot_be_kept_is_said(name: ProjectName, why: str) -> None:
    assert why in (refused(name) or "")


def test_spellings_have_plain_single_spaces_and_straight_apostrophes() -> None:
    assert cleaned("  People’s\u00a0 Watch ") == "People's Watch"


def test_an_entry_of_the_same_name_is_replaced() -> None:
    new = ProjectName("Kunduz", "ACTOR")
    assert laid_over([KUNDUZ], [new]) == ([KUNDUZ], [new])


def test_an_entry_gives_up_the_spelling_another_takes() -> None:
    new = ProjectName("Konduz", "ACTOR")
    assert laid_over([KUNDUZ], [new]) == ([KUNDUZ], [new, replace(KUNDUZ, variants=("Qunduz",))])


def test_an_entry_whose_name_is_taken_goes_on_under_its_next_spelling() -> None:
    new = ProjectName("Kondoz", "LOCATION", variants=("Kunduz",))
    rest = replace(KUNDUZ, spelling="Konduz", variants=("Qunduz",))
    assert laid_over([KUNDUZ], [new]) == ([KUNDUZ], [new, rest])


def test_what_says_the_same_already_is_no_change() -> None:
    assert laid_over([KUNDUZ], [replace(KUNDUZ, annotator="bob", at="2")]) == ([], [])


def test_a_word_of_a_list_is_no_name_of_the_same_spelling() -> None:
    word = ProjectName("Kunduz", word_list="heads")
    assert laid_over([KUNDUZ], [word]) == ([], [word])


def test_the_digest_changes_with_what_names_say_and_not_with_who_says_it() -> None:
    one, other = NameBook((KUNDUZ,)), NameBook((replace(KUNDUZ, annotator="bob", at="2"),))
    assert one.digest == other.digest
    assert one.digest != NameBook((replace(KUNDUZ, label=NONE),)).digest
    assert one.digest != NameBook((replace(KUNDUZ, variants=()),)).digest


def test_a_book_without_names_has_no_digest() -> None:
    assert NameBook().digest == ""
