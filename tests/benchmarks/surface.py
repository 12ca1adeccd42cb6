"""The reading surface on an enormous text: a million signs with 20,000 spans, also on one line.

    python tests/benchmarks/surface.py

Each case runs in a process of its own, in turns with QPlainTextEdit.setPlainText on the same
text, which shows no spans at all: opening, adding a span, scrolling by pages, memory.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from measuring import PaintClock, line, machine, on_a_screen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from annotator import resources
from annotator.domain.labels import DEFAULT_LABELS
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.text import text_hash
from annotator.domain.tokens import tokenise
from annotator.domain.values import Annotation, Article, Document, Origin
from annotator.ui.document_view.marks import marks_of
from annotator.ui.document_view.view import DocumentView
from annotator.ui.look import theme

SIGNS, SPANS, PAGES, ROUNDS = 1_000_000, 20_000, 20, 5
LABELS = {label.name: label for label in DEFAULT_LABELS}
MB = 1024 * 1024


def made_text(*, one_line: bool) -> str:
    """The samples over and over, as paragraphs or all on one line."""
    seeds = sorted(resources.seeds().glob("*.txt"))
    whole = "\n".join(seed.read_text(encoding="utf-8") for seed in seeds)
    text = (whole * (SIGNS // len(whole) + 1))[:SIGNS].strip()
    return text.replace("\n", " ") if one_line else text


def made_state(text: str) -> ArticleState:
    """The text with annotations spread evenly over it."""
    tokens = [token for token in tokenise(text) if text[token.start].isalpha()]
    chosen = tokens[:: len(tokens) // SPANS][:SPANS]
    names = list(LABELS)
    article = Article(1, "a", "", text_hash(text), len(text))
    spans = tuple(
        Annotation(
            id=str(number),
            article_id=1,
            annotator="ann",
            text=text[token.start : token.end],
            origin=Origin.MANUAL,
            span=SpanContent(start=token.start, end=token.end, label=names[number % 3]),
        )
        for number, token in enumerate(chosen)
    )
    return ArticleState(Document(article, text), "ann", annotations=spans)


def timed(act: Callable[[], object], clock: PaintClock) -> float:
    """Milliseconds of processor time from the act to the end of the repaint it causes."""
    begun, clock.at = time.process_time(), 0.0
    act()
    while not clock.at:
        QApplication.processEvents()
    return (clock.cpu - begun) * 1000


def measure(kind: str, *, one_line: bool) -> dict[str, float]:
    """The figures of one case."""
    clock = PaintClock(DocumentView if kind == "surface" else QPlainTextEdit)
    app = QApplication(sys.argv[:1])
    theme.apply(app, dark=False)
    text = made_text(one_line=one_line)
    state = made_state(text) if kind == "surface" else None
    view: QAbstractScrollArea = DocumentView() if state else QPlainTextEdit()
    view.resize(900, 800)
    view.show()
    _paint_once(view, clock)
    before = _memory_mb()
    figures = {"open": timed(_opening(view, state, text), clock)}
    if state is not None and isinstance(view, DocumentView):
        figures["add a span"] = timed(_adding(view, state), clock)
    bar = view.verticalScrollBar()
    step = max(1, bar.pageStep())
    pages = [timed(lambda: bar.setValue(bar.value() + step), clock) for _ in range(PAGES)]
    figures["page"] = statistics.median(pages)
    figures["to the end"] = timed(lambda: bar.setValue(bar.maximum()), clock)
    return figures | {"memory": _memory_mb() - before}


def _paint_once(view: QAbstractScrollArea, clock: PaintClock) -> None:
    while not clock.at:
        QApplication.processEvents()
    view.viewport().update()
    QApplication.processEvents()


def _opening(
    view: QAbstractScrollArea, state: ArticleState | None, text: str
) -> Callable[[], object]:
    if state is None or not isinstance(view, DocumentView):
        return lambda: view.setPlainText(text)  # type: ignore[attr-defined]
    return lambda: view.show_article(state, marks_of(state, LABELS), "")


def _adding(view: DocumentView, state: ArticleState) -> Callable[[], object]:
    first = state.annotations[0]
    more = replace(state, annotations=(replace(first, id="new"), *state.annotations))
    return lambda: view.update_article(more, marks_of(more, LABELS))


def _memory_mb() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MB


def main() -> None:
    """Print the figures."""
    if len(sys.argv) > 2:
        print(json.dumps(measure(sys.argv[1], one_line=sys.argv[2] == "line")))
        return
    print(machine())
    print(f"{SIGNS:,} signs, {SPANS:,} spans; milliseconds of processor time, memory in MB")
    for shape in ("paragraphs", "line"):
        cases = {"surface": [], "plain": []}
        for _ in range(ROUNDS):
            for kind, found in cases.items():
                found.append(_measured(kind, shape))
        _tell(shape, cases)


def _measured(kind: str, shape: str) -> dict[str, float]:
    command = [sys.executable, __file__, kind, shape]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _tell(shape: str, cases: dict[str, list[dict[str, float]]]) -> None:
    names = {"surface": "reading surface", "plain": "QPlainTextEdit"}
    for kind, found in cases.items():
        for name in found[0]:
            unit = "MB" if name == "memory" else "ms"
            label = f"{shape}: {names[kind]}, {name}"
            print(line(label, [one[name] for one in found], unit))
    opened = [statistics.median(one["open"] for one in found) for found in cases.values()]
    print(f"{shape}: the surface opens in {opened[0] / opened[1]:.2f} times QPlainTextEdit's time")


if __name__ == "__main__":
    on_a_screen(__file__, main)
