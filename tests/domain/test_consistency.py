"""What of one person's spans does not go together, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import pytest
from making import annotation
from sample_project import place

from annotator.domain.consistency import Finding, Flaw, findings
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


def test_what_waits_is_decided_on_first() -> None:
    text = "Kutum and Kutum"
    suggestion = Suggestion(1, 1, SpanContent(10, 15, "ACTOR"), "made", "1")
    assert findings(state(text, ("Kutum", "LOCATION", 0), suggestions=(suggestion,))) == []


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
