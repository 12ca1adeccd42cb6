"""Tables that tell of other tables and hold no articles: codebooks, and sheets of remarks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from annotator.formats import fields
from annotator.formats.datasets import folded
from annotator.formats.tables.table_shape import Table

_OF_CODEBOOKS = frozenset(
    {"variable", "variables", "variablename", "var", "varname", "field", "fields", "fieldname"}
    | {"column", "columns", "columnname", "code", "codes", "attribute", "parameter", "champ"}
    | {"campo", "variables", "feld", "spalte", "поле", "переменная", "المتغير", "字段", "变量"}
)
_NO_FACT = frozenset({fields.TEXT, "source", "id"})  # which codebooks have, too
_ASKED = f"{fields.ASKING} of its columns holds texts of articles if one does"
CODEBOOK = f"it looks like a codebook, whose rows are not articles: {_ASKED}"
REMARKS = f"it looks like remarks and no table of articles: {_ASKED}"


def is_codebook(names: Iterable[str], guess: Mapping[str, str]) -> bool:
    """Whether columns are those of a codebook: what each is of, and what is said of it."""
    text = guess.get(fields.TEXT)
    if text is None or fields.is_sure(text) or guess.keys() - _NO_FACT:
        return False
    return any(folded(name) in _OF_CODEBOOKS for name in names if name != text)


def why_none(table: Table, others: Iterable[Table] = ()) -> str | None:
    """Why a table holds no articles, though one of its columns may be named as a text; None where
    it may hold some. ``others`` are the other sheets of its workbook.
    """
    names = [column.name for column in table.columns]
    text = table.guess.get(fields.TEXT)
    if fields.data_set(names) is not None or text is None:
        return None
    others = list(others)
    if (
        is_codebook(names, table.guess)
        or _holds_names(table, text)
        or any(_explains(table, _names(other)) for other in others)
    ):
        return CODEBOOK
    is_alike = any(_names(other) == _names(table) for other in others)
    is_sure = table.has_header and fields.is_sure(text)
    has_facts = bool(table.guess.keys() - {fields.TEXT})
    return REMARKS if others and not (is_alike or is_sure or has_facts) else None


def _names(table: Table) -> Collection[str]:
    return frozenset(folded(column.name) for column in table.columns)


def _holds_names(table: Table, text: str) -> bool:
    """Whether the texts are but names of what an article needs: a codebook without a header."""
    values = next(column.values for column in table.columns if column.name == text)
    return len(values) > 1 and all(fields.guess([value]) for value in values)


def _explains(table: Table, names: Collection[str]) -> bool:
    """Whether most cells of a column are names of another table's columns."""
    for column in table.columns:
        cells = {folded(cell) for cell in (*column.values, column.name) if cell.strip()}
        known = cells & set(names)
        if len(known) > 1 and 2 * len(known) >= len(cells):
            return True
    return False
