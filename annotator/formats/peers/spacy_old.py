"""spaCy's JSON of version 2: documents of paragraphs, these of sentences, these of tokens.

Source of the format: the section on the JSON input format in the documentation of spaCy 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from annotator.domain.errors import InputError
from annotator.formats.json import json_values
from annotator.formats.peers.tagged_text import TAG, Tags, TokenText
from annotator.formats.peers.token_records import placed
from annotator.formats.peers.works import Work, WorkSpan, read_json
from annotator.formats.reader import Reader, Source
from annotator.formats.record_builder import list_of, text_of


def looks_like(source: Source) -> bool:
    """Whether it is JSON whose first object has paragraphs with sentences. Raises OSError."""
    record = json_values.first(source)
    paragraphs = list_of(record.get("paragraphs")) if record else []
    return bool(paragraphs) and all(
        isinstance(part, dict) and isinstance(part.get("sentences"), list) for part in paragraphs
    )


def works(document: Mapping[str, Any]) -> Iterator[Work]:
    """A document as the work of one; each paragraph is a line. Raises InputError."""
    work = Work("", uid=text_of(document.get("id")))
    text = ""
    for part in list_of(document.get("paragraphs")):
        if isinstance(part, dict):
            text += "\n" if text else ""
            words, spans = _paragraph(part, work)
            for start, end, label, _ in spans:
                work.spans.append(WorkSpan(len(text) + start, len(text) + end, label))
            text += words
    work.text = text
    yield work


def _paragraph(part: Mapping[str, Any], work: Work) -> tuple[str, list[tuple[int, int, str, int]]]:
    made, tags = TokenText(), Tags()
    tokens: list[str] = []
    said: list[str] = []
    for sentence in list_of(part.get("sentences")):
        listed = sentence.get("tokens") if isinstance(sentence, dict) else None
        for token in list_of(listed):
            if not isinstance(token, dict) or not isinstance(token.get("orth"), str):
                raise InputError("one of its tokens has no “orth”")
            tag = token.get("ner")
            is_known = isinstance(tag, str) and TAG.fullmatch(tag)
            if not is_known and tag not in (None, "-", ""):
                work.losses.append(f"a tag was left out: “{str(tag)[:40]}” is not a tag of BILUO")
            tokens.append(token["orth"])
            said.append(str(tag) if is_known else "O")
            made.add(" ".join(token["orth"].split()))
    raw = part.get("raw")
    at = placed(tokens, raw) if isinstance(raw, str) else made.tokens
    for (start, end), tag in zip(at, said, strict=True):
        tags.take(tag, start, end)
    tags.close()
    return (raw if isinstance(raw, str) else made.text), tags.spans


READER = Reader(
    name="spacy-json",
    title="spaCy 2 (JSON)",
    suffixes=frozenset(),
    read=partial(read_json, works),
    looks_like=looks_like,
    holds_work=True,
)
