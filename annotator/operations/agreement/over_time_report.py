"""How agreement goes with time: as rows, as a sentence, as JSON, and as a picture of a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from annotator.domain.agreement.over_time import Curve
from annotator.domain.wording import counted
from annotator.operations.agreement.metric_format import in_json, shown

TITLE = "Agreement over time"
HEADS = ("finished", "articles", "exact F1", "overlap F1")
_WIDTH, _HEIGHT, _LEFT, _ROOM = 640, 200, 34, 22


def words(curve: Curve) -> Iterator[tuple[str, str, str, str]]:
    """A row a step."""
    for step in curve.steps:
        name = f"week of {step.name}" if curve.by == "week" else step.name
        yield name, f"{step.articles:,}", shown(step.strict_f1), shown(step.overlap_f1)


def note(curve: Curve) -> str:
    """What the rows say from the first to the last, and by what they are told."""
    first, last = curve.steps[0].strict_f1.value, curve.steps[-1].strict_f1.value
    change = curve.changes
    by = {
        "week": "By the week in which the last of its annotators finished an article.",
        "month": "By the month in which the last of its annotators finished an article.",
        "order": "By the place of articles in the project, since it is not known of more than one "
        "week when they were finished.",
    }[curve.by]
    left = f" Without a known day: {counted(curve.undated, 'article')}." if curve.undated else ""
    if first is None or last is None or change.value is None:
        return by + left
    moved = f"Exact F1 went from {first:.2f} in the first to {last:.2f} in the last"
    if change.low is None or change.high is None:
        return f"{moved}; {change.why}. {by}{left}"
    certain = change.low > 0 or change.high < 0
    chance = "more than chance" if certain else "which may be chance"
    return f"{moved}, a difference of {shown(change)}: {chance}. {by}{left}"


def to_json(curve: Curve) -> dict[str, object]:
    """The curve as a JSON object."""
    return {
        "by": curve.by,
        "undated": curve.undated,
        "steps": [
            {
                "finished": step.name,
                "articles": step.articles,
                "strict_f1": in_json(step.strict_f1),
                "overlap_f1": in_json(step.overlap_f1),
            }
            for step in curve.steps
        ],
        "change": in_json(curve.changes),
        "says": note(curve),
    }


def to_html(curve: Curve) -> str:
    """A picture, the rows and the sentence."""
    head = "".join(f"<th>{escape(name)}</th>" for name in HEADS)
    rows = "".join(
        "<tr>" + "".join(f"<td class='n'>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in words(curve)
    )
    return f"{_picture(curve)}<table><tr>{head}</tr>{rows}</table><p>{escape(note(curve))}</p>"


def _picture(curve: Curve) -> str:
    """Exact F1 as a line with its intervals, overlap F1 as a broken line; 0 to 1 upwards."""
    lines = [
        f"<line x1='{_LEFT}' x2='{_WIDTH}' y1='{_y(at):.1f}' y2='{_y(at):.1f}' opacity='.2'/>"
        f"<text stroke='none' x='0' y='{_y(at) + 4:.1f}'>{at:.1f}</text>"
        for at in (0.0, 0.5, 1.0)
    ]
    last = len(curve.steps) - 1
    for at, step in enumerate(curve.steps):
        low, high = step.strict_f1.low, step.strict_f1.high
        if low is not None and high is not None:
            lines.append(
                f"<line x1='{_x(at, last):.1f}' x2='{_x(at, last):.1f}' y1='{_y(low):.1f}' "
                f"y2='{_y(high):.1f}' opacity='.5'/>"
            )
    for values, dashes in (
        ([step.strict_f1.value for step in curve.steps], ""),
        ([step.overlap_f1.value for step in curve.steps], " stroke-dasharray='5 4' opacity='.7'"),
    ):
        points = " ".join(
            f"{_x(at, last):.1f},{_y(value):.1f}"
            for at, value in enumerate(values)
            if value is not None
        )
        lines.append(f"<polyline points='{points}' fill='none' stroke-width='2'{dashes}/>")
    names = (
        f"<text stroke='none' x='{_LEFT}' y='{_HEIGHT + 16}'>{escape(curve.steps[0].name)}</text>"
        f"<text stroke='none' x='{_WIDTH}' y='{_HEIGHT + 16}' text-anchor='end'>"
        f"{escape(curve.steps[-1].name)}</text>"
    )
    said = "Exact F1 (line, with intervals) and overlap F1 (broken line) over time"
    return (
        f"<svg viewBox='0 0 {_WIDTH + 10} {_HEIGHT + _ROOM}' width='100%' role='img' "
        f"aria-label='{said}' stroke='currentColor' fill='currentColor' font-size='12'>"
        f"<title>{said}</title>{''.join(lines)}"
        f"{names}</svg>"
    )


def _x(at: int, last: int) -> float:
    return _LEFT + 6 + (_WIDTH - _LEFT - 12) * at / last


def _y(value: float) -> float:
    return _HEIGHT - 6 - (_HEIGHT - 16) * value
