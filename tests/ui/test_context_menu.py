"""The menu of the right button speaks of what was clicked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from window_verbs import LEFT, Sight, middle_of

Key = Qt.Key
SMALL_PX = 640  # of a window of 700 pixels, below its menu bar


@pytest.fixture
def menu(sight: Sight) -> Callable[..., list[str]]:
    """What the menu offers where words are clicked with the right button, or with its key."""

    def ask(words: str, *, by_key: bool = False) -> list[str]:
        start = sight.view.text.index(words)
        at = middle_of(sight.view, start, start + len(words))
        shown: list[str] = []
        QTimer.singleShot(0, lambda: read(shown))
        port = sight.view.viewport()
        reasons = QContextMenuEvent.Reason
        reason = reasons.Keyboard if by_key else reasons.Mouse
        QApplication.sendEvent(port, QContextMenuEvent(reason, at, port.mapToGlobal(at)))
        return shown

    return ask


def read(shown: list[str]) -> None:
    """Note what stands in the menu that is about to come up, and close it."""
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        QTimer.singleShot(0, lambda: read(shown))
        return
    shown.extend(action.text() for action in menu.actions() if action.text())
    menu.close()


def test_on_a_suggestion_it_is_short_and_about_it(menu: Callable[..., list[str]]) -> None:
    offered = menu("at least 30")
    assert offered[:3] == ["Actor", "Location", "Figure"]
    assert {"Accept, next", "Reject or delete, next", "Edit the value", "Note"} <= {*offered}
    assert len(offered) <= 17
    assert not {"Done, next article", "Mute or unmute the paragraph"} & {*offered}


def test_on_an_annotation_nothing_is_offered_that_is_for_suggestions(
    sight: Sight, menu: Callable[..., list[str]]
) -> None:
    sight.view.focus_mark(sight.mark("governor").id)
    sight.keys(Key.Key_A)
    offered = menu("governor")
    assert "Reject or delete, next" in offered
    assert not {"Accept, next", "Edit the value", "Never a name"} & {*offered}


def test_on_text_it_labels_and_mutes(menu: Callable[..., list[str]]) -> None:
    offered = menu("friends")
    assert "Mute or unmute the paragraph" in offered
    assert not {"Accept, next", "Note", "Reject or delete, next"} & {*offered}
    assert len(offered) <= 8


def test_on_a_selection_it_labels_copies_and_finds(
    sight: Sight, menu: Callable[..., list[str]]
) -> None:
    start = sight.view.text.index("friends")
    QTest.mouseDClick(sight.view.viewport(), LEFT, pos=middle_of(sight.view, start, start + 7))
    offered = menu("friends", by_key=True)
    assert {"Actor", "Find in the article", "Remember this name"} <= {*offered}
    assert "Mute or unmute the paragraph" not in offered


def menus(sight: Sight) -> list[QMenu]:
    """The menus of the menu bar, as they are when they come up."""
    found = [action.menu() for action in sight.window.menuBar().actions()]
    shown = [menu for menu in found if isinstance(menu, QMenu)]
    for menu in shown:
        menu.popup(sight.window.pos())
        menu.close()
    return shown


def lines(menu: QMenu) -> list[QAction]:
    """The actions of a menu and of those in it."""
    inner = [action.menu() for action in menu.actions()]
    own = [action for action in menu.actions() if action.menu() is None and action.text()]
    return [*own, *(action for each in inner if isinstance(each, QMenu) for action in lines(each))]


def test_every_menu_fits_a_small_screen_in_one_column(sight: Sight) -> None:
    for menu in menus(sight):
        places = [menu.actionGeometry(action) for action in menu.actions()]
        assert len({place.left() for place in places}) == 1, menu.title()
        assert places[-1].bottom() <= SMALL_PX, menu.title()


def test_every_action_that_is_in_a_menu_stands_in_one_once_with_its_key(sight: Sight) -> None:
    table = sight.window.table
    offered = [action for menu in menus(sight) for action in lines(menu)]
    assert sorted(a.objectName() for a in offered) == sorted(table.actions)
    for action in offered:
        assert action.isShortcutVisibleInContextMenu() or action.shortcut().isEmpty()
        assert bool(action.shortcut().toString()) == bool(table.keys_of(action.objectName()))


def test_labels_have_a_menu_of_their_own_in_their_order(sight: Sight) -> None:
    span = next(menu for menu in menus(sight) if menu.title() == "Span")
    (labels,) = [a.menu() for a in span.actions() if a.menu() and a.text() == "Label"]
    assert isinstance(labels, QMenu)
    assert [action.text() for action in labels.actions()] == ["Actor", "Location", "Figure"]


def test_a_menu_of_one_line_is_no_menu(menu: Callable[..., list[str]]) -> None:
    assert "Extend to the end of the name" in menu("at least 30")
