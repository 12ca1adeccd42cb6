"""What an export says of itself: what it wrote, adjusted, left out, and had no place for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.domain.guidelines import Definitions
from annotator.domain.outgoing import Content
from annotator.domain.overlap_rule import Laid, Overlap
from annotator.domain.pseudonyms import Pseudonyms
from annotator.domain.records import Record, RecordSpan
from annotator.domain.splits import DealtOut
from annotator.domain.wording import counted, listing, named_article, quoted
from annotator.formats.peers.spacy import Adjustment

_TITLES = 20  # of confidential articles that a sentence names; the others it counts


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A span, or with ``span`` None a whole article, that is not in the export.

    With ``of_value`` the span is there, and only the value of its figure is not. ``title`` is the
    article's, ``text`` what the span covers, or else what it is of the article.
    """

    article: str
    span: RecordSpan | None
    reason: str
    of_value: bool = False
    title: str = ""
    text: str = ""

    @classmethod
    def of(cls, record: Record, what: RecordSpan | str | None, reason: str) -> LeftOut:
        """What is missing of an article, by its places in its text as it is given."""
        article, span = record.article, None if isinstance(what, str) else what
        text = what if isinstance(what, str) else ""
        if span is not None:
            text = article.text[span.start : span.end]
        return cls(article.uid or "", span, reason, title=article.title or "", text=text)

    def to_json(self) -> dict[str, object]:
        """What is missing as a JSON object of the report."""
        span = self.span
        place: dict[str, object] = {}
        if span is not None:
            place = {"start": span.start, "end": span.end, "label": span.label, "text": self.text}
        elif self.text:
            place = {"text": self.text}
        what = {"what": "value"} if self.of_value else {}
        named = {"article": self.article, "title": self.title}
        return {**named, **place, **what, "reason": self.reason}

    def __str__(self) -> str:
        span = self.span
        what = str(Laid(span.start, span.end, span.label, self.text)) if span else self.text or "it"
        what = f"the value of {what}" if self.of_value else what
        named = named_article(self.article, self.title)
        return f"Article {named}: {what} was left out, since {self.reason}."


@dataclass(frozen=True, slots=True)
class PartCount:
    """What one file of an export holds."""

    articles: int = 0
    spans: int = 0
    entities: int = 0


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, what it adjusted, what it left out, which spans overlap though the
    project does not allow it, and what its format has no place for.

    ``definitions`` are the guidelines and labels that went with it; None on standard output.
    ``split`` says how articles were dealt out, where they were. ``confidential`` are the titles of
    those that stay out, which nothing that goes out names. With ``pseudonyms`` its sentences name
    persons, and nothing that goes out does.
    """

    articles: int
    spans: int
    left_out: tuple[LeftOut, ...] = ()
    adjusted: tuple[Adjustment, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    dropped: Counter[Content] = field(default_factory=Counter)
    parts: dict[str, PartCount] = field(default_factory=dict)
    definitions: Definitions | None = None
    split: DealtOut | None = None
    dataset_version: str = ""
    confidential: tuple[str, ...] = ()
    pseudonyms: Pseudonyms | None = None
    limits: tuple[str, ...] = ()  # what its format loses of every article
    noun: str = "article"  # what it counts: of everyone's work an article has several records

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        report: dict[str, object] = {
            "articles": self.articles,
            "spans": self.spans,
            "left_out": [item.to_json() for item in self.left_out],
        }
        if self.overlaps:
            report["overlaps"] = [overlap.to_json() for overlap in self.overlaps]
        if self.dropped:
            report["dropped"] = {kind.name.lower(): n for kind, n in self.dropped.items()}
        if self.limits:
            report["limits"] = list(self.limits)
        if self.parts or self.adjusted:
            report["adjusted"] = [item.to_json() for item in self.adjusted]
        if self.parts:
            report["parts"] = {
                name: {"articles": part.articles, "spans": part.spans, "entities": part.entities}
                for name, part in self.parts.items()
            }
        if self.confidential:
            report["confidential"] = len(self.confidential)
        if self.pseudonyms is not None:
            report["pseudonyms"] = self.pseudonyms.to_json()
        if self.dataset_version:
            report["dataset_version"] = self.dataset_version
        if self.split is not None:
            report["split"] = self.split.to_json()
        if self.definitions is not None:
            report |= self.definitions.to_json()
        return report

    def sentences(self) -> Iterator[str]:
        """What did not go out as it is in the project, a sentence each."""
        yield from self.each()
        if self.split is not None:
            yield from self.split.notes
        yield from self.about_people()
        if self.dropped:
            amounts = [kind.counted(self.dropped[kind]) for kind in Content if self.dropped[kind]]
            yield f"This format has no place for, and the file is without: {'; '.join(amounts)}."
        if self.articles:
            yield from self.limits

    def each(self) -> Iterator[str]:
        """A sentence for each article and span that did not go out as it is in the project."""
        yield from map(str, self.left_out)
        for overlap in self.overlaps:
            yield f"A{str(overlap)[1:]}."
        for item in self.adjusted:
            place = Laid(item.start, item.end, item.label, item.text)
            yield f"Article {named_article(item.article, item.title)}: {place}: {item.done}."

    def about_people(self) -> Iterator[str]:
        """How many articles stay out since they are confidential, and whom pseudonyms stand for."""
        if self.confidential:
            stay = counted(len(self.confidential), "article")
            titles = listing(map(quoted, self.confidential), _TITLES)
            yield f"Marked as confidential and left out: {stay}: {titles}."
        if self.pseudonyms is not None:
            yield from self.pseudonyms.sentences()
