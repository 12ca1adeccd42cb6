"""Two versions of one annotator's work in one article as one, span by span where they do not touch.

Neither version tells which spans the other has deleted and which it never had, so nothing is joined
by itself: a person sees what would be added, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.domain.lineage import parse_seen, seen_text, stamp
from annotator.domain.spans import overlaps
from annotator.domain.values import Status
from annotator.domain.work import SuggestionKey, WorkDecision, WorkSpan, WorkVersion

_AT_WORK = {Status.IN_PROGRESS.value, Status.DONE.value}


@dataclass(frozen=True, slots=True)
class Joining:
    """What the current version would be with what the other has beside it. ``added`` spans come in;
    ``touching`` ones share a code point with others, or say otherwise, and stay where they are.
    ``stands`` says that both stand otherwise with the article, which only a person can join.
    """

    version: WorkVersion
    added: tuple[WorkSpan, ...]
    touching: tuple[WorkSpan, ...]
    stands: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left of the other version."""
        return not self.touching and not self.stands


def joining(current: WorkVersion, other: WorkVersion, *, writer: str) -> Joining:
    """Join ``other`` to the version that is shown, as an edit of ``writer``."""
    twins = {span[1:4]: span for span in current.spans}
    decided = {decision.suggestion: decision for decision in current.decisions}
    theirs = {decision.suggestion: decision for decision in other.decisions}
    by_id = {span.id: span for span in current.spans}
    added: list[WorkSpan] = []
    touching: list[WorkSpan] = []
    here: dict[str, str] = {}  # what a span of the other is called in the joined version
    for span in other.spans:
        twin = twins.get(span[1:4])
        if twin is not None and twin[5:8] == span[5:8]:
            here[span.id] = twin.id
        elif span.id in by_id or _touches(span, current.spans) or _differs(span, theirs, decided):
            touching.append(span)
        else:
            added.append(span)
            here[span.id] = span.id
    stood = _status(current, other)
    decisions = [*current.decisions, *_new(other.decisions, decided, here)]
    named = {(decision.suggestion, decision.annotation_id) for decision in decisions}
    new = replace(
        current,
        spans=(*current.spans, *(_named(span, named) for span in added)),
        decisions=tuple(decisions),
    )
    if stood is not None:
        new = replace(new, status=stood[0], reason=stood[1])
    result = Joining(new, tuple(added), tuple(touching), stood is None)
    return replace(result, version=replace(new, seen=_seen(current, other, result, writer)))


def _touches(span: WorkSpan, spans: Iterable[WorkSpan]) -> bool:
    return any(overlaps(span, mine) for mine in spans)


def _differs(
    span: WorkSpan,
    theirs: Mapping[SuggestionKey, WorkDecision],
    decided: Mapping[SuggestionKey, WorkDecision],
) -> bool:
    """Whether the current version has another verdict on the suggestion a span came of."""
    key = span.suggestion
    return key is not None and key in decided and decided[key] != theirs.get(key)


def _new(
    decisions: Iterable[WorkDecision],
    decided: Mapping[SuggestionKey, WorkDecision],
    here: Mapping[str, str],
) -> Iterable[WorkDecision]:
    for decision in decisions:
        made = decision.annotation_id
        if decision.suggestion not in decided and (made is None or made in here):
            yield decision._replace(annotation_id=made and here[made])


def _named(span: WorkSpan, named: set[tuple[SuggestionKey, str | None]]) -> WorkSpan:
    is_named = span.suggestion is not None and (span.suggestion, span.id) in named
    return span if is_named else span._replace(suggestion=None)


def _status(current: WorkVersion, other: WorkVersion) -> tuple[str | None, str | None] | None:
    """Where the joined version stands, with the reason of a flag; None where both say otherwise."""
    reasons = {reason for reason in (current.reason, other.reason) if reason is not None}
    stands = {status for status in (current.status, other.status) if status is not None}
    if len(reasons) > 1 or (len(stands) > 1 and not stands <= _AT_WORK):
        return None
    status = Status.IN_PROGRESS.value if len(stands) > 1 else next(iter(stands), None)
    return status, next(iter(reasons), None)


def _seen(current: WorkVersion, other: WorkVersion, result: Joining, writer: str) -> str:
    """What the joined version has seen: both, or, while something of the other is left, not it."""
    seen, also = parse_seen(current.seen), parse_seen(other.seen)
    newest = max(stamp(seen), stamp(also))
    if result.is_whole:
        seen |= {name: max(edit, seen.get(name, 0)) for name, edit in also.items()}
    return seen_text(seen | {writer: newest + 1})
