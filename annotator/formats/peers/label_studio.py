"""Label Studio: tasks with annotations and predictions, and the short form JSON-MIN.

Each annotation of a task is a record of the same text, since each is somebody's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from annotator.domain.errors import InputError
from annotator.domain.offsets import Utf16
from annotator.domain.records import Item
from annotator.domain.values import Status
from annotator.formats import fields
from annotator.formats.json import json_values
from annotator.formats.json.json_values import Value
from annotator.formats.peers.label_studio_controls import Said
from annotator.formats.peers.span_keys import MayHold
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder, list_of, probability, text_of
from annotator.formats.units import are_utf16

_WORK = ("annotations", "completions")  # completions until version 1.0
_TASK_KEYS = frozenset({"data", "predictions", "drafts", *_WORK})
_MIN_KEYS = frozenset({"annotation_id", "annotator"})
KEPT = "label_studio"
"""The key under which is kept what has no place in a project."""


class _Region(NamedTuple):
    start: int
    end: int
    labels: Sequence[object]
    quote: str | None
    score: float | None
    name: str | None


def looks_like(source: Source) -> bool:
    """Whether it is JSON whose first object is a task. Raises OSError."""
    record = json_values.first(source)
    return record is not None and (_is_task(record) or _is_short(record))


def _is_task(record: Mapping[str, Any]) -> bool:
    work = (*_WORK, "predictions")
    return isinstance(record.get("data"), dict) and any(
        isinstance(record.get(key), list) for key in work
    )


def _is_short(record: Mapping[str, Any]) -> bool:
    return record.keys() >= _MIN_KEYS and fields.has_text(record)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The records of all tasks. What is wrong in one comes as an issue; the next goes on.

    Raises InputError and OSError.
    """
    may_hold = MayHold()
    yield from json_values.items(source, options, partial(_task, may_hold))
    for sentence in may_hold.sentences():
        yield source.issue(sentence, loss=False)


def _task(
    may_hold: MayHold, source: Source, entry: Value, columns: Mapping[str, str]
) -> Iterator[Item]:
    task = entry.value
    if not isinstance(task, dict):
        raise InputError("it is not a JSON object")
    if not isinstance(task.get("data"), dict):
        yield from short(source, entry, columns)
        return
    data = task["data"]
    may_hold.look(data, apart=())
    names = _names(data, columns)
    about = {key: value for key, value in task.items() if key not in _TASK_KEYS}
    rest = {key: value for key, value in data.items() if key not in names.values()}
    work: list[Any] = next((task[key] for key in _WORK if isinstance(task.get(key), list)), [])
    done = [(item, False, False) for item in work]
    done += [(item, False, True) for item in list_of(task.get("drafts"))]
    done += [(item, True, False) for item in list_of(task.get("predictions"))]
    if not done:
        builder = RecordBuilder(
            data.get(names["text"]), file=source.file, line=entry.line, place=entry.place
        )
        metadata = _metadata(data, names, task, {**rest, KEPT: about})
        yield from builder.items(replace(metadata, untouched=True))
    for item, is_guess, is_draft in done:
        builder = RecordBuilder(
            data.get(names["text"]), file=source.file, line=entry.line, place=entry.place
        )
        if not isinstance(item, dict):
            builder.warn_loss("an annotation was left out: it is not a JSON object")
            yield from builder.items(_metadata(data, names, task, {**rest, KEPT: about}))
            continue
        others = _add_results(builder, list_of(item.get("result")), is_guess, item)
        kept = {key: value for key, value in item.items() if key != "result"}
        if others:
            kept["result"] = others
            builder.warn(
                f"results that are not spans are kept with the article alone: {len(others):,}"
            )
        extra = {**rest, KEPT: {**about, "prediction" if is_guess else "annotation": kept}}
        metadata = _metadata(data, names, task, extra)
        if is_guess:
            yield from builder.items(_of_a_model(metadata, item))
        else:
            yield from builder.items(_of_a_person(metadata, item, is_draft))


