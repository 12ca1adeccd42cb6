"""Reads the corpora, leaves out what is kept for judging, and maps their labels to ours.

Labels here are ACTOR, LOCATION and the helper DATE. Nothing is mended yet: see ``normalise``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from annotator.domain.figures.numerals import word_set
from annotator.resources import resource

RawSpan = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or document: ``spans`` are (start, end, label) in code points.

    Passages of one ``story`` that follow each other with ``order`` one apart belong together.
    ``per`` holds the spans that are persons, for the augmentation.
    """

    text: str
    spans: tuple[RawSpan, ...]
    corpus: str
    story: int
    order: int
    per: frozenset[RawSpan] = frozenset()


_GMB_LABELS = {"per": "ACTOR", "org": "ACTOR", "geo": "LOCATION", "gpe": "LOCATION", "tim": "DATE"}
_RE3D_LABELS = {
    "Person": "ACTOR",
    "Organisation": "ACTOR",
    "Nationality": "ACTOR",
    "Location": "LOCATION",
    "Temporal": "DATE",
}
DOUBT = "DOUBT"
"""A stretch of which nobody knows what it is: the training passes over it."""

PERSON = "PERSON"
_SILVER_LABELS = {"ACTOR": "ACTOR", PERSON: "ACTOR", "LOCATION": "LOCATION", DOUBT: DOUBT}
_BTC_LABELS = {"PER": "ACTOR", "ORG": "ACTOR", "LOC": "LOCATION"}
_WNUT_LABELS = {
    "person": "ACTOR",
    "corporation": "ACTOR",
    "group": "ACTOR",
    "location": "LOCATION",
}
_WIKIGOLD_LABELS = {"PER": "ACTOR", "ORG": "ACTOR", "LOC": "LOCATION"}
_SURE = 0.5
_NO_NAMES = word_set("RT I FOLLOW MY NEW LIVE")
_PRONOUNS = word_set("he she it they we i you his her its their our who them us him")


def is_gmb_gold(number: int) -> bool:
    """Whether a sentence number of GMB is kept for the project's own gold."""
    return number // 100 % 25 == 7


def is_gmb_dev(number: int) -> bool:
    """Whether a sentence number of GMB is kept for stopping the training in time."""
    return number // 100 % 25 == 12


def is_re3d_gold(line: int) -> bool:
    """Whether a document of re3d (counted from zero) is kept for the project's own gold."""
    return line % 6 == 5


def read_gmb(folder: Path) -> Iterator[Passage]:
    """GMB newswire without the project's gold and without repeated sentences."""
    seen = set()
    left_out = _left_out()
    for row in _rows(folder / "gmb-voa" / "gmb-voa.jsonl"):
        number, text = int(row["id"]), row["text"]
        if (
            number in left_out
            or is_gmb_gold(number)
            or text in seen
            or _is_spreadsheet_damage(text)
        ):
            continue
        seen.add(text)
        yield _passage(row, _GMB_LABELS, "gmb", number // 100, number)


def read_re3d(folder: Path) -> Iterator[Passage]:
    """re3d without the project's gold; of nested spans the longest stays."""
    for line, row in enumerate(_rows(folder / "re3d" / "re3d-permissive-half.jsonl")):
        if is_re3d_gold(line):
            continue
        row["spans"] = list(_longest(_plausible(row)))
        yield _passage(row, _RE3D_LABELS, "re3d", line, 0)


def read_wikigold(folder: Path) -> Iterator[Passage]:
    """wikigold as it is."""
    for line, row in enumerate(_rows(folder / "wikigold" / "wikigold.jsonl")):
        yield _passage(row, _WIKIGOLD_LABELS, "wikigold", line // 20, line)


def read_silver(folder: Path) -> Iterator[Passage]:
    """Wikipedia on wars, marked by agreement (see ``silver``); what is in doubt is a DOUBT."""
    for line, row in enumerate(_rows(folder / "silver" / "wikipedia-war.jsonl")):
        row["spans"] += [{"start": a, "end": b, "label": DOUBT} for a, b in row["doubts"]]
        yield _passage(row, _SILVER_LABELS, "silver", line, 0)


def read_posts(folder: Path) -> Iterator[Passage]:
    """Posts of the Broad Twitter Corpus and WNUT 2017 that hold a name."""
    for name, labels in (("btc/btc", _BTC_LABELS), ("wnut17/wnut17-train", _WNUT_LABELS)):
        for line, row in enumerate(_rows(folder / f"{name}.jsonl")):
            passage = _passage(row, labels, "posts", line, 0)
            if passage.spans and "\n" not in passage.text:
                yield passage


CORPORA: tuple[Callable[[Path], Iterable[Passage]], ...] = (read_gmb, read_re3d, read_wikigold)
"""The corpora whose labels people or their projects have looked at for news."""

MORE_CORPORA: tuple[Callable[[Path], Iterable[Passage]], ...] = (read_silver, read_posts)
"""What the network reads besides; see ``docs/pipeline.md``."""


def _left_out() -> frozenset[int]:
    """Sentence numbers outside the gold blocks that nearly repeat a gold sentence."""
    lines = resource("training", "leave-out.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(int(line) for line in lines if line and not line.startswith("#"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            yield orjson.loads(line)


def _passage(
    row: dict[str, Any], labels: dict[str, str], corpus: str, story: int, order: int
) -> Passage:
    spans, per = [], []
    for span in row["spans"]:
        label = labels.get(span["label"])
        if label is not None and row["text"][span["start"] : span["end"]] not in _NO_NAMES:
            ours = (span["start"], span["end"], label)
            spans.append(ours)
            if span["label"] in ("per", "Person", "PER", "person", PERSON):
                per.append(ours)
    return Passage(row["text"], tuple(sorted(spans)), corpus, story, order, frozenset(per))


def _plausible(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for span in row["spans"]:
        surface = row["text"][span["start"] : span["end"]]
        if span["label"] == "Temporal" or (
            span["confidence"] >= _SURE
            and surface.lower() not in _PRONOUNS
            and any(ch.isupper() for ch in surface)
        ):
            yield span


def _longest(spans: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    taken: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: s["start"] - s["end"]):
        if all(span["end"] <= start or span["start"] >= end for start, end in taken):
            taken.append((span["start"], span["end"]))
            yield span


def _is_spreadsheet_damage(text: str) -> bool:
    return "#NAME?" in text or "-Apr" in text or "-Jun" in text or "-Mar" in text
