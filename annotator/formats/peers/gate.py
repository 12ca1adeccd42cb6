"""GATE's JSON (bdocjs): a text and sets of annotations, each with its type.

Source of the format: the description of bdoc documents beside GATE's plugin Format_Bdoc.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from annotator.formats.json import json_values
from annotator.formats.peers.works import Work, WorkSpan, read_json
from annotator.formats.reader import Reader, Source
from annotator.formats.record_builder import list_of, text_of

_SETS = "annotation_sets"
_OF_WRITING = frozenset(
    {"Token", "SpaceToken", "Sentence", "Split", "Paragraph", "Document", "DEFAULT_TOKEN"}
)
"""Types that say how a text is written and not what it is about."""
KEPT = "gate"
"""The key under which is kept what has no place in a project."""


def looks_like(source: Source) -> bool:
    """Whether it is JSON whose first object has a text and sets of annotations."""
    record = json_values.first(source)
    return record is not None and _is_document(record)


def _is_document(record: Mapping[str, Any]) -> bool:
    return isinstance(record.get("text"), str) and isinstance(record.get(_SETS), dict)


def works(record: Mapping[str, Any]) -> Iterator[Work]:
    """A document as the work of one. All sets are one set of spans."""
    work = Work(record.get("text"), utf16=record.get("offset_type") == "j")
    sets: object = record.get(_SETS)
    passed_over: Counter[str] = Counter()
    kept: dict[str, list[Any]] = {}
    for name, listed in sets.items() if isinstance(sets, dict) else ():
        for item in list_of(listed.get("annotations") if isinstance(listed, dict) else None):
            kind = item.get("type") if isinstance(item, dict) else None
            if isinstance(kind, str) and kind in _OF_WRITING:
                passed_over[kind] += 1
            elif isinstance(item, dict):
                work.spans.append(WorkSpan(item.get("start"), item.get("end"), kind))
                if item.get("features"):
                    kept.setdefault(name, []).append(item)
            else:
                work.losses.append("an annotation was left out: it is not a JSON object")
    if isinstance(sets, dict) and len(sets) > 1:
        named = "”, “".join(map(str, sets))
        work.notes.append(f"its annotation sets “{named}” are one set of spans here")
    if passed_over:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in passed_over.items())
        work.notes.append(f"annotations that say how a text is written are not read: {counts}")
    rest = {
        key: value
        for key, value in record.items()
        if key not in ("text", _SETS, "offset_type", "gatenlp_type") and value
    }
    work.uid = text_of(rest.pop("name", None))
    work.extra = {KEPT: rest | ({_SETS: kept} if kept else {})} if rest or kept else {}
    yield work


READER = Reader(
    name="gate",
    title="GATE (bdocjs)",
    suffixes=frozenset({".bdocjs"}),
    read=partial(read_json, works),
    looks_like=looks_like,
    holds_work=True,
)
