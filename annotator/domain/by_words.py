"""The spans of an article by their words, known through edits without looking at all of them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from annotator.domain.state import ArticleState, drawn_order
from annotator.domain.text_order import changed, differing
from annotator.domain.values import Annotation, Suggestion

Span = Annotation | Suggestion
_ID = attrgetter("id")


class SpansByWords:
    """Own annotations and waiting suggestions; it is shown each state of the article in turn."""

    def __init__(self) -> None:
        self._state: ArticleState | None = None
        self._spans: dict[str, tuple[Span, ...]] = {}

    def follow(self, state: ArticleState) -> None:
        """Take over the state, of the same article or of another."""
        before, self._state = self._state, state
        if before is not None and before.document is state.document:
            self._change(*differing(before.spans, state.spans))
        else:
            gathered: dict[str, list[Span]] = {}
            for span in state.spans:
                gathered.setdefault(self._words(span), []).append(span)
            self._spans = {words: tuple(spans) for words, spans in gathered.items()}

    def saying(self, words: str) -> Sequence[Span]:
        """Those that have just these words, in text order."""
        return self._spans.get(words, ())

    def _change(self, gone: Sequence[Span], added: Sequence[Span]) -> None:
        touched: dict[str, tuple[list[Span], list[Span]]] = {}
        for side, spans in enumerate((gone, added)):
            for span in spans:
                touched.setdefault(self._words(span), ([], []))[side].append(span)
        for words, (old, new) in touched.items():
            known = self._spans.get(words, ())
            self._spans[words] = (
                changed(known, gone=old, added=new, order=drawn_order, same=_ID)
                if known
                else tuple(new)
            )

    def _words(self, span: Span) -> str:
        assert self._state is not None
        return self._state.text[span.span.start : span.span.end]
