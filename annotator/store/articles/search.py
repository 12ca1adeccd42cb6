"""Search over titles and texts. Whatever a person types is looked for; nothing is a syntax.

In a project file the index of SQLite (FTS5) answers; on a server, where there is none, the folded
words of every article are looked through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection, text

from annotator.domain.queueing import Hit
from annotator.domain.tokens import has_unspaced
from annotator.domain.values import NewArticle
from annotator.store.articles.search_tables import SignsRow
from annotator.store.bulk import insert_rows
from annotator.store.tables import table

SIGNS = table(SignsRow)

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_SIGNS = re.compile(r"(?:[^\w\s]|_)+")
_WORD = re.compile(r"[^\W_]+")
_BLANK = bytes(32 if code < 128 and chr(code).isalnum() else code for code in range(256))
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

    @property
    def is_anywhere(self) -> bool:
        """Whether it is looked for inside of words too: no space tells its words apart."""
        return has_unspaced(self.words)


def terms(typed: str) -> tuple[Term, ...]:
    """What a person looks for: words, "phrases" and prefixes*, all of which must be there.

    A prefix has three letters at least; a shorter one is taken as a word.
    """
    clean = typed.replace("\0", " ").encode("utf-8", "replace").decode()
    terms: list[Term] = []
    for match in _TERM.finditer(clean):
        phrase = match[1] is not None
        words = (match[1] if phrase else match[2]).strip()[:_LONGEST_TERM]
        is_open = not phrase and words.endswith("*") and len(words) > _SHORTEST_PREFIX
        term = Term(words.rstrip("*") or words, is_open)
        if term.words and term not in terms:
            terms.append(term)
    return tuple(terms[:_MOST_TERMS])


def matching(connection: Connection, typed: str) -> list[int] | None:
    """The numbers of the articles with every term in title or text; None if nothing is typed.

    In no certain order.
    """
    wanted = terms(typed)
    if not wanted:
        return None
    words = [term for term in wanted if not term.is_sign and not term.is_anywhere]
    signs = [term.words for term in wanted if term.is_sign]
    anywhere = [term.words for term in wanted if term.is_anywhere]
    if connection.dialect.name == "sqlite" and len(words) == len(wanted):
        return _indexed(connection, words)
    return _looked_through(connection, signs, words, anywhere)


def search(connection: Connection, typed: str, *, limit: int = 50) -> list[Hit]:
    """The best ``limit`` articles with every term, with context; the best match first.

    Above 5,000 matches they come in import order: ranking has to look at every one.
    """
    numbers = matching(connection, typed)
    return hits(connection, typed, ranked(connection, typed, sorted(numbers or ()))[:limit])


def ranked(connection: Connection, typed: str, numbers: Sequence[int]) -> list[int]:
    """``numbers`` with the best match first, where the index can tell and they are not many."""
    words = [term for term in terms(typed) if not term.is_sign and not term.is_anywhere]
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
    by_number = {
        number: _hit(number, title, body, patterns)
        for number, title, body in connection.execute(query)
    }
    return [by_number[number] for number in numbers if number in by_number]


def places(typed: str, body: str) -> list[tuple[int, int]]:
    """Where all that is looked for stands in a text, in code points, half open."""
    patterns = _patterns(terms(typed))
    return [match.span() for match in patterns[0].finditer(folded(body))] if patterns else []


def index(connection: Connection, articles: Sequence[tuple[int, NewArticle]]) -> None:
    """Take new articles into the index."""
    texts = [(number, article.title, article.text) for number, article in articles]
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO article_fts(rowid, title, text) VALUES (?, ?, ?)"
        connection.exec_driver_sql(statement, texts)
        signs = [(number, signs_of(title, body)) for number, title, body in texts]
    else:
        signs = [(n, "\n".join((signs_of(t, b), _run(t), _run(b)))) for n, t, b in texts]
    insert_rows(connection, SIGNS, signs)


def signs_of(title: str, body: str) -> str:
    """Every run of signs in an article once, in order of their code points, a space between.

    A sign is what is neither letter, digit nor space. What is looked for without a space is in
    the article if and only if it is in one of the runs.
    """
    # As bytes, all ASCII letters, digits and spaces are passed over in a tenth of the time.
    pieces = {*title.encode().translate(_BLANK).split(), *body.encode().translate(_BLANK).split()}
    return " ".join(sorted({*_SIGNS.findall(b" ".join(pieces).decode())}))


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


def _looked_through(
    connection: Connection,
    signs: Sequence[str],
    words: Sequence[Term],
    anywhere: Sequence[str],
) -> list[int]:
    is_file = connection.dialect.name == "sqlite"
    runs = {run for sign in signs for run in sign.split()}
    if not is_file:
        runs |= {_run(term.words).removesuffix(" " if term.open else "") for term in words}
    values: dict[str, object] = {f"r{at}": run for at, run in enumerate(sorted(runs))}
    conditions = " AND ".join(_holds(connection, "signs", name) for name in values)
    query = f"SELECT article_id AS number FROM article_signs WHERE {conditions}"
    numbers = numbers_in(connection, query, values) if runs else None
    if words and is_file:
        with_words = _indexed(connection, words)
        numbers = with_words if numbers is None else sorted({*numbers} & {*with_words})
    read = [*anywhere, *(sign for sign in signs if sign.split() != [sign])]
    return numbers if numbers is not None and not read else _standing(connection, read, numbers)


def _standing(
    connection: Connection, signs: Sequence[str], among: Sequence[int] | None
) -> list[int]:
    # Runs with spaces between, and words without, are in no table: every text that may have them
    # is read.
    values: dict[str, object] = {f"s{at}": sign for at, sign in enumerate(signs)}
    conditions = [
        f"({_holds(connection, 'title', name)} OR {_holds(connection, 'text', name)})"
        for name in values
    ]
    if among is not None:
        members = "json_each(:among)"
        if connection.dialect.name != "sqlite":
            members = "json_array_elements_text(CAST(:among AS json))"
        conditions.insert(0, f"id IN (SELECT CAST(value AS INTEGER) FROM {members})")
        values["among"] = orjson.dumps(among).decode()
    query = (
        "SELECT id AS number FROM article JOIN article_text ON article_id = id "
        f"WHERE {' AND '.join(conditions)}"
    )
    return numbers_in(connection, query, values)


def _holds(connection: Connection, column: str, name: str) -> str:
    if connection.dialect.name == "sqlite":
        return f"instr({column}, :{name}) > 0"
    return f"strpos({column}, :{name}) > 0"


def _run(words: str) -> str:
    """The words without case and accents, a space on both sides of each."""
    return f" {' '.join(_WORD.findall(folded(words).replace(_MARK, '')))} "


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
    if term.is_sign or term.is_anywhere:
        return re.escape(folded(term.words))
    runs = _run(term.words).split()
    words = r"[\W_]+".join(f"{_MARK}*".join(map(re.escape, run)) + f"{_MARK}*" for run in runs)
    return rf"(?<![^\W_]){words}" + ("" if term.open else r"(?![^\W_])")


def _hit(number: int, title: str, body: str, patterns: Sequence[re.Pattern[str]]) -> Hit:
    every, *each = patterns
    named = tuple(match.span() for match in every.finditer(folded(title)))
    # A title is often the first line of the text; the hit behind it says more.
    plain = folded(body[:_LOOKED_THROUGH])
    begin = len(title) if body.startswith(title) else 0
    looks = ((pattern, place) for place in (begin, 0) for pattern in each)
    matches = (pattern.search(plain, place) for pattern, place in looks)
    first = next((match for match in matches if match), None)
    if first is None:
        return Hit(number, named)
    start = _word_start(body, max(0, first.start() - _CONTEXT), first.start())
    context = body[start : start + _SHOWN]
    ranges = tuple(match.span() for match in every.finditer(plain[start : start + _SHOWN]))
    shown = "".join(" " if char.isspace() else char for char in context)
    if start:
        shown = "…" + shown
        ranges = tuple((begin + 1, end + 1) for begin, end in ranges)
    return Hit(number, named, shown, ranges, first.start(), first.end())


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
        char = self[code] = _fold(code)
        return char


_FOLDS = _Folds()
