"""Markdown without its markup: headings, paragraphs, list items and table rows as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.draft import Draft, Facts
from annotator.formats.fields import guess
from annotator.formats.html_lines import lines_of
from annotator.formats.reader import Reader, ReadOptions, Source

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FACT = re.compile(r"(?m)^([A-Za-z][\w -]{0,40}):[ \t]*(.*?)[ \t]*\r?$")
_QUOTES = "\"'"


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a Markdown file. Raises InputError and OSError.

    Facts in front of it, between two lines of three hyphens, become title, source, date and
    address by their names; the others are kept.
    """
    raw = source.bytes()
    decoded = source.decode(raw)
    front = _FRONT.match(decoded.text)
    facts = _facts(front[1]) if front else {}
    body = decoded.text[front.end() :] if front else decoded.text
    try:
        text = "\n\n".join(plain(body))
    except RecursionError:
        raise InputError("its markup is nested too deeply; read it with --format text") from None
    draft = Draft(text, file=source.file)
    if decoded.note:
        draft.note(decoded.note)
    names = guess(facts)
    rest = {name: value for name, value in facts.items() if name not in names.values()}
    yield from draft.items(
        Facts(
            title=facts.get(names.get("title", "")),
            source=facts.get(names.get("source", "")),
            url=facts.get(names.get("url", "")),
            published=facts.get(names.get("published", "")),
            uid=facts.get(names.get("id", "")),
            encoding=decoded.encoding,
            extra={"file": source.name} | rest,
            raw=raw,
        )
    )


def plain(markdown: str) -> list[str]:
    """The lines a reader would see."""
    lines: list[str] = []
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            lines.append("\t".join(row))
            row = None
        elif token.type == "inline":
            text = _words(token.children or [])
            if row is None:
                lines += text.split("\n")
            else:
                row.append(" ".join(text.split()))
        elif token.type in ("fence", "code_block"):
            lines += token.content.split("\n")
        elif token.type == "html_block":
            lines += lines_of(token.content)
    return [line for line in lines if line.strip()]


def _words(tokens: list[Token]) -> str:
    words = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak":
            words.append("\n")
    return "".join(words).strip()


def _facts(front: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _FACT.findall(front):
        if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES:
            value = value[1:-1]
        if value:
            found.setdefault(name.strip(), value)
    return found


READER = Reader(
    name="markdown",
    title="Markdown",
    suffixes=frozenset({".md", ".markdown"}),
    read=read,
)
