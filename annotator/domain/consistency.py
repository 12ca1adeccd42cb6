"""Where one person's spans of one article do not go together, and what would mend it.

Looks at own annotations alone: suggestions are decided on first. Muted text is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.boundaries import line_around
from annotator.domain.figures.numerals import NUMBER_WORDS
from annotator.domain.figures.qualifiers import just_before, leading, trailing
from annotator.domain.figures.scan import Token, scan
from annotator.domain.labels import FIGURE
from annotator.domain.name_edges import trimmed
from annotator.domain.spans import joined, meets
from annotator.domain.state import ArticleState
from annotator.domain.tokens import token_bounds
from annotator.domain.values import Annotation, Suggestion, Verdict

_BESIDE = 60  # code points before and behind a number that may bound it
_SHORTEST = 2  # letters of a name that is looked for elsewhere
_SIGNS = frozenset(["%", "percent", "per", "cent", "$", "€", "£"])


class Flaw(StrEnum):
    """What does not go together, in words."""

    TWO_LABELS = "the same words, labelled two ways"
    UNLABELLED = "labelled elsewhere, not here"
    EDGES = "article or possessive inside"
    APPROXIMATOR = "approximator left outside"
    NUMBER = "a figure labelled otherwise"


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw on ``[start, end)``. ``span`` is what stands there, None where nothing does.

    ``better`` is the place and label that would mend it, None where only a person can say.
    """

    flaw: Flaw
    start: int
    end: int
    span: Annotation | None
    better: tuple[int, int, str] | None


def findings(state: ArticleState) -> list[Finding]:
    """All flaws of an article in text order, one a span: the first that it has."""
    muted = joined(state.muted)
    own = [item for item in state.annotations if not meets(muted, item.start, item.end)]
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in own:
        labels[item.text][item.label] += 1
    spans = [flaw for item in own if (flaw := _flaw_of(state.text, item, labels[item.text]))]
    return sorted([*spans, *_unlabelled(state, labels)], key=lambda item: (item.start, item.end))


def _flaw_of(text: str, item: Annotation, labels: Counter[str]) -> Finding | None:
    """What is wrong with one span, among the labels that its words have."""
    start, end = item.start, item.end

    def finding(flaw: Flaw, better: tuple[int, int, str] | None) -> Finding:
        return Finding(flaw, start, end, item, better)

    if item.label != FIGURE and _is_number(item.text):
        return finding(Flaw.NUMBER, (start, end, FIGURE))
    usual = _usual(labels)
    if usual != item.label:
        return finding(Flaw.TWO_LABELS, (start, end, usual) if usual is not None else None)
    place = trimmed(text, start, end, item.label)
    if place != (start, end):
        return finding(Flaw.EDGES, (*place, item.label))
    if item.label == FIGURE:
        place = _with_approximators(text, start, end)
        if place != (start, end):
            return finding(Flaw.APPROXIMATOR, (*place, FIGURE))
    return None


def _usual(labels: Counter[str]) -> str | None:
    """The label that most of them have; None where two are as frequent."""
    (label, count), *others = labels.most_common()
    return label if not others or count > others[0][1] else None


def _is_number(words: str) -> bool:
    """Whether words are a number with what bounds it, and nothing else."""
    tokens = [token.text for token in scan(words)]
    at = 0
    while (ahead := leading(tokens, at)[1]) > at:
        at = ahead
    rest = [token for token in tokens[at:] if token not in _SIGNS]
    return bool(rest) and all(word[0].isdigit() or word in NUMBER_WORDS for word in rest)


def _with_approximators(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a number with the words beside it that bound it (“more than”, “or so”)."""
    first, last = line_around(text, start)
    base = max(first, start - _BESIDE)
    tokens = scan(text[base:start])
    words = [token.text for token in tokens]
    bounds, left = just_before(words)
    if bounds:
        left = _past_neutral(words, left)
        start = base + tokens[left].start
    behind = scan(text[end : min(last, end + _BESIDE)])
    bound, size = trailing([token.text for token in behind], 0)
    if bound is not None and _is_apart(behind):
        end += behind[size - 1].end
    return start, end


def _past_neutral(words: Sequence[str], at: int) -> int:
    """Where the words begin that bound a number: “the” before “more than” stays outside."""
    while True:
        bound, ahead = leading(words, at)
        if bound is not None or ahead == at:
            return at
        at = ahead


def _is_apart(tokens: Sequence[Token]) -> bool:
    return tokens[0].space or tokens[0].kind == "sym"


def _unlabelled(state: ArticleState, labels: dict[str, Counter[str]]) -> Iterator[Finding]:
    """Where a name that is labelled stands as whole words with no span on it."""
    usual = {name: label for name, counts in labels.items() if (label := _usual(counts))}
    names = {
        name: label
        for name, label in usual.items()
        if label != FIGURE and len(name) >= _SHORTEST and not name[0].islower()
    }
    if not names:
        return
    text, tokens = state.text, token_bounds(state.text)
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        first = token_bounds(name)[0]
        by_first[name[slice(*first)]].append(name)
    ends = {end for _, end in tokens}
    taken, reached = joined([*state.spans, *state.muted, *_rejected(state)]), 0
    for start, first_end in tokens:
        for name in by_first.get(text[start:first_end], ()) if start >= reached else ():
            end = start + len(name)
            if end in ends and text.startswith(name, start) and not meets(taken, start, end):
                yield Finding(Flaw.UNLABELLED, start, end, None, (start, end, names[name]))
                reached = end
                break


def _rejected(state: ArticleState) -> Iterator[Suggestion]:
    """Where the annotator has rejected a suggestion: that is no span on purpose."""
    for decision in state.decisions:
        item = state.suggestion(decision.suggestion_id)
        if decision.verdict is Verdict.REJECTED and item is not None:
            yield item
