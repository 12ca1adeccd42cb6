"""Argilla: records with the answers of each person and the suggestions of programs, as version 1
exports them, and version 2 by ``to_json`` and as flat lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from annotator.domain.values import Status
from annotator.formats import fields
from annotator.formats.json import json_values
from annotator.formats.peers.works import Work, WorkSpan, read_json
from annotator.formats.reader import Reader, Source
from annotator.formats.record_builder import list_of, probability, text_of

KEPT = "argilla"
"""The key under which is kept what has no place in a project."""
_AGENTS = frozenset({"annotation_agent", "prediction_agent"})
_STATUS = {
    **{"validated": Status.DONE, "submitted": Status.DONE, "completed": Status.DONE},
    **{"discarded": Status.SKIPPED, "draft": Status.IN_PROGRESS},
}
_RESPONSES, _SUGGESTION = ".responses", ".suggestion"


def looks_like(source: Source) -> bool:
    """Whether it is JSON whose first object is a record of Argilla."""
    record = json_values.first(source)
    if record is None:
        return False
    return _is_first(record) or _is_second(record) or any(_questions(record))


def _is_first(record: Mapping[str, Any]) -> bool:
    return isinstance(record.get("text"), str) and record.keys() >= _AGENTS


def _is_second(record: Mapping[str, Any]) -> bool:
    kinds = tuple(type(record.get(key)) for key in ("fields", "suggestions", "responses"))
    return kinds in ((dict, dict, dict), (dict, list, list))


def _by_questions(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of version 2 as it is, and one of version 1.8 and later as version 2 has it."""
    if isinstance(record["responses"], dict):
        return dict(record)
    responses: dict[str, list[dict[str, Any]]] = {}
    for answer in (answer for answer in record["responses"] if isinstance(answer, dict)):
        values: object = answer.get("values")
        for name, value in values.items() if isinstance(values, dict) else ():
            inner = value.get("value") if isinstance(value, dict) else value
            responses.setdefault(name, []).append({**answer, "value": inner})
    suggestions = {
        str(answer.get("question_name")): answer
        for answer in record["suggestions"]
        if isinstance(answer, dict)
    }
    return {**record, "responses": responses, "suggestions": suggestions}


def _questions(record: Mapping[str, Any]) -> Iterator[str]:
    """The questions of a flat record that are answered with spans."""
    for key, value in record.items():
        question, dot, what = key.rpartition(".")
        if question and f"{dot}{what}" in (_RESPONSES, _SUGGESTION):
            answers = list_of(value) if f".{what}" == _RESPONSES else [value]
            if any(_are_spans(answer) for answer in answers):
                yield question


def _are_spans(value: object) -> bool:
    return isinstance(value, list) and any(
        isinstance(member, dict) and "start" in member for member in value
    )


def works(record: Mapping[str, Any]) -> Iterator[Work]:
    """What each person and each program made of a record; one without spans where nobody did."""
    if _is_first(record):
        made, rest = _of_first(record)
        text: object = record.get("text")
    else:
        record = _by_questions(record if _is_second(record) else _nested(record))
        made, rest = _of_second(record)
        texts = record["fields"] if isinstance(record.get("fields"), dict) else {}
        names = fields.guess(key for key, value in texts.items() if isinstance(value, str))
        name = names.get("text") or next(iter(texts), "")
        text = texts.get(name)
        rest |= {key: value for key, value in texts.items() if key != name}
    for work in made or [Work(text, untouched=True)]:
        work.text = text
        work.uid = text_of(record.get("id"))
        work.extra = {KEPT: rest} if rest else {}
        yield work


def _of_first(record: Mapping[str, Any]) -> tuple[list[Work], dict[str, Any]]:
    made: list[Work] = []
    said = _STATUS.get(str(record.get("status")).casefold())
    if record.get("annotation") is not None or said is not None:
        who = text_of(record.get("annotation_agent"))
        spans = _spans(record.get("annotation"), scored=False)
        made.append(Work(None, spans, annotator=who, status=said))
    if record.get("prediction"):
        who = text_of(record.get("prediction_agent")) or KEPT
        made.append(Work(None, _spans(record["prediction"], scored=True), suggested_by=who))
    used = {"text", "tokens", "annotation", "prediction", "status", "id"}
    return made, {key: value for key, value in record.items() if key not in used and value}


def _of_second(record: Mapping[str, Any]) -> tuple[list[Work], dict[str, Any]]:
    people: dict[str | None, Work] = {}
    programs: dict[str, Work] = {}
    others: dict[str, dict[str, Any]] = {"responses": {}, "suggestions": {}}
    for question, answers in record["responses"].items():
        for answer in list_of(answers):
            value = answer.get("value") if isinstance(answer, dict) else None
            if value == [] or _are_spans(value):
                who = text_of(answer.get("user_id"))
                status = _STATUS.get(str(answer.get("status")).casefold())
                work = people.setdefault(who, Work(None, annotator=who, status=status))
                work.spans += _spans(value, scored=False)
            else:
                others["responses"][question] = answers
    for question, answer in record["suggestions"].items():
        if isinstance(answer, dict) and _are_spans(answer.get("value")):
            who = text_of(answer.get("agent")) or KEPT
            work = programs.setdefault(who, Work(None, suggested_by=who))
            work.spans += _spans(answer["value"], scored=True)
        else:
            others["suggestions"][question] = answer
    rest = {key: record[key] for key in record.keys() - {"fields", "id"} - others.keys()}
    rest = {key: value for key, value in (rest | others).items() if value}
    return [*people.values(), *programs.values()], rest


def _nested(record: Mapping[str, Any]) -> dict[str, Any]:
    """A flat record as `to_json` has it."""
    questions = dict.fromkeys(_questions(record))
    responses: dict[str, Any] = {}
    suggestions: dict[str, Any] = {}
    for name in questions:
        users = list_of(record.get(f"{name}.responses.users"))
        states = list_of(record.get(f"{name}.responses.status"))
        responses[name] = [
            {
                "value": value,
                "user_id": users[at] if at < len(users) else None,
                "status": states[at] if at < len(states) else None,
            }
            for at, value in enumerate(list_of(record.get(name + _RESPONSES)))
        ]
        agent = record.get(f"{name}.suggestion.agent")
        suggestions[name] = {"value": record.get(name + _SUGGESTION), "agent": agent}
    apart = tuple(f"{name}{end}" for name in questions for end in (_RESPONSES, _SUGGESTION))
    rest = {k: v for k, v in record.items() if not (apart and k.startswith(apart))}
    texts = {key: value for key, value in rest.items() if isinstance(value, str)}
    names = fields.guess(texts)
    fit = names.get("text")
    known = {"fields": {fit: texts[fit]} if fit else {}}
    others = {key: value for key, value in rest.items() if key != fit}
    return {**others, **known, "responses": responses, "suggestions": suggestions}


def _spans(members: object, *, scored: bool) -> list[WorkSpan]:
    return [
        WorkSpan(
            member.get("start"),
            member.get("end"),
            member.get("label"),
            score=probability(member.get("score")) if scored else None,
        )
        if isinstance(member, dict)
        else WorkSpan(None, None, None)
        for member in list_of(members)
    ]


READER = Reader(
    name="argilla",
    title="Argilla",
    suffixes=frozenset(),
    read=partial(read_json, works),
    looks_like=looks_like,
    holds_work=True,
)
