"""A version of work as one JSON text that needs nothing beside it; how projects keep it aside."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.domain.label_names import LabelNames, version_under
from annotator.domain.merging import Unplaced
from annotator.domain.work import (
    SuggestionFacts,
    SuggestionKey,
    WorkDecision,
    WorkSpan,
    WorkVersion,
)


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """A version with what is known of the suggestions it refers to.

    ``unplaced`` is empty unless it is kept for the annotations that found no place.
    """

    version: WorkVersion
    facts: Mapping[SuggestionKey, SuggestionFacts]
    unplaced: tuple[Unplaced, ...] = ()


def under(saved: SavedVersion, names: LabelNames) -> SavedVersion:
    """The same with labels as they are called by ``names``."""
    called = names.called
    return SavedVersion(
        version_under(saved.version, names),
        {key._replace(label=called.get(key.label, key.label)): f for key, f in saved.facts.items()},
        tuple(
            replace(one, span=one.span._replace(label=called.get(one.span.label, one.span.label)))
            for one in saved.unplaced
        ),
    )


def version_text(saved: SavedVersion) -> str:
    """The version as text."""
    version = saved.version
    used = {d.suggestion for d in version.decisions}
    return json.dumps(
        {
            "annotator": version.annotator,
            "seen": version.seen,
            "status": version.status,
            "reason": version.reason,
            "spans": version.spans,
            "decisions": version.decisions,
            "suggestions": [
                (*key, *saved.facts[key]) for key in sorted(used) if key in saved.facts
            ],
            "unplaced": [(item.span, item.quote) for item in saved.unplaced],
        },
        ensure_ascii=False,
    )


def version_value(text: str) -> SavedVersion:
    """The version of a text that `kept_text` has written."""
    stored = json.loads(text)
    version = WorkVersion(
        annotator=stored["annotator"],
        seen=stored["seen"],
        spans=tuple(_span(values) for values in stored["spans"]),
        decisions=tuple(
            WorkDecision(SuggestionKey(*key), verdict, made)
            for key, verdict, made in stored["decisions"]
        ),
        status=stored["status"],
        reason=stored["reason"],
    )
    facts = {
        SuggestionKey(*values[:5]): SuggestionFacts(*values[5:]) for values in stored["suggestions"]
    }
    unplaced = tuple(Unplaced(_span(values), quote) for values, quote in stored["unplaced"])
    return SavedVersion(version, facts, unplaced)


def _span(values: Sequence[Any]) -> WorkSpan:
    *plain, key = values
    return WorkSpan._make([*plain, None if key is None else SuggestionKey._make(key)])
