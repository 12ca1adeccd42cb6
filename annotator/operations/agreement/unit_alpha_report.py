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


def rows(alphas: UnitAlphas) -> Iterator[Row]:
    """The family, one coefficient a row; those of labels last."""
    yield Row("uα", "", alphas.units)
    yield Row("|uα", "", alphas.places)
    yield Row("cuα", "", alphas.coding, alphas.covered)
    for label, measured in alphas.labels.items():
        yield Row("(k)uα", label, measured, alphas.label_covered.get(label))


def words(alphas: UnitAlphas) -> Iterator[tuple[str, str, str, str]]:
    """The family as cells to read."""
    for row in rows(alphas):
        share = "" if row.covered is None else f"{100 * row.covered:.0f} %"
        yield row.name, row.label or "all", said(row.measured), share


def to_json(alphas: UnitAlphas) -> dict[str, object]:
    """The family as a JSON object."""
    return {
        "u_alpha": in_json(alphas.units),
        "binary_u_alpha": in_json(alphas.places),
        "cu_alpha": in_json(alphas.coding) | {"covered": alphas.covered},
        "ku_alpha": [
            {"label": label, **in_json(measured), "covered": alphas.label_covered.get(label)}
            for label, measured in alphas.labels.items()
        ],
    }


def to_html(alphas: UnitAlphas) -> str:
    """The family as a table."""
    heads = "".join(f"<th>{escape(head)}</th>" for head in HEADS)
    body = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(label)}</td><td class='n'>{escape(value)}</td>"
        f"<td class='n'>{share}</td></tr>"
        for name, label, value, share in words(alphas)
    )
    return f"<table><tr>{heads}</tr>{body}</table>"
