"""Which names may be two spellings of one person."""

from __future__ import annotations

import pytest

from annotator.domain.person_names import alike, is_session, seen_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A. Karimi", "a.karimi"),
        ("A. Karimi", "akarimi"),
        ("Amir Karimi", "A. Karimi"),
        ("Karimi, Amir", "Amir Karimi"),
        ("Karimi Amir", "amir karimi"),
        ("Ann@Example.com", "ann@example.com"),
        ("ann@example.com", "ann"),
        ("José", "Jose"),
        ("ner_news-ann", "ann"),
        ("first-ann", "second-ann"),
        ("Zoë Müller", "zoe.mueller@news.example"),
        ("müller", "mueller"),
        ("müller", "muller"),
        ("Søren Ås", "soren.as"),
        ("Иван Петров", "ivan.petrov"),
        ("Ольга Шевченко", "olga shevchenko"),
    ],
)
def test_spellings_of_one_person_are_alike(one: str, other: str) -> None:
    assert alike([one, other]) == {one: (other,), other: (one,)}
    assert alike([one], [other]) == {one: (other,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ann", "anna"),
        ("Amir Karimi", "Ali Karimi"),
        ("coder-1", "team-1"),
        ("ann", "bob"),
        ("张伟", "王伟"),
        ("1", "2"),
    ],
)
def test_names_of_two_people_are_not(one: str, other: str) -> None:
    assert alike([one, other]) == {}


def test_a_name_is_what_is_seen_of_it() -> None:
    assert seen_name(" A.\u00a0 Kari\u0301mi\u200b\n") == "A. Karími"


def test_the_time_of_a_session_is_told_from_a_person() -> None:
    assert is_session("2026-03-01_10-11-12")
    assert is_session("news-2026-03-01_10-11-12")
    assert not is_session("news-ann")
