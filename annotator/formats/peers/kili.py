"""Kili: assets, each with the labels that people and programs gave it.

Source of the format: Kili's guide to its export, “Kili format”. Offsets count UTF-16 units; ends
are exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.values import Status
from annotator.formats.json import json_values
from annotator.formats.json.json_values import Value
from annotator.formats.peers.works import Work, WorkSpan, are_counted_in_utf16, items_of
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import list_of, probability, text_of

KEPT = "kili"
"""The key under which is kept what an asset and its labels say besides."""
_ADDRESS = re.compile(r"https?://\S+|\S+\.(?:txt|text|json|html?|pdf)", re.IGNORECASE)
_STATUS = {
    "DEFAULT": Status.DONE,
    "REVIEW": Status.DONE,
    "AUTOSAVE": Status.IN_PROGRESS,
}
_OF_PROGRAMS = frozenset({"PREDICTION", "INFERENCE"})
_ELSEWHERE = (
    "the text is not in Kili's export, which only says where it lies; put the text file “{name}” "
    "in the same folder, or export the project with its assets, and import again"
)


def looks_like(source: Source) -> bool:
    """Whether its first record is an asset with answers to jobs. Raises OSError."""
    record = json_values.first(source)
    return record is not None and _is_asset(record)


def _is_asset(record: Mapping[str, Any]) -> bool:
    return "content" in record and any("jsonResponse" in label for label in _labels(record))


def _labels(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The labels of an asset."""
    labels = [label for label in list_of(record.get("labels")) if isinstance(label, dict)]
    latest = record.get("latestLabel")
    return labels or ([latest] if isinstance(latest, dict) else [])


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The assets of a project. What is wrong in one comes as an issue.

    Raises InputError and OSError.
    """
    yield from json_values.items(source, options, _asset)


def _asset(source: Source, item: Value, columns: Mapping[str, str]) -> Iterator[Item]:
    if not isinstance(item.value, dict):
        raise InputError("it is not a JSON object")
    for work in works(source, item.value):
        yield from items_of(source, work, line=item.line, place=item.place)


def works(source: Source, asset: Mapping[str, Any]) -> Iterator[Work]:
    """What each person and each program made of an asset."""
    text = _text(source, asset)
    labels = _labels(asset)
    last = [label for label in labels if label.get("isLatestLabelForUser") is not False]
    about = {k: v for k, v in asset.items() if k not in ("content", "labels", "latestLabel") and v}
    for label in last or labels[-1:]:
        work = _work(text, label)
        work.uid = text_of(asset.get("externalId")) or text_of(asset.get("id"))
        work.extra = {KEPT: {**about, **work.extra}}
        if len(last) < len(labels) and label is last[0]:
            older = len(labels) - len(last)
            work.notes.append(f"older versions of its labels were not read: {older}")
        yield work
    if not labels:
        yield Work(text, untouched=True, uid=text_of(asset.get("externalId")), extra={KEPT: about})


def _text(source: Source, asset: Mapping[str, Any]) -> str:
    """The text of an asset, out of the file beside the export where that only says where it is."""
    content, name = asset.get("content"), text_of(asset.get("externalId")) or ""
    if isinstance(content, str) and content.strip() and not _ADDRESS.fullmatch(content.strip()):
        return content
    named = PurePosixPath(str(content or "").strip().partition("?")[0]).name
    wanted = [n for n in (named, name, f"{name}.txt") if n and PurePosixPath(n).name == n]
    for candidate in wanted:
        beside = source.beside(candidate)
        if beside is not None:
            return beside.text().text
    raise InputError(_ELSEWHERE.format(name=f"{PurePosixPath(name).stem or 'NAME'}.txt"))


def _work(text: str, label: Mapping[str, Any]) -> Work:
    kind = str(label.get("labelType") or "DEFAULT")
    said = label.get("author")
    author: dict[str, Any] = said if isinstance(said, dict) else {}
    work = Work(text, status=_STATUS.get(kind))
    if kind in _OF_PROGRAMS:
        work.suggested_by = text_of(label.get("modelName")) or KEPT
    else:
        work.annotator = text_of(author.get("email")) or text_of(author.get("name"))
    kept = {key: value for key, value in label.items() if key != "jsonResponse" and value}
    answers: dict[str, Any] = {}
    response = label.get("jsonResponse")
    for job, answer in response.items() if isinstance(response, dict) else ():
        listed = list_of(answer.get("annotations") if isinstance(answer, dict) else None)
        spans = [member for member in listed if isinstance(member, dict) and _is_span(member)]
        for member in spans:
            work.spans += _spans(member)
        if len(spans) < len(listed) or not listed or any(m.get("children") for m in spans):
            answers[job] = answer
    if answers:
        named = "”, “".join(answers)
        work.notes.append(f"answers that spans have no place for are kept with it: “{named}”")
        kept["jsonResponse"] = answers
    work.extra = {"label": kept}
    work.utf16 = are_counted_in_utf16(text, work.spans)
    return work


def _is_span(member: Mapping[str, Any]) -> bool:
    return "beginOffset" in member


def _spans(member: Mapping[str, Any]) -> Iterator[WorkSpan]:
    """A place with several categories is as many spans."""
    start, quote = member.get("beginOffset"), member.get("content")
    end = member.get("endOffset")
    if end is None and type(start) is int and isinstance(quote, str):
        end = start + len(quote.encode("utf-16-le")) // 2
    for category in list_of(member.get("categories")) or [None]:
        said = category if isinstance(category, dict) else {}
        chance = said.get("confidence")
        score = chance / 100 if isinstance(chance, int | float) and chance < 100 else None
        yield WorkSpan(start, end, said.get("name"), quote or None, score=probability(score))


READER = Reader(
    name="kili",
    title="Kili",
    suffixes=frozenset(),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
