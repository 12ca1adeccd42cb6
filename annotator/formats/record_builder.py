"""An article being read out of a foreign format: its text, its metadata, and of its spans what is
sound. What is not is left out and said. Knows no format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.domain.errors import InputError
from annotator.domain.figures import Figure
from annotator.domain.offsets import Utf16
from annotator.domain.records import ImportIssue, Item, Record, RecordSpan
from annotator.domain.spans import trimmed, verify
from annotator.domain.text import guess_title, normalise
from annotator.domain.values import NewArticle, Status
from annotator.formats.json import strict_json
from annotator.formats.no_words import check_words
from annotator.formats.text import replaced

_LONGEST_NAME = 200
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about an article. ``annotator`` is whose the spans are.

    ``finished`` says that the file calls it finished, ``untouched`` that nobody has been at it.
    ``raw`` gives the bytes to keep where they are more than those of the text in UTF-8; without it
    the text as it was given is kept if it had to be changed.
    """

    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    uid: str | None = None
    encoding: str = "utf-8"
    status: Status | None = None
    reason: str | None = None
    annotator: str | None = None
    suggested_by: str | None = None
    finished: bool = False
    untouched: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)
    raw: Callable[[], bytes] | None = None

    @classmethod
    def of(cls, known: Mapping[str, str | None]) -> Metadata:
        """What stands under the needs of an article, as `fields` names them."""
        title, source, url = known.get("title"), known.get("source"), known.get("url")
        return cls(title, source, url, known.get("published"), known.get("id"))


