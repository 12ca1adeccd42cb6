"""CoreNLP's JSON: the tokens of a text with what stands around them, and the names found in it.

Source of the format: `outputFormat json` of Stanford CoreNLP and Stanza's client. The text is put
together from each token as it was written and the white space behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.json import strict_json
from annotator.formats.json.json_values import BOM
from annotator.formats.peers.tagged_text import runs
from annotator.formats.peers.works import Work, WorkSpan, items_of
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import list_of, text_of

_OURS = re.compile(rb'"(?:characterOffsetBegin|basicDependencies|entitymentions)"')
_WORDS = re.compile(rb'"sentences"\s*:')


def looks_like(source: Source) -> bool:
    """Whether it is JSON with sentences of tokens as CoreNLP writes them. Raises OSError."""
    head = source.head.removeprefix(BOM).lstrip()
    return head.startswith(b"{") and bool(_OURS.search(head)) and bool(_WORDS.search(head))


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a text. Raises InputError and OSError."""
    whole = strict_json.parse(source.bytes().removeprefix(BOM))
    if not isinstance(whole, dict):
        raise InputError("it is not a JSON object with sentences")
    sentences = [s for s in list_of(whole.get("sentences")) if isinstance(s, dict)]
    pieces: list[str] = []
    places: list[list[tuple[int, int]]] = []
    size = 0
    for sentence in sentences:
        places.append([])
        for token in list_of(sentence.get("tokens")):
            before, word, after = _parts(token)
            if not pieces:
                size = len(before)
                pieces.append(before)
            places[-1].append((size, size + len(word)))
            pieces += (word, after)
            size += len(word) + len(after)
    work = Work("".join(pieces), uid=text_of(whole.get("docId")), suggested_by="CoreNLP")
    for sentence, tokens in zip(sentences, places, strict=True):
        work.spans += _spans(sentence, tokens)
    yield from items_of(source, work, line=None)


def _parts(token: object) -> tuple[str, str, str]:
    """What stands before a token, the token, and what stands behind it."""
    said: Mapping[str, Any] = token if isinstance(token, dict) else {}
    word = said.get("originalText") or said.get("word")
    after = said.get("after")
    if not isinstance(word, str) or not isinstance(after, str):
        raise InputError(
            "its tokens do not say what stands behind them, so its text cannot be put together; "
            "have CoreNLP write it with the annotator “tokenize” as JSON again"
        )
    before = said.get("before")
    return (before if isinstance(before, str) else ""), word, after


def _spans(sentence: Mapping[str, Any], tokens: list[tuple[int, int]]) -> Iterator[WorkSpan]:
    """Its mentions; without any, runs of tokens with one tag."""
    names: list[tuple[Any, Any, Any]] = [
        (mention.get("tokenBegin"), mention.get("tokenEnd"), mention.get("ner"))
        for mention in list_of(sentence.get("entitymentions"))
        if isinstance(mention, dict)
    ]
    if "entitymentions" not in sentence:
        tags = [t.get("ner") if isinstance(t, dict) else None for t in list_of(sentence["tokens"])]
        names += runs("O" if not tag or tag == "O" else f"I-{tag}" for tag in tags)
    for first, end, label in names:
        is_there = type(first) is int and type(end) is int and 0 <= first < end <= len(tokens)
        start, stop = (tokens[first][0], tokens[end - 1][1]) if is_there else (None, None)
        yield WorkSpan(start, stop, label)


READER = Reader(
    name="corenlp",
    title="CoreNLP (JSON)",
    suffixes=frozenset(),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
