"""The list of flaws at work on an open project: looked for off the window's thread while shown."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from annotator.domain.consistency import Finding, findings
from annotator.domain.state import ArticleState
from annotator.domain.wording import filled
from annotator.operations.mending import mend
from annotator.ui.consistency.flaw_panel import FlawPanel
from annotator.ui.shell.action_rows import ANNOTATE, Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom

_AFTER_MS = 150
_LANE = "consistency"


class OpenConsistency(OpenRoom):
    """Keeps the list up to the article in view, goes to what is chosen, and mends."""

    def __init__(self, panel: FlawPanel, context: Context) -> None:
        super().__init__(context)
        self._panel = panel
        self._looked_at: ArticleState | None = None
        self._goes_on = False  # to the next flaw, once it is known
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._look)
        self.join(panel.requested, self._go)
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

    def close(self) -> None:
        self._timer.stop()
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
        self._looked_at = state
        self.context.tasks.start(
            lambda progress: findings(state),
            done=lambda rows: self._show(state, rows),
            lane=_LANE,
        )

    def _show(self, state: ArticleState, rows: list[Finding]) -> None:
        if state is self._looked_at:
            self._panel.show_flaws(state.text, rows)
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
            self.context.session.said.emit(
                self.tr("Choose a line of the list of flaws first (F6).")
            )
        elif chosen.better is None:
            self._go(chosen)
            self.context.session.said.emit(
                self.tr("Two labels are as frequent; give these words the right one.")
            )
        else:
            self._goes_on = self._do([chosen])

    def _mend_all(self) -> None:
        rows = list(self._panel.model.rows) if self._panel.isVisible() else []
        if rows:
            self._do(rows)
        else:
            self.context.session.said.emit(self.tr("The list of flaws is empty."))

    def _do(self, rows: list[Finding]) -> bool:
        session = self.context.session
        article, workspace = session.article, session.workspace
        if article is None:
            return False
        count = session.attempt(lambda: mend(workspace, article=article, findings=rows))
        if count is not None:
            words = filled(self.tr("Mended %1 of %2; undo reverts it."), count, len(rows))
            session.said.emit(words)
        return bool(count)

    def _place(self) -> int:
        view = self.context.surface
        mark, token = view.focused, view.cursor_at.token
        if mark is not None:
            return mark.start
        return token.start if token is not None else -1