class RecordBuilder:
    """One article on its way in. Offsets given to it are code points of the text as it was given,
    or UTF-16 units of it with `count_in_utf16`.

    ``place`` goes before every issue, for files in which a line does not tell the article.
    """

    def __init__(
        self, text: object, *, file: str, line: int | None = None, place: str = ""
    ) -> None:
        """Raises InputError where there is no text."""
        if not isinstance(text, str):
            raise InputError("it has no text")
        check_words(text)
        self.text = text
        self.spans: list[RecordSpan] = []
        self._stored = normalise(text)
        self._file = file
        self._line = line
        self._place = place
        self._issues: list[ImportIssue] = []
        self._units: Utf16 | None = None

    def count_in_utf16(self) -> None:
        """Take the offsets of all spans to come for UTF-16 units."""
        self._units = Utf16(self.text)

    def warn_loss(self, reason: str, *, line: int | None = None) -> None:
        """Say that something did not come in."""
        self._say(reason, line, loss=True)

    def warn(self, reason: str, *, line: int | None = None) -> None:
        """Say what a person should look at."""
        self._say(reason, line, loss=False)

    def _say(self, reason: str, line: int | None, *, loss: bool) -> None:
        place = line if line is not None else self._line
        self._issues.append(ImportIssue(self._file, place, self._place + reason, loss=loss))

    def add(
        self,
        start: object,
        end: object,
        label: object,
        *,
        quote: object = None,
        line: int | None = None,
        entity: str | None = None,
        note: str | None = None,
        rule: str | None = None,
        score: float | None = None,
        figure: Figure | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> bool:
        """Take a span in; where it is not sound, say why it was left out. Returns whether."""
        try:
            place, is_trimmed = self._checked(start, end, quote)
            figure = self._placed(figure)
            named = _label(label)
        except InputError as error:
            self.warn_loss(f"the span {start} to {end} ({label}) was left out: {error}", line=line)
            return False
        if is_trimmed:
            self.warn(
                f"the span {start} to {end} ({named}) lost the blanks at its edges", line=line
            )
        self.spans.append(
            RecordSpan(
                self._stored.offset(place[0]),
                self._stored.offset(place[1]),
                named,
                figure=figure,
                entity=clean(entity or "") or None,
                note=clean(note or "") or None,
                rule=rule,
                score=score,
                extra=extra,
            )
        )
        return True

    def _checked(self, start: object, end: object, quote: object) -> tuple[tuple[int, int], bool]:
        if type(start) is not int or type(end) is not int:
            raise InputError("its start and end are not whole numbers")
        if self._units is not None:
            start, end = self._units.offset(start), self._units.offset(end)
        given = start, end
        start, end = trimmed(self.text, start, end)
        verify(self.text, start, end)
        quote = quote.strip() if isinstance(quote, str) and given != (start, end) else quote
        there = self.text[start:end]
        if quote is not None and quote != there and quote != normalise(there).text:
            raise InputError("the text at that place is not the text of the span")
        return (start, end), given != (start, end)

    def _placed(self, figure: Figure | None) -> Figure | None:
        """A figure with the place of its whole in the text as it is stored."""
        if figure is None or figure.part_of is None:
            return figure
        count = self._units.offset if self._units is not None else int
        start, end = (self._stored.offset(count(offset)) for offset in figure.part_of)
        return replace(figure, part_of=(start, end))

    @property
    def is_changed(self) -> bool:
        """Whether the text is stored otherwise than it was given."""
        return self._stored.text != self.text

    def _raw(self, metadata: Metadata) -> bytes | None:
        if metadata.raw is not None:
            self.text = self._stored.text  # what was given need not be there beside its bytes
            return metadata.raw()
        return self.text.encode("utf-8", "surrogatepass") if self.is_changed else None

    def items(self, metadata: Metadata) -> Iterator[Item]:
        """The issues, then the record. Raises what ``metadata.raw`` raises."""
        strict_json.refuse_deep(metadata.extra)
        if self._stored.replaced:
            self.warn(replaced(self._stored.replaced))
        yield from self._issues
        stored = self._stored.text
        uid = metadata.uid and clean(metadata.uid)
        article = NewArticle(
            text=stored,
            title=" ".join(clean(metadata.title or "").split()) or guess_title(stored),
            source=_known(metadata.source),
            url=_known(metadata.url),
            published=_known(metadata.published),
            uid=uid if uid and len(uid) <= _LONGEST_NAME else None,
            raw=self._raw(metadata),
            encoding=metadata.encoding,
            extra=_storable(metadata.extra),
        )
        yield Record(
            article=article,
            spans=tuple(self.spans),
            status=metadata.status,
            reason=metadata.reason,
            annotator=_known(metadata.annotator),
            suggested_by=_known(metadata.suggested_by),
            finished=metadata.finished,
            untouched=metadata.untouched,
            file=self._file,
            line=self._line,
            place=self._place,
        )


def _label(label: object) -> str:
    name = clean(label).strip() if isinstance(label, str) else ""  # it may be nothing but a mark
    if not name:
        raise InputError("it has no label")
    if len(name) > _LONGEST_NAME:
        raise InputError(f"its label is longer than {_LONGEST_NAME} characters")
    return name


def clean(text: str) -> str:
    """A short text as any database keeps it."""
    is_plain = text.isascii() and text.isprintable()  # as nearly all are
    return text if is_plain else normalise(text).text


def _storable(value: Any) -> Any:
    """A value of JSON without halves of characters, which no database keeps; the rest is as it was.

    It must not be nested too deeply.
    """
    if isinstance(value, str):
        return value if value.isascii() else _HALF.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_storable(key): _storable(member) for key, member in value.items()}
    return [_storable(member) for member in value] if isinstance(value, list) else value


def _known(text: str | None) -> str | None:
    return clean(text).strip() or None if text else None


def list_of(value: object) -> list[Any]:
    """A list of JSON; empty for anything else."""
    return value if isinstance(value, list) else []


def probability(value: object) -> float | None:
    """A number from 0 to 1; anything else that is called a score says nothing here."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= 1 else None  # type: ignore[arg-type,operator]


def text_of(value: object) -> str | None:
    """A value of JSON as a short text: texts and numbers alone."""
    if isinstance(value, bool) or value is None:
        return None
    return str(value) if isinstance(value, str | int | float) else None
