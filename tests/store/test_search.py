"""Search finds what a person typed, literally, whatever they typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from making import make_project, texts
from sqlalchemy import text as sql

from annotator.domain.queueing import Hit
from annotator.store.articles import search
from annotator.store.project import Project

BODIES = (
    "Peace talks in Doha\n\nThe Taliban’s envoys met in Doha; talks about peace go on.",
    "Kandahar falls\n\nKandāhār fell on 13 August. At least 45% of the posts were empty.",
    "طالبان در کابل\n\nطالبان می‌گویند که کابل آرام است. 🇦🇫",
    'Odd signs\n\nHe wrote: \' OR 1=1 -- and NEAR(a AND b) _under_ "quoted" – a hyphen-ated word.',
)
ONE, TWO, THREE, FOUR = 1, 2, 3, 4


@pytest.fixture(scope="module")
def project(module_path: Path) -> Iterator[Project]:
    project = make_project(module_path / "p.annot", BODIES)
    yield project
    project.close()


def found(project: Project, typed: str) -> list[int]:
    with project.reading() as connection:
        return sorted(search.matching(connection, typed) or ())


def hits(project: Project, typed: str, numbers: Sequence[int]) -> list[Hit]:
    with project.reading() as connection:
        return search.hits(connection, typed, numbers)


def shown(hit: Hit) -> list[str]:
    return [hit.context[start:end] for start, end in hit.ranges]


@pytest.mark.parametrize(
    ("typed", "articles"),
    [
        ("doha", [ONE]),
        ("DOHA talks", [ONE]),
        ("doha kandahar", []),
        ('"peace talks"', [ONE]),
        ('"talks peace"', []),
        ("kandahar", [TWO]),
        ("Kandāhār", [TWO]),
        ("kandahār", [TWO]),
        ("kanda*", [TWO]),
        ("kanda", []),
        ("طالبان", [THREE]),
        ("می‌گویند", [THREE]),
        ("hyphen-ated", [FOUR]),
        ("45%", [TWO]),
        ("13", [TWO]),
    ],
)
def test_words_phrases_and_prefixes_are_found_without_case_and_accents(
    project: Project, typed: str, articles: list[int]
) -> None:
    assert found(project, typed) == articles


@pytest.mark.parametrize(
    ("typed", "articles"),
    [
        ("' OR 1=1 --", [FOUR]),
        ("%", [TWO]),
        ("_", [FOUR]),
        ("🇦🇫", [THREE]),
        ('"unbalanced', []),
        ('"peace talks', [ONE]),
        ("NEAR(", [FOUR]),
        ("NEAR(a AND b)", [FOUR]),
        ("a AND", [FOUR]),
        ("a OR b NOT c", []),
        ("-", [FOUR]),
        ("*", []),
        ('"', []),
        ('""', []),
        ("title: doha", []),
        ("^doha", [ONE]),
        ("{title text}: doha", []),
        ("doha\0", [ONE]),
        ("doha \ud83d", []),
        ("'; DROP TABLE article; --", []),
    ],
)
def test_what_looks_like_a_query_is_looked_for_as_it_stands(
    project: Project, typed: str, articles: list[int]
) -> None:
    assert found(project, typed) == articles


@given(sign=st.text(st.sampled_from("%-–,.'’_ 🇦🇫()‌"), min_size=1, max_size=4))
def test_signs_are_found_where_they_stand_and_nowhere_else(project: Project, sign: str) -> None:
    assume(sign.strip())
    # The title is the first line of the text.
    wanted = [number for number, body in enumerate(BODIES, 1) if sign.strip() in body]
    assert found(project, f'"{sign}"') == wanted


@given(typed=st.one_of(st.text(max_size=40), texts))
def test_nothing_that_can_be_typed_is_an_error(project: Project, typed: str) -> None:
    with project.reading() as connection:
        numbers = search.matching(connection, typed)
        assert numbers is None or set(numbers) <= {ONE, TWO, THREE, FOUR}
        for hit in search.search(connection, typed):
            assert all(0 <= start < end <= len(hit.context) for start, end in hit.ranges)


def test_a_pasted_article_is_no_error(project: Project) -> None:
    assert found(project, BODIES[0] * 200) in ([], [ONE])


@pytest.mark.parametrize("typed", ["", "   ", '"', "\0"])
def test_nothing_typed_asks_for_nothing(project: Project, typed: str) -> None:
    with project.reading() as connection:
        assert search.matching(connection, typed) is None
        assert search.search(connection, typed) == []


def test_a_prefix_of_fewer_than_three_letters_is_a_word(project: Project) -> None:
    assert found(project, "ka*") == []
    assert found(project, "kan*") == [TWO]


def test_a_hit_is_shown_in_plain_text_with_where_it_stands(project: Project) -> None:
    (hit,) = hits(project, "envoys", [ONE])
    assert shown(hit) == ["envoys"]
    assert "\n" not in hit.context
    assert hit.offset == BODIES[0].index("envoys")


def test_accents_do_not_move_what_stands_out(project: Project) -> None:
    (hit,) = hits(project, "kandahar", [TWO])
    assert shown(hit)[-1] == "Kandāhār"
    assert hit.title == ((0, 8),)


def test_the_context_is_about_what_says_most(project: Project) -> None:
    (hit,) = hits(project, 'on "talks about peace"', [ONE])
    assert "talks about peace" in shown(hit)


def test_a_hit_in_the_title_alone_has_no_offset(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["A text without it."])
    with project.writing() as connection:
        connection.execute(sql("UPDATE article SET title = 'Kunduz'"))
        (hit,) = search.hits(connection, "kunduz", [1])
    project.close()
    assert (hit.title, hit.offset, hit.context) == (((0, 6),), None, "")


@pytest.mark.file_only("a server does not rank what it finds")
def test_the_best_match_comes_first(tmp_path: Path) -> None:
    bodies = ["Long text " + "of other words " * 50 + "Herat", "Herat\n\nHerat, again Herat."]
    project = make_project(tmp_path / "p.annot", bodies)
    with project.reading() as connection:
        assert [hit.article for hit in search.search(connection, "herat")] == [2, 1]
    project.close()


def test_articles_that_come_later_are_found_too(tmp_path: Path) -> None:
    from making import new_article

    from annotator.store.articles.article_rows import add_articles

    project = make_project(tmp_path / "p.annot", ["One."])
    with project.writing() as connection:
        add_articles(connection, [new_article("Two, from Herat."), new_article("One.")])
    assert found(project, "herat") == [2]
    assert found(project, "one") == [1]
    project.close()


@given(words=texts)
def test_folding_changes_no_offset(words: str) -> None:
    assert len(search.folded(words)) == len(words)


UNSPACED = (
    "以军袭击加沙北部\n\n以色列军队（IDF）周日袭击了加沙北部，造成至少三十人死亡。",
    "ガザで戦闘\n\nイスラエル軍がガザを空爆した。",
    "กองทัพเมียนมาโจมตีหมู่บ้าน\n\nBBC รายงาน",
)


@pytest.mark.parametrize(
    ("typed", "articles", "marked"),
    [
        ("加沙", [1], ["加沙"]),
        ("袭击了加沙", [1], ["袭击了加沙"]),
        ("三十 idf", [1], ["IDF", "三十"]),
        ("三十 bbc", [], []),
        ("加沙 ガザ", [], []),
        ("ガザ", [2], ["ガザ"]),
        ("軍がガザ", [2], ["軍がガザ"]),
        ("เมียนมา*", [3], ["เมียนมา"]),
    ],
)
def test_where_no_space_tells_words_apart_they_are_found_inside_of_others(
    tmp_path: Path, typed: str, articles: list[int], marked: list[str]
) -> None:
    project = make_project(tmp_path / "p.annot", UNSPACED)
    assert found(project, typed) == articles
    with project.reading() as connection:
        assert [hit.article for hit in search.search(connection, typed)] == articles
    assert {sign for hit in hits(project, typed, articles) for sign in shown(hit)} == {*marked}
    project.close()
