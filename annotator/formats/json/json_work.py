"""What a record says of work: which suggestions spans were the answer to, and how long it took."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from annotator.domain.errors import InputError
from annotator.domain.gold import GoldSource, Rule
from annotator.domain.person_names import is_usable
from annotator.domain.records import AnsweredSuggestion, SpanGold
from annotator.formats.json.json_cells import label_of
from annotator.formats.json.json_figures import read_figure
from annotator.formats.record_builder import probability

_MOST_SECONDS = 1e9
Placed = Callable[[Mapping[str, Any]], tuple[int, int]]
"""Says where a member of a record lies in the text as it is kept. Raises InputError."""


def read_seconds(value: object, losses: list[str]) -> float:
    """How long somebody has worked on an article."""
    if value is None:
        return 0.0
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value < _MOST_SECONDS:  # type: ignore[operator]
        losses.append("meta.seconds was left out: it is not a number of seconds")
        return 0.0
    return float(value)  # type: ignore[arg-type]


def read_review(value: Any) -> Mapping[str, object] | None:
    """Between whom an article was reviewed, by which rule and by whom; None where that is not all
    there as exports write it.
    """
    match value:
        case {"annotators": [*people], "rule": rule, "reviewer": str(reviewer), "at": str(at)}:
            is_sound = all(isinstance(name, str) and is_usable(name) for name in people)
            if is_sound and rule in set(Rule) and is_usable(reviewer):
                kept = {"annotators": people, "rule": rule, "reviewer": reviewer, "at": at}
                return {"sources": value.get("sources", {}), **kept}
    return None


def take_gold(keys: dict[str, Any]) -> SpanGold | None:
    """How a reviewed span came to be, taken out of its further ``keys``."""
    match keys.get("gold"):
        case {"source": source, "from": [*people], "reviewer": str(reviewer), "at": str(at)}:
            is_sound = all(isinstance(name, str) for name in people) and is_usable(reviewer)
            if is_sound and source in set(GoldSource):
                del keys["gold"]
                return SpanGold(str(source), tuple(people), reviewer, at)
    return None


def take_answered(
    keys: dict[str, Any],
    key: str,
    span: tuple[int, int, str],
    placed: Placed,
    losses: list[str],
) -> tuple[AnsweredSuggestion, ...]:
    """What a span was the answer to, taken out of its further ``keys``; what is not as exports
    write it stays there, since it is somebody else's.

    ``span`` is its place in the text as it was given, and its label.
    """
    value = keys.get(key)
    members: list[Any] = value if isinstance(value, list) else [value]
    if not all(isinstance(item, dict) and isinstance(item.get("source"), str) for item in members):
        return ()
    del keys[key]
    try:
        return tuple(_answered(member, span, placed, losses) for member in members)
    except InputError as error:
        losses.append(f"“{key}” of a span was left out: {error}")
        return ()


def _answered(
    member: Mapping[str, Any], span: tuple[int, int, str], placed: Placed, losses: list[str]
) -> AnsweredSuggestion:
    member = {"start": span[0], "end": span[1], "label": span[2], **member}
    rule = member.get("rule")
    return AnsweredSuggestion(
        *placed(member),
        label_of(member),
        source=member["source"],
        rule=rule if isinstance(rule, str) else None,
        score=probability(member.get("score")),
        figure=read_figure(member.get("figure"), losses),
    )
