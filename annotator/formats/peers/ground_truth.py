"""SageMaker Ground Truth: manifests whose lines hold a text and the entities of labelling jobs.

Source of the format: “Named entity recognition” and “Augmented manifest files” in the guides of
SageMaker and Comprehend. Ends are exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from annotator.domain.errors import InputError
from annotator.formats.json import json_values
from annotator.formats.peers.works import Work, WorkSpan, are_counted_in_utf16, read_json
from annotator.formats.reader import Reader, Source
from annotator.formats.record_builder import list_of, probability

KEPT = "ground_truth"
"""The key under which is kept what a job says of itself."""
_METADATA = "-metadata"
_TYPE = "groundtruth/text-span"
_ELSEWHERE = (
    "its “source-ref” says where the text lies, and the text is not in this file; make a manifest "
    "whose lines have the text itself as “source”, and import that"
)


def looks_like(source: Source) -> bool:
    """Whether its first record has the entities of a job. Raises OSError."""
    record = json_values.first(source)
    return record is not None and bool(_jobs(record))


def _jobs(record: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """What the jobs that marked entities say of themselves, by the keys of their answers."""
    return {
        key.removesuffix(_METADATA): said
        for key, said in record.items()
        if key.endswith(_METADATA) and isinstance(said, dict) and said.get("type") == _TYPE
    }


def works(record: Mapping[str, Any]) -> Iterator[Work]:
    """What each job has made of a text."""
    text, jobs = record.get("source"), _jobs(record)
    if not isinstance(text, str) and "source-ref" in record:
        raise InputError(_ELSEWHERE)
    apart = {"source", *jobs, *(name + _METADATA for name in jobs)}
    rest = {key: value for key, value in record.items() if key not in apart}
    for name, said in jobs.items():
        work = Work(text, untouched=name not in record, extra={**rest, KEPT: {name: said}})
        if said.get("human-annotated") == "no":
            work.suggested_by = str(said.get("job-name") or name)
        answer = record.get(name)
        answers = answer.get("annotations") if isinstance(answer, dict) else None
        entities = list_of(answers.get("entities") if isinstance(answers, dict) else None)
        scores = list_of(said.get("entities"))
        work.spans = [
            _span(entity, scores[at] if len(scores) == len(entities) else None)
            for at, entity in enumerate(entities)
        ]
        if isinstance(text, str):
            work.utf16 = are_counted_in_utf16(text, work.spans)
        yield work
    if not jobs:
        yield Work(text, untouched=True, extra=rest)


def _span(entity: object, said: object) -> WorkSpan:
    place = entity if isinstance(entity, dict) else {}
    score = said.get("confidence") if isinstance(said, dict) else None
    start, end = (_number(place.get(key)) for key in ("startOffset", "endOffset"))
    return WorkSpan(start, end, place.get("label"), score=probability(score) or None)


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


READER = Reader(
    name="ground-truth",
    title="Ground Truth",
    suffixes=frozenset({".manifest"}),
    read=partial(read_json, works),
    looks_like=looks_like,
    holds_work=True,
)
