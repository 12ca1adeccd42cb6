"""What leaves as WebAnno TSV is the same text and spans when INCEpTION's rules are followed.

`inception_reads` does what its reader does: one line end behind each sentence, taken away again
where the next begins at once; blanks up to where the next sentence begins; offsets in UTF-16.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import new_article, texts
from reading_verbs import read_file

from annotator.domain.records import Record, RecordSpan
from annotator.domain.text import is_blank, normalise
from annotator.formats.writers import WRITERS

RESERVED = [("\\", "\\\\"), *((sign, f"\\{sign}") for sign in ("[", "]", "|", "_", "->", ";", "*"))]
BEHIND = re.compile(r"\[(\d+)\]$")


def written(text: str, *spans: RecordSpan) -> str:
    record = Record(new_article(text, uid="u"), spans=spans)
    return WRITERS["webanno-tsv"].write(record, 1, "all").parts["000001.tsv"].decode()


def unescaped(value: str) -> str:
    signs = {escaped: sign for sign, escaped in RESERVED} | {"\\t": "\t", "\\n": "\n"}
    return re.sub(r"\\->|\\.", lambda match: signs[match[0]], value)


def inception_reads(tsv: str) -> tuple[str, list[tuple[str, str]]]:
    """The text, without the line end behind its last sentence, and the words and label of spans."""
    units: bytes = b""
    sentence = ""
    bounds: dict[str, tuple[int, int, str]] = {}
    for row in tsv.split("\n\n\n", 1)[1].split("\n"):
        if row.startswith("#Text="):
            body = row.removeprefix("#Text=").replace("\\\\", "\0").replace("\\t", "\t")
            sentence += body.replace("\\r", "\r").replace("\0", "\\") + "\n"
            continue
        if not row:
            continue
        number, place, _, _, labels, *_ = row.split("\t")
        start, end = map(int, place.split("-"))
        if sentence:
            units = units[: 2 * start]
            units += (" " * (start - len(units) // 2)).encode("utf-16-le")
            units += sentence.encode("utf-16-le")
            sentence = ""
        for at, value in enumerate(re.split(r"(?<!\\)\|", labels) if labels != "_" else ()):
            told = BEHIND.search(value) if not value.endswith("\\]") else None
            name = told[1] if told else f"{number}/{at}"
            label = unescaped(value[: told.start()] if told else value)
            bounds[name] = (bounds.get(name, (start,))[0], end, label)
    spans = [
        (units[2 * start : 2 * end].decode("utf-16-le"), label)
        for start, end, label in bounds.values()
    ]
    return units.decode("utf-16-le").removesuffix("\n"), sorted(spans)


def placed(text: str, *spans: tuple[str, str]) -> list[RecordSpan]:
    return [RecordSpan(text.index(q), text.index(q) + len(q), label) for q, label in spans]


@pytest.mark.parametrize(
    "text",
    [
        "Homs fell.\n\nThey fled 😀 far.\n\n\n\nTalks go on in Homs.",
        "Homs fell. They fled.\n  \n\t\n   Talks: a\\b|c[1]_d;*e->f\\n.\n😀 On.\n",
        "One 😀\n two\n\n  three.  \n\n",
    ],
)
def test_blank_lines_and_blanks_are_as_they_were(tmp_path: Path, text: str) -> None:
    word = text.split()[-1]
    span = RecordSpan(text.rindex(word), text.rindex(word) + len(word), "X")
    tsv = written(text, span)
    assert inception_reads(tsv) == (text, [(word, "X")])
    (tmp_path / "a.tsv").write_text(tsv)
    (record,), _ = read_file(tmp_path / "a.tsv")
    assert record.article.text == text


def test_labels_with_reserved_characters_and_spans_over_lines_arrive() -> None:
    text = "Homs 😀 fell.\n\nThey\nfled."
    spans = [
        ("Homs", "a|b[1]_;*->c\\"),
        ("Homs 😀", "a]"),
        ("fell.\n\nThey\nfled", "*"),
        ("They", "_"),
    ]
    _, read = inception_reads(written(text, *placed(text, *spans)))
    assert read == sorted(spans)


@given(text=texts, cuts=st.lists(st.integers(0, 60), min_size=2, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_that_begins_with_a_word_is_the_same(text: str, cuts: list[int]) -> None:
    text = normalise(text).text
    if is_blank(text):
        return
    text = text.lstrip()
    places = [place for place, char in enumerate(text) if not char.isspace()]
    pairs = {tuple(sorted(places[i % len(places)] for i in pair)) for pair in pairwise(cuts)}
    spans = [RecordSpan(start, end + 1, "X") for start, end in pairs]
    quotes = sorted((text[span.start : span.end], "X") for span in spans)
    assert inception_reads(written(text, *spans)) == (text, quotes)
