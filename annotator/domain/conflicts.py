"""From several annotators' spans of one article to what they agree on and where they differ.

Plain and deterministic: the same spans give the same conflicts, in text order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations
from typing import TypeAlias

from annotator.domain.figures import Figure
from annotator.domain.values import Annotation

ClaimKey: TypeAlias = tuple[object, ...]


class Kind(StrEnum):
    """What annotators differ in, or that they agree and are only to be confirmed."""

    MISSING = "missing"  # some have a span, some have none
    BOUNDARY = "boundary"  # the same labels with other edges
    LABEL = "label"  # the same places with other labels
    VALUE = "value"  # the same figures with other values
    NAME = "name"  # the same spans with other canonical names
    OVERLAP = "overlap"  # spans that share text and differ in more than one way
    AGREED = "agreed"  # all say the same, but gold does not, or nobody lets them by unasked


@dataclass(frozen=True, slots=True)
class Claim:
    """What a span says, whoever says it: ``[start, end)`` in code points, label, value, name."""

    start: int
    end: int
    label: str
    figure: Figure | None = None
    entity: str | None = None
    note: str | None = field(default=None, compare=False)

    @property
    def key(self) -> ClaimKey:
        """Equal for claims that say the same."""
        return (self.start, self.end, self.label, value_key(self.figure), self.entity or "")

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it is and as what."""
        return (self.start, self.end, self.label)


