"""Search over titles and texts. Whatever a person types is looked for; nothing is a syntax.

In a project file the index of SQLite (FTS5) answers; on a server, where there is none, every
title and text is looked through, without regard to case alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection, text

from annotator.domain.queueing import Hit
from annotator.domain.values import NewArticle

SEARCH_VIEW = (
    "CREATE VIEW article_search AS SELECT article.id AS id, article.title AS title, "
    "article_text.text AS text "
    "FROM article JOIN article_text ON article_text.article_id = article.id"
)
"""What the index was made over; the only view of a project."""

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_MOST_TERMS = 32
_LONGEST_TERM = 200  # characters; more is a pasted text and not something looked for
_SHORTEST_PREFIX = 3  # letters; what begins with fewer is found in too many places to wait for
_CONTEXT = 32  # characters shown before a hit
_SHOWN = 160  # characters of context in all
_LOOKED_THROUGH = 400_000  # characters of an article in which context is looked for
_MARK = "\u0300"  # stands for every accent that is a character of its own
_RANKED = 5000  # above so many hits, ranking takes longer than a person wants to wait


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: words that follow each other; ``open`` if more letters may follow."""

    words: str
    open: bool = False

    @property
    def is_sign(self) -> bool:
        """Whether it has neither letters nor digits, so that no index knows it."""
        return not any(char.isalnum() for char in self.words)


def terms(typed: str) -> tuple[Term, ...]:
    """What a person looks for: words, "phrases" and prefixes*, all of which must be there.

    A prefix has three letters at least; a shorter one is taken as a word.
    """
    clean = typed.replace("\0", " ").encode("utf-8", "replace").decode()
    found: list[Term] = []
    for match in _TERM.finditer(clean):
        phrase = match[1] is not None
        words = (match[1] if phrase else match[2]).strip()[:_LONGEST_TERM]
        is_open = not phrase and words.endswith("*") and len(words) > _SHORTEST_PREFIX
        term = Term(words.rstrip("*") or words, is_open)
        if term.words and term not in found:
            found.append(term)
    return tuple(found[:_MOST_TERMS])


def matching(connection: Connection, typed: str) -> list[int] | None:
    """The numbers of the articles with every term in title or text; None if nothing is typed.

    In no certain order.
    """
    wanted = terms(typed)
    if not wanted:
        return None
    if connection.dialect.name != "sqlite":
        return _look_through(connection, wanted)
    words = [term for term in wanted if not term.is_sign]
    signs = [term.words for term in wanted if term.is_sign]
    return _with_signs(connection, signs, words) if signs else _indexed(connection, words)


def search(connection: Connection, typed: str, *, limit: int = 50) -> list[Hit]:
    """The best ``limit`` articles with every term, with context; the best match first.

    Above 5,000 matches they come in import order: ranking has to look at every one.
    """
    numbers = matching(connection, typed)
    return hits(connection, typed, ranked(connection, typed, sorted(numbers or ()))[:limit])


def ranked(connection: Connection, typed: str, numbers: Sequence[int]) -> list[int]:
    """``numbers`` with the best match first, where the index can tell and they are not many."""
    words = [term for term in terms(typed) if not term.is_sign]
    if not words or len(numbers) > _RANKED or connection.dialect.name != "sqlite":
        return list(numbers)
    query = text(
        "SELECT rowid FROM article_fts WHERE article_fts MATCH :query "
        "ORDER BY bm25(article_fts, 4.0, 1.0), rowid"
    )
    order = connection.execute(query, {"query": _match(words)}).scalars()
    wanted = set(numbers)
    return [number for number in order if number in wanted]


def hits(connection: Connection, typed: str, numbers: Sequence[int]) -> list[Hit]:
    """Where the terms stand in some articles; give as many as are shown."""
    patterns = _patterns(terms(typed))
    if not patterns or not numbers:
        return []
    listed = ", ".join(str(int(number)) for number in numbers)
    query = text(
        "SELECT article.id, article.title, article_text.text FROM article "
        f"JOIN article_text ON article_text.article_id = article.id WHERE article.id IN ({listed})"
    )
    found = {
        number: _hit(number, title, body, patterns)
        for number, title, body in connection.execute(query)
    }
    return [found[number] for number in numbers if number in found]


