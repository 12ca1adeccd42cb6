"""A label that stays chosen: whatever the mouse selects gets it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.domain.spans import joined, meets
from annotator.domain.wording import filled
from annotator.ui.shell.action_rows import LABEL_PREFIX
from annotator.ui.shell.context import Context
from annotator.ui.shell.widgets.label_menu import LabelMenu


class StickyLabel(QObject):
    """On while a label is chosen; the status bar says which, and the key that ends it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._label = ""

    def toggle(self) -> None:
        """End it, or let the person choose a label."""
        if self._label:
            self.end()
            return
        menu = LabelMenu(self._context.window, "sticky_menu")
        for name, label in self._context.labels.items():
            menu.add_label(label, name.capitalize(), self._choose)
        view = self._context.surface
        menu.popup(view.mapToGlobal(view.rect().center()))

    def end(self) -> None:
        """Let the mouse select again."""
        self._label = ""
        self._context.status.sticky.clear()

    def label_selection(self) -> None:
        """Give what the mouse has selected the label."""
        action = self._context.table.actions.get(f"{LABEL_PREFIX}{self._label}")
        selection, state = self._context.surface.cursor_at.selection, self._context.session.state
        if not self._label or selection is None or state is None:
            return
        if meets(joined(state.muted), *selection):
            self._context.session.say(self.tr("This text is muted; {mute} unmutes it."))
        elif action is None:  # the label has been renamed or deleted
            self.end()
        else:
            action.trigger()

    def _choose(self, name: str) -> None:
        self._label = name
        words = self._context.table.spelt(self.tr("Dragging labels %s · {sticky} ends it"))
        self._context.status.sticky.setText(filled(words, name))
