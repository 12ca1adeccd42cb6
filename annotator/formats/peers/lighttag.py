"""LightTag: examples with the annotations of all who have annotated them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from annotator.formats.json import json_values
from annotator.formats.peers.works import Work, WorkSpan, read_json
from annotator.formats.reader import Reader, Source
from annotator.formats.record_builder import list_of, text_of

_MARKS = ("annotated_by", "tag_id", "tagged_token_id", "reviewed", "correct")


def looks_like(source: Source) -> bool:
    """Whether it is JSON whose first object is an example with annotations that have tags."""
    record = json_values.first(source)
    if record is None or not isinstance(record.get("content"), str):
        return False
    members = list_of(record.get("annotations"))
    return bool(members) and all(
        isinstance(member, dict) and "tag" in member and any(mark in member for mark in _MARKS)
        for member in members
    )


def works(record: Mapping[str, Any]) -> Iterator[Work]:
    """What each person made of an example; what a review has called wrong is left out."""
    people: dict[str | None, Work] = {}
    losses: list[str] = []
    wrong = 0
    for member in list_of(record.get("annotations")):
        if not isinstance(member, dict):
            losses.append("an annotation was left out: it is not a JSON object")
            continue
        if member.get("correct") is False:
            wrong += 1
            continue
        span = WorkSpan(
            member.get("start"), member.get("end"), member.get("tag"), member.get("value")
        )
        for who in _people(member):
            people.setdefault(who, Work(None, annotator=who)).spans.append(span)
    if wrong:
        what = "1 annotation that its review has called wrong was"
        if wrong > 1:
            what = f"{wrong:,} annotations that their review has called wrong were"
        losses.append(f"{what} left out")
    rest = {k: v for k, v in record.items() if k not in ("content", "annotations") and v}
    uid = text_of(rest.pop("example_id", None))
    untouched = not record.get("annotations") and not record.get("seen_by")
    for place, work in enumerate(people.values() or [Work(None, untouched=untouched)]):
        work.text, work.uid, work.extra = record.get("content"), uid, dict(rest)
        work.losses = losses if not place else []
        yield work


def _people(member: Mapping[str, Any]) -> list[str | None]:
    named = [
        text_of(who.get("annotator") if isinstance(who, dict) else who)
        for who in list_of(member.get("annotated_by"))
    ]
    return list(dict.fromkeys(named)) or [None]


READER = Reader(
    name="lighttag",
    title="LightTag",
    suffixes=frozenset(),
    read=partial(read_json, works),
    looks_like=looks_like,
    holds_work=True,
)
