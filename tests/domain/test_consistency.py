"""What of one person's spans does not go together, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from random import Random

import pytest
from making import annotation
from sample_project import place

from annotator.domain.consistency import Consistency, Finding, Flaw, findings
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.values import (
    Article,
    Decision,
    Document,
    MutedRange,
    Suggestion,
    Verdict,
)
from annotator.tasks import Cancelled


def state(text: str, *spans: tuple[str, str, int], **more: object) -> ArticleState:
    """An article with annotations of these words, labels and mentions."""
    numbers = count()
    own = sorted(
        (
            annotation(*place(text, words, nth), id=str(next(numbers)), label=label, text=text)
            for words, label, nth in spans
        ),
        key=lambda item: item.start,
    )
    document = Document(Article(1, "a", "A", "0" * 64, len(text)), text)
    return ArticleState(document, "ada", annotations=tuple(own), **more)  # type: ignore[arg-type]


def said(text: str, rows: Sequence[Finding]) -> list[tuple[Flaw, str, str | None]]:
    """Flaw, words, and the words and label that mend it."""
    return [
        (
            row.flaw,
            text[row.start : row.end],
            f"{row.better[2]} {text[row.better[0] : row.better[1]]}" if row.better else None,
        )
        for row in rows
    ]


def test_spans_that_go_together_have_no_flaw() -> None:
    text = "Kutum and more than 30 men of Kutum."
    spans = (("Kutum", "LOCATION", 0), ("Kutum", "LOCATION", 1), ("more than 30", "FIGURE", 0))
    assert findings(state(text, *spans)) == []


def test_the_rarer_label_of_the_same_words_is_a_flaw() -> None:
    text = "Kutum, Kutum, Kutum"
    spans = (("Kutum", "LOCATION", 0), ("Kutum", "ACTOR", 1), ("Kutum", "LOCATION", 2))
    rows = findings(state(text, *spans))
    assert said(text, rows) == [(Flaw.TWO_LABELS, "Kutum", "LOCATION Kutum")]
    assert rows[0].start == place(text, "Kutum", 1)[0]


def test_two_labels_as_frequent_are_for_a_person_to_mend() -> None:
    text = "Kutum, Kutum"
    rows = findings(state(text, ("Kutum", "LOCATION", 0), ("Kutum", "ACTOR", 1)))
    assert said(text, rows) == [(Flaw.TWO_LABELS, "Kutum", None)] * 2


def test_words_labelled_here_and_not_there_are_a_flaw() -> None:
    text = "Kutum is not Kutumland, but Kutum."
    rows = findings(state(text, ("Kutum", "LOCATION", 0)))
    assert said(text, rows) == [(Flaw.UNLABELLED, "Kutum", "LOCATION Kutum")]
    assert rows[0].start == place(text, "Kutum", 2)[0]


def test_a_longer_name_that_has_the_words_is_left() -> None:
    text = "Kutum and the Kutum Council"
    spans = (("Kutum", "LOCATION", 0), ("Kutum Council", "ACTOR", 0))
    assert findings(state(text, *spans)) == []


def test_what_was_rejected_is_no_span_on_purpose() -> None:
    text = "Kutum and Kutum"
    suggestion = Suggestion(1, 1, SpanContent(10, 15, "LOCATION"), "made", "1")
    verdict = Decision(1, 1, "ada", Verdict.REJECTED)
    rows = findings(
        state(text, ("Kutum", "LOCATION", 0), suggestions=(suggestion,), decisions=(verdict,))
    )
    assert rows == []


def waiting(text: str, number: int, words: str, label: str, nth: int) -> Suggestion:
    return Suggestion(number, 1, SpanContent(*place(text, words, nth), label), "made", "1")


def test_what_waits_with_the_label_that_the_words_have_is_decided_on_first() -> None:
    text = "Kutum and Kutum"
    same = waiting(text, 1, "Kutum", "LOCATION", 1)
    other = waiting(text, 2, "Kutum", "ACTOR", 1)
    own = ("Kutum", "LOCATION", 0)
    assert findings(state(text, own, suggestions=(same,))) == []
    assert findings(state(text, own, suggestions=(same, other))) == []


def test_words_that_were_labelled_once_and_wait_otherwise_are_a_flaw() -> None:
    text = "Kutum fell. In Kutum, men of Kutum Council saw Kutum."
    suggestions = (
        waiting(text, 1, "Kutum", "ACTOR", 1),
        waiting(text, 2, "Kutum Council", "ACTOR", 0),
    )
    rows = findings(state(text, ("Kutum", "LOCATION", 0), suggestions=suggestions))
    assert said(text, rows) == [
        (Flaw.SUGGESTED, "Kutum", "LOCATION Kutum"),
        (Flaw.UNLABELLED, "Kutum", "LOCATION Kutum"),
    ]
    assert [row.span for row in rows] == [suggestions[0], None]


def test_of_words_with_two_labels_as_frequent_none_is_asked_of_what_waits() -> None:
    text = "Kutum, Kutum, Kutum"
    spans = (("Kutum", "LOCATION", 0), ("Kutum", "ACTOR", 1))
    rows = findings(state(text, *spans, suggestions=(waiting(text, 1, "Kutum", "ACTOR", 2),)))
    assert said(text, rows) == [(Flaw.TWO_LABELS, "Kutum", None)] * 2


def test_looked_for_again_while_spans_change_it_finds_what_it_would_find_anew() -> None:
    text = "the Kutum, Kutum and more than 30 of Kutum, 40 in El Fasher, El Fasher"
    pool = [
        *[("Kutum", label, nth) for nth in range(3) for label in ("ACTOR", "LOCATION")],
        *(("the Kutum", "LOCATION", 0), ("30", "FIGURE", 0), ("40", "ACTOR", 0)),
        *(("El Fasher", "LOCATION", 0), ("El Fasher", "LOCATION", 1)),
    ]
    flaws, drawn = Consistency(text), Random(1)
    for _ in range(300):
        now = state(text, *drawn.sample(pool, drawn.randint(0, len(pool))))
        assert flaws.findings(now) == findings(now)


def test_it_stops_when_asked_to_and_keeps_what_it_knows() -> None:
    text = "Kutum " * 500
    now = state(text, *[("Kutum", "LOCATION", nth) for nth in range(0, 500, 2)])
    flaws, looks = Consistency(text), count()

    def check() -> None:
        if next(looks) == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        flaws.findings(now, check)
    assert flaws.findings(now) == findings(now)
    assert len(findings(now)) == 250


@pytest.mark.parametrize(
    ("words", "label", "flaw", "better"),
    [
        ("the Taliban", "ACTOR", Flaw.EDGES, "ACTOR Taliban"),
        ("Omar's", "ACTOR", Flaw.EDGES, "ACTOR Omar"),
        ("30", "FIGURE", Flaw.APPROXIMATOR, "FIGURE more than 30"),
        ("50", "FIGURE", Flaw.APPROXIMATOR, "FIGURE 50 or so"),
        ("30", "ACTOR", Flaw.NUMBER, "FIGURE 30"),
        ("more than 30", "LOCATION", Flaw.NUMBER, "FIGURE more than 30"),
    ],
)
def test_edges_and_numbers(words: str, label: str, flaw: Flaw, better: str) -> None:
    text = "Then the Taliban lost the more than 30 men, Omar's son and 50 or so others."
    assert said(text, findings(state(text, (words, label, 0)))) == [(flaw, words, better)]


@pytest.mark.parametrize("words", ["G7", "Two Rivers", "9/11", "30 men"])
def test_a_name_with_a_number_is_no_figure(words: str) -> None:
    text = f"So {words} it is"
    assert findings(state(text, (words, "ACTOR", 0))) == []


def test_muted_text_is_left_out() -> None:
    text = "the Kutum\nKutum"
    muted = (MutedRange("m", 1, 0, 9, "manual"),)
    assert findings(state(text, ("the Kutum", "LOCATION", 0), muted=muted)) == []
    rows = findings(state(text, ("Kutum", "LOCATION", 1), muted=muted))
    assert rows == []
