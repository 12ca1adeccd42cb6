"""The two quiet buttons over the queue: what of it is shown, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.domain.queueing import QueueView, Sort
from annotator.domain.values import Status
from annotator.domain.wording import filled
from annotator.ui.queue.queue_bounds import BoundsDialog
from annotator.ui.queue.queue_rows import name

if TYPE_CHECKING:
    from annotator.operations.queue import Listing

_ROOM = "  "  # for the arrow of the button
Change = Callable[[QueueView], QueueView]


def _tr(text: str) -> str:
    return QCoreApplication.translate("QueueMenus", text)


def sort_name(sort: Sort) -> str:
    """What people call an order."""
    return {
        Sort.IMPORT: _tr("As imported"),
        Sort.DATE: _tr("Newest"),
        Sort.TITLE: _tr("Title"),
        Sort.LENGTH: _tr("Shortest"),
        Sort.WAITING: _tr("Most suggestions"),
        Sort.SCORE: _tr("Least certain"),
        Sort.STORY: _tr("Duplicates together"),
        Sort.SOURCE: _tr("Source"),
        Sort.STATUS: _tr("Status, flagged first"),
        Sort.RANDOM: _tr("Shuffled"),
        Sort.MATCH: _tr("Best match"),
    }[sort]


def said(view: QueueView) -> list[str]:
    """The choice in words, part by part; empty if everything is shown."""
    parts = [filled(_tr("work of %s"), view.person)] if view.person else []
    parts += [name(status) for status in view.statuses]
    parts += view.reasons
    parts += [_tr("to decide")] if view.waiting else []
    if view.fewest_waiting is not None:
        parts.append(filled(_tr("at least %n to decide"), view.fewest_waiting))
    if view.score_below is not None:
        parts.append(filled(_tr("a score below %s"), f"{view.score_below:.2f}"))
    parts += [_tr("assigned") if view.person else _tr("mine")] if view.mine else []
    parts += list(view.sources)
    parts += [filled(_tr("since %s"), view.since)] if view.since else []
    parts += [filled(_tr("until %s"), view.until)] if view.until else []
    if view.shortest is not None or view.longest is not None:
        least = "" if view.shortest is None else f"{view.shortest:,}"
        most = "" if view.longest is None else f"{view.longest:,}"
        parts.append(filled(_tr("%s characters"), f"{least}–{most}"))
    parts += [_tr("without duplicates")] if view.one_a_story else []
    parts += [_tr("duplicates of one article")] if view.stories else []
    return parts


class _MenuButton(QToolButton):
    """A flat button with a menu; Return and the arrow down open it."""

    chosen = Signal(object)  # QueueView

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.view = QueueView()
        self.setObjectName(object_name)
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.choices = QMenu(self)
        self.setMenu(self.choices)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def _choose(self, change: Change) -> None:
        changed = change(self.view)
        if changed != self.view:
            self.chosen.emit(changed)


class _Submenu:
    """A menu of choices that come from the project; off while there are none."""

    def __init__(self, menu: QMenu, make: Callable[[QMenu, str], QAction]) -> None:
        self._menu = menu
        self._make = make
        self._offered: dict[str, QAction] = {}
        menu.setEnabled(False)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these, in this order."""
        if list(names) != list(self._offered):
            self._menu.clear()
            self._offered = {offered: self._make(self._menu, offered) for offered in names}
        self._menu.setEnabled(bool(names))

    def check(self, chosen: Sequence[str]) -> None:
        """Check those that are chosen."""
        for offered, action in self._offered.items():
            action.setChecked(offered in chosen)


