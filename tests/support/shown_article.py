"""Articles for the reading surface alone, made from plain text without a project."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from annotator.domain.labels import DEFAULT_LABELS
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.text import guess_title, text_hash
from annotator.domain.values import (
    Annotation,
    Article,
    Document,
    MutedRange,
    Origin,
    Suggestion,
)
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.marks import Mark, marks_of
from annotator.ui.document_view.painting import DocumentPainter, Scene
from annotator.ui.look import theme

LABELS = {label.name: label for label in DEFAULT_LABELS}
Range = tuple[int, int]
# The font that is read in where nobody has another, and some that join letters in other ways. What
# this machine does not have is read in the first.
FAMILIES = ("", "DejaVu Serif", "Noto Kufi Arabic", "Noto Naskh Arabic", "Noto Nastaliq Urdu")


def state_of(
    text: str,
    *,
    annotated: Sequence[Range] = (),
    suggested: Sequence[Range] = (),
    muted: Sequence[Range] = (),
    label: str = "ACTOR",
) -> ArticleState:
    """An article with this text and these spans, all of one label."""
    article = Article(1, "uid", guess_title(text), text_hash(text), len(text))
    return ArticleState(
        Document(article, text),
        "ann",
        annotations=tuple(
            Annotation(
                f"a{n}", 1, "ann", SpanContent(start, end, label), text[start:end], Origin.MANUAL
            )
            for n, (start, end) in enumerate(annotated)
        ),
        suggestions=tuple(
            Suggestion(n, 1, SpanContent(start, end, label), "source", "1")
            for n, (start, end) in enumerate(suggested)
        ),
        muted=tuple(
            MutedRange(f"m{n}", 1, start, end, "manual") for n, (start, end) in enumerate(muted)
        ),
    )


def show(view: DocumentView, state: ArticleState) -> None:
    """Bring an article into view."""
    view.show_article(state, marks_of(state, LABELS), "")


def in_font(text: str, family: str, width: float = 520.0) -> DocumentLayout:
    """A text as the surface lays it out where it is read in a font."""
    font = theme.reading_font(16)
    if family:
        font.setFamilies([family, *font.families()])
    return DocumentLayout(text, "", font, width)


class Drawn(QPainter):
    """A painter that remembers the lines and words it was asked to draw."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.words: list[tuple[QPointF, str, float]] = []
        self.lines: list[tuple[QPointF, QPointF]] = []

    def drawText(self, place: QPointF, words: str) -> None:  # type: ignore[override]
        self.words.append((QPointF(place), words, self.fontMetrics().horizontalAdvance(words)))

    def drawLine(self, one: QPointF, other: QPointF) -> None:  # type: ignore[override]
        self.lines.append((QPointF(one), QPointF(other)))


def drawn(
    view: DocumentView, marks: Sequence[Mark], muted_by: tuple[int, str] | None = None
) -> Drawn:
    """What the painter of the surface draws for some marks, and over what somebody has muted."""
    layout = view.document_layout()
    blocks = list(range(len(layout.blocks)))
    for number in blocks:
        layout.laid(number)
    image = QImage(900, 700, QImage.Format.Format_RGB32)
    painter = Drawn(image)
    scene = Scene(marks=marks, muted_by=muted_by)
    DocumentPainter(layout, view.palette()).paint(painter, blocks, scene)
    painter.end()
    return painter
