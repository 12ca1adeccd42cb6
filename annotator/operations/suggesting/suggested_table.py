"""Spans as a column of an Arrow table, beside what its rows have already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.domain.errors import InputError
from annotator.formats.article_rows import COLUMNS, Shape
from annotator.nlp.processes.batches import suggest_here
from annotator.nlp.processes.messages import Fault
from annotator.nlp.suggesters.registry import Suggester
from annotator.operations.suggesting.suggest_records import spans_of

if TYPE_CHECKING:
    from pyarrow import DataType, Table

_NUMBERS = ("low", "best", "high", "of")


def with_spans(
    table: Table, suggester: Suggester, policy: str
) -> tuple[Table, int, list[tuple[int, str]]]:
    """The table with the column “spans”, in place of one it had; how many they are; and the rows,
    from 0, that have none, with the reason. Numbers of figures are doubles.

    Raises InputError where there is no column “text”.
    """
    import pyarrow

    if "text" not in table.column_names:
        raise InputError("it has no column “text”")
    texts = table.column("text").to_pylist()
    cells: list[list[dict[str, Any]] | None] = [None] * len(texts)
    faults = [(row, "it has no text") for row, text in enumerate(texts) if not _is_text(text)]
    items = ((row, text) for row, text in enumerate(texts) if _is_text(text))
    for batch in suggest_here(items, suggester, policy=policy):
        for row, outcome in batch.outcomes:
            if isinstance(outcome, Fault):
                faults.append((row, outcome.sentence.rstrip(".")))
            else:
                spans = spans_of({"text": texts[row]}, outcome, batch.suggester)
                cells[row] = list(map(_cell, spans))
    column = pyarrow.array(cells, type=_arrow([_shape()]))
    if "spans" in table.column_names:
        table = table.drop_columns(["spans"])
    count = sum(len(cell) for cell in cells if cell)
    return table.append_column("spans", column), count, sorted(faults)


def _is_text(text: object) -> bool:
    return isinstance(text, str)


def _cell(span: dict[str, Any]) -> dict[str, Any]:
    figure = span.get("figure")
    if figure is None:
        return span
    doubles = {key: None if figure[key] is None else float(figure[key]) for key in _NUMBERS}
    return {**span, "figure": {**figure, **doubles}}


def _shape() -> dict[str, Shape]:
    """A span as rows of exports have it, with what a suggestion has besides."""
    spans = COLUMNS["spans"]
    assert isinstance(spans, list)
    assert isinstance(spans[0], dict)
    names = ("start", "end", "label", "text", "id", "figure", "score")
    return {**{name: spans[0][name] for name in names}, "rule": "string", "source": "string"}


def _arrow(shape: Shape) -> DataType:
    import pyarrow

    if isinstance(shape, dict):
        return pyarrow.struct([(name, _arrow(member)) for name, member in shape.items()])
    if isinstance(shape, list):
        return pyarrow.list_(_arrow(shape[0]))
    return pyarrow.bool_() if shape == "bool" else getattr(pyarrow, shape)()
