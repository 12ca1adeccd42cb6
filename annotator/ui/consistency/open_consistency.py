"""The list of flaws at work on an open project: looked for off the window's thread while shown."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer

from annotator.domain.consistency import Consistency, Finding
from annotator.domain.state import ArticleState
from annotator.domain.values import Status
from annotator.domain.wording import filled
from annotator.operations import mending
from annotator.operations.one_step import Prepared
from annotator.tasks import Progress
from annotator.ui.consistency.flaw_panel import FlawPanel
from annotator.ui.shell.action_rows import ANNOTATE, Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom

_AFTER_MS = 150
_AT_ONCE = 100  # flaws that are mended while one waits; more are worked out behind a dialog
_BREATH_S = 0.0005  # in which the window gets its turn
_LANE = "consistency"


class OpenConsistency(OpenRoom):
    """Keeps the list up to the article in view, goes to what is chosen, and mends."""

    def __init__(self, panel: FlawPanel, context: Context) -> None:
        super().__init__(context)
        self._panel = panel
        self._looked_at: ArticleState | None = None
        self._looking: Progress | None = None
        self._flaws = Consistency("")
        self._goes_on = False  # to the next flaw, once it is known
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._look)
        self.join(panel.requested, self._go)
        context.surface.installEventFilter(self)
        self.bind(
            {
                "consistency": self._toggle,
                "next_flaw": self._step,
                "mend": self._mend,
                "mend_all": self._mend_all,
            },
            ANNOTATE,
        )

    def show_article(self, state: ArticleState) -> None:
        self._panel.show_flaws("", [])
        self._timer.start()

    def show_nothing(self) -> None:
        self._panel.show_flaws("", [])

    def update_article(self, state: ArticleState) -> None:
        self._timer.start()

    def leave(self, mode: Mode) -> None:
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys go before looking: what runs is stopped, and begun again once they rest."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and (
            self._timer.isActive() or self._stop()
        ):
            self._timer.start()
        return super().eventFilter(watched, event)

    def close(self) -> None:
        self.context.surface.removeEventFilter(self)
        self._timer.stop()
        self._stop()
        super().close()
        self._panel.show_flaws("", [])
        if self._panel.isVisible():
            self.context.right.show_mode(self.context.table.mode)

    def _toggle(self) -> None:
        self.context.right.toggle(self._panel)
        self._look()

    def _look(self) -> None:
        """Look for the flaws of the article as it is now."""
        state = self.context.session.look(lambda: self.context.session.state)
        if state is None or not self._panel.isVisible():
            return
        self._stop()
        self._looked_at = state
        if self._flaws.text != state.text:
            self._flaws = Consistency(state.text)
        flaws = self._flaws
        self._looking = self.context.tasks.start(
            lambda progress: flaws.findings(state, lambda: _breathe(progress)),
            done=lambda rows: self._show(state, rows),
            lane=_LANE,
        )

    def _stop(self) -> bool:
        """Look no further; whether that was under way."""
        looking, self._looking = self._looking, None
        if looking is not None:
            looking.cancel()
        return looking is not None

    def _show(self, state: ArticleState, rows: list[Finding]) -> None:
        if state is self._looked_at:
            self._looking = None
            self._panel.show_flaws(state.text, rows, done=state.status is Status.DONE)
            chosen, goes_on, self._goes_on = self._panel.chosen, self._goes_on, False
            if goes_on and chosen is not None:
                self._go(chosen)

    def _step(self) -> None:
        """Go to the next flaw; the list is shown where it is not."""
        panel = self._panel
        if not panel.isVisible():
            self._toggle()
        elif panel.model.rows:
            here = self._place()
            behind = (n for n, row in enumerate(panel.model.rows) if row.start > here)
            self._go(panel.choose(next(behind, 0)))

    def _go(self, finding: Finding) -> None:
        view = self.context.surface
        if finding.span is not None:
            view.focus_mark(finding.span.id)
        else:
            view.select_place(finding.start, finding.end)
        view.setFocus()

    def _mend(self) -> None:
        """Mend the flaw that is chosen, and go to the next."""
        chosen = self._panel.chosen if self._panel.isVisible() else None
        if chosen is None:
            self.context.session.say(
                self.tr("Choose a line of the list of flaws first ({consistency}).")
            )
        elif chosen.better is None:
            self._go(chosen)
            self.context.session.said.emit(
                self.tr("Two labels are as frequent; give these words the right one.")
            )
        else:
            self._do([chosen], goes_on=True)

    def _mend_all(self) -> None:
        session = self.context.session
        rows = list(self._panel.model.rows) if self._panel.isVisible() else []
        article, workspace = session.article, session.workspace
        if not rows or article is None:
            session.said.emit(self.tr("The list of flaws is empty."))
        elif len(rows) <= _AT_ONCE:
            self._do(rows)
        else:
            self.context.tasks.run(
                self.tr("Mending…"),
                lambda progress: mending.prepare(
                    workspace, article=article, findings=rows, progress=progress
                ),
                lambda prepared: self._apply(article, prepared, rows),
            )

    def _do(self, rows: list[Finding], *, goes_on: bool = False) -> None:
        session = self.context.session
        article, workspace = session.article, session.workspace
        if article is None:
            return
        prepared = session.look(lambda: mending.prepare(workspace, article=article, findings=rows))
        if prepared is not None:
            self._goes_on = goes_on and prepared.count > 0
            self._apply(article, prepared, rows)

    def _leave_out(self, rows: list[Finding]) -> None:
        """List no more what has been mended; a key that follows at once means the next."""
        state = self.context.session.state
        if state is not None:
            gone = set(rows)
            left = [row for row in self._panel.model.rows if row not in gone]
            self._panel.show_flaws(state.text, left, done=state.status is Status.DONE)

    def _apply(self, article: int, prepared: Prepared, rows: list[Finding]) -> None:
        """Mend what has been prepared, and say so."""
        session, workspace = self.context.session, self.context.session.workspace
        count = session.attempt(lambda: mending.apply(workspace, prepared))
        if count is not None:
            words = self.tr("Mended %1 of %2; undo reverts it.")
            if workspace.article(article).status is Status.DONE:
                words = self.tr(
                    "Mended %1 of %2 in this article, which stays done; undo reverts it."
                )
            session.said.emit(filled(words, count, len(rows)))
        if count:
            self._leave_out(rows)

    def _place(self) -> int:
        view = self.context.surface
        mark, token = view.focused, view.cursor_at.token
        if mark is not None:
            return mark.start
        return token.start if token is not None else -1


def _breathe(progress: Progress) -> None:
    """Give way to the window. Raises Cancelled."""
    progress.check()
    time.sleep(_BREATH_S)
