"""Goes to a word by its first letters, typed while reading or composed by an input method; every
key else ends it and is heard.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import regex
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent

from annotator.domain.direction import isolated
from annotator.domain.spans import joined, meets
from annotator.domain.state import ArticleState
from annotator.domain.tokens import has_unspaced, token_bounds
from annotator.domain.wording import filled
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.surface import on_screen

_Key = Qt.Key
_Type = QEvent.Type
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
# Of what is not finished: an accent that is waiting for its letter, a modifier.
_PENDING = regex.compile(r"Key_(Dead_.*|Multi_key|Shift|Control|Alt|AltGr|Mode_switch)")
# Behind a first letter: vowel signs, and what joins letters or keeps them apart.
_GOES_ON = regex.compile(r"[\p{L}\p{M}\u200c\u200d]+")
_MOST = 200  # places that are looked for beyond what is on the screen


def _tr(text: str) -> str:
    return QCoreApplication.translate("Jump", text)


class Jump(QObject):
    """Takes the letters while it is on. Words on the screen come first, from the cursor on."""

    def __init__(
        self,
        view: DocumentView,
        say: Callable[[str], object],
        state: Callable[[], ArticleState | None],
        closed: Callable[[], object],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._say = say
        self._state = state
        self._closed = closed  # what is typed right behind it was meant for it
        self._is_on = False
        self._letters = ""
        self._places: Sequence[tuple[int, int]] = ()
        self._at = 0
        self._begun = 0
        self._highlit: Sequence[tuple[int, int]] = ()  # by a search, before

    def begin(self) -> None:
        """Take letters from now on."""
        token = self._view.cursor_at.token
        if token is None:
            self._say(_tr("This article has no words to go to."))
            return
        self._begun, self._letters, self._places, self._is_on = token.start, "", (), True
        self._highlit = self._view.hits
        self._view.installEventFilter(self)
        self._take_input_methods(True)
        self._say(_tr("Type the first letters of a word; Escape goes back."))

    def end(self) -> None:
        """Leave the letters to the commands again."""
        if self._is_on:
            self._is_on = False
            self._view.removeEventFilter(self)
            self._take_input_methods(False)
            self._view.highlight_found(self._highlit)

    def forget(self) -> None:
        """Another article is in view."""
        self._highlit = ()
        self.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (_Type.MouseButtonPress, _Type.FocusOut):
            self.end()
        if isinstance(event, QInputMethodEvent):
            self._compose(event)
            return True
        if isinstance(event, QInputMethodQueryEvent):
            self._view.event(event)
            self._say_where(event)
            return True
        if not isinstance(event, QKeyEvent) or not self._is_for_it(event):
            if isinstance(event, QKeyEvent) and event.type() == _Type.ShortcutOverride:
                self._end_unless_held(event)
            return False
        if event.type() == _Type.ShortcutOverride:
            event.accept()  # it comes again as a key
            return True
        if event.type() == _Type.KeyPress:
            self._press(event)
            return True
        return False

    def _is_for_it(self, event: QKeyEvent) -> bool:
        if event.modifiers() & _HELD:
            return False
        if event.key() in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Escape):
            return True
        if event.key() in (_Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Backspace):
            return bool(self._letters)
        char = event.text()
        if self._letters:  # a digit is a label's key by now
            return _GOES_ON.fullmatch(char) is not None
        return char.isalpha() or char.isnumeric()

    def _end_unless_held(self, event: QKeyEvent) -> None:
        try:
            name = _Key(event.key()).name
        except ValueError:  # keys of a layout have numbers of their own
            name = ""
        if not _PENDING.fullmatch(name):
            self.end()

    def _take_input_methods(self, on: bool) -> None:
        """Let an input method write here, which has nothing to write in a text that is read."""
        self._view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on)

    def _say_where(self, event: QInputMethodQueryEvent) -> None:
        """Let an input method put its choices beside the word at the cursor."""
        token = self._view.cursor_at.token
        parts = self._view.parts_in_viewport(token.start, token.end) if token else []
        if parts and event.queries() & Qt.InputMethodQuery.ImCursorRectangle:
            box = parts[0].rect.toRect().translated(self._view.viewport().pos())
            event.setValue(Qt.InputMethodQuery.ImCursorRectangle, box)

    def _compose(self, event: QInputMethodEvent) -> None:
        """Take over what an input method has written, and show what it has not finished."""
        letters, begun = self._letters, event.preeditString()
        if event.replacementLength():
            first = max(0, len(letters) + event.replacementStart())
            letters = letters[:first] + letters[first + event.replacementLength() :]
        written = event.commitString().strip()
        if written or letters != self._letters:
            self._look(letters + written)
        if begun:
            self._say(filled(_tr("“%1…”"), isolated(self._letters + begun)))

    def _press(self, event: QKeyEvent) -> None:
        match event.key():
            case _Key.Key_Return | _Key.Key_Enter:
                self._closed()
                self.end()
            case _Key.Key_Escape:
                self._closed()
                self._view.cursor_at.place(self._begun)
                self._view.cursor_moved()
                self.end()
            case _Key.Key_Tab:
                self._go(self._at + 1)
            case _Key.Key_Backtab:
                self._go(self._at - 1)
            case _Key.Key_Backspace:
                self._look(self._letters[:-1])
            case _:
                self._look(self._letters + event.text())

    def _look(self, letters: str) -> None:
        """Go to the first word that begins with these letters."""
        self._letters = letters
        self._places = self._found(letters) if letters else ()
        self._view.highlight_found(self._places)
        if letters and not self._places:
            self._say(filled(_tr("No word begins with “%s”."), isolated(letters)))
        elif letters:
            self._go(0)

    def _go(self, number: int) -> None:
        if not self._places:
            return
        self._at = number % len(self._places)
        start, end = self._places[self._at]
        self._view.folds.unfold(start, end)
        self._view.cursor_at.place(start)
        if has_unspaced(self._letters):  # every letter is a token, and a name has several
            self._view.cursor_at.select(start, end)
        # A word inside a span is meant itself; at its beginning the span is.
        under = self._view.mark_at(start)
        self._view.cursor_moved(inside=under is not None and under.start < start)
        words = _tr("“%1”: %2 of %3. Tab goes to the next, Enter stays, a label’s key labels.")
        number = sorted(self._places).index((start, end)) + 1  # as they stand in the text
        self._say(filled(words, isolated(self._letters), number, len(self._places)))

    def _found(self, letters: str) -> list[tuple[int, int]]:
        """The words that begin so: on the screen first, from the cursor on, then others."""
        state = self._state()
        muted = joined(state.muted) if state is not None else []
        top, bottom = on_screen(self._view)
        shown = self._shown(letters, top, bottom)
        others = self._beyond(letters, top, bottom)
        places = [*_from(shown, self._begun), *_from(others, self._begun)]
        return [place for place in places if not meets(muted, *place)]

    def _shown(self, letters: str, top: int, bottom: int) -> list[tuple[int, int]]:
        """Words on the screen that begin so, accents and case aside."""
        text = self._view.text
        if has_unspaced(letters):
            return [match.span() for match in _pattern(letters).finditer(text, top, bottom)]
        bounds = [(top + start, top + end) for start, end in token_bounds(text[top:bottom])]
        return [place for place in bounds if _begins(text, place, letters)]

    def _beyond(self, letters: str, top: int, bottom: int) -> list[tuple[int, int]]:
        """Words that begin so outside of the screen, the nearest behind the cursor first."""
        begins, text, places = _pattern(letters), self._view.text, []
        for first, last in ((bottom, len(text)), (0, top)):
            for match in begins.finditer(text, first, last):
                places.append(match.span())
                if len(places) >= _MOST:
                    return places
        return places


def _pattern(letters: str) -> regex.Pattern[str]:
    """What begins so: a word, or just these letters where no space tells words apart."""
    if has_unspaced(letters):
        return regex.compile(regex.escape(letters))
    return regex.compile(
        rf"(?i)(?<![\p{{L}}\p{{M}}\p{{N}}]){regex.escape(letters)}[\p{{L}}\p{{M}}\p{{N}}]*"
    )


def _begins(text: str, place: tuple[int, int], letters: str) -> bool:
    return _plain(text[slice(*place)]).startswith(_plain(letters))


def _plain(word: str) -> str:
    """A word without case and accents."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def _from(places: Sequence[tuple[int, int]], here: int) -> list[tuple[int, int]]:
    """The places from one on, and then those before it."""
    behind = [place for place in places if place[0] > here]
    return behind + [place for place in places if place[0] <= here]
