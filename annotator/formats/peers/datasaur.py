"""Datasaur: the rows of one document with their tokens, and spans from token to token.

Source of the formats: Datasaur's pages on its importable format (cells, sentences) and its schema
(rows). Tokens and characters are counted from 0, and the last of each is part of the span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.json import strict_json
from annotator.formats.json.json_values import BOM
from annotator.formats.peers.works import Work, WorkSpan, items_of
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import list_of, text_of

KEPT = "datasaur"
"""The key under which is kept what is no span: arrows, and answers about the document."""
_OURS = re.compile(rb'"(?:startCellLine|startTokenIndex|labelSetItemId|textPosition|labelSets)"')
_ROWS = re.compile(rb'"(?:sentences|cells|rows|spanLabels)"\s*:')


class _Row(NamedTuple):
    """Where a row begins in the text, and its tokens in the row."""

    start: int
    text: str
    tokens: list[tuple[int, int]]


def looks_like(source: Source) -> bool:
    """Whether it is JSON with rows and with places told by their tokens. Raises OSError."""
    head = source.head.removeprefix(BOM).lstrip()
    return head.startswith(b"{") and bool(_OURS.search(head)) and bool(_ROWS.search(head))


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a document. Raises InputError and OSError."""
    whole = strict_json.parse(source.bytes().removeprefix(BOM))
    document = whole.get("data") if isinstance(whole, dict) and "data" in whole else whole
    if not isinstance(document, dict):
        raise InputError("it is not a document of Datasaur: it holds no JSON object")
    yield from items_of(source, _work(document), line=None)


def _work(document: Mapping[str, Any]) -> Work:
    rows: dict[object, _Row] = {}
    lines: list[str] = []
    start = 0
    for number, row in enumerate(_rows(document)):
        content = row.get("content")
        text = content if isinstance(content, str) else ""
        row_id = row.get("id", row.get("line", number))
        rows[row_id] = _Row(start, text, _tokens(text, list_of(row.get("tokens"))))
        lines.append(text)
        start += len(text) + 1
    work = Work("\n".join(lines))
    names = dict(_names(document))
    others: list[Any] = []
    for label in [*list_of(document.get("labels")), *list_of(document.get("spanLabels"))]:
        if not isinstance(label, dict):
            work.losses.append("a label was left out: it is not a JSON object")
        elif label.get("type", "SPAN") != "SPAN" or label.get("status") == "REJECTED":
            others.append(label)
        else:
            work.spans.append(_span(label, rows, names, work))
    kept = {key: document[key] for key in ("arrowLabels", "documentAnswers") if document.get(key)}
    if others:
        work.notes.append(
            f"labels that were rejected or are not spans are kept with the article: {len(others):,}"
        )
        kept["labels"] = others
    work.extra = {KEPT: kept} if kept else {}
    return work


def _rows(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    listed = document.get("sentences") or document.get("cells") or document.get("rows")
    for row in list_of(listed):
        cells = row if isinstance(row, list) else [row]
        if len(cells) > 1:
            raise InputError(
                "its rows have several columns; export the column with the text alone, or as CSV, "
                "and import that"
            )
        yield from (cell for cell in cells if isinstance(cell, dict))


def _tokens(text: str, tokens: list[Any]) -> list[tuple[int, int]]:
    """Where tokens stand in a row; a row without any is one token a word."""
    if not tokens:
        return [match.span() for match in re.finditer(r"\S+", text)]
    places: list[tuple[int, int]] = []
    at = 0
    for token in tokens:
        start = text.find(token, at) if isinstance(token, str) else -1
        if start < 0:
            raise InputError(f"its token “{str(token)[:40]}” is not in the text of its row")
        at = start + len(token)
        places.append((start, at))
    return places


def _names(document: Mapping[str, Any]) -> Iterator[tuple[object, object]]:
    """The names of labels by their ids."""
    for label_set in list_of(document.get("labelSets")):
        for item in list_of(label_set.get("labelItems") if isinstance(label_set, dict) else None):
            if isinstance(item, dict):
                yield item.get("id"), item.get("labelName")


def _span(
    label: Mapping[str, Any],
    rows: Mapping[object, _Row],
    names: Mapping[object, object],
    work: Work,
) -> WorkSpan:
    item = label.get("labelItem")
    given = item.get("labelName") if isinstance(item, dict) else label.get("labelText")
    name = given or names.get(label.get("labelSetItemId")) or text_of(label.get("labelSetItemId"))
    position = label.get("textPosition")
    if isinstance(position, dict):
        first, last = position.get("start"), position.get("end")
        keys = ("row", "tokenIndex", "charIndex")
        places = [
            [side.get(key) for key in keys] if isinstance(side, dict) else [None] * 3
            for side in (first, last)
        ]
    else:
        parts = ("CellLine", "TokenIndex", "CharIndex")
        places = [[label.get(side + part) for part in parts] for side in ("start", "end")]
    start, end = (_offset(place, rows) for place in places)
    return WorkSpan(start, None if end is None else end + 1, name)


def _offset(place: list[Any], rows: Mapping[object, _Row]) -> int | None:
    """Where a character of a token stands in the text; None for one that is not there."""
    line, token, char = place
    row = rows.get(line) if isinstance(line, int | str) else None
    if row is None or type(token) is not int or not 0 <= token < len(row.tokens):
        return None
    begin, end = row.tokens[token]
    if type(char) is not int or not 0 <= char < end - begin:
        return None
    return row.start + begin + char


READER = Reader(
    name="datasaur",
    title="Datasaur",
    suffixes=frozenset(),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
