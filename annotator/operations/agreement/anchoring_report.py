"""How far suggestions sway people, as rows of a table: with them, without, and the difference."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from annotator.domain.agreement import Measured
from annotator.domain.agreement.anchoring import Anchoring, Under
from annotator.operations.agreement.metric_format import in_json

TITLE = "With suggestions and without"
HEADS = ("", "with suggestions", "without", "difference")
MEASURES = (
    ("strict_f1", "exact F1", 2),
    ("overlap_f1", "overlap F1", 2),
    ("seconds", "seconds for 1,000 characters", 0),
    ("spans", "spans for 1,000 characters", 1),
)
"""Each with its name and the digits behind the point that are told."""
NOTE = (
    "Without suggestions are the articles in which the project hides them and the annotator "
    "decided on none, with them those in which the annotator decided on some. Differences whose "
    "interval holds 0 may be chance. F1 is of all pairs together; seconds and spans are sums over "
    "articles by sums of lengths."
)


class Row(NamedTuple):
    """One measure under both conditions, told to so many digits behind the point."""

    name: str
    digits: int
    aided: Measured
    control: Measured
    difference: Measured


def rows(anchoring: Anchoring) -> Iterator[Row]:
    """The measures, agreement first."""
    for key, name, digits in MEASURES:
        of = (getattr(group, key) for group in (anchoring.aided, anchoring.control, anchoring))
        yield Row(name, digits, *of)


def words(anchoring: Anchoring) -> Iterator[tuple[str, str, str, str]]:
    """The table as cells to read, the numbers of articles first."""
    aided, control = anchoring.aided, anchoring.control
    yield "articles two have finished so", f"{aided.shared:,}", f"{control.shared:,}", ""
    yield "articles times annotators", f"{aided.turns:,}", f"{control.turns:,}", ""
    for row in rows(anchoring):
        one, other = (_told(value, f",.{row.digits}f") for value in (row.aided, row.control))
        yield row.name, one, other, _told(row.difference, f"+,.{row.digits}f", " to ")


def note(anchoring: Anchoring) -> str:
    """What the table means, and how many finished articles are under neither condition."""
    if not anchoring.left_out:
        return NOTE
    return (
        f"{NOTE} {anchoring.left_out:,} finished articles (times annotators) count as neither: "
        f"their "
        "annotators decided on suggestions that are hidden now, or on none of those shown."
    )


def _told(measured: Measured, form: str, between: str = "–") -> str:
    """A value to read with its interval; a difference of nothing has no sign."""
    if measured.value is None:
        return "n/a"
    value, low, high = (
        "" if number is None else _number(number, form)
        for number in (measured.value, measured.low, measured.high)
    )
    return f"{value} ({low}{between}{high})" if low else value


def _number(number: float, form: str) -> str:
    words = format(number, form)
    if not words.strip("+-0."):
        words = words.lstrip("+-")
    return words.replace("-", "−")


def to_json(anchoring: Anchoring) -> dict[str, object]:
    """The comparison as a JSON object."""
    return {
        "with_suggestions": _under(anchoring.aided),
        "without_suggestions": _under(anchoring.control),
        "difference": {key: in_json(getattr(anchoring, key)) for key, _, _ in MEASURES},
        "left_out": anchoring.left_out,
    }


def _under(under: Under) -> dict[str, object]:
    measures = {key: in_json(getattr(under, key)) for key, _, _ in MEASURES}
    return {"articles": under.shared, "finished": under.turns, **measures}


def to_html(anchoring: Anchoring) -> str:
    """The comparison as a table with what it means."""
    heads = "".join(f"<th>{escape(head)}</th>" for head in HEADS)
    body = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(f"<td class='n'>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for name, *cells in words(anchoring)
    )
    return f"<table><tr>{heads}</tr>{body}</table><p class='quiet'>{escape(note(anchoring))}</p>"
