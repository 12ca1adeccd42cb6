"""The menu of the right button: what can be done now with what was clicked, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.domain.labels import FIGURE
from annotator.domain.values import Suggestion
from annotator.ui.document_view import DocumentView
from annotator.ui.shell.action_rows import ActionRow, Mode, Pointed, Scope
from annotator.ui.shell.action_table import ActionTable


def context_menu(
    parent: QWidget, table: ActionTable, view: DocumentView, labels: Sequence[QAction]
) -> QMenu:
    """A menu with the ``labels`` and the actions for what is focused or selected."""
    menu, group = QMenu(parent), ("", 0)
    menu.setObjectName("context_menu")
    menu.addActions(labels)
    submenus: dict[str, QMenu] = {}
    rows = _rows(table, _pointed(view))
    sizes = Counter(row.submenu for row in rows)
    for row in rows:
        submenu = row.submenu if sizes[row.submenu] > 1 else ""  # one line needs no menu
        if submenu and submenu not in submenus:
            title = QCoreApplication.translate("Actions", submenu)
            submenus[submenu] = menu.addMenu(title)
        elif not submenu and row.group != group:
            menu.addSeparator()
            group = row.group
        submenus.get(submenu, menu).addAction(table[row.id])
    return menu


def _rows(table: ActionTable, pointed: Pointed) -> list[ActionRow]:
    """The rows that can be run; while reviewing also those for its keys."""
    is_review = table.mode is not Mode.ANNOTATE
    return [
        row
        for row in table.rows.values()
        if table[row.id].isEnabled()
        and (
            row.pointed & pointed
            or (is_review and row.menu == "Review" and row.scope is Scope.SURFACE)
        )
    ]


def _pointed(view: DocumentView) -> Pointed:
    mark = view.focused
    if view.cursor_at.selection is not None:
        return Pointed.SELECTION
    if mark is None:
        return Pointed.TEXT
    kind = Pointed.SUGGESTION if isinstance(mark.span, Suggestion) else Pointed.ANNOTATION
    return kind | Pointed.FIGURE if mark.label.name == FIGURE else kind
