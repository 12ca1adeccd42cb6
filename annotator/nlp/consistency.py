"""The same name, the same label, all through one article (guidelines: form before meaning).

A network reads line by line: it may know a name in one line and pass it over in the next. Works on
the suggestions of one article and its text; never looks at another article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.nlp.lexicon import Lexicon

RULE = "article same name"
_NAMES = ("ACTOR", "LOCATION")
_SHORTEST = 4


def agree(text: str, spans: Sequence[SuggestedSpan], lexicon: Lexicon) -> list[SuggestedSpan]:
    """The spans, with the names found in one place marked alike in all others."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for span in spans:
        surface = text[span.start : span.end]
        if span.label in _NAMES and _is_own_name(surface, lexicon):
            votes[surface][span.label] += 1
    if not votes:
        return list(spans)
    verdict = {name: _winner(labels) for name, labels in votes.items()}
    agreed = [_relabelled(span, verdict.get(text[span.start : span.end])) for span in spans]
    missed = _missed(text, agreed, verdict)
    return sorted([*agreed, *missed], key=lambda s: s.start) if missed else agreed


def _is_own_name(surface: str, lexicon: Lexicon) -> bool:
    """Whether a name is neither known anyway nor a word that also means something else."""
    return (
        len(surface) >= _SHORTEST
        and surface[0].isupper()
        and surface[-1].isalpha()
        and surface not in lexicon.names
        and surface.lower() not in lexicon.list("common")
        and not surface.isupper()
    )


def _winner(labels: Counter[str]) -> str | None:
    """The label of the clear majority; None where there is none."""
    (label, count), *others = labels.most_common()
    return label if not others or count > others[0][1] else None


def _relabelled(span: SuggestedSpan, label: str | None) -> SuggestedSpan:
    if label is None or label == span.label:
        return span
    return SuggestedSpan(SpanContent(span.start, span.end, label), RULE)


def _missed(
    text: str, spans: Sequence[SuggestedSpan], verdict: dict[str, str | None]
) -> list[SuggestedSpan]:
    names = sorted((n for n, label in verdict.items() if label), key=len, reverse=True)
    if not names:
        return []
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")
    taken = sorted((span.start, span.end) for span in spans)
    repeats, at = [], 0
    for match in pattern.finditer(text):
        start, end = match.span()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at == len(taken) or taken[at][0] >= end:
            label = verdict[match.group()]
            if label is not None:
                repeats.append(SuggestedSpan(SpanContent(start, end, label), RULE))
    return repeats
