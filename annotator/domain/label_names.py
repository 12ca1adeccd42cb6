"""What the labels of a bundle are called in a project where one of the two has renamed or merged
labels since, and the work of the bundle under these names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from annotator.domain.lineage import JOINED_LABELS, after
from annotator.domain.work import BundledArticle, SuggestionKey, WorkDecision, WorkSpan, WorkVersion


@dataclass(frozen=True, slots=True)
class LabelNames:
    """``called`` has what a label of the bundle is called here, where that is another name.
    ``joined`` are those of them that are one label here with another of the bundle. ``notes`` are
    sentences for the report.
    """

    called: Mapping[str, str] = field(default_factory=dict)
    joined: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def names_of(
    theirs: Collection[str],
    former_there: Mapping[str, str],
    here: Collection[str],
    former_here: Mapping[str, str],
) -> LabelNames:
    """By which names the labels of a bundle, ``theirs``, come in. ``former_there`` and
    ``former_here`` are what former labels have become in the one project and in the other.
    """
    called: dict[str, str] = {}
    notes: list[str] = []
    for label in theirs:
        if label in here:
            notes += _taken_again(label, theirs, here, former_here)
            notes += _merged_there(label, theirs, here, former_there)
            continue
        now = former_here.get(label, "")
        before = [old for old, new in former_there.items() if new == label and old in here]
        before = [old for old in before if old not in theirs]
        if now in here:
            called[label] = now
            notes.append(f"its label {label} is {now} here by now, and comes in as {now}")
        elif len(before) == 1:
            called[label] = before[0]
            notes.append(
                f"its label {label} was {before[0]} before and still is here; it comes in as "
                f"{before[0]}"
            )
        elif before:
            notes.append(
                f"its label {label} has come of {' and '.join(sorted(before))}, which are labels "
                f"here; merge these into {label} (Edit, Labels)"
            )
    counts = Counter(called.get(label, label) for label in theirs)
    joined = frozenset(label for label, now in called.items() if counts[now] > 1)
    return LabelNames(called, joined, tuple(notes))


def _taken_again(
    label: str, theirs: Collection[str], here: Collection[str], former: Mapping[str, str]
) -> list[str]:
    """That a name may mean a former label, since another has the name now."""
    now = former.get(label, "")
    if now not in here or now in theirs or now == label:
        return []
    return [
        f"its label {label} may be what {now} is here: {label} was once the name of that; "
        f"look at a span of {label} of theirs"
    ]


def _merged_there(
    label: str, theirs: Collection[str], here: Collection[str], former: Mapping[str, str]
) -> list[str]:
    old = sorted(
        name for name, now in former.items() if now == label and name in here and name not in theirs
    )
    if not old:
        return []
    names = " and ".join(old)
    return [
        f"{names} was merged into {label} there: what was {names} comes in as {label}, and "
        f"{names} is a label here still (Edit, Labels merges it)"
    ]


def relabelled(article: BundledArticle, names: LabelNames) -> BundledArticle:
    """An article of a bundle with its labels as they are called here.

    A name is not part of what a version has seen. Joining labels is a step of its own, the one that
    is noted where the labels of a project are merged, whatever they were called on the way.
    """
    if not names.called:
        return article
    keys = {key: _key(key, names) for key in article.suggestions}
    return replace(
        article,
        versions=tuple(version_under(version, names) for version in article.versions),
        suggestions={keys[key]: facts for key, facts in reversed([*article.suggestions.items()])},
    )


def version_under(version: WorkVersion, names: LabelNames) -> WorkVersion:
    """A version with its labels as they are called here; of two spans in one place with one label
    the one stays that had the label before.
    """
    used = {span.label for span in version.spans}
    used |= {decision.suggestion.label for decision in version.decisions}
    if used.isdisjoint(names.called):
        return version
    stays: dict[tuple[int, int, str], str] = {}
    gone: dict[str, str] = {}
    spans = []
    for span in sorted(version.spans, key=lambda span: (span.label in names.called, span.id)):
        now = _span(span, names)
        first = stays.setdefault(now[1:4], now.id)
        if first == now.id:
            spans.append(now)
        else:
            gone[now.id] = first
    decisions = _decisions(version.decisions, names, gone)
    named = {(decision.suggestion, decision.annotation_id) for decision in decisions}
    seen = after(version.seen, JOINED_LABELS) if used & names.joined else version.seen
    return replace(
        version,
        seen=seen,
        spans=tuple(
            span if (span.suggestion, span.id) in named else span._replace(suggestion=None)
            for span in spans
        ),
        decisions=tuple(decisions),
    )


def _decisions(
    decisions: Iterable[WorkDecision], names: LabelNames, gone: Mapping[str, str]
) -> Collection[WorkDecision]:
    first: dict[SuggestionKey, WorkDecision] = {}
    for decision in decisions:
        key, made = _key(decision.suggestion, names), decision.annotation_id
        now = WorkDecision(key, decision.verdict, made and gone.get(made, made))
        first.setdefault(key, now)
    return first.values()


def _span(span: WorkSpan, names: LabelNames) -> WorkSpan:
    label = names.called.get(span.label, span.label)
    suggestion = span.suggestion and _key(span.suggestion, names)
    return span._replace(label=label, suggestion=suggestion)


def _key(key: SuggestionKey, names: LabelNames) -> SuggestionKey:
    label = names.called.get(key.label)
    return key if label is None else key._replace(label=label)
