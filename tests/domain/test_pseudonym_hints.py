"""What may be a person and stays is named; of the team's names every way to write them goes."""

from __future__ import annotations

import pytest

from annotator.domain.pseudonyms import Key, Pseudonyms

KEY = Key(
    annotators={"annotator-1": "Anna Kowalska", "annotator-2": "b.stein"},
    persons={
        "person-1": ("José Müller",),
        "person-2": ("Владимир Зеленский",),
        "person-3": ("Smith", "John Smith"),
        "person-4": ("أحمد الشرع",),
        "person-5": ("Abdul-Rahman al-Hassan",),
        "person-6": ("สมชาย ใจดี",),
        "person-7": ("Jan Kowalski",),
    },
)


@pytest.mark.parametrize(
    ("text", "person", "forms"),
    [
        ("Jose Muller", 1, ["Jose", "Muller"]),
        ("MÜLLERS and muller", 1, ["MÜLLERS", "muller"]),
        ("Зеленского, #зеленским", 2, ["Зеленского", "зеленским"]),
        ("Kowalskiego", 7, ["Kowalskiego"]),
        ("#JohnSmith johnsmith@x.org", 3, ["JohnSmith", "johnsmith"]),
        ("#SmithResigns #StopSmith", 3, ["SmithResigns", "StopSmith"]),
        ("smith, Smiths", 3, ["smith", "Smiths"]),
        ("وللشرع والشرع", 4, ["وللشرع", "والشرع"]),
        ("Abdulrahman", 5, ["Abdulrahman"]),
        ("นายสมชายกล่าว", 6, ["สมชาย"]),
        ("x.org/%D8%A7%D9%84%D8%B4%D8%B1%D8%B9", 4, ["الشرع"]),
    ],
)
def test_what_may_be_a_person_is_named(text: str, person: int, forms: list[str]) -> None:
    names = Pseudonyms(KEY)
    names.count(names.text(text).text)
    assert sorted(names.near) == sorted((f"person-{person}", form) for form in forms)


@pytest.mark.parametrize("text", ["Smithfield blacksmith", "the van al", "Зелень", "kowal"])
def test_other_words_are_nobody(text: str) -> None:
    names = Pseudonyms(KEY)
    names.count(text)
    assert not names.near


@pytest.mark.parametrize(
    "name",
    ["anna.kowalska", "ANNA KOWALSKA", "Anna_Kowalska", "anna-kowalska", "AnnaKowalska"],
)
def test_an_annotator_is_replaced_however_the_team_writes_the_name(name: str) -> None:
    assert Pseudonyms(KEY).said(f"asked {name}: yes") == "asked annotator-1: yes"


def test_an_annotator_who_is_called_as_a_log_in_is_replaced_with_a_blank_too() -> None:
    assert Pseudonyms(KEY).said("see B Stein") == "see annotator-2"


def test_an_annotator_of_one_word_is_replaced_in_any_case() -> None:
    assert Pseudonyms(Key(annotators={"annotator-1": "Anna"})).said("see aNNa") == "see annotator-1"


def test_single_words_of_an_annotators_name_are_named() -> None:
    names = Pseudonyms(KEY)
    assert names.said("see Anna, not person-1") == "see Anna, not person-1"
    said = "Not replaced in what the team wrote, and perhaps annotator-1: “Anna”."
    assert list(names.sentences())[-1] == said
    assert names.to_json()["near"] == {}


def test_a_label_is_no_annotator_in_any_case() -> None:
    names = Pseudonyms(Key(annotators={"annotator-1": "actor"}), ["ACTOR"])
    assert names.said("an ACTOR") == "an ACTOR"
