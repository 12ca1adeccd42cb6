"""Records and all that an export says beside them, with pseudonyms; the key is a file apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

from annotator.domain.figures import Figure
from annotator.domain.overlap_rule import Laid
from annotator.domain.pseudonyms import Pseudonyms, Replaced, deep
from annotator.domain.records import AnsweredSuggestion, Record, RecordSpan, RejectedSpan
from annotator.domain.values import Label, TextRange
from annotator.operations.exporting.export_report import LeftOut

T = TypeVar("T")
_OF_TOOLS = ("prodigy", "brat", "doccano", "webanno", "label_studio", "spacy")
"""The keys under which the readers of formats keep what names places of the text."""
_TWICE = "a span of the same words with its label is there, since a name in both became a pseudonym"
_PLACES = "it names places of the text as it is without pseudonyms"


def masked(record: Record, names: Pseudonyms) -> tuple[Record, list[LeftOut], Replaced]:
    """A record with pseudonyms, what of it had to be left out for that, and its text."""
    text = names.text(record.article.text)
    spans = [_span(span, text, names) for span in record.spans]
    left_out: list[LeftOut] = []
    seen: dict[tuple[int, int, str], RecordSpan] = {}
    for span in spans:
        if seen.setdefault(span.key, span) is not span:
            left_out.append(_left_out(record, text, names, span, _TWICE))
    extra = cast(dict[str, Any], deep(record.article.extra, names.said))
    for key in _OF_TOOLS if text.parts else ():
        if extra.pop(key, None) is not None:
            left_out.append(_left_out(record, text, names, f"what it has under “{key}”", _PLACES))
    article = replace(
        record.article,
        text=text.text,
        title=names.words(record.article.title),
        source=_words(record.article.source, names.words),
        url=_words(record.article.url, names.words),
        published=_words(record.article.published, names.words),
        uid=_words(record.article.uid, names.words),
        raw=None,
        extra=extra,
    )
    new = replace(
        record,
        article=article,
        spans=tuple(sorted(seen.values(), key=_in_text_order)),
        rejected=tuple(_rejected(span, text, names) for span in record.rejected),
        muted=tuple(_part(part, text) for part in record.muted),
        unmuted=tuple(_part(part, text) for part in record.unmuted),
        reason=_words(record.reason, names.said),
        annotator=_words(record.annotator, names.annotator),
        gold=said_of(record.gold, names),
    )
    return new, left_out, text


def _in_text_order(span: RecordSpan) -> tuple[int, int, str, str]:
    return span.start, -span.end, span.label, span.id or ""


def said_of(value: T, names: Pseudonyms, text: Replaced | None = None) -> T:
    """What is said of an export beside its records, with pseudonyms; with the ``text`` of an
    article, places in it lie where they are now.
    """
    change = _everything(names, text)
    return cast(T, change(value))


def _everything(names: Pseudonyms, text: Replaced | None) -> Callable[[Any], Any]:
    def change(value: Any) -> Any:
        if isinstance(value, Enum) or value is None:
            return value
        if isinstance(value, str):
            return names.said(value)
        if isinstance(value, Label):
            return replace(value, description=names.said(value.description))
        if isinstance(value, RecordSpan):
            return _span(value, text, names) if text is not None else value
        if isinstance(value, Laid):
            start, end = text.range(value.start, value.end) if text else (value.start, value.end)
            return value._replace(start=start, end=end, text=names.words(value.text))
        if is_dataclass(value) and not isinstance(value, type):
            told = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
            return replace(value, **{name: change(member) for name, member in told.items()})
        if isinstance(value, Counter):
            return Counter({change(key): count for key, count in value.items()})
        if isinstance(value, Mapping):
            return {change(key): change(member) for key, member in value.items()}
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return type(value)(*map(change, value))
        if isinstance(value, list | tuple):
            return type(value)(map(change, value))
        return value

    return change


def _left_out(
    record: Record, text: Replaced, names: Pseudonyms, what: RecordSpan | str, reason: str
) -> LeftOut:
    new = replace(record.article, text=text.text, title=names.words(record.article.title))
    new = replace(new, uid=_words(record.article.uid, names.words))
    return LeftOut.of(replace(record, article=new), what, reason)


def _words(words: str | None, change: Callable[[str], str]) -> str | None:
    return None if words is None else change(words)


def _span(span: RecordSpan, text: Replaced, names: Pseudonyms) -> RecordSpan:
    start, end = text.range(span.start, span.end)
    gold = span.gold
    if gold is not None:
        people = tuple(map(names.annotator, gold.supporters))
        gold = gold._replace(supporters=people, reviewer=names.annotator(gold.reviewer))
    return span._replace(
        start=start,
        end=end,
        figure=_figure(span.figure, names),
        entity=_words(span.entity, names.words),
        note=_words(span.note, names.said),
        gold=gold,
        extra=cast("dict[str, Any] | None", span.extra and deep(span.extra, names.said)),
        suggestion=span.suggestion and _answered(span.suggestion, text, names),
        answers=tuple(_answered(item, text, names) for item in span.answers),
    )


def _answered(item: AnsweredSuggestion, text: Replaced, names: Pseudonyms) -> AnsweredSuggestion:
    start, end = text.range(item.start, item.end)
    source, rule = names.said(item.source), _words(item.rule, names.said)
    figure = _figure(item.figure, names)
    return item._replace(start=start, end=end, source=source, rule=rule, figure=figure)


def _rejected(item: RejectedSpan, text: Replaced, names: Pseudonyms) -> RejectedSpan:
    start, end = text.range(item.start, item.end)
    figure = _figure(item.span.figure, names)
    span = replace(item.span, start=start, end=end, figure=figure)
    source, rule = names.said(item.source), _words(item.rule, names.said)
    return replace(item, span=span, source=source, rule=rule)


def _figure(figure: Figure | None, names: Pseudonyms) -> Figure | None:
    if figure is None or not (figure.counts or figure.outcome):
        return figure
    counts, outcome = _words(figure.counts, names.words), _words(figure.outcome, names.words)
    return replace(figure, counts=counts, outcome=outcome)


def _part(part: TextRange, text: Replaced) -> TextRange:
    start, end = text.range(part.start, part.end)
    return replace(part, start=start, end=end)