def index(connection: Connection, articles: Iterable[tuple[int, NewArticle]]) -> None:
    """Take new articles into the index."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO article_fts(rowid, title, text) VALUES (?, ?, ?)",
            [(number, article.title, article.text) for number, article in articles],
        )


def folded(words: str) -> str:
    """The text without case and accents, character for character as long as before."""
    # Sign by sign the whole text would take thirty times as long.
    return _NOT_ASCII.sub(lambda signs: signs[0].translate(_FOLDS), words).lower()


def _match(words: Sequence[Term]) -> str:
    # Quoted, everything is words to FTS5; a star outside the quotes opens the last of them.
    return " ".join(
        '"' + term.words.replace('"', '""') + '"' + (" *" if term.open else "") for term in words
    )


def _indexed(connection: Connection, words: Sequence[Term]) -> list[int]:
    query = "SELECT rowid AS number FROM article_fts WHERE article_fts MATCH :query"
    return numbers_in(connection, query, {"query": _match(words)})


def _with_signs(connection: Connection, signs: Sequence[str], words: Sequence[Term]) -> list[int]:
    # No index knows signs. Without a word beside them every text is read: seconds, not more.
    conditions = [f"(instr(title, :s{at}) OR instr(text, :s{at}))" for at in range(len(signs))]
    values: dict[str, object] = {f"s{at}": sign for at, sign in enumerate(signs)}
    if words:
        conditions.insert(0, "id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH :query)")
        values["query"] = _match(words)
    query = f"SELECT id AS number FROM article_search WHERE {' AND '.join(conditions)}"
    return numbers_in(connection, query, values)


def _look_through(connection: Connection, wanted: Sequence[Term]) -> list[int]:
    each = " AND ".join(
        f"(article.title ILIKE :t{place} OR article_text.text ILIKE :t{place})"
        for place in range(len(wanted))
    )
    query = text(
        "SELECT article.id FROM article JOIN article_text "
        f"ON article_text.article_id = article.id WHERE {each}"
    )
    values = {f"t{place}": f"%{_literal(term.words)}%" for place, term in enumerate(wanted)}
    return list(connection.execute(query, values).scalars())


def _literal(words: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", words)


def numbers_in(
    connection: Connection, query: str, values: Mapping[str, object] | None = None
) -> list[int]:
    """What a query for one column called ``number`` finds, in its order.

    The database joins the numbers to one string: a hundred thousand rows would take five times
    as long to come one by one.
    """
    join = "group_concat(number)"
    if connection.dialect.name != "sqlite":
        join = "string_agg(CAST(number AS text), ',')"
    joined = connection.execute(text(f"SELECT {join} FROM ({query}) AS found"), values).scalar()
    return list(orjson.loads(f"[{joined}]")) if joined is not None else []


def _patterns(wanted: Sequence[Term]) -> list[re.Pattern[str]]:
    """One for all terms, then one for each, the longest first: it says most."""
    spelled = [_spelled(term) for term in sorted(wanted, key=lambda term: -len(term.words))]
    return [re.compile(words) for words in ("|".join(spelled), *spelled)] if spelled else []


def _spelled(term: Term) -> str:
    if term.is_sign:
        return re.escape(term.words)
    runs = re.findall(r"[^\W_]+", folded(term.words).replace(_MARK, ""))
    words = r"[\W_]+".join(f"{_MARK}*".join(map(re.escape, run)) + f"{_MARK}*" for run in runs)
    return rf"(?<![^\W_]){words}" + ("" if term.open else r"(?![^\W_])")


def _hit(number: int, title: str, body: str, patterns: Sequence[re.Pattern[str]]) -> Hit:
    every, *each = patterns
    named = tuple(match.span() for match in every.finditer(folded(title)))
    # A title is often the first line of the text; the hit behind it says more.
    plain = folded(body[:_LOOKED_THROUGH])
    begin = len(title) if body.startswith(title) else 0
    looks = ((pattern, place) for place in (begin, 0) for pattern in each)
    found = (pattern.search(plain, place) for pattern, place in looks)
    first = next((match for match in found if match), None)
    if first is None:
        return Hit(number, named)
    start = _word_start(body, max(0, first.start() - _CONTEXT), first.start())
    context = body[start : start + _SHOWN]
    ranges = tuple(match.span() for match in every.finditer(plain[start : start + _SHOWN]))
    shown = "".join(" " if char.isspace() else char for char in context)
    if start:
        shown = "…" + shown
        ranges = tuple((begin + 1, end + 1) for begin, end in ranges)
    return Hit(number, named, shown, ranges, first.start())


def _word_start(body: str, at: int, before: int) -> int:
    if at == 0:
        return 0
    gap = next((place for place in range(at, before) if body[place].isspace()), at - 1)
    return gap + 1


def _fold(code: int) -> str:
    char = chr(code)
    if unicodedata.combining(char):
        return _MARK if 0x300 <= code <= 0x36F else char
    lower = char.lower()
    parted = unicodedata.normalize("NFD", lower if len(lower) == 1 else char)
    return parted[0] if all(unicodedata.combining(mark) for mark in parted[1:]) else char


class _Folds(dict[int, str]):
    """What each character becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _fold(code)
        return found


_FOLDS = _Folds()
