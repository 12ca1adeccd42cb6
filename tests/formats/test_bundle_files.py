"""A bundle is read as it was written, or refused in one sentence."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.domain.errors import InputError
from annotator.domain.labels import DEFAULT_LABELS
from annotator.domain.text import text_hash
from annotator.domain.values import TextRange
from annotator.domain.work import (
    BundledArticle,
    Manifest,
    SuggestionFacts,
    SuggestionKey,
    WorkDecision,
    WorkSpan,
    WorkVersion,
)
from annotator.formats.bundles import bundle

TEXT = "Taliban fighters took Kunduz.\nMore than 3,000 civilians fled to Kabul."
KEY = SuggestionKey(0, 16, "ACTOR", "rules", "1")
VERSION = WorkVersion(
    "ann",
    "w1:3 w2:1",
    (
        WorkSpan("one", 0, 16, "ACTOR", "accepted", suggestion=KEY),
        WorkSpan("two", 22, 28, "LOCATION", "manual", entity="Q1", note="a “note”"),
    ),
    (WorkDecision(KEY, "accepted", "one"),),
    "flagged",
    "unclear",
)
ARTICLE = BundledArticle(
    sha256=text_hash(TEXT),
    uid="a1",
    title="Kunduz",
    text=TEXT,
    url="https://paper.example/1",
    versions=(VERSION,),
    suggestions={KEY: SuggestionFacts("a rule", 0.5)},
    muted=(TextRange(30, 40, "manual"),),
    seconds={"ann": {"w1": 2.5}},
    extra={"section": "World", "meta": {"n": [1, None]}},
    encoding="latin-1",
    raw=b"Taliban \xe4",
)
MANIFEST = Manifest(
    program="0",
    project="p",
    made_by="ann",
    at="2026-01-01",
    annotators=("ann",),
    labels=DEFAULT_LABELS,
    guidelines_version=0,
    guidelines_sha256=text_hash("g"),
    former_labels={"PERSON": "ACTOR", "CAUSE": ""},
)
HEAD = b"annwork 1\n"


def write(path: Path, *articles: BundledArticle) -> Path:
    with path.open("wb") as file:
        writer = bundle.BundleWriter(file, MANIFEST)
        for article in articles:
            writer.add(article)
        writer.finish()
    return path


def lines(path: Path) -> list[Any]:
    packed = path.read_bytes()[len(HEAD) + 32 :]
    return [orjson.loads(line) for line in gzip.decompress(packed).splitlines()]


def forge(path: Path, change: Callable[[list[Any]], object]) -> Path:
    """A bundle with other lines, whose hash and counts are right again."""
    found = lines(path)
    change(found)
    return pack(path, b"".join(orjson.dumps(line) + b"\n" for line in found))


def pack(path: Path, content: bytes) -> Path:
    packed = gzip.compress(content)
    path.write_bytes(HEAD + hashlib.sha256(packed).digest() + packed)
    return path


def read(path: Path) -> list[bundle.Line]:
    return [line for line, _ in bundle.open_bundle(path).lines()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "b.annwork", ARTICLE)


def test_what_was_written_is_read(path: Path) -> None:
    assert bundle.open_bundle(path).manifest == MANIFEST
    assert read(path) == [ARTICLE]


def test_a_section_that_is_not_known_is_handed_on(tmp_path: Path) -> None:
    path = tmp_path / "b.annwork"
    with path.open("wb") as file:
        writer = bundle.BundleWriter(file, MANIFEST)
        writer.add_other("gold", {"what": 1})
        writer.finish()
    (line,) = read(path)
    assert isinstance(line, bundle.Other)
    assert (line.section, line.values["what"]) == ("gold", 1)


@pytest.mark.parametrize("place", range(0, 900, 37))
def test_no_changed_byte_gets_by(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 0x55
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"damaged|not a bundle|newer"):
        read(path)


@pytest.mark.parametrize("length", [0, 5, 42, 60, -1])
def test_a_file_that_was_cut_is_refused(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(InputError):
        read(path)


def test_a_newer_kind_of_bundle_says_so(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(HEAD, b"annwork 2\n", 1))
    with pytest.raises(InputError, match="newer version of the program"):
        read(path)


def span(index: int, value: object) -> Callable[[list[Any]], object]:
    return lambda found: found[1]["work"][0]["spans"][1].__setitem__(index, value)


def fact(key: str, value: object) -> Callable[[list[Any]], object]:
    return lambda found: found[1].__setitem__(key, value)


def work(key: str, value: object) -> Callable[[list[Any]], object]:
    return lambda found: found[1]["work"][0].__setitem__(key, value)


FORGERIES: dict[str, Callable[[list[Any]], object]] = {
    "a span behind the text": span(2, 5000),
    "a span before the text": span(1, -1),
    "a span that ends before it starts": span(2, 3),
    "a span with a real number": span(1, 22.0),
    "a span that begins with a space": span(1, 21),
    "an id twice": span(0, "one"),
    "an empty id": span(0, ""),
    "an id with a NUL": span(0, "a\0b"),
    "a label nobody defined": span(3, "WEAPON"),
    "an origin there is not": span(4, "magic"),
    "a figure that is none": span(5, '{"qualifier": "odd"}'),
    "a figure that is an object": span(5, {"qualifier": "exact"}),
    "a note that is a number": span(7, 3),
    "a suggestion that is not there": span(8, 7),
    "a suggestion without a verdict": span(8, 0),
    "a span that is too short": lambda found: found[1]["work"][0]["spans"][1].pop(),
    "another text": fact("text", TEXT + "!"),
    "a text that is no text": fact("text", None),
    "no hash": fact("sha256", "../../etc/passwd"),
    "a uid that is a list": fact("uid", ["a"]),
    "a muted range outside": fact("muted", [[0, 5000, "x"]]),
    "time that runs backwards": fact("seconds", {"ann": {"w": -1}}),
    "time of a stranger": fact("seconds", {"bob": {"w": 1}}),
    "work of a stranger": work("annotator", "bob"),
    "a name that turns the line": work("annotator", "an\u202enna"),
    "a name with a line end": work("annotator", "an\nn"),
    "no history": work("seen", ""),
    "a history that is none": work("seen", "w1:x"),
    "a history in another order": work("seen", "w2:1 w1:3"),
    "a status there is not": work("status", "perfect"),
    "a flag without a status": work("status", None),
    "a verdict there is not": work("decisions", [[0, "maybe", "one"]]),
    "a verdict on nothing": work("decisions", [[3, "rejected", None]]),
    "two verdicts on one": work("decisions", [[0, "accepted", "one"], [0, "rejected", None]]),
    "a rejection with an annotation": work("decisions", [[0, "rejected", "one"]]),
    "an acceptance of something else": work("decisions", [[0, "accepted", "two"]]),
    "further keys that are a list": fact("extra", [1]),
    "an original that is no base64": fact("original", "ä"),
    "an original that is cut off": fact("original", "eJzLSM3JyQ=="),
    "an encoding that turns the line": fact("encoding", "u\u202etf-8"),
    "former labels that are a list": lambda found: found[0].__setitem__("former_labels", ["A"]),
    "an article twice": lambda found: found.insert(2, found[1]),
    "no end": lambda found: found.pop(),
    "more behind the end": lambda found: found.append(found[1]),
    "wrong counts": lambda found: found[-1].__setitem__("spans", 1),
    "no manifest": lambda found: found.pop(0),
    "a newer format": lambda found: found[0].__setitem__("format", [2, 0]),
    "labels without end": lambda found: found[0].__setitem__(
        "labels", [[f"L{n}", "", "#000000", "#000000", ""] for n in range(2000)]
    ),
    "a line that is a list": lambda found: found.__setitem__(1, [1]),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forgery_is_refused_in_one_sentence(path: Path, what: str) -> None:
    forge(path, FORGERIES[what])
    with pytest.raises(InputError) as refused:
        read(path)
    assert "\n" not in str(refused.value)
    assert "b.annwork" in str(refused.value)


def test_nesting_without_end_is_refused(path: Path) -> None:
    first = orjson.dumps(lines(path)[0])
    pack(path, first + b"\n" + b'{"kind":"article","text":' + b"[" * 100_000 + b"\n")
    with pytest.raises(InputError, match="nested too deeply"):
        read(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        for _ in range(300):
            file.write(b" " * (1 << 20))
    path = tmp_path / "bomb.annwork"
    data = packed.getvalue()
    path.write_bytes(HEAD + hashlib.sha256(data).digest() + data)
    with pytest.raises(InputError, match="far more than anybody"):
        read(path)


def test_something_else_is_told_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "b.annwork"
    path.write_text("once upon a time")
    with pytest.raises(InputError, match="not a bundle of work"):
        read(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        bundle.open_bundle(tmp_path / "none.annwork")


@pytest.mark.skipif(os.name == "nt", reason="pipes are files on POSIX alone")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b.annwork")
    with pytest.raises(InputError, match="is not a file"):
        bundle.open_bundle(tmp_path / "b.annwork")
