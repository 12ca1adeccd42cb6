"""Says whether everything is saved, and sees to what is not when a project is left: it is saved,
kept for the next start, or asked for."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from annotator import places
from annotator.domain.errors import AnnotatorError
from annotator.domain.wording import filled
from annotator.operations import unsaved as store
from annotator.operations.unsaved import Text, Unsaved
from annotator.ui.shell.article_session import ArticleSession
from annotator.ui.shell.banner import Standing
from annotator.ui.shell.context import Frame
from annotator.ui.shell.drafts import AsksFirst, Typed
from annotator.ui.shell.room import OpenRoom
from annotator.ui.shell.unsaved import Choice, UnsavedDialog

log = logging.getLogger(__name__)
_WAITS, _KEPT = "waits", "kept"  # what the banner says
_LISTED = 12


class Saving(QObject):
    """Watches one session. Nothing a person typed or pressed goes away past it."""

    def __init__(self, session: ArticleSession, frame: Frame, rooms: Sequence[OpenRoom]) -> None:
        """``rooms`` are asked for what is typed in them."""
        super().__init__(session)
        self._session = session
        self._frame = frame
        self._rooms = rooms
        self._seconds: dict[int, float] = {}  # of work by article, that wait
        self._offered: dict[Path, Unsaved] = {}  # by its file
        self._written: list[Path] = []  # files that hold what is here as well
        self._let_go: object = None  # what the person was asked about, and need not be again
        session.committed.connect(lambda title: self.show())
        session.not_saved.connect(self._on_not_saved)
        session.all_saved.connect(self._on_all_saved)
        session.refused.connect(self._on_refused)
        session.lets_go = self._lets_go
        self.show()

    # What is shown

    def show(self) -> None:
        """Say in the status bar how it stands."""
        if self._session.unsaved or self._offered:
            text = self.tr("✗ Not saved")
        elif self._session.workspace.project.read_only:
            text = self.tr("Read-only")
        else:
            text = self.tr("✓ Saved")
        self._frame.status.saved.setText(text)

    def close(self) -> None:
        """Say nothing more of this project."""
        for about in (_WAITS, _KEPT):
            self._frame.banner.fall(about)

    def _on_not_saved(self, sentence: str) -> None:
        self.show()
        again = Standing(sentence, self.tr("Try again"), self._session.try_again)
        self._frame.banner.stand(_WAITS, again)

    def _on_all_saved(self) -> None:
        self._frame.banner.fall(_WAITS)
        self._drop_written()
        self.show()

    def _on_refused(self, sentence: str, text: str) -> None:
        """Give back what was typed in vain."""
        if not text:
            self._session.said.emit(sentence)
            return
        box = self._box(sentence, self.tr("What you had typed:") + f"\n\n{text}")
        box.exec()
        box.deleteLater()

    def _lets_go(self, title: str, why: str) -> bool:
        box = self._box(
            filled(self.tr("%s can no longer be saved."), title),
            filled(
                self.tr("%s\n\nDiscard it? Until then it and all later changes stay unsaved."), why
            ),
            buttons=QMessageBox.StandardButton.NoButton,
        )
        box.setObjectName("stale_question")
        leave = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        hold = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(hold)
        box.setEscapeButton(hold)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is leave

    # Time

    def save_time(self, article: int, seconds: float) -> None:
        """Add to the time spent on an article; what cannot be saved now is added later."""
        self._seconds[article] = self._seconds.get(article, 0.0) + seconds
        self._save_times()

    def _save_times(self) -> None:
        for article in list(self._seconds):
            try:
                self._session.workspace.add_time(article, self._seconds[article])
            except AnnotatorError as error:
                log.warning("time spent is not saved yet: %s", error)
                return
            del self._seconds[article]

    # Leaving

    def may_leave(self) -> bool:
        """Whether everything is saved or kept, or the person lets it go."""
        self._settle()
        self._session.try_again()
        while True:
            typed = self._typed()
            if not typed and not self._session.unsaved:
                self._flush()
                self._keep_quietly()  # the time, where even that is not saved
                return True
            asked = (self._session.titles, [(item.what, item.words) for item in typed])
            if asked == self._let_go:
                return True
            answer = self._ask(typed)
            if answer in (QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.NoButton):
                return False  # the latter where the system has ended the program meanwhile
            if answer == QMessageBox.StandardButton.Save:
                for item in typed:
                    if item.take is not None:
                        item.take()
            elif answer == QMessageBox.StandardButton.Discard or self._keep_loudly():
                if answer == QMessageBox.StandardButton.Discard:
                    store.drop(self._written)
                self._let_go = asked
                return True

    def stay(self) -> None:
        """The project is not left after all; nothing has been let go of."""
        self._let_go = None
        self.show()

    def keep(self) -> None:
        """Save or keep everything without a question: the session or the program ends."""
        asks, self._session.lets_go = self._session.lets_go, lambda title, why: False
        self._settle()
        self._session.try_again()
        self._flush()
        self._session.lets_go = asks
        self._keep_quietly()

    def _ask(self, typed: list[Typed]) -> QMessageBox.StandardButton:
        waits = [f"• {title}" for title in self._session.titles]
        writing = [f"• {item.what}" for item in typed]
        lines = (waits + writing)[:_LISTED]
        lines += ["…"] if len(waits + writing) > _LISTED else []
        button = QMessageBox.StandardButton
        buttons = button.Apply | button.Discard | button.Cancel
        if not waits and all(item.take for item in typed):
            buttons |= button.Save
        text = self.tr("This is not saved yet:") + "\n\n" + "\n".join(lines)
        why = self.tr(
            "If you close now, it is kept and offered when you next open this project here."
        )
        box = self._box(text, why, buttons=buttons)
        box.setObjectName("unsaved_question")
        box.button(button.Apply).setText(self.tr("Close"))
        box.button(button.Discard).setText(self.tr("Discard"))
        if buttons & button.Save:
            box.button(button.Save).setText(self.tr("Save"))
        box.setDefaultButton(button.Save if buttons & button.Save else button.Apply)
        answer = QMessageBox.StandardButton(box.exec())
        box.deleteLater()
        return answer

    def _keep_loudly(self) -> bool:
        self._flush()
        try:
            self._keep()
        except AnnotatorError as error:
            box = self._box(str(error), "")
            box.exec()
            box.deleteLater()
            return False
        return True

    def _keep_quietly(self) -> None:
        try:
            self._keep()
        except AnnotatorError:
            log.exception("what is not saved is lost")

    def _keep(self) -> None:
        """Write what is not saved to a file, in the place of older ones with the same."""
        workspace, kept = self._session.workspace, self._unsaved()
        old = self._written
        folder = places.config_dir(self._frame.settings.folder)
        self._written = (
            [store.keep(folder, workspace.project, workspace.annotator, kept)] if kept else []
        )
        store.drop(old)

    def _unsaved(self) -> Unsaved:
        session, typed = self._session, self._typed()
        waiting = session.workspace.waiting
        guidelines = next((item.words for item in typed if item.guidelines), None)
        asked = [item for item in session.intentions if not item.text]
        texts = [Text(item.title, item.text) for item in session.intentions if item.text]
        texts += [Text(item.what, item.words) for item in typed if not item.guidelines]
        return Unsaved(
            edits=tuple(item.step for item in waiting),
            suggestions=tuple(named for item in waiting for named in item.named),
            guidelines=guidelines,
            texts=tuple(texts),
            asked=tuple(item.title for item in asked),
            seconds=dict(self._seconds),
        )

    def _typed(self) -> list[Typed]:
        """What is being typed and is nowhere yet, in the window and in open dialogs."""
        shown = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        dialogs = [dialog for dialog in shown if isinstance(dialog, AsksFirst)]
        typed = [item for dialog in dialogs for item in dialog.typed()]
        return typed + [item for room in self._rooms for item in room.typed()]

    # The next start

    def offer(self) -> None:
        """Offer what was kept when the program ended, once the rooms are there."""
        workspace = self._session.workspace
        if workspace.project.read_only:
            return
        folder = places.config_dir(self._frame.settings.folder)
        kept = store.kept(folder, workspace.project, workspace.annotator)
        self._offered = {path: unsaved for path, unsaved in kept.items() if unsaved.count}
        self._take_over({path: u for path, u in kept.items() if not u.count})
        self._show_offered()
        self.show()

    def _show_offered(self) -> None:
        count = sum(unsaved.count for unsaved in self._offered.values())
        if count:
            text = self.tr("%n changes were not saved when the program ended; they are kept.")
            if count == 1:
                text = self.tr("One change was not saved when the program ended; it is kept.")
            look = self.tr("Show it…") if count == 1 else self.tr("Show them…")
            standing = Standing(filled(text, count), look, self._look)
            self._frame.banner.stand(_KEPT, standing)

    def _look(self) -> None:
        choice = UnsavedDialog.ask(self._frame.window, list(self._offered.values()))
        if choice is Choice.LATER:
            return
        texts = tuple(text for unsaved in self._offered.values() for text in unsaved.texts)
        left = self._kept_texts(texts) if choice is Choice.SAVE and texts else {}
        if left is None:
            return
        offered, self._offered = self._offered, left
        self._frame.banner.fall(_KEPT)
        self._show_offered()
        if choice is Choice.SAVE:
            for unsaved in offered.values():
                self._session.workspace.wait_for(unsaved.edits, unsaved.suggestions)
                for room in self._rooms:
                    room.go_on(unsaved)
            self._session.try_again()
        self._take_over(offered)
        self.show()
        if choice is Choice.DROP:
            store.drop(list(offered))

    def _kept_texts(self, texts: tuple[Text, ...]) -> dict[Path, Unsaved] | None:
        """A file of their own for words that no field can take; None if there is no room for it."""
        workspace, left = self._session.workspace, Unsaved(texts=texts)
        folder = places.config_dir(self._frame.settings.folder)
        try:
            return {store.keep(folder, workspace.project, workspace.annotator, left): left}
        except AnnotatorError as error:
            self._session.said.emit(str(error))
            return None

    def _take_over(self, kept: dict[Path, Unsaved]) -> None:
        """Count the time of files; they go once all that they hold is saved."""
        for unsaved in kept.values():
            for article, seconds in unsaved.seconds.items():
                self._seconds[article] = self._seconds.get(article, 0.0) + seconds
        self._written += kept
        self._save_times()
        self._drop_written()

    def _drop_written(self) -> None:
        if not self._session.unsaved and not self._seconds:
            store.drop(self._written)
            self._written = []

    def _settle(self) -> None:
        for room in self._rooms:
            room.settle()

    def _flush(self) -> None:
        for room in self._rooms:
            room.flush()

    def _box(
        self,
        text: str,
        more: str,
        buttons: QMessageBox.StandardButton = QMessageBox.StandardButton.Ok,
    ) -> QMessageBox:
        box = QMessageBox(
            QMessageBox.Icon.Warning, "annotator", text, buttons, parent=self._frame.window
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(more)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for button in box.buttons():
            button.setIcon(QIcon())  # words alone, as in every dialog
        return box
