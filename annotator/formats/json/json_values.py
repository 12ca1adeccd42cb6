"""The JSON values a file holds: lines, a list, an object with a list in it, or one object."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from typing import Any, BinaryIO

from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue, Item
from annotator.formats import fields
from annotator.formats.json import json_stream, nested, strict_json
from annotator.formats.json.json_stream import LIMIT_BYTES, Field, Member
from annotator.formats.json.nested import LISTS
from annotator.formats.json.nested import Value as Value
from annotator.formats.json.people_beside import INCLUDES, KEYS, Beside, posts_in
from annotator.formats.reader import HEAD_BYTES, ReadOptions, Source

BOM = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_TRIED = 20
_LONGEST_FACT = 4096  # bytes
_STRING = re.compile(rb'\s*"(?:[^"\\]|\\.)*"')
TOO_LONG = b"\x00too long"


@lru_cache(maxsize=1)
def has_lines(source: Source) -> bool:
    """Whether it is one JSON value a line. Raises OSError."""
    head = source.head.removeprefix(BOM).lstrip()
    if not head.startswith(b"{"):
        return False
    first, ended, rest = head.partition(b"\n")
    named = source.suffix in (".jsonl", ".ndjson")
    if ended or len(source.head) < HEAD_BYTES:
        closed = first.rstrip().endswith(b"}")
        return closed and (named or bool(rest.strip()) or not _is_list_of_records(source))
    return named or _goes_on(source)


def _is_list_of_records(source: Source) -> bool:
    """Whether the one object of a file holds a list of records, in itself or in others."""
    if _list_in(source) is not None:
        return True
    whole = _parsed(source, source.bytes().removeprefix(BOM), 1, "")
    return isinstance(whole, Value) and nested.holds_records(whole.value)


def _goes_on(source: Source) -> bool:
    """Whether anything comes after the first object."""
    with source.open() as file:
        try:
            return json_stream.fields(file)[1]
        except InputError:
            return False


def is_json(source: Source) -> bool:
    """Whether it is a list of objects, or one object. Raises OSError."""
    head = source.head.removeprefix(BOM).lstrip()
    if head.startswith(b"["):
        return head[1:].lstrip().startswith(b"{")
    return head.startswith(b"{") and first(source) is not None


@lru_cache(maxsize=1)
def first(source: Source) -> dict[str, Any] | None:
    """The first object of a file that is sound; None where it has none. Raises OSError."""
    head = source.head.removeprefix(BOM).lstrip()
    if not head.startswith((b"{", b"[")):
        return None
    try:
        for tried, item in enumerate(values(source)):
            if isinstance(item, Value) and isinstance(item.value, dict):
                return item.value
            if tried > _TRIED:
                return None
    except InputError:
        return None
    return None


def records(source: Source, told: str | None = None) -> Iterator[Value | ImportIssue]:
    """The records of all values, wherever in one they lie; ``told`` is as `nested.unfolded` has it.

    Raises InputError and OSError.
    """
    return nested.unfolded(source, values(source, unfolds=False), told)


def values(source: Source, *, unfolds: bool = True) -> Iterator[Value | ImportIssue]:
    """All values, each strictly read; an issue for each that is none. Of the one object of a file
    it is the records in it, unless ``unfolds`` is false.

    Raises InputError and OSError.
    """
    if source.head.startswith(_WIDE_MARKS):
        raise InputError("it is not UTF-8, as JSON must be")
    if has_lines(source):
        yield from line_values(source)
    elif source.head.removeprefix(BOM).lstrip().startswith(b"["):
        with source.open() as file:
            yield from _of_list(source, file, 1)
    else:
        yield from _of_object(source, unfolds=unfolds)


def items(
    source: Source,
    options: ReadOptions,
    read: Callable[[Source, Value, Mapping[str, str]], Iterator[Item]],
) -> Iterator[Item]:
    """What ``read`` makes of each value. What is wrong in one comes as an issue; the next goes on.

    Raises InputError and OSError.
    """
    for value in values(source):
        if isinstance(value, ImportIssue):
            yield value
            continue
        try:
            yield from read(source, value, options.columns)
        except InputError as error:
            yield source.issue(value.place + str(error), line=value.line)


def line_values(source: Source) -> Iterator[Value | ImportIssue]:
    """The values of the lines that are not blank. Raises OSError."""
    with source.open() as file:
        for number, line in enumerate(bounded_lines(file), 1):
            if line is TOO_LONG:
                reason = f"the line is longer than {LIMIT_BYTES // 1_000_000} MB"
                yield source.issue(reason, line=number)
            elif line.strip():
                data = line.removeprefix(BOM) if number == 1 else line
                yield _parsed(source, data, number, "")


def bounded_lines(file: BinaryIO) -> Iterator[bytes]:
    """All lines of a file, `TOO_LONG` in place of one that would fill the memory."""
    while line := file.readline(LIMIT_BYTES + 1):
        if len(line) <= LIMIT_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LIMIT_BYTES)
        yield TOO_LONG


def _of_list(source: Source, file: BinaryIO, line: int) -> Iterator[Value | ImportIssue]:
    before = None
    for member, next_line in _with_next(json_stream.members(file, line=line)):
        tells = member.line not in (before, next_line)  # several may stand on one
        before = member.line
        place = f"record {member.number}: "
        yield _parsed(source, member.data, member.line if tells else None, place)


def _with_next(members: Iterator[Member]) -> Iterator[tuple[Member, int | None]]:
    """Members, each with the line of the next. What ends them is raised behind the last."""
    member = next(members, None)
    while member is not None:
        try:
            following, error = next(members, None), None
        except InputError as raised:
            following, error = None, raised
        yield member, following and following.line
        if error is not None:
            raise error
        member = following


def _of_object(source: Source, *, unfolds: bool) -> Iterator[Value | ImportIssue]:
    listed = _list_in(source)
    if listed is None:
        whole = _parsed(source, source.bytes().removeprefix(BOM), 1, "")
        if isinstance(whole, Value):
            whole = whole._replace(line=None)
        yield from nested.unfolded(source, [whole]) if unfolds else [whole]
        return
    lists, others = listed
    texts = ((field.key, _string_of(source, field)) for field in others)
    facts = {key: text for key, text in texts if text}
    used = {
        said[0] for said in (nested.beside(facts, _first_of(source, li)) for li in lists) if said
    }
    around = {f.key: _value_of(source, f) for f in others if f.key in KEYS and _is_short(f)}
    people = Beside.of(around)
    rest = [field for field in others if field.key not in used and field.key not in around]
    yield from _of_others(source, rest, people.rest(around))
    for list_ in lists:
        with source.open() as file:
            _pass_over(file, list_.start)
            for item in _of_list(source, file, list_.line):
                if len(lists) > 1 and isinstance(item, Value):
                    item = nested.under(list_.key, item)
                    item = item._replace(place=f"{item.place[:-2]} of “{list_.key}”: ")
                if isinstance(item, Value):
                    item = item._replace(value=people.told(item.value))
                yield _with_facts(item, facts)
    for number, post in enumerate(posts_in(around), 1):
        place = f"record {number} of “{INCLUDES}.tweets”: "
        yield nested.under(INCLUDES, Value(people.told(post), None, place))


def _is_short(field: Field) -> bool:
    return field.end - field.start <= LIMIT_BYTES


def _with_facts(item: Value | ImportIssue, facts: Mapping[str, str]) -> Value | ImportIssue:
    said = nested.beside(facts, item.value) if facts and isinstance(item, Value) else None
    if said is None or not isinstance(item, Value):
        return item
    name, key = said
    return item._replace(value={key: facts[name]} | item.value)


def _first_of(source: Source, field: Field) -> object:
    """The first sound member of a list."""
    with source.open() as file:
        _pass_over(file, field.start)
        first = islice(_of_list(source, file, field.line), _TRIED)
        return next((item.value for item in first if isinstance(item, Value)), None)


def _string_of(source: Source, field: Field) -> str | None:
    """What a key holds that is a short text."""
    if field.kind != b'"':
        return None
    with source.open() as file:
        _pass_over(file, field.start)
        match = _STRING.match(file.read(_LONGEST_FACT))
    item = _parsed(source, match[0], field.line, "") if match else None
    return item.value.strip() if isinstance(item, Value) and isinstance(item.value, str) else None


def _of_others(
    source: Source, others: list[Field], more: Mapping[str, Any]
) -> Iterator[ImportIssue]:
    """What is said of keys beside the lists of records: whether there are more articles in them;
    of ``more`` the values are known.
    """
    plain = []
    values = ((f.key, _value_of(source, f) if f.kind == b"{" else None) for f in others)
    for key, value in chain(values, more.items()):
        number = nested.count({key: value} if isinstance(value, list) else value)
        if number:
            many = "1 more article" if number == 1 else f"{number} more articles"
            yield source.issue(f"“{key}” beside its records holds {many}: not taken")
        else:
            plain.append(key)
    if plain:
        yield source.issue(nested.not_kept(plain), loss=False)


def _value_of(source: Source, field: Field) -> object:
    with source.open() as file:
        _pass_over(file, field.start)
        data = file.read(field.end - field.start)
    item = _parsed(source, data, field.line, "")
    return item.value if isinstance(item, Value) else None


def _pass_over(file: BinaryIO, count: int) -> None:
    while count and (block := file.read(min(count, 1 << 20))):
        count -= len(block)


def _list_in(source: Source) -> tuple[list[Field], list[Field]] | None:
    """The lists of records in the one object of a file, and its other keys; None if it has none."""
    with source.open() as file:
        try:
            keys, _ = json_stream.fields(file)
        except InputError:
            return None
    kinds = {field.key: field.kind for field in keys}
    strings = [key for key, kind in kinds.items() if kind == b'"']
    text = fields.guess(strings, boldly=False).get(fields.TEXT)
    if text is not None or kinds.get("data") == b"{":
        return None
    lists = [field for field in keys if field.kind == b"["]
    taken = [field for field in lists if _has_records(source, field)]
    if not taken and any(field.kind == b"{" for field in keys):
        return None
    if not taken:
        taken = sorted(
            lists, key=lambda field: LISTS.index(field.key) if field.key in LISTS else len(LISTS)
        )[:1]
    return (taken, [field for field in keys if field not in taken]) if taken else None


def _has_records(source: Source, field: Field) -> bool:
    """Whether one of the first members of a list is a record, or has records in it."""
    with source.open() as file:
        _pass_over(file, field.start)
        try:
            for item in islice(_of_list(source, file, field.line), _TRIED):
                if isinstance(item, Value) and nested.is_like_records(field.key, item.value):
                    return True
        except InputError:
            pass
    return False


def _parsed(source: Source, data: bytes, line: int | None, place: str) -> Value | ImportIssue:
    try:
        return Value(strict_json.parse(data), line, place)
    except InputError as error:
        return source.issue(place + str(error), line=line)
