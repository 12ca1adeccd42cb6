"""Holds the hand-annotated gold set to its own rules; says nothing about any pipeline."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest

GOLD = Path(__file__).parent / "data" / "gold"
SEEDS = Path(__file__).parents[1] / "seeds"
CORPUS_SETS = ("newswire", "releases")
# Spans alone, without the values of figures.
READ_LATER = (
    "second-newswire",
    "second-releases",
    "third-newswire",
    "world-styles",
    "notes-and-wires",
)
LABELS = {"ACTOR", "LOCATION", "FIGURE"}
QUALIFIERS = {
    "exact",
    "about",
    "nearly",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "between",
    "vague",
}
OUTCOMES = {
    "killed",
    "wounded",
    "captured",
    "displaced",
    "missing",
    "arrested",
    "deployed",
    "withdrawn",
}
FIGURE_KEYS = {"low", "best", "high", "qualifier", "unit", "counts", "outcome", "of"}
ABBREVIATION = re.compile(r"(?:\b\w\.)+$|\b(?:Inc|Jr|Sr|Corp|Ltd|Co|Gen|St)\.$")

Record = dict[str, Any]


def load(name: str) -> list[Record]:
    content = (GOLD / f"{name}.jsonl").read_bytes().decode("utf-8")
    return [cast(Record, json.loads(line)) for line in content.removesuffix("\n").split("\n")]


def marks(name: str) -> list[tuple[str, Record, str]]:
    """(record id, span, text of the record) for every span of the set."""
    return [(r["meta"]["id"], s, r["text"]) for r in load(name) for s in r["spans"]]


every_set = pytest.mark.parametrize("name", ["seeds", *CORPUS_SETS, *READ_LATER])
valued_set = pytest.mark.parametrize("name", ["seeds", *CORPUS_SETS])


@every_set
def test_every_span_is_the_text_it_quotes(name: str) -> None:
    wrong = [(i, s) for i, s, text in marks(name) if text[s["start"] : s["end"]] != s["text"]]
    assert wrong == []


@every_set
def test_no_span_is_empty(name: str) -> None:
    assert [(i, s) for i, s, _ in marks(name) if not 0 <= s["start"] < s["end"]] == []


@every_set
def test_spans_stand_in_order_and_never_overlap(name: str) -> None:
    wrong = [
        (record["meta"]["id"], first, second)
        for record in load(name)
        for first, second in pairwise(record["spans"])
        if first["end"] > second["start"]
    ]
    assert wrong == []


@every_set
def test_labels_are_the_three_of_the_guidelines(name: str) -> None:
    assert [(i, s) for i, s, _ in marks(name) if s["label"] not in LABELS] == []


@every_set
def test_no_span_crosses_a_line_break(name: str) -> None:
    assert [(i, s) for i, s, _ in marks(name) if len(s["text"].splitlines()) != 1] == []


@every_set
def test_no_span_keeps_outer_spaces_or_punctuation(name: str) -> None:
    def outer(text: str) -> bool:
        first_ok = text[0].isalnum() or text[0] in "$£€~"
        last_ok = text[-1].isalnum() or text[-1] == "%" or ABBREVIATION.search(text) is not None
        return not (first_ok and last_ok)

    assert [(i, s) for i, s, _ in marks(name) if outer(s["text"])] == []


@every_set
def test_no_span_cuts_a_word(name: str) -> None:
    def cuts(text: str, at: int) -> bool:
        return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()

    wrong = [(i, s) for i, s, t in marks(name) if cuts(t, s["start"]) or cuts(t, s["end"])]
    assert wrong == []


@valued_set
def test_figures_and_only_figures_carry_a_value(name: str) -> None:
    wrong = [(i, s) for i, s, _ in marks(name) if ("figure" in s) != (s["label"] == "FIGURE")]
    assert wrong == []


@every_set
def test_figure_values_fit_their_qualifier(name: str) -> None:
    filled = {  # which of low, best, high the contract's table fills
        "exact": (True, True, True),
        "about": (False, True, False),
        "nearly": (False, True, True),
        "at_least": (True, True, False),
        "at_most": (False, True, True),
        "more_than": (True, True, False),
        "less_than": (False, True, True),
        "between": (True, False, True),
        "vague": (False, False, False),
    }
    assert set(filled) == QUALIFIERS
    figures = [(i, s["figure"]) for i, s, _ in marks(name) if "figure" in s]
    wrong = [
        (i, f)
        for i, f in figures
        if set(f) != FIGURE_KEYS
        or tuple(f[k] is not None for k in ("low", "best", "high")) != filled[f["qualifier"]]
    ]
    assert wrong == []


@every_set
def test_what_a_figure_counts_stands_in_the_text(name: str) -> None:
    wrong = [
        (i, s)
        for i, s, text in marks(name)
        if s.get("figure", {}).get("counts") is not None and s["figure"]["counts"] not in text
    ]
    assert wrong == []


@every_set
def test_outcomes_are_those_of_the_contract(name: str) -> None:
    outcomes = [(i, s["figure"]["outcome"]) for i, s, _ in marks(name) if "figure" in s]
    assert [(i, o) for i, o in outcomes if o is not None and o not in OUTCOMES] == []


@every_set
def test_ids_are_unique_and_name_their_set(name: str) -> None:
    metas = [record["meta"] for record in load(name)]
    assert len({m["id"] for m in metas}) == len(metas)
    assert {m["set"] for m in metas} == {name}


def test_seed_texts_are_the_exact_content_of_the_files() -> None:
    gold = {record["meta"]["id"]: record["text"] for record in load("seeds")}
    files = {path.stem: path.read_bytes().decode("utf-8") for path in SEEDS.glob("*.txt")}
    assert gold == files


def test_the_corpora_give_at_least_sixty_paragraphs() -> None:
    assert sum(len(load(name)) for name in CORPUS_SETS) >= 60


def test_newswire_comes_from_reserved_blocks_only() -> None:
    ids = [re.fullmatch(r"gmb-(\d+)-(\d+)", r["meta"]["id"]) for r in load("newswire")]
    ranges = [(int(m[1]), int(m[2])) for m in ids if m]
    assert len(ranges) == len(ids)
    wrong = [r for r in ranges if not (0 < r[1] - r[0] < 5 and r[0] // 100 == r[1] // 100)]
    assert wrong == []
    assert {first // 100 % 25 for first, _ in ranges} == {7}


def test_releases_come_from_reserved_documents_only() -> None:
    ids = [re.fullmatch(r"re3d-(\d+)-(\d+)", r["meta"]["id"]) for r in load("releases")]
    assert all(ids)
    assert {int(m[1]) % 6 for m in ids if m} == {5}


def test_the_later_readings_are_of_other_text_than_the_first() -> None:
    def sentences(names: tuple[str, ...]) -> set[int]:
        ids = [record["meta"]["id"].split("-") for name in names for record in load(name)]
        return {n for kind, a, b in ids if kind == "gmb" for n in range(int(a), int(b) + 1)}

    first, second, third = map(
        sentences, (("newswire",), ("second-newswire",), ("third-newswire",))
    )
    assert not first & (second | third)
    assert not second & third


def test_the_later_newswire_comes_from_blocks_no_network_was_trained_on() -> None:
    ids = [r["meta"]["id"] for name in READ_LATER for r in load(name)]
    blocks = {int(i.split("-")[1]) // 100 % 25 for i in ids if i.startswith("gmb")}
    assert blocks == {7, 12}
