"""Verbs for tests of reviews: cases from plain spans, and what has been decided in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.domain.adjudication import ReviewerStamp, Why
from annotator.domain.conflicts import compare
from annotator.domain.edits import Edit
from annotator.domain.gold import Rule, Rules
from annotator.domain.review_case import Case
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, Article, Document, Origin

TEXT = "Taliban fighters took Kunduz on Sunday and killed 30 civilians near Kabul."
HAND = ReviewerStamp("rita", "2021-05-03T10:00:00.000+00:00")
PLAIN = Why()
Place = tuple[str, str]  # words and label


def spans_of(who: str, places: Sequence[Place], text: str = TEXT) -> list[Annotation]:
    """Spans given by their words and labels."""
    found = []
    for number, (words, label) in enumerate(places):
        start = text.index(words)
        end = start + len(words)
        found.append(
            Annotation(
                f"{who}{number}", 1, who, SpanContent(start, end, label), words, Origin.MANUAL
            )
        )
    return found


def case_of(rule: Rule | Rules = Rule.UNANIMOUS, **held: Sequence[Place]) -> Case:
    """A case in which these annotators have these spans."""
    rules = rule if isinstance(rule, Rules) else Rules(rule)
    document = Document(Article(1, "uid", "Title", "0" * 64, len(TEXT)), TEXT)
    return Case(
        document, compare({who: spans_of(who, found) for who, found in held.items()}), rules
    )


def instead(case: Case, **held: Sequence[Place]) -> Case:
    """The same case, its annotators having other spans now."""
    other = case_of(case.rules, **held)
    return replace(case, comparison=other.comparison)


def gold(case: Case) -> list[tuple[str, str, str]]:
    """Words, label and source of the gold of a case."""
    return [(span.text, span.label, span.source.value) for span in case.gold]


def rule_on(case: Case, decide: Callable[..., Edit], *arguments: object, nth: int = 0) -> Case:
    """The case once ``decide`` has ruled on its ``nth`` open item."""
    return case.after(decide(case, case.open[nth], *arguments, PLAIN, HAND))
