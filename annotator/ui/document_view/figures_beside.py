"""The figures around one, as a person chooses among them which of them it is part of."""

from __future__ import annotations

from annotator.domain.figures import Place
from annotator.domain.labels import FIGURE
from annotator.ui.document_view.marks import Mark
from annotator.ui.document_view.surface import Surface

_REACH = 2_000
"""Code points on either side: an article may have thousands of figures."""


def figures_beside(view: Surface, mark: Mark) -> tuple[tuple[Place, str], ...]:
    """The places of the figures near a span, in text order, and what they say there."""
    figure = mark.span.figure
    whole = None if figure is None else figure.part_of
    places = {
        (other.start, other.end): other.span.figure
        for other in view.marks.on(mark.start - _REACH, mark.end + _REACH)
        if other.label.name == FIGURE and (other.start, other.end) != (mark.start, mark.end)
    }
    if whole is not None and not any(s < whole[1] and whole[0] < e for s, e in places):
        places[whole] = None
    return tuple(
        (place, " ".join(f"{view.text[slice(*place)]} {said.counts or '' if said else ''}".split()))
        for place, said in sorted(places.items(), key=lambda item: item[0])
    )
