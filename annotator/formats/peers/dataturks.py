"""DataTurks: a text with the places of each label, whose ends are their last characters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from annotator.formats.json import json_values
from annotator.formats.peers.works import Work, WorkSpan, are_counted_in_utf16, read_json
from annotator.formats.reader import Reader, Source
from annotator.formats.record_builder import list_of

_KEYS = frozenset({"content", "annotation"})


def looks_like(source: Source) -> bool:
    """Whether it is JSON whose records have places as it writes them."""
    record = json_values.first(source)
    if record is None or not isinstance(record.get("content"), str) or not record.keys() >= _KEYS:
        return False
    if record["annotation"] is None:  # an item nobody has been at
        return {"extras", "metadata"} <= record.keys()
    members = list_of(record["annotation"])
    return bool(members) and all(
        isinstance(member, dict) and {"label", "points"} <= member.keys() for member in members
    )


def works(record: Mapping[str, Any]) -> Iterator[Work]:
    """An item with all of its spans; a place with several labels is as many spans."""
    text = record.get("content")
    rest = {key: value for key, value in record.items() if key not in _KEYS and value}
    work = Work(text, untouched=not record.get("annotation"), extra=rest)
    unlabelled = 0
    for member in list_of(record.get("annotation")):
        given = member.get("label") if isinstance(member, dict) else None
        labels = given if isinstance(given, list) else [given] if given else []
        points = list_of(member.get("points")) if isinstance(member, dict) else [member]
        unlabelled += len(points) if not labels else 0
        work.spans += [_span(point, label) for point in points for label in labels]
    if unlabelled:
        work.losses.append(f"{unlabelled} of its places were left out: they have no label")
    if isinstance(text, str):
        work.utf16 = are_counted_in_utf16(text, work.spans)
    yield work


def _span(point: object, label: object) -> WorkSpan:
    place = point if isinstance(point, dict) else {}
    end, quote = place.get("end"), place.get("text")
    behind = end + 1 if type(end) is int else end
    return WorkSpan(place.get("start"), behind, label, quote if isinstance(quote, str) else None)


READER = Reader(
    name="dataturks",
    title="DataTurks",
    suffixes=frozenset(),
    read=partial(read_json, works),
    looks_like=looks_like,
    holds_work=True,
)
