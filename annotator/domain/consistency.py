"""Where one person's spans of one article do not go together, and what would mend it.

Of suggestions those alone are looked at that wait on words which the person has labelled otherwise
elsewhere: all others are decided on first. Muted text is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

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
_OFTEN = 100  # spans between two looks whether to go on: some tenths of a millisecond
_SIGNS = frozenset(["%", "percent", "per", "cent", "$", "€", "£"])

T = TypeVar("T")


class Flaw(StrEnum):
    """What does not go together, in words."""

    TWO_LABELS = "the same words, labelled two ways"
    UNLABELLED = "labelled elsewhere, not here"
    SUGGESTED = "suggested otherwise here"
    EDGES = "article or possessive inside"
    APPROXIMATOR = "approximator left outside"
    NUMBER = "a figure labelled otherwise"


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw on ``[start, end)``. ``span`` is what stands or waits there, None where nothing does.

    ``better`` is the place and label that would mend it, None where only a person can say.
    """

    flaw: Flaw
    start: int
    end: int
    span: Annotation | Suggestion | None
    better: tuple[int, int, str] | None


def findings(state: ArticleState) -> list[Finding]:
    """All flaws of an article in text order, one a span: the first that it has."""
    return Consistency(state.text).findings(state)


class Consistency:
    """Looks for the flaws of one text, again and again while its spans change.

    What depends on the text alone, and what was found of a span, is looked up once.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, tuple[Annotation, str | None, Finding | None]] = {}
        self._places: dict[str, list[int]] = {}

    def findings(
        self, state: ArticleState, check: Callable[[], object] = lambda: None
    ) -> list[Finding]:
        """All flaws in text order, one a span: the first that it has.

        ``check`` is called all the time and may raise, to stop; what is known by then is kept.
        """
        muted = joined(state.muted)
        own = [item for item in state.annotations if not meets(muted, item.start, item.end)]
        labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for item in steadily(own, check):
            labels[item.text][item.label] += 1
        usual = {words: _usual(counts) for words, counts in labels.items()}
        rows = [self._flaw_of(item, usual[item.text]) for item in steadily(own, check)]
        flaws = [row for row in rows if row is not None]
        flaws += self._suggested(steadily(state.waiting, check), usual)
        flaws += self._unlabelled(state, usual, check)
        return sorted(flaws, key=lambda item: (item.start, item.end))

    def _flaw_of(self, item: Annotation, usual: str | None) -> Finding | None:
        """What is wrong with one span, of which the words usually have a label."""
        known = self._known.get(item.id)
        if known is None or known[1] != usual or known[0] != item:
            known = self._known[item.id] = item, usual, _flaw_of(self.text, item, usual)
        return known[2]

    def _suggested(
        self, waiting: Iterable[Suggestion], usual: dict[str, str | None]
    ) -> Iterator[Finding]:
        """Where words wait with another label than the person gives them."""
        of_place: defaultdict[tuple[int, int], list[Suggestion]] = defaultdict(list)
        for item in waiting:
            if usual.get(self.text[item.start : item.end]) is not None:
                of_place[item.start, item.end].append(item)
        for (start, end), items in of_place.items():
            label = usual[self.text[start:end]]
            if label is not None and all(item.label != label for item in items):
                yield Finding(Flaw.SUGGESTED, start, end, items[0], (start, end, label))

    def _unlabelled(
        self, state: ArticleState, usual: dict[str, str | None], check: Callable[[], object]
    ) -> Iterator[Finding]:
        """Where a name that is labelled stands as whole words with no span on it."""
        names = {
            name: label
            for name, label in usual.items()
            if label not in (None, FIGURE) and len(name) >= _SHORTEST and not name[0].islower()
        }
        places = [
            (start, -len(name), name)
            for name in steadily(names, check)
            for start in self._places_of(name)
        ]
        taken, reached = joined([*state.spans, *state.muted, *_rejected(state)]), 0
        for start, size, name in steadily(sorted(places), check):
            end = start - size
            if start >= reached and not meets(taken, start, end):
                yield Finding(Flaw.UNLABELLED, start, end, None, (start, end, str(names[name])))
                reached = end

    def _places_of(self, name: str) -> list[int]:
        """Where a name stands as whole words."""
        places = self._places.get(name)
        if places is None:
            first = name[slice(*token_bounds(name)[0])]
            starts, ends = self._tokens
            places = self._places[name] = [
                start
                for start in starts.get(first, ())
                if start + len(name) in ends and self.text.startswith(name, start)
            ]
        return places

    @cached_property
    def _tokens(self) -> tuple[dict[str, list[int]], frozenset[int]]:
        """Where the tokens of the text begin, by what they say, and where any ends."""
        starts: defaultdict[str, list[int]] = defaultdict(list)
        bounds = token_bounds(self.text)
        for start, end in bounds:
            starts[self.text[start:end]].append(start)
        return starts, frozenset(end for _, end in bounds)


def _flaw_of(text: str, item: Annotation, usual: str | None) -> Finding | None:
    """What is wrong with one span; ``usual`` is the label that its words have, if one is."""
    start, end = item.start, item.end

    def finding(flaw: Flaw, better: tuple[int, int, str] | None) -> Finding:
        return Finding(flaw, start, end, item, better)

    if item.label != FIGURE and _is_number(item.text):
        return finding(Flaw.NUMBER, (start, end, FIGURE))
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


def _rejected(state: ArticleState) -> Iterator[Suggestion]:
    """Where the annotator has rejected a suggestion: that is no span on purpose."""
    for decision in state.decisions:
        item = state.suggestion(decision.suggestion_id)
        if decision.verdict is Verdict.REJECTED and item is not None:
            yield item


def steadily(items: Iterable[T], check: Callable[[], object]) -> Iterator[T]:
    """The items, with a look now and then whether to go on."""
    for number, item in enumerate(items):
        if number % _OFTEN == 0:
            check()
        yield item
