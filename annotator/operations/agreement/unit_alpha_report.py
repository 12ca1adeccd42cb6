"""The alphas for unitizing of 2016 as rows: name, label, value, and what share it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from annotator.domain.agreement import Measured, UnitAlphas
from annotator.operations.agreement.metric_format import in_json, said

HEADS = ("alpha for unitizing", "label", "value", "speaks of")
NOTE = (
    "uα, |uα, cuα and (k)uα are the alphas for unitizing of Krippendorff, Mathet, Bouvry and "
    "Widlöcher (2016), articles laid end to end: uα takes places and labels together, |uα places "
    "alone, cuα and (k)uα the labels of what two have both marked, which is the share given."
)


class Row(NamedTuple):
    """One coefficient; ``covered`` is the share of text, or of the label, that it speaks of.

    None is all of the text, or of a label that nobody uses nothing.
    """

    name: str
    label: str
    measured: Measured
    covered: float | None = None


def rows(found: UnitAlphas) -> Iterator[Row]:
    """The family, one coefficient a row; those of labels last."""
    yield Row("uα", "", found.units)
    yield Row("|uα", "", found.places)
    yield Row("cuα", "", found.coding, found.covered)
    for label, measured in found.labels.items():
        yield Row("(k)uα", label, measured, found.label_covered.get(label))


def words(found: UnitAlphas) -> Iterator[tuple[str, str, str, str]]:
    """The family as cells to read."""
    for row in rows(found):
        share = "" if row.covered is None else f"{100 * row.covered:.0f} %"
        yield row.name, row.label or "all", said(row.measured), share


def to_json(found: UnitAlphas) -> dict[str, object]:
    """The family as a JSON object."""
    return {
        "u_alpha": in_json(found.units),
        "binary_u_alpha": in_json(found.places),
        "cu_alpha": in_json(found.coding) | {"covered": found.covered},
        "ku_alpha": [
            {"label": label, **in_json(measured), "covered": found.label_covered.get(label)}
            for label, measured in found.labels.items()
        ],
    }


def to_html(found: UnitAlphas) -> str:
    """The family as a table."""
    heads = "".join(f"<th>{escape(head)}</th>" for head in HEADS)
    body = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(label)}</td><td class='n'>{escape(value)}</td>"
        f"<td class='n'>{share}</td></tr>"
        for name, label, value, share in words(found)
    )
    return f"<table><tr>{heads}</tr>{body}</table>"
