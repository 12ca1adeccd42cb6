"""The people of a project as a table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from annotator.operations.people import Listed
from annotator.ui.shell.widgets.tables import RowModel

_HEADS = ("Name", "Spans", "Articles done", "First", "Last", "Perhaps the same as")


class PeopleModel(RowModel[Listed]):
    """A row a person."""

    def __init__(self, parent: QObject | None = None) -> None:
        heads = [QCoreApplication.translate("PeopleModel", head) for head in _HEADS]
        super().__init__(heads, parent, numbers=(1, 2))

    def row_of(self, name: str) -> int:
        """The row of a person; the first where nobody is called so."""
        names = [one.person.name for one in self.rows]
        return names.index(name) if name in names else 0

    def cell(self, row: Listed, column: int) -> str:
        person = row.person
        cells = (
            *(person.name, f"{person.spans:,}", f"{person.done:,}"),
            *((person.first or "–")[:10], (person.last or "–")[:10], ", ".join(row.alike)),
        )
        return cells[column]

    hint = cell
