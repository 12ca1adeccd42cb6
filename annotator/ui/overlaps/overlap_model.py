"""Spans that overlap as a table: the article, and what lies over each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from annotator.domain.overlap_rule import OwnOverlap
from annotator.domain.wording import counted, filled, quoted
from annotator.ui.shell.widgets.tables import RowModel

_SHOWN = 30  # characters


def _tr(text: str) -> str:
    return QCoreApplication.translate("OverlapModel", text)


class OverlapModel(RowModel[OwnOverlap]):
    """A row for each two spans."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((_tr("Article"), _tr("Spans")), parent)

    def cell(self, row: OwnOverlap, column: int) -> str:
        if column == 0:
            return f"{row.title} · {_tr('gold')}" if row.gold else row.title
        # Of long words the beginning, so that both are seen; the tip has them whole.
        return "  ·  ".join(f"{span.label} {quoted(span.text, _SHOWN)}" for span in row.spans)

    def hint(self, row: OwnOverlap, column: int) -> str:
        return "\n".join([row.title, *map(str, row.spans)])


def whose(pairs: Sequence[OwnOverlap]) -> str:
    """How many pairs there are, and of whom: “2 pairs of your spans and 1 pair of gold”."""
    gold = sum(pair.gold for pair in pairs)
    kinds = ((len(pairs) - gold, _tr("%s of your spans")), (gold, _tr("%s of gold")))
    return _tr(" and ").join(filled(of, counted(n, "pair")) for n, of in kinds if n)