@dataclass(frozen=True, slots=True)
class Version:
    """One way to annotate a passage and who holds it; without claims: nothing is there."""

    claims: tuple[Claim, ...]
    holders: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[ClaimKey, ...]:
        """Equal for versions that say the same, whoever holds them."""
        return tuple(claim.key for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A passage ``[start, end)`` where annotators differ, with every version of it.

    Spans that hang together by overlaps are one conflict. Conflicts of an article do not overlap.
    """

    start: int
    end: int
    kind: Kind
    versions: tuple[Version, ...]

    @property
    def id(self) -> str:
        """Tells it from the others of its article."""
        first = self.versions[0].claims[0]
        return f"{self.kind is Kind.AGREED:d}:{self.start}-{self.end}:{first.label}"

    @property
    def claims(self) -> frozenset[ClaimKey]:
        """Everything that somebody says here."""
        return frozenset(key for version in self.versions for key in version.key)

    def majority(self, voters: int) -> int | None:
        """The version that more than half of ``voters`` hold, None if there is none."""
        held = [len(version.holders) for version in self.versions]
        return next((n for n, count in enumerate(held) if 2 * count > voters), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What annotators agree on and where they differ, both in text order.

    ``f1`` is the mean over pairs of annotators of the exact F1 of places and labels (van
    Rijsbergen 1979), None where nobody has a span.
    """

    annotators: tuple[str, ...]
    agreed: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    f1: float | None


def value_key(figure: Figure | None) -> tuple[object, ...]:
    """Equal for figures that say the same; one that was not read says nothing, as none does.

    Words that are counted are compared without case and spacing; whether somebody has confirmed
    the value does not matter.
    """
    if figure is None or not figure.parsed:
        return ()
    bounds = (figure.low, figure.best, figure.high, figure.of)
    return (figure.qualifier.value, figure.unit, *bounds, *map(_folded, _words(figure)))


def _words(figure: Figure) -> tuple[str | None, str | None]:
    return figure.counts, figure.outcome


def _folded(words: str | None) -> str:
    return " ".join((words or "").casefold().split())


def compare(spans: Mapping[str, Iterable[Annotation]]) -> Comparison:
    """Compare the spans of several annotators, by annotator; versions are in their order.

    Who gives no canonical name does not contradict those who do: where all given names of a span
    are the same, it counts for everybody.
    """
    claims = _named({who: _claims(items) for who, items in spans.items()})
    people = tuple(claims)
    common = set.intersection(*(set(held) for held in claims.values())) if claims else set()
    agreed = sorted((_best(claims, key) for key in common), key=_text_order)
    rest = [
        (claim, who)
        for who, held in claims.items()
        for key, claim in held.items()
        if key not in common
    ]
    conflicts = tuple(_conflict(chain, people) for chain in _chains(rest))
    return Comparison(people, tuple(agreed), conflicts, _f1(list(claims.values())))


def claim_of(span: Annotation) -> Claim:
    """What an annotation says."""
    return Claim(span.start, span.end, span.label, span.figure, span.entity, span.note)


_Claims: TypeAlias = dict[ClaimKey, Claim]


def _claims(spans: Iterable[Annotation]) -> _Claims:
    found: _Claims = {}
    for span in spans:
        claim = claim_of(span)
        found.setdefault(claim.key, claim)
    return found


def _named(claims: Mapping[str, _Claims]) -> dict[str, _Claims]:
    names: dict[ClaimKey, set[str]] = {}
    for held in claims.values():
        for claim in held.values():
            if claim.entity:
                names.setdefault(claim.key[:-1], set()).add(claim.entity)
    only = {key: next(iter(found)) for key, found in names.items() if len(found) == 1}
    if not only:
        return dict(claims)
    return {
        who: _renamed(held, {key: name for key, name in only.items()})
        for who, held in claims.items()
    }


def _renamed(held: _Claims, names: Mapping[ClaimKey, str]) -> _Claims:
    found: _Claims = {}
    for claim in held.values():
        named = replace(claim, entity=claim.entity or names.get(claim.key[:-1]))
        found.setdefault(named.key, named)
    return found


def _best(claims: Mapping[str, _Claims], key: ClaimKey) -> Claim:
    """One claim for all who make it: a confirmed value before others, the first note given."""
    same = [held[key] for held in claims.values()]
    sure = [claim for claim in same if claim.figure is not None and claim.figure.confirmed]
    note = next((claim.note for claim in same if claim.note), None)
    return replace((sure or same)[0], note=note)


def _text_order(claim: Claim) -> tuple[object, ...]:
    return (claim.start, -claim.end, claim.label, repr(claim.key))


def _chains(rest: Sequence[tuple[Claim, str]]) -> Iterator[list[tuple[Claim, str]]]:
    """The claims that hang together by overlaps, in text order."""
    chain: list[tuple[Claim, str]] = []
    reach = 0
    for claim, who in sorted(rest, key=lambda item: item[0].start):
        if chain and claim.start >= reach:
            yield chain
            chain, reach = [], 0
        chain.append((claim, who))
        reach = max(reach, claim.end)
    if chain:
        yield chain


def _conflict(chain: Sequence[tuple[Claim, str]], people: Sequence[str]) -> Conflict:
    said: dict[str, list[Claim]] = {who: [] for who in people}
    for claim, who in chain:
        said[who].append(claim)
    versions: dict[tuple[ClaimKey, ...], Version] = {}
    for who, claims in said.items():
        version = Version(tuple(sorted(claims, key=_text_order)))
        known = versions.get(version.key, version)
        versions[version.key] = Version(known.claims, (*known.holders, who))
    ordered = sorted(versions.values(), key=lambda version: not version.claims)
    start, end = min(c.start for c, _ in chain), max(c.end for c, _ in chain)
    return Conflict(start, end, _kind(ordered), tuple(ordered))


def _kind(versions: Sequence[Version]) -> Kind:
    said = [version.claims for version in versions if version.claims]
    if len(said) == 1:
        return Kind.MISSING
    places = {tuple((claim.start, claim.end) for claim in claims) for claims in said}
    labels = {tuple(claim.label for claim in claims) for claims in said}
    if len(places) > 1:
        return Kind.BOUNDARY if len(labels) == 1 else Kind.OVERLAP
    if len(labels) > 1:
        return Kind.LABEL
    values = {tuple(value_key(claim.figure) for claim in claims) for claims in said}
    return Kind.VALUE if len(values) > 1 else Kind.NAME


def _f1(held: Sequence[_Claims]) -> float | None:
    places = [{claim.place for claim in claims.values()} for claims in held]
    scores = [
        2 * len(one & other) / (len(one) + len(other))
        for one, other in combinations(places, 2)
        if one or other
    ]
    return sum(scores) / len(scores) if scores else None
