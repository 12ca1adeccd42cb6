"""Records that lie deeper in a value of JSON: in lists within lists, or keyed by id or by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from annotator.domain.records import ImportIssue
from annotator.formats import fields
from annotator.formats.datasets import APART, WRAPPERS, folded, value_at
from annotator.formats.json.people_beside import NOBODY, Beside
from annotator.formats.reader import Source

LISTS = (
    *("articles", "records", "documents", "tasks", "results", "items", "data", "examples", "docs"),
    *("posts", "stories", "entries", "hits", "statuses", "tweets", "messages", "children"),
    *("annotations_and_examples", "annotations"),
)
WITHIN = "within"
"""The key under which a record keeps what stood around the list it was in."""
_DEEPEST = 8
_SHOWN = 5
# Lists of these names are the pieces of one text, or the work on it.
_PIECES = frozenset(
    {"paragraphs", "sentences", "sections", "blocks", "segments", "chunks", "passages", "lines"}
    | {"utterances", "turns", "parts", "textentities", "predictions", "drafts", "result", "labels"}
    | APART
)
_OF_AN_ARTICLE = frozenset({"title", "url", "published"})


class Value(NamedTuple):
    """A value, the line it begins on where that tells it, and how issues name it beside that."""

    value: Any
    line: int | None
    place: str


class _Reason(NamedTuple):
    sentence: str
    loss: bool


def unfolded(
    source: Source, values: Iterable[Value | ImportIssue], told: str | None = None
) -> Iterator[Value | ImportIssue]:
    """The records of all values, those within lists and objects of a value one by one.

    ``told`` is the path of the text where a person chose it. What is not kept of the objects around
    records is said once; what may be more articles and is not taken is a loss.
    """
    said: set[_Reason] = set()
    for value in values:
        if isinstance(value, ImportIssue):
            yield value
            continue
        for item in _records(value, told, {}, ""):
            if isinstance(item, Value):
                yield item
            elif item.loss or item not in said:
                said.add(item)
                place = value.place if item.loss else ""
                yield source.issue(place + item.sentence, line=value.line, loss=item.loss)


def holds_records(value: object, told: str | None = None) -> bool:
    """Whether a value of JSON is no record itself, but has records in it."""
    return isinstance(value, dict) and not _is_record(value, told) and bool(_parts(value, told, 0))


def is_like_records(name: str, member: object) -> bool:
    """Whether a list of this name that begins with this member is one of records."""
    return isinstance(member, dict) and _is_article(name, member, None, 1)


def under(key: str, value: Value) -> Value:
    """A record that says in which of several lists of a file it was."""
    return _with(value, {"under": key})


def count(value: object) -> int:
    """How many records there are in an object that stands beside a list of them."""
    if not holds_records(value):
        return 0
    return sum(isinstance(item, Value) for item in _records(Value(value, 1, ""), None, {}, ""))


def _records(
    value: Value, told: str | None, around: Mapping[str, Any], path: str, people: Beside = NOBODY
) -> Iterator[Value | _Reason]:
    holder = value.value
    inner = _wrapped(holder)
    if inner is not None:
        yield from _out_of_wrapper(value, inner, told, around, path, people)
        return
    if not isinstance(holder, dict) or _is_record(holder, told):
        yield _with(value._replace(value=people.told(holder)), around)
        return
    parts = _parts(holder, told, path.count("."))
    if not parts:
        yield from _doubts(holder, told)
        yield _with(value, around)
        return
    before = f"{path}." if path else ""
    facts = {before + key: fact for key, fact in holder.items() if _is_fact(fact)}
    people = people | Beside.of(holder)
    lost = [
        key
        for key, inner in people.rest(holder).items()
        if key.partition(".")[0] not in parts and isinstance(inner, list | dict) and inner
    ]
    if lost:
        yield _Reason(not_kept([before + key for key in lost]), False)
    for key, part in parts.items():
        here = {**around, **facts}
        if len(parts) > 1:
            here["under"] = before + key
        yield from _of_part(value, told, here, before + key, part, people)


def _wrapped(holder: object) -> dict[str, Any] | None:
    """The record in what a search engine or a service has put around it."""
    if not isinstance(holder, dict):
        return None
    for name, beside in WRAPPERS.items():
        inner = holder.get(name)
        is_alone = not beside and len(holder) == 1
        if isinstance(inner, dict) and (is_alone or not beside.isdisjoint(holder)):
            return inner
    return None


def _out_of_wrapper(
    value: Value,
    inner: dict[str, Any],
    told: str | None,
    around: Mapping[str, Any],
    path: str,
    people: Beside,
) -> Iterator[Value | _Reason]:
    people = people | Beside.of(value.value)
    others = {k: given for k, given in people.rest(value.value).items() if given is not inner}
    facts = {key: given for key, given in others.items() if _is_fact(given)}
    lost = [key for key, given in others.items() if given and key not in facts]
    if lost:
        yield _Reason(not_kept(lost), False)
    number = {"id": facts["_id"]} if "_id" in facts else {}
    inner = number | inner
    yield from _records(value._replace(value=inner), told, {**around, **facts}, path, people)


def beside(facts: Mapping[str, str], record: object) -> tuple[str, str] | None:
    """Which fact beside a list of records is true of a record in it, and under which key: the
    chat that messages are of, or the source. None where none is.
    """
    if is_message(record):
        return ("name", "chat") if "name" in facts else None
    known = fields.data_set(record) if isinstance(record, dict) else None
    if known is not None and known.heading in facts:
        return known.heading, "source"
    name = fields.guess(facts, boldly=False).get("source")
    if name is None or not isinstance(record, dict) or "source" in fields.chosen(record, {}):
        return None
    return name, "source"


def _of_part(
    value: Value,
    told: str | None,
    around: Mapping[str, Any],
    path: str,
    part: Any,
    people: Beside,
) -> Iterator[Value | _Reason]:
    if isinstance(part, dict):
        inner = value._replace(value=part, place=f"{value.place}“{path}”: ")
        yield from _records(inner, told, around, path, people)
        return
    before = value.place.removesuffix(f"“{path.rpartition('.')[0]}”: ")
    holders = [isinstance(member, dict) and holds_records(member, told) for member in part]
    empty = 0
    for number, member in enumerate(part, 1):
        if any(holders) and not holders[number - 1] and not fields.has_text(member):
            empty += 1
            continue
        named = member
        chat = value.value.get("name")
        if isinstance(chat, str) and is_message(member):
            named = {"chat": chat} | member
        place = f"{before}record {number} of “{path}”: "
        yield from _records(value._replace(value=named, place=place), told, around, path, people)
    if empty:
        yield _Reason(f"{empty} of the {len(part)} objects in “{path}” hold no articles", False)


def _with(value: Value, around: Mapping[str, Any]) -> Value:
    if not around or not isinstance(value.value, dict) or WITHIN in value.value:
        return value
    record = value.value
    needs = fields.guess(around, boldly=False)
    wanted = [need for need in ("source", "published") if need in needs and need not in record]
    met = fields.chosen(record, {}) if wanted else {}
    more = {need: around[needs[need]] for need in wanted if need not in met}
    return value._replace(value={**record, **more, WITHIN: dict(around)})


def _parts(holder: Mapping[str, Any], told: str | None, depth: int) -> dict[str, Any]:
    """What of an object has records in it, by its keys: lists, objects around lists, or records."""
    if depth > _DEEPEST:
        return {}
    parts: dict[str, Any] = {}
    for key, inner in holder.items():
        if isinstance(inner, list):
            has_records = _is_list(holder, key, inner, told, depth)
        else:
            has_records = (
                isinstance(inner, dict)
                and key not in APART
                and not _is_record(inner, told)
                and bool(_parts(inner, told, depth + 1))
            )
        if has_records:
            parts[key] = inner
    if parts:
        return parts
    by_id = [v for v in holder.values() if isinstance(v, dict) and _is_record(v, told)]
    if len(by_id) < 2:
        return {}
    alike = all(isinstance(v, dict) and v.keys() & by_id[0].keys() for v in holder.values())
    return dict(holder) if alike else {}


def _is_list(
    holder: Mapping[str, Any], key: str, members: list[Any], told: str | None, depth: int
) -> bool:
    """Whether a list in an object is one of articles, and not of the pieces of one."""
    if folded(key) in _PIECES or not all(isinstance(member, dict) for member in members):
        return False
    if not any(_is_article(key, member, told, depth + 1) for member in members):
        return False
    if key in LISTS or not all(_is_record(member, told) for member in members):
        return key in LISTS or _text_in_objects(holder) is None
    about_one = _OF_AN_ARTICLE & _needs(holder)
    return _text_in_objects(holder) is None and (
        not about_one or any(_OF_AN_ARTICLE & _needs(member) for member in members)
    )


def _is_article(name: str, member: Mapping[str, Any], told: str | None, depth: int) -> bool:
    if _is_record(member, told) or _parts(member, told, depth):
        return True
    path = fields.chosen(member, {}).get(fields.TEXT)
    return path is not None and (name in LISTS or "." in path)


def _is_record(value: Mapping[str, Any], told: str | None) -> bool:
    """Whether an object has a text of its own that is surely one."""
    value = _wrapped(value) or value
    text = value.get(fields.TEXT)
    if isinstance(text, str) and text:
        return True
    if told and fields.words_in(value_at(value, told)):
        return True
    path = fields.chosen(value, {}).get(fields.TEXT)
    if path is None:
        return fields.has_text(value)
    if fields.data_set(value) is not None:
        return True
    if "." in path:
        return False
    inner = value[path]
    if isinstance(inner, list) and len(inner) > 1:
        return not all(isinstance(m, dict) and _OF_AN_ARTICLE & _needs(m) for m in inner)
    return fields.is_sure(path) or bool(_OF_AN_ARTICLE & _needs(value))


def _needs(value: Mapping[str, Any]) -> set[str]:
    return set(fields.guess((k for k, v in value.items() if _is_fact(v)), boldly=False))


def _text_in_objects(holder: Mapping[str, Any]) -> str | None:
    """The path of a text that lies in an object, and in no list."""
    path = fields.chosen(holder, {}).get(fields.TEXT)
    if path is None or "." not in path:
        return None
    inner: Any = holder
    for key in path.split("."):
        inner = inner.get(key) if isinstance(inner, dict) else None
    return path if inner else None


def _doubts(holder: Mapping[str, Any], told: str | None) -> Iterator[_Reason]:
    """What is to be said of a record whose text is one of several that lie in it."""
    columns = {fields.TEXT: told} if told else {}
    path = fields.chosen(holder, columns).get(fields.TEXT)
    if path is None or "." not in path:
        return
    first = path.partition(".")[0]
    inner = holder.get(first)
    if isinstance(inner, list) and len(inner) > 1:
        sentence = f"its text was put together of the {len(inner)} objects in “{first}”"
        yield _Reason(sentence, False)
        return
    others = [
        key
        for key, other in holder.items()
        if key != first and isinstance(other, dict) and _is_record(other, None)
    ]
    if others:
        many = "1 more text" if len(others) == 1 else f"{len(others)} more texts"
        yield _Reason(f"{many}, in {_names(others)}, did not come in: only “{path}” did", True)


def is_message(member: object) -> bool:
    """Whether a record is a message of a chat, by its keys."""
    known = fields.data_set(member) if isinstance(member, dict) else None
    return known is not None and known.name == "Telegram"


def _is_fact(value: object) -> bool:
    return isinstance(value, str | int | float) and value != ""


def not_kept(keys: list[str]) -> str:
    """That keys beside records are left out, in words."""
    return f"{_names(keys)} beside its records {'is' if len(keys) == 1 else 'are'} not kept"


def _names(keys: list[str]) -> str:
    shown = "”, “".join(keys[:_SHOWN])
    return f"“{shown}”" + (f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else "")
