"""From texts to suggested spans: paragraph by paragraph, offsets put back to the article.

A paragraph is all a pipeline sees at a time, and an article all that its names are compared in: a
suggestion depends neither on the batch nor on the neighbouring articles. Soft line ends are read as
blanks, so that it does not depend on how wide the text was set either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.figures import REACH, VERBATIM, Figure, Qualifier, VaguePolicy, parse_figure
from annotator.domain.joined_text import JoinedText, join_lines
from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.nlp.components import lexicon_of
from annotator.nlp.components.evidence import WeighedNames
from annotator.nlp.components.figures import LABEL, figure_values
from annotator.nlp.consistency import agree
from annotator.nlp.headlines import plain_case
from annotator.nlp.mentions import MODEL, Tokens, read_mentions
from annotator.nlp.scores import (
    Calibrator,
    Place,
    Signals,
    Signed,
    Signs,
    of_article,
    shipped_calibrator,
)

LONGEST_PARAGRAPH = 5_000
"""Code points; a longer line is cut at a sentence end or a blank before this."""

_LINES = re.compile(r"[^\n\r\u2028\u2029\x85]+")
_CUTS = (re.compile(r".*[.!?][”\"’)]*\s", re.DOTALL), re.compile(r".*\s", re.DOTALL))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of a text that begins at code point ``start``; ``article`` counts the texts."""

    article: int
    start: int
    text: str


def paragraphs(text: str, *, article: int = 0) -> Iterator[Paragraph]:
    """The lines of a text that are not blank, overlong ones cut; offsets in code points."""
    for line in _LINES.finditer(text):
        start, end = line.span()
        while end - start > LONGEST_PARAGRAPH:
            cut = start + _cut(text[start : start + LONGEST_PARAGRAPH])
            yield Paragraph(article, start, text[start:cut])
            start = cut
        piece = text[start:end]
        if not piece.isspace():
            yield Paragraph(article, start, piece)


def _cut(text: str) -> int:
    for pattern in _CUTS:
        match = pattern.match(text)
        if match and match.end() > len(text) // 2:
            return match.end()
    return len(text)


def suggest_texts(
    nlp: Language,
    texts: Iterable[str],
    *,
    batch_size: int = 64,
    policy: VaguePolicy = VERBATIM,
    calibrator: Calibrator | None = None,
) -> Iterator[list[SuggestedSpan]]:
    """The spans of each text, in order of the texts. ``batch_size`` counts paragraphs.

    ``calibrator`` takes the place of the one that comes with the program.
    """
    read: list[JoinedText] = []
    lexicon = lexicon_of(nlp)

    def pieces() -> Iterator[tuple[str, Paragraph]]:
        for number, text in enumerate(texts):
            read.append(join_lines(text))
            for paragraph in paragraphs(read[-1].text, article=number):
                yield plain_case(paragraph.text, lexicon), paragraph

    scoring = Scoring.of(nlp, calibrator or shipped_calibrator())
    gathered: list[SuggestedSpan] = []
    current = 0

    def finished() -> list[SuggestedSpan]:
        joined = read[current]
        spans = scoring.scored(joined.text, agree(joined.text, gathered, lexicon))
        place = joined.original_span
        return [SuggestedSpan(place(span.span), span.rule, span.score) for span in spans]

    for doc, paragraph in nlp.pipe(pieces(), as_tuples=True, batch_size=batch_size):
        while current < paragraph.article:
            yield finished()
            read[current] = JoinedText("")
            gathered, current = [], current + 1
        spans = _spans(doc, paragraph.start, policy)
        scoring.read(doc, spans)
        gathered.extend(spans)
    while current < len(read):
        yield finished()
        gathered, current = [], current + 1


class Scoring:
    """Gives the suggestions of a pipeline scores, where their calibration has been measured.

    That is so for the pipeline of the program alone: another's scores would mean nothing.
    """

    def __init__(self, signals: Signals | None, calibrator: Calibrator | None) -> None:
        self._signals, self.calibrator = signals, calibrator
        self._known: dict[Place, Signed] = {}

    @classmethod
    def of(cls, nlp: Language, calibrator: Calibrator | None) -> Scoring:
        """The scoring of a pipeline; one that scores nothing for a pipeline of other people."""
        judges = [part for _, part in nlp.pipeline if isinstance(part, WeighedNames)]
        is_ours = "ner" in nlp.pipe_names and "label_map" not in nlp.pipe_names
        if not judges or not is_ours or judges[0].weights is None:
            return cls(None, None)
        return cls(Signals(judges[0]), calibrator)

    def read(self, doc: Doc, spans: Sequence[SuggestedSpan]) -> None:
        """Keep the signs of the suggestions of one processed Doc."""
        if self._signals is None:
            return
        tokens = Tokens.of(doc)
        signed = self._signals.of_paragraph(tokens, read_mentions(doc, tokens))
        self._known.update(zip((span.span.place for span in spans), signed, strict=True))

    def signs(self, text: str, spans: Sequence[SuggestedSpan]) -> list[Signs]:
        """The signs of an article's suggestions; what was kept is forgotten."""
        known, self._known = self._known, {}
        return of_article(text, [span.span.place for span in spans], known)

    def scored(self, text: str, spans: list[SuggestedSpan]) -> list[SuggestedSpan]:
        """The suggestions with their scores."""
        if self._signals is None or self.calibrator is None:
            return spans
        return [
            SuggestedSpan(span.span, span.rule, self.calibrator.score(signs))
            for span, signs in zip(spans, self.signs(text, spans), strict=True)
        ]


def _spans(doc: Doc, offset: int, policy: VaguePolicy) -> list[SuggestedSpan]:
    """The entities of a processed Doc as suggestions, ``offset`` code points further on.

    ``rule`` is None for what the network said unchanged. They have no score yet.
    """
    text, values = Tokens.of(doc).text, figure_values(doc)
    spans = []
    for ent in doc.ents:
        start, end, label = ent.start_char, ent.end_char, ent.label_
        source = ent.id_ or MODEL
        figure = None
        if label == LABEL:
            figure = values.get((start, end))
            if figure is None or (figure.qualifier is Qualifier.VAGUE and policy != VERBATIM):
                figure = _read(text, start, end, policy)  # another's, or what a policy says
            if figure.part_of is not None:
                whole, last = figure.part_of
                figure = replace(figure, part_of=(whole + offset, last + offset))
        rule = None if source == MODEL else source
        content = SpanContent(start + offset, end + offset, label, figure)
        spans.append(SuggestedSpan(content, rule))
    return spans


def _read(text: str, start: int, end: int, policy: VaguePolicy) -> Figure:
    return parse_figure(
        text[start:end],
        before=text[max(0, start - REACH) : start],
        after=text[end : end + REACH],
        start=start,
        policy=policy,
    )
