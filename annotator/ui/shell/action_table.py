"""The live actions of one window. An action is enabled if and only if somebody does it now: rooms
bind handlers when a project is opened and unbind them when it is closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.ui.shell.action_rows import (
    EVERY,
    LABEL_PREFIX,
    MENUS,
    UNREPEATED,
    ActionRow,
    Mode,
    Scope,
    label_row,
)
from annotator.ui.shell.widgets.labels import tip

Handler = Callable[..., object]
_TITLE = 48  # characters of what an action would be done to


class ActionTable:
    """The actions by id, with the keys the person has chosen."""

    def __init__(
        self,
        window: QWidget,
        surface: QWidget,
        rows: Iterable[ActionRow],
        keys: Mapping[str, Sequence[str]],
    ) -> None:
        self._window = window
        self._surface = surface
        # What comes from a file may be anything.
        self._chosen: dict[str, Sequence[str]] = {
            name: tuple(chosen)
            for name, chosen in keys.items()
            if isinstance(chosen, (list, tuple)) and all(isinstance(key, str) for key in chosen)
        }
        self.rows: dict[str, ActionRow] = {}
        self.actions: dict[str, QAction] = {}
        self._defaults: dict[str, tuple[str, ...]] = {}
        self._handlers: dict[tuple[str, Mode], Handler] = {}
        self._idle: set[str] = set()  # what there is nothing to do for
        self.mode = Mode.ANNOTATE
        self.about_to_run: Callable[[], None] = lambda: None  # set by who shows what was said
        self.deeds = 0  # actions that were run, but for those that another has run
        self._runs = 0  # actions under way: one may run another, and is still what was done
        self.last: ActionRow | None = None  # the last one that wrote something of a span
        for row in sorted(rows, key=lambda row: (MENUS.index(row.menu), row.place)):
            self._add(row)
        self._settle_keys()
        self._writing = {row.handler for row in self.rows.values() if row.writes}
        self._writing.add(label_row("", "").handler)

    def __getitem__(self, action_id: str) -> QAction:
        return self.actions[action_id]

    def bind(
        self,
        handlers: Mapping[str, Handler],
        *,
        modes: Iterable[Mode] = EVERY,
        read_only: bool = False,
    ) -> set[tuple[str, Mode]]:
        """Let actions be done, in some modes; what writes is left out where it is ``read_only``.

        Returns what was bound, for `unbind`.
        """
        bound = {
            (name, mode): handler
            for name, handler in handlers.items()
            if not (read_only and name in self._writing)
            for mode in modes
        }
        self._handlers |= bound
        self._enable()
        return set(bound)

    def unbind(self, bound: Iterable[tuple[str, Mode]]) -> None:
        """Nobody does these any more."""
        for name in bound:
            self._handlers.pop(name, None)
        self._enable()

    def add_label(self, name: str, key: str) -> QAction:
        """An action that labels; its keys are heard while reading."""
        action = self._add(label_row(name, key))
        self._settle_keys()
        return action

    def set_mode(self, mode: Mode) -> None:
        """Let the keys of this mode be heard and those of others not."""
        self.mode = mode
        self._enable()

    def show_object(self, action_id: str, title: str | None) -> None:
        """Say in its menu what an action would be done to; None where there is nothing."""
        action, name = self.actions[action_id], self.name_of(action_id)
        (self._idle.discard if title is not None else self._idle.add)(action_id)
        short = title if title is None or len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
        action.setText(f"{name}: {short.replace('&', '&&')}" if short else name)
        action.setToolTip(tip(f"{name}: {title}") if title else name)
        action.setEnabled(self._can_run(action_id))

    def name_of(self, action_id: str) -> str:
        """What an action is called, whatever it would be done to at the moment."""
        return _tr(self.rows[action_id].text)

    def spelt(self, sentence: str) -> str:
        """A sentence with the key of each action that it names as “{accept}”; where an action has
        no key, with what it is called.
        """
        return re.sub(r"\{(\w+)\}", lambda at: self._key_word(at[1]) or at[0], sentence)

    def is_idle(self, action_id: str) -> bool:
        """Whether there is nothing an action could be done to."""
        return action_id in self._idle

    def begins_group(self, action_id: str) -> bool:
        """Whether a line stands before an action in its menu."""
        row = self.rows[action_id]
        others = (other for other in self.rows.values() if other.group == row.group)
        return row.id == next(others).id

    def with_keys(self, keys: QKeySequence) -> list[QAction]:
        """The actions that some keys run, heard at the moment or not; those that are come first."""
        actions = [action for action in self.actions.values() if keys in action.shortcuts()]
        return sorted(actions, key=lambda action: not action.isEnabled())

    def is_surface(self, action: QAction) -> bool:
        """Whether the keys of an action are heard only while reading."""
        return self.rows[action.objectName()].scope is Scope.SURFACE

    def keys_of(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action as portable sequences.

        Of its own it has those that no person and no label of the project has given to another.
        """
        if action_id in self._chosen:
            return tuple(self._chosen[action_id])
        own = self._defaults[action_id]
        if _is_label(action_id):
            return own
        modes = self.rows[action_id].there_in
        labels = {name: own for name, own in self._defaults.items() if _is_label(name)}
        given = {
            key
            for name, keys in (labels | self._chosen).items()
            if name in self.rows and self.rows[name].there_in & modes
            for key in keys
        }
        return tuple(key for key in own if key not in given)

    def holder_of(self, key: str, action_id: str) -> str | None:
        """The action that has a key already in a mode in which another is there."""
        modes = self.rows[action_id].there_in
        holders = (name for name in self.actions if key in self.keys_of(name))
        return next((name for name in holders if modes & self.rows[name].there_in), None)

    def action_with(self, label: str, key: str) -> str | None:
        """What a key is for that a label would have, where that is no label itself."""
        portable = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        holder = self.holder_of(portable, f"{LABEL_PREFIX}{label}")
        if holder is None or holder.startswith(LABEL_PREFIX):
            return None
        return self.name_of(holder)

    def rebind(self, action_id: str, keys: Sequence[str] | None) -> None:
        """Give an action other keys; None gives it back its own."""
        if keys is None:
            self._chosen.pop(action_id, None)
        else:
            self._chosen[action_id] = tuple(keys)
        self._settle_keys()

    def set_default(self, action_id: str, keys: tuple[str, ...]) -> None:
        """Give an action other keys of its own; keys the person has chosen stay."""
        self._defaults[action_id] = keys
        self.rebind(action_id, self._chosen.get(action_id))

    def drop(self, action_id: str) -> None:
        """Forget the action of a label that is gone."""
        self.actions.pop(action_id).deleteLater()
        self._defaults.pop(action_id)
        self.rows.pop(action_id)
        self._settle_keys()

    @property
    def chosen(self) -> dict[str, Sequence[str]]:
        """The keys that differ from the table's, by action."""
        return dict(self._chosen)

    def _key_word(self, action_id: str) -> str:
        action = self.actions.get(action_id)
        if action is None:
            return ""
        key = action.shortcut().toString()
        return key or f"“{self.name_of(action_id).replace('&', '')}”"

    def _settle_keys(self) -> None:
        for name, action in self.actions.items():
            sequences = [QKeySequence(key) for key in self.keys_of(name)]
            if sequences != action.shortcuts():
                action.setShortcuts(sequences)

    def _handler(self, row: ActionRow) -> Handler | None:
        """What does an action now."""
        return self._handlers.get((row.handler, self.mode)) if self.mode in row.there_in else None

    def _enable(self) -> None:
        for name, action in self.actions.items():
            action.setEnabled(self._can_run(name))

    def _can_run(self, action_id: str) -> bool:
        is_bound = self._handler(self.rows[action_id]) is not None
        return is_bound and action_id not in self._idle

    def _run(self, row: ActionRow) -> None:
        handler = self._handler(row)
        arguments: tuple[Any, ...] = () if row.value is None else (row.value,)
        if handler is None:
            return
        if row.writes and row.menu == "Span" and row.id not in UNREPEATED and not self._runs:
            self.last = row
        self.about_to_run()
        if row.scope is Scope.SURFACE:
            self._surface.setFocus()  # a menu or a button may have had the keyboard
        self.deeds += not self._runs
        self._runs += 1
        try:
            handler(*arguments)
        finally:
            self._runs -= 1

    def _add(self, row: ActionRow) -> QAction:
        action = QAction(_tr(row.text), self._window)
        action.setObjectName(row.id)
        action.setIcon(QIcon())
        action.setToolTip(_tr(row.tip or row.text))
        action.setAutoRepeat(row.repeats)
        surface = row.scope is Scope.SURFACE
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WidgetWithChildrenShortcut if surface else context.WindowShortcut
        )
        action.triggered.connect(lambda: self._run(row))
        (self._surface if surface else self._window).addAction(action)
        self.actions[row.id] = action
        self.rows[row.id] = row
        self._defaults[row.id] = row.keys
        action.setShortcuts([QKeySequence(key) for key in self.keys_of(row.id)])
        action.setData(_tr(row.text))  # its name, whatever it would be done to at the moment
        action.setEnabled(self._can_run(row.id))
        return action


def _is_label(action_id: str) -> bool:
    return action_id.startswith(LABEL_PREFIX)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
