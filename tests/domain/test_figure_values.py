"""The parser against a table of phrases whose values were worked out by hand from the guidelines.

A row is a span with the words around it. The parser may say "not parsed" now and then; it may
never give a value that is wrong.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.figures import is_no_amount, parse_figure

TABLE = Path(__file__).parents[1] / "data" / "figure_values.jsonl"
NUMERIC = ("low", "best", "high", "qualifier", "unit", "of")
Row = dict[str, Any]


def read_table() -> list[Row]:
    return [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]


def parsed(row: Row) -> Row:
    """The figure; what it is part of as the words that stand there, as rows have it."""
    before, surface, after = row["before"], row["surface"], row["after"]
    figure = parse_figure(surface, before=before, after=after, start=len(before)).to_json()
    place = figure.pop("part_of", None)
    if place is not None:
        text = before + surface + after
        figure["part_of"] = text[place[0] : place[1]]  # type: ignore[index]
    return figure


@pytest.fixture(scope="module")
def results() -> list[tuple[Row, Row]]:
    return [(row, parsed(row)) for row in read_table()]


def shown(row: Row, got: Row) -> str:
    wanted = row["expected"]
    keys = wanted.keys() | got.keys()
    different = {key: (wanted.get(key), got.get(key)) for key in keys}
    different = {key: pair for key, pair in different.items() if pair[0] != pair[1]}
    return f"{row['before'][-30:]}[{row['surface']}]{row['after'][:30]}: {different}"


def test_the_table_is_large_and_has_traps(results: list[tuple[Row, Row]]) -> None:
    traps = [row for row, _ in results if not row["expected"]["parsed"]]
    assert (len(results) >= 600, len(traps) >= 100) == (True, True)


def test_at_least_95_percent_of_the_table_is_right(results: list[tuple[Row, Row]]) -> None:
    wrong = [shown(row, got) for row, got in results if got != row["expected"]]
    assert len(wrong) <= 0.05 * len(results), "\n".join(wrong)


def test_no_value_is_wrong(results: list[tuple[Row, Row]]) -> None:
    wrong = [
        shown(row, got)
        for row, got in results
        if got["parsed"] and any(got[key] != row["expected"][key] for key in NUMERIC)
    ]
    assert wrong == []


@pytest.mark.parametrize("key", ["counts", "outcome", "part_of"])
def test_nothing_counted_or_befallen_is_made_up(results: list[tuple[Row, Row]], key: str) -> None:
    wrong = [
        shown(row, got)
        for row, got in results
        if got.get(key) is not None and got.get(key) != row["expected"].get(key)
    ]
    assert wrong == []


def test_every_value_survives_json(results: list[tuple[Row, Row]]) -> None:
    from annotator.domain.figures import Figure

    figures = [
        parse_figure(row["surface"], before=row["before"], after=row["after"], start=1000)
        for row, _ in results
    ]
    changed = [
        figure
        for figure in figures
        if Figure.from_json(json.loads(json.dumps(figure.to_json()))) != figure
    ]
    assert changed == []


@pytest.mark.parametrize(
    ("before", "surface", "after", "outcome"),
    [
        ("", "5", " killed 12 wounded", "killed"),
        ("5 killed ", "12", " wounded", "wounded"),
        ("5 soldiers killed ", "12", " wounded in Kabul", "wounded"),
        ("five killed at least ", "12", " others injured", "wounded"),
        ("", "five", " killed twelve others injured in a blast", "killed"),
        ("5 killed 12 wounded ", "3", " missing", "missing"),
        ("5 killed ", "12", " wounded 3 missing", "wounded"),
        # The verb has an object, and what is counted is no list.
        ("5 men killed ", "12", " wounded men", "killed"),
        ("In 2019 militants killed ", "12", " wounded in a hospital", "killed"),
        ("", "5", " soldiers killed 12 civilians", None),
    ],
)
def test_figures_of_a_list_without_commas_have_outcomes_of_their_own(
    before: str, surface: str, after: str, outcome: str | None
) -> None:
    assert parse_figure(surface, before=before, after=after).outcome == outcome


def test_a_share_whose_words_run_into_the_next_figure_is_read() -> None:
    figure = parse_figure("93%", before="78% of those polled, ", after=" in Kyiv", start=21)
    assert figure.best == 93


def test_no_span_with_a_value_is_said_to_be_no_amount(results: list[tuple[Row, Row]]) -> None:
    passed_over = [row["surface"] for row, _ in results if is_no_amount(row["surface"])]
    valued = [row["surface"] for row, got in results if got["parsed"]]
    assert set(passed_over) & set(valued) == set()
