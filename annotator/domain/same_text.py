"""Several records of one text: its article is there once, and keeps what each of them says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotator.domain.records import Record
from annotator.domain.values import NewArticle

ALSO = "also"
"""The key of an article's metadata that has its further records, each as exports have one."""
OF_THE_PLACE = frozenset({"file", "path", "sheet", "line", "record", "part"})
"""The keys under which an import itself keeps where an article stood."""
_NOT_TOLD = OF_THE_PLACE | {ALSO}
_ID = "id"
_NAMED_BY = 16  # digits of its hash


def told_by(record: Record) -> dict[str, Any]:
    """What a record says of its article, as exports have it; empty where it is somebody's work on
    the text, or says nothing but where it stood.
    """
    is_work = record.spans or record.rejected or record.status or record.annotator or record.gold
    if is_work or (record.reader and not record.untouched):
        return {}
    told = _as_exported(record.article)
    return told if set(told) - _NOT_TOLD else {}


def records_of(article: NewArticle, sha256: str) -> list[dict[str, Any]]:
    """All records that tell of an article as another project keeps it; empty where it has no keys
    beside its title, source, address and day. ``sha256`` is the hash of its text, by which an
    article is named that has no id of its own.
    """
    if article.uid in (sha256, sha256[:_NAMED_BY]):
        article = replace(article, uid=None)
    extra = {key: value for key, value in article.extra.items() if key != ALSO}
    first = _as_exported(replace(article, extra=extra))
    is_told = bool(set(first) - {*_NOT_TOLD, "meta"})
    return [*([first] if is_told else []), *further(article.extra)]


def says_so(article: NewArticle, told: Mapping[str, Any]) -> bool:
    """Whether an article, as it is stored, says all that a record tells of it."""
    known, extra = _as_exported(article), article.extra
    meta = {**known.get("meta", {}), "title": article.title}
    if {_ID: extra.get(_ID)}.items() <= told.get("meta", {}).items():
        meta[_ID] = extra[_ID]  # which it had to give up, see `with_own_id`
    wanted = {key: value for key, value in told.items() if key not in {"meta", *_NOT_TOLD}}
    return all(key in known and known[key] == value for key, value in wanted.items()) and all(
        meta.get(key) == value for key, value in told.get("meta", {}).items()
    )


def with_own_id(article: NewArticle) -> NewArticle:
    """An article with its id among its further keys, since another article has that name."""
    if article.uid is None or article.extra.get(_ID) == article.uid:
        return article
    return replace(article, extra={_ID: article.uid, **article.extra})


def further(extra: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The further records of an article; a file may have had a key of that name."""
    also = extra.get(ALSO)
    return [each for each in also if isinstance(each, dict)] if isinstance(also, list) else []


def mark_of(told: Mapping[str, Any]) -> str:
    """What tells further records apart, wherever they stood."""
    said = {key: value for key, value in told.items() if key not in _NOT_TOLD}
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def _as_exported(article: NewArticle) -> dict[str, Any]:
    title = " ".join(article.title.split()).rstrip("…")
    facts = {
        "title": None if title in " ".join(article.text.split()) else article.title,
        **dict(zip(("source", "url", "published"), _facts(article), strict=True)),
        _ID: article.uid,
    }
    meta = {key: value for key, value in facts.items() if value}
    more = article.extra.get("meta")
    if isinstance(more, Mapping):
        meta = {**more, **meta}
    return {**article.extra, **({"meta": meta} if meta else {})}


def _facts(article: NewArticle) -> tuple[str | None, str | None, str | None]:
    return article.source, article.url, article.published