class FilterButton(_MenuButton):
    """What of the queue is shown."""

    def __init__(self) -> None:
        super().__init__("queue_filter")
        self.setToolTip(_tr("Which articles are shown"))
        self._statuses = {
            status: self._check(self.choices, name(status), partial(_toggle_status, status))
            for status in Status
        }
        self.choices.addSeparator()
        self._waiting = self._check(
            self.choices,
            _tr("With suggestions to decide"),
            lambda view: replace(view, waiting=not view.waiting),
        )
        self._mine = self._check(
            self.choices,
            "",
            lambda view: replace(view, mine=not view.mine),
        )
        self._mine.setVisible(False)
        self._one = self._check(
            self.choices,
            _tr("Hide duplicates"),
            lambda view: replace(view, one_a_story=not view.one_a_story),
        )
        self.choices.addSeparator()
        self._sources = _Submenu(self.choices.addMenu(_tr("Source")), self._offer_source)
        self._reasons = _Submenu(self.choices.addMenu(_tr("Flagged because")), self._offer_reason)
        self._people = _Submenu(self.choices.addMenu(_tr("Work of")), self._offer_person)
        bounds = self.choices.addAction(_tr("Date, length, suggestions…"))
        bounds.triggered.connect(self._ask_bounds)
        self.choices.addSeparator()
        self._all = self.choices.addAction(_tr("Show everything"))
        self._all.triggered.connect(
            lambda: self._choose(lambda view: QueueView(words=view.words, sort=view.sort))
        )
        self.show_view(self.view)

    def show_view(self, view: QueueView) -> None:
        """Check what is chosen."""
        self.view = view
        for status, action in self._statuses.items():
            action.setChecked(status in view.statuses)
        self._waiting.setChecked(view.waiting)
        self._mine.setChecked(view.mine)
        self._one.setChecked(view.one_a_story)
        self._sources.check(view.sources)
        self._reasons.check(view.reasons)
        self._people.check([view.person or ""])
        self._mine.setText(filled(_tr("Assigned to %s"), view.person or _tr("me")))
        count = len(said(view))
        self._all.setEnabled(count > 0)
        self.setText(_tr("Filter") + (f" ({count})" if count else "") + _ROOM)

    def show_choices(self, listing: Listing) -> None:
        """Offer the sources, the reasons of flags and the people there are."""
        self._mine.setVisible(listing.assigned)
        self._sources.offer(listing.sources)
        self._reasons.offer(sorted({*listing.reasons, *self.view.reasons}))
        self._people.offer(["", *listing.people] if len(listing.people) > 1 else [])
        self.show_view(self.view)

    def _offer_source(self, menu: QMenu, source: str) -> QAction:
        return self._check(menu, _plain(source), partial(_toggle_source, source))

    def _offer_reason(self, menu: QMenu, reason: str) -> QAction:
        return self._check(menu, _plain(reason), partial(_toggle_reason, reason))

    def _offer_person(self, menu: QMenu, person: str) -> QAction:
        text = _plain(person) if person else _tr("Mine")
        return self._check(menu, text, lambda view: replace(view, person=person or None))

    def _check(self, menu: QMenu, text: str, change: Change) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.triggered.connect(lambda: self._choose(change))
        return action

    def _ask_bounds(self) -> None:
        chosen = BoundsDialog.ask(self, self.view)
        if chosen is not None:
            self._choose(lambda view: chosen)


class SortButton(_MenuButton):
    """In which order the queue is shown."""

    def __init__(self) -> None:
        super().__init__("queue_sort")
        self.setToolTip(_tr("In which order"))
        group = QActionGroup(self)
        self._sorts: dict[Sort, QAction] = {}
        for sort in Sort:
            action = group.addAction(sort_name(sort))
            action.setCheckable(True)
            action.triggered.connect(partial(self._choose, partial(_in_order, sort)))
            self.choices.addAction(action)
            self._sorts[sort] = action
        self.choices.addSeparator()
        self._reverse = self.choices.addAction(_tr("Reverse order"))
        self._reverse.setCheckable(True)
        self._reverse.triggered.connect(
            lambda: self._choose(lambda view: replace(view, reverse=not view.reverse))
        )
        self.show_view(self.view)

    def show_view(self, view: QueueView) -> None:
        """Check what is chosen."""
        self.view = view
        self._sorts[view.sort].setChecked(True)
        self._reverse.setChecked(view.reverse)
        self.setText(sort_name(view.sort) + (" ↑" if view.reverse else "") + _ROOM)


def _toggle_status(status: Status, view: QueueView) -> QueueView:
    chosen = set(view.statuses) ^ {status}
    return replace(view, statuses=tuple(item for item in Status if item in chosen))


def _toggle_source(source: str, view: QueueView) -> QueueView:
    return replace(view, sources=tuple(sorted(set(view.sources) ^ {source})))


def _toggle_reason(reason: str, view: QueueView) -> QueueView:
    return replace(view, reasons=tuple(sorted(set(view.reasons) ^ {reason})))


def _plain(text: str) -> str:
    """Words for a menu, in which & would name a key."""
    return text.replace("&", "&&")


def _in_order(sort: Sort, view: QueueView) -> QueueView:
    return replace(view, sort=sort)
