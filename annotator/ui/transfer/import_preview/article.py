"""The first articles of an import as they will look on the reading surface, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.domain.direction import isolated
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.values import (
    Annotation,
    Article,
    Document,
    Label,
    MutedRange,
    Origin,
    Suggestion,
)
from annotator.domain.wording import filled, length_of
from annotator.operations.importing.below import below
from annotator.operations.importing.import_report import Shown
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.marks import marks_of
from annotator.ui.shell.widgets.labels import tip
from annotator.ui.shell.widgets.paths import in_order, shortened_path

_LONGEST_PATH = 70  # characters of a path above an article


class ArticlePreview(QWidget):
    """A reading surface with “earlier” and “later” above it."""

    def __init__(self) -> None:
        super().__init__()
        self._articles: Sequence[Shown] = ()
        self._labels: Mapping[str, Label] = {}
        self._confirmed = False
        self.base = ""  # the folder that files are named from
        self._at = 0
        self._without: str | None = None  # the file that was gone to and has no article here
        self._reason = ""
        self.view = DocumentView()
        self.view.setObjectName("import_article")
        self.view.set_size(14)
        self.where = QLabel()
        self.where.setObjectName("import_where")
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setWordWrap(True)
        self.earlier = self._button("import_earlier", "‹", self.tr("Earlier article"), -1, "Left")
        self.later = self._button("import_later", "›", self.tr("Later article"), 1, "Right")
        row = QHBoxLayout()
        row.addWidget(self.where, 1)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self._say_where()

    def show_articles(
        self, articles: Sequence[Shown], labels: Mapping[str, Label], *, confirmed: bool
    ) -> None:
        """Show these articles; the one in view stays in view while it is the same."""
        old = self._current()
        looks_same = labels == self._labels and confirmed == self._confirmed
        self._articles, self._labels, self._confirmed = articles, labels, confirmed
        self._at = min(self._at, max(0, len(articles) - 1))
        if self._current() != old or not looks_same:
            self._show()
        self._say_where()

    def step(self, step: int) -> None:
        """Show the article before (-1) or behind (1); from a file without any, the one before."""
        step = 0 if self._without else step
        self._without = None
        if 0 <= self._at + step < len(self._articles):
            self._at += step
            self._show()
            self._say_where()

    def go_to(self, file: str, *, is_empty: bool = False, reason: str = "") -> None:
        """Show the first article of a file, where it is among the first; of one that ``is_empty``
        that there is none, for the ``reason`` that is known.
        """
        self._without = file if is_empty else None
        self._reason = reason
        at = next((n for n, a in enumerate(self._articles) if a.record.file.startswith(file)), None)
        self._at = self._at if at is None else at
        self._show()
        self._say_where()

    @property
    def is_without(self) -> bool:
        """Whether it says that nothing of a file comes in."""
        return self._without is not None

    def _current(self) -> Shown | None:
        return self._articles[self._at] if self._articles and not self._without else None

    def _show(self) -> None:
        shown = self._current()
        if shown is None:
            self.view.show_article(_nothing(), [], "")
            return
        state = state_of(shown, confirmed=self._confirmed)
        article = shown.record.article
        facts = (isolated(article.source or ""), article.published, length_of(article.text))
        header = "  ·  ".join(fact for fact in facts if fact)
        self.view.show_article(state, marks_of(state, self._labels), header)

    def _say_where(self) -> None:
        shown = self._current()
        self.earlier.setEnabled(self._at > 0)
        self.later.setEnabled(self._at + 1 < len(self._articles))
        if self._without:
            name = below(self._without, self.base)
            text = filled(self.tr("Nothing of %s comes in"), name)
            self.where.setText(f"{text}: {self._reason}" if self._reason else text)
            return
        if shown is None:
            self.where.setText(self.tr("No new article yet"))
            return
        record = shown.record
        metrics = self.where.fontMetrics()
        file = below(record.file, self.base)
        near = shortened_path(file, metrics, metrics.averageCharWidth() * _LONGEST_PATH)
        place = replace(record, file=in_order(near)).where
        self.where.setToolTip(tip(file if near != file else ""))
        text = self.tr("New article %1 of %2 in this preview: %3")
        self.where.setText(filled(text, self._at + 1, len(self._articles), place))

    def _button(self, name: str, sign: str, tip: str, step: int, key: str) -> QPushButton:
        button = QPushButton(sign)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setFixedWidth(36)
        sequence = QKeySequence(f"Alt+{key}")
        button.setShortcut(sequence)
        shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{tip} ({shown})")
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: self.step(step))
        return button


def state_of(shown: Shown, *, confirmed: bool) -> ArticleState:
    """An article that is not in a project yet, as the reading surface takes it."""
    record = shown.record
    new = record.article
    article = Article(0, "", new.title, "", len(new.text), new.source, new.url, new.published)
    spans = sorted(set(record.spans), key=lambda span: (span.start, -span.end))
    annotations = tuple(
        Annotation(
            str(number),
            0,
            "",
            SpanContent(span.start, span.end, span.label, span.figure),
            new.text[span.start : span.end],
            Origin.IMPORTED,
        )
        for number, span in enumerate(spans)
        if confirmed
    )
    suggestions = tuple(
        Suggestion(number, 0, SpanContent(span.start, span.end, span.label, span.figure), "", "")
        for number, span in enumerate(spans)
        if not confirmed
    )
    muted = tuple(MutedRange("", 0, part.start, part.end, part.rule) for part in shown.muted)
    return ArticleState(Document(article, new.text), "", annotations, suggestions, muted=muted)


def _nothing() -> ArticleState:
    return ArticleState(Document(Article(0, "", "", "", 0), ""), "")
