"""What is learnt about a source: lines many of its articles have, and what people corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator

from annotator.intake.muting.find import find_muted
from annotator.intake.muting.learnt import LearntLines, keys_of, learn
from annotator.intake.muting.phrases import LEARNT

NAME = "The Example Gazette of Kabul"
BACKGROUND = "The Taliban ruled the country from 1996 until they were driven out in 2001."


def articles(count: int, *, line: str = NAME, every: int = 1) -> Iterator[str]:
    """Texts of one source; every so manyth ends in the line."""
    for number in range(count):
        story = f"Fighters took district {number} on Sunday, officials of the province said."
        yield f"{story}\n{line}" if number % every == 0 else story


def test_a_line_of_most_articles_is_learnt() -> None:
    assert learn(articles(20)).muted == {NAME.casefold()}


def test_a_line_of_four_articles_is_not() -> None:
    assert learn(articles(4)).muted == frozenset()


def test_a_line_of_few_articles_in_a_hundred_is_not() -> None:
    assert learn(articles(200, every=20)).muted == frozenset()


def test_background_that_some_articles_repeat_is_not() -> None:
    assert learn(articles(40, line=BACKGROUND, every=4)).muted == frozenset()


def test_a_sentence_nearly_every_article_has_is_learnt() -> None:
    assert (
        len(learn(articles(20, line="Support us, so that we can go on with our work.")).muted) == 1
    )


def test_places_that_head_paragraphs_are_not() -> None:
    assert learn(articles(20, line="Syria")).muted == frozenset()


def test_bylines_and_datelines_are_not() -> None:
    assert learn(articles(20, line="By Ada Example")).muted == frozenset()


def test_a_learnt_line_is_muted_whatever_its_quotes_and_case() -> None:
    learnt = LearntLines(muted=frozenset(keys_of("Ada’s Gazette")))
    text = "Fighters took the district on Sunday, officials said.\nADA'S GAZETTE"
    assert [item.rule for item in find_muted(text, learnt=learnt)] == [LEARNT]


def test_a_line_somebody_kept_is_never_muted() -> None:
    learnt = LearntLines(
        muted=frozenset(keys_of("More articles")), kept=frozenset(keys_of("More articles"))
    )
    assert find_muted("Kunduz falls\nMore articles", learnt=learnt) == []


def test_what_is_learnt_survives_json() -> None:
    learnt = LearntLines(muted=frozenset({"a", "b’"}), kept=frozenset({"پښتو"}))
    assert LearntLines.from_json(json.loads(json.dumps(learnt.to_json()))) == learnt


def test_two_sources_of_knowledge_add_up() -> None:
    both = LearntLines(muted=frozenset("a")) | LearntLines(kept=frozenset("b"))
    assert both == LearntLines(muted=frozenset("a"), kept=frozenset("b"))