def _names(data: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Which keys of a task's data hold what; the text is the longest where no name tells it."""
    texts = {key: value for key, value in data.items() if isinstance(value, str)}
    names = fields.guess(texts) | {
        need: name for need, name in columns.items() if isinstance(data.get(name), str)
    }
    if "text" not in names:
        if not texts:
            raise InputError("it has no text")
        names["text"] = max(texts, key=lambda key: len(texts[key]))
        names = {n: name for n, name in names.items() if n == "text" or name != names["text"]}
    return names


def _metadata(
    data: Mapping[str, Any],
    names: Mapping[str, str],
    task: Mapping[str, Any],
    extra: dict[str, Any],
) -> Metadata:
    known = Metadata.of({need: text_of(data.get(name)) for need, name in names.items()})
    return replace(known, uid=known.uid or text_of(task.get("id")), extra=extra)


def _of_a_person(metadata: Metadata, item: Mapping[str, Any], is_draft: bool) -> Metadata:
    status = Status.IN_PROGRESS if is_draft else Status.DONE
    if item.get("was_cancelled") is True or item.get("was_skipped") is True:
        status = Status.SKIPPED
    who = item.get("completed_by", item.get("user"))
    return replace(metadata, annotator=_person(who), status=status)


def _of_a_model(metadata: Metadata, item: Mapping[str, Any]) -> Metadata:
    version = text_of(item.get("model_version"))
    return replace(metadata, suggested_by=f"label-studio@{version}" if version else "label-studio")


def _person(who: object) -> str | None:
    """Somebody as the file names them: by address, name or number."""
    if not isinstance(who, dict):
        return text_of(who)
    names = (text_of(who.get("first_name")), text_of(who.get("last_name")))
    whole = " ".join(name for name in names if name)
    return text_of(who.get("email")) or whole or text_of(who.get("id"))


def _add_results(
    builder: RecordBuilder, results: Sequence[Any], is_guess: bool, item: Mapping[str, Any]
) -> list[Any]:
    """Take in the spans of a result; returns what of it is no span."""
    said = Said(results)
    regions = [(result, _region(result)) for result in said.others]
    score = probability(item.get("score")) if is_guess else None
    _add_regions(builder, [region for _, region in regions if region is not None], score, said)
    return [*(result for result, region in regions if region is None), *said.no_figures]


def _region(result: object) -> _Region | None:
    """The place and labels of a result; None for what is about the whole text or about pairs."""
    if not isinstance(result, dict):
        return None
    value = result.get("value", result)
    if not isinstance(value, dict):
        return None
    bounds = value.get("globalOffsets") if isinstance(value.get("start"), str) else value
    if not isinstance(bounds, dict):
        return None
    start, end = bounds.get("start"), bounds.get("end")
    if type(start) is not int or type(end) is not int:
        return None
    kind = result.get("type")
    labels = value.get(kind) if isinstance(kind, str) else None
    if not isinstance(labels, list):
        labels = next((value[key] for key in value if key.endswith("labels")), None)
    if not isinstance(labels, list):
        return None
    quote = value.get("text")
    score = probability(result.get("score", value.get("score")))
    return _Region(
        start,
        end,
        labels,
        quote if isinstance(quote, str) else None,
        score,
        text_of(result.get("id")),
    )


def _add_regions(
    builder: RecordBuilder, regions: Sequence[_Region], score: float | None, said: Said
) -> None:
    text = builder.text
    # Code points since version 1.4.1, UTF-16 units before; a line end in a quote is written "\n".
    offsets = [(r.start, r.end, r.quote.replace("\\n", "\n") if r.quote else None) for r in regions]
    units = Utf16(text) if are_utf16(text, offsets, otherwise=False) else None
    names: list[str | None] = []
    for region in regions:
        start, end = region.start, region.end
        try:
            if units is not None:
                start, end = units.offset(start), units.offset(end)
        except InputError as error:
            builder.warn_loss(f"the span {start} to {end} was left out: {error}")
            continue
        there = text[max(start, 0) : max(end, 0)]
        written = there.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
        quote = None if region.quote in (written, there.replace("\n", "\\n")) else region.quote
        own = region.score if region.score is not None else score
        entity, note = (said.text(key, region.name) for key in ("entity", "note"))
        figure = said.figure(region.name)
        for label in region.labels or [None]:
            if builder.add(
                *(start, end, label),
                quote=quote,
                entity=entity,
                note=note,
                score=own,
                figure=figure,
            ):
                names.append(region.name)
    said.placed(builder.spans, names)


def short(source: Source, entry: Value, columns: Mapping[str, str]) -> Iterator[Item]:
    """A record of JSON-MIN: the task's data, and under the name of each control its values."""
    task: dict[str, Any] = entry.value
    names = _names(task, columns)
    builder = RecordBuilder(
        task.get(names["text"]), file=source.file, line=entry.line, place=entry.place
    )
    rest = {key: value for key, value in task.items() if key not in names.values()}
    for key, value in task.items():
        regions = [_region(item) for item in value] if isinstance(value, list) else []
        if regions and all(region is not None for region in regions):
            _add_regions(builder, [region for region in regions if region], None, Said(()))
            del rest[key]
    status = Status.SKIPPED if task.get("was_cancelled") is True else Status.DONE
    metadata = _metadata(task, names, task, rest)
    who = _person(task.get("annotator"))
    yield from builder.items(replace(metadata, annotator=who, status=status))


READER = Reader(
    name="label-studio",
    title="Label Studio",
    suffixes=frozenset(),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
