"""One annotator's work in one article as it travels: names instead of row numbers, and the rule
by which versions of it are joined. Plain values in tuples, since bundles bring hundreds of
thousands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from annotator.domain.identity import Identity
from annotator.domain.lineage import JOINED_LABELS, Relation, parse_seen, relation, seen_text, stamp
from annotator.domain.values import Label, TextRange


class SuggestionKey(NamedTuple):
    """What makes a suggestion the same in two projects."""

    start: int
    end: int
    label: str
    source: str
    version: str


class SuggestionFacts(NamedTuple):
    """What else is known of a suggestion. ``figure`` is the JSON text that projects keep."""

    rule: str | None = None
    score: float | None = None
    figure: str | None = None


class WorkSpan(NamedTuple):
    """An annotation. ``figure`` is the JSON text that projects keep; ``suggestion`` is the one it
    came of."""

    id: str
    start: int
    end: int
    label: str
    origin: str
    figure: str | None = None
    entity: str | None = None
    note: str | None = None
    suggestion: SuggestionKey | None = None


class WorkDecision(NamedTuple):
    """A verdict on a suggestion, with the id of the annotation that came of it."""

    suggestion: SuggestionKey
    verdict: str
    annotation_id: str | None = None


@dataclass(frozen=True, slots=True)
class WorkVersion:
    """All that one annotator has made of one article, at one time.

    ``seen`` is its version vector as `seen_text` writes it. ``status`` is None where it is new.
    """

    annotator: str
    seen: str
    spans: tuple[WorkSpan, ...] = ()
    decisions: tuple[WorkDecision, ...] = ()
    status: str | None = None
    reason: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of everything it says, 64 hexadecimal digits."""
        return _digest(sorted(self.spans), sorted(_with_ids(self.decisions)), self)

    @property
    def meaning(self) -> str:
        """SHA-256 of what it says apart from the ids: equal for equal work done twice."""
        places = {span.id: span[1:4] for span in self.spans}
        spans = sorted(_plain(span[1:8]) for span in self.spans)
        decisions = sorted(
            _plain((d.suggestion, d.verdict, places.get(d.annotation_id or "")))
            for d in self.decisions
        )
        return _digest(spans, decisions, self)

    @property
    def key(self) -> str:
        """What tells it from every other version of the same work."""
        return hashlib.sha256(f"{self.seen}\n{self.digest}".encode()).hexdigest()[:32]

    def is_same(self, other: WorkVersion) -> bool:
        """Whether both have seen and say the same; quicker than comparing their keys."""
        return (
            (self.annotator, self.seen) == (other.annotator, other.seen)
            and (self.status, self.reason) == (other.status, other.reason)
            and set(self.spans) == set(other.spans)
            and set(self.decisions) == set(other.decisions)
        )


@dataclass(frozen=True, slots=True)
class BundledArticle:
    """One article of a bundle with the work on it. ``uid`` and the facts are the sender's.

    ``versions`` may hold several of one annotator, if they have diverged. ``suggestions`` has
    what is known of those that the versions refer to. ``seconds`` is the time spent, by annotator
    and writer. ``extra`` are unknown keys of the record the article came of; ``raw`` the bytes it
    was read from in ``encoding``, where they are to travel and differ from the text in UTF-8.
    """

    sha256: str
    uid: str
    title: str
    text: str
    source: str | None = None
    url: str | None = None
    published: str | None = None
    versions: tuple[WorkVersion, ...] = ()
    suggestions: Mapping[SuggestionKey, SuggestionFacts] = field(default_factory=dict)
    muted: tuple[TextRange, ...] = ()
    unmuted: tuple[TextRange, ...] = ()
    seconds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself. ``guidelines_sha256`` is that of the text they had,
    ``identities`` tell its people from others with the same names; the project was ``made_for``
    somebody whom its annotator may be. ``former_labels`` have become others, or "" for none.
    """

    program: str
    project: str
    made_by: str
    at: str
    annotators: tuple[str, ...]
    labels: tuple[Label, ...]
    guidelines_version: int
    guidelines_sha256: str
    identities: tuple[Identity, ...] = ()
    made_for: str = ""
    former_labels: Mapping[str, str] = field(default_factory=dict)


def heads(versions: Iterable[WorkVersion]) -> list[WorkVersion]:
    """The versions that no other has seen, the one that is shown first.

    Of diverged versions the one with most edits behind it is shown, of as many the one with the
    greater vector: every project chooses the same, in whatever order they came and whatever it
    calls its labels, so that steps that join labels do not count. The union of two
    sets and then the heads is commutative, associative and idempotent, since being seen is a
    partial order.
    """
    given = list(versions)
    if len(given) < 2:
        return given
    by_key = {version.key: version for version in given}
    seen = {key: parse_seen(version.seen) for key, version in by_key.items()}
    open_ = [
        key
        for key in by_key
        if not any(relation(seen[key], seen[other]) is Relation.OLDER for other in by_key)
    ]
    edits = {
        key: {writer: edit for writer, edit in seen[key].items() if writer != JOINED_LABELS}
        for key in open_
    }
    order = sorted(
        open_,
        key=lambda key: (stamp(edits[key]), seen_text(edits[key]), by_key[key].digest),
        reverse=True,
    )
    return [by_key[key] for key in order]


def renewed(version: WorkVersion, others: Iterable[WorkVersion], *, writer: str) -> WorkVersion:
    """``version`` once more as the newest of all, without having seen the others."""
    newest = max(stamp(parse_seen(v.seen)) for v in (version, *others))
    seen = parse_seen(version.seen) | {writer: newest + 1}
    return replace(version, seen=seen_text(seen))


def _with_ids(decisions: Sequence[WorkDecision]) -> list[tuple[object, ...]]:
    return [(*d.suggestion, d.verdict, d.annotation_id or "") for d in decisions]


def _plain(values: Sequence[object]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _digest(spans: Sequence[object], decisions: Sequence[object], version: WorkVersion) -> str:
    whole = _plain([spans, decisions, version.status, version.reason])
    return hashlib.sha256(whole.encode()).hexdigest()
