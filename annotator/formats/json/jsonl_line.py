"""One line of JSON to one record. Trusts nothing: what is wrong is left out and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from annotator.domain.dates import Order
from annotator.domain.errors import InputError
from annotator.domain.person_names import NAMED_BY_TIME, is_session
from annotator.domain.records import Record, RecordSpan, RejectedSpan
from annotator.domain.span_content import SpanContent
from annotator.domain.spans import trimmed, verify
from annotator.domain.text import Normalised, guess_title, normalise, text_hash
from annotator.domain.values import NewArticle, Status, TextRange
from annotator.domain.wording import counted_do
from annotator.formats.json import strict_json
from annotator.formats.json.json_cells import (
    label_of,
    origin_of,
    token_number,
    unfolded,
    whole_number,
)
from annotator.formats.json.json_figures import read_figure, whole_of, with_wholes
from annotator.formats.json.json_work import (
    read_review,
    read_seconds,
    take_answered,
    take_gold,
)
from annotator.formats.json.record_text import RECORD_KEYS, as_ours
from annotator.formats.peers.span_keys import SPANS
from annotator.formats.peers.token_records import Names
from annotator.formats.record_builder import probability
from annotator.formats.text import replaced

T = TypeVar("T")

RELATIONS = "prodigy"
"""The key under which relations of a record are kept with the article."""

_LONGEST_NAME = 200
_made = tuple.__new__  # twice as fast as RecordSpan()
_NOTHING_MORE = RecordSpan(0, 0, "")[3:]
_TEXT_META = ("id", "title", "source", "url", "published")
_REASONS = ("status_reason", "reason")
# What a review said of an article says nothing of the article in another project.
_META_KEYS = frozenset(
    {*_TEXT_META, *_REASONS, "status", "flagged", "sha256", "offsets", "gold", "seconds"}
)
_SPAN_KEYS = frozenset(
    {"start", "end", "label", "text", "token_start", "token_end", "id", "origin", "figure"}
    | {"entity", "note", "rule", "score"}
)


class Line:
    """A line being read: its values, and what there is to say about it."""

    def __init__(
        self,
        record: object,
        columns: Mapping[str, str],
        names: Callable[[], Names],
        *,
        tells: bool = False,
        order: Order | None = None,
    ) -> None:
        ours = as_ours(record, columns, names, tells=tells, order=order)
        self._record = ours.record
        self._spans_key = ours.spans_key
        self._original = ours.text
        self._given = ours.given
        self._stored: Normalised = normalise(ours.text)
        self._meta = unfolded(self._object("meta"))
        self._extra = self._unknown()
        offsets = self._meta.get("offsets", "codepoint")
        if offsets != "codepoint":
            raise InputError(f"its offsets are “{offsets}”, and only “codepoint” can be read")
        self.losses = list(ours.losses)
        self.notes: list[str] = []
        self.once = list(ours.notes)
        self.maybe = ours.maybe

    def record(self, file: str, number: int | None, place: str = "") -> Record:
        """The record, with everything that is sound."""
        spans = self._bare_spans()
        if spans is None:
            spans = with_wholes(self._all(SPANS, self._span), self.losses)
        answer = self._record.get("answer")
        if answer == "reject" and spans:
            left_out = counted_do(len(spans), "span", "was", "were")
            self.losses.append(f"its answer is “reject”, so {left_out} left out")
            spans = ()
        self._check_text()
        self._check_relations()
        status = self._status(answer)
        return Record(
            article=self._article(),
            spans=spans,
            rejected=self._all("rejected", self._rejected),
            muted=self._all("muted", self._muted),
            unmuted=self._all("unmuted", self._muted),
            status=status,
            reason=self._reason(status),
            annotator=self._person(),
            gold=read_review(self._meta.get("gold")),
            seconds=read_seconds(self._meta.get("seconds"), self.losses),
            finished=status is None and answer == "accept",
            untouched=answer == "reject"
            or not (spans or answer or isinstance(self._record.get(SPANS), list)),
            file=file,
            line=number,
            place=place,
        )

    def _article(self) -> NewArticle:
        known = {key: self._text_of(self._meta, key) for key in _TEXT_META}
        uid, stored = known["id"], self._stored.text
        return NewArticle(
            text=stored,
            title=" ".join((known["title"] or "").split()) or guess_title(stored),
            source=known["source"],
            url=known["url"],
            published=known["published"],
            uid=uid if uid and len(uid) <= _LONGEST_NAME else None,
            raw=None if stored == self._given else self._given.encode("utf-8", "surrogatepass"),
            extra=self._extra,
        )

    def _unknown(self) -> dict[str, Any]:
        extra = unfolded({k: value for k, value in self._record.items() if k not in RECORD_KEYS})
        meta = {key: value for key, value in self._meta.items() if key not in _META_KEYS}
        if meta:
            folded = extra.get("meta")
            extra["meta"] = {**folded, **meta} if isinstance(folded, dict) else meta
        strict_json.refuse_deep(extra)
        return extra

    def _check_text(self) -> None:
        if self._stored.replaced:
            self.notes.append(replaced(self._stored.replaced))
        sha256 = self._meta.get("sha256")
        if sha256 and sha256 not in (text_hash(self._stored.text), text_hash(self._original)):
            self.notes.append("its text is not the one that meta.sha256 was taken of")

    def _check_relations(self) -> None:
        relations = self._record.get("relations")
        if relations:
            # Relations name the tokens of spans, so these are kept with them.
            self._extra[RELATIONS] = {"relations": relations, "spans": self._record.get("spans")}
            count = len(relations) if isinstance(relations, list) else 1
            what = "1 relation is" if count == 1 else f"{count} relations are"
            self.notes.append(f"{what} kept with the article alone: projects have none")

    def _status(self, answer: object) -> Status | None:
        given = self._meta.get("status")
        if given is None:
            return Status.SKIPPED if answer == "ignore" else None
        try:
            return Status(given)
        except ValueError:
            self.losses.append(
                f"meta.status was left out: “{given}” is not a status that the program knows"
            )
            return None

    def _person(self) -> str | None:
        keys = ("_annotator_id", "_session_id")
        given = [name for key in keys if (name := self._text_of(self._record, key))]
        people = [name for name in given if not is_session(name)]
        if given and not people:
            self.once.append(NAMED_BY_TIME)
        return people[0] if people else None

    def _reason(self, status: Status | None) -> str | None:
        """Why it is flagged; empty where it is done or skipped and no reason is given."""
        flagged = self._meta.get("flagged") or False
        if not isinstance(flagged, bool):
            self.losses.append("meta.flagged was left out: it is neither true nor false")
            flagged = False
        given = [self._text_of(self._meta, name) for name in _REASONS]
        reason = next(filter(None, given), None)
        if flagged or status is Status.FLAGGED:
            return reason if status is Status.FLAGGED else reason or ""
        if reason:
            self.losses.append(
                f"meta.status_reason “{reason}” was left out: only a flag has a reason, so say "
                "“flagged”: true beside it"
            )
        return None

    def _span(self, member: Mapping[str, Any]) -> RecordSpan:
        member = self._without_blanks(self._placed(member))
        start, end, label = self._range(member), self._end(member), label_of(member)
        quote = member.get("text")
        if quote is not None and quote not in (
            self._original[member["start"] : member["end"]],
            self._stored.text[start:end],
        ):
            raise InputError("its “text” is not what the article says there")
        unknown = unfolded({k: value for k, value in member.items() if k not in _SPAN_KEYS})
        strict_json.refuse_deep(unknown)
        given = (member["start"], member["end"], label)
        answered = partial(
            take_answered, unknown, span=given, placed=self._place, losses=self.losses
        )
        gold = take_gold(unknown)
        if unknown.pop("gold", None) is not None:
            self.once.append("of spans, “gold” is not kept")
        return RecordSpan(
            start=start,
            end=end,
            label=label,
            id=self._identifier(member.get("id")),
            origin=origin_of(member.get("origin")),
            figure=read_figure(member.get("figure"), self.losses),
            part_of=whole_of(member.get("figure")),
            entity=self._text_of(member, "entity"),
            note=self._text_of(member, "note"),
            rule=self._text_of(member, "rule"),
            score=probability(member.get("score")),
            suggestion=next(iter(answered("suggestion")), None),
            answers=answered("answers"),
            gold=gold,
            extra=unknown or None,
        )

    def _placed(self, member: Mapping[str, Any]) -> Mapping[str, Any]:
        """A span with its bounds, from those of its tokens where it has no others."""
        if "start" in member or "end" in member or "token_start" not in member:
            return member
        tokens: Any = self._record.get("tokens")
        try:
            first = tokens[token_number(member, "token_start")]
            last = tokens[token_number(member, "token_end")]
            return {**member, "start": first["start"], "end": last["end"]}
        except (IndexError, KeyError, TypeError):
            raise InputError("it names tokens that the record does not have") from None

    def _without_blanks(self, member: Mapping[str, Any]) -> Mapping[str, Any]:
        """A span without the blanks at its edges, which is told."""
        given = member.get("start"), member.get("end")
        if type(given[0]) is not int or type(given[1]) is not int:
            return member
        start, end = trimmed(self._original, given[0], given[1])
        if (start, end) == given:
            return member
        named = f"the span {given[0]} to {given[1]} ({member.get('label')})"
        self.notes.append(f"{named} lost the blanks at its edges")
        quote = member.get("text")
        words = {"text": quote.strip()} if isinstance(quote, str) else {}
        return {**member, "start": start, "end": end, **words}

    def _bare_spans(self) -> tuple[RecordSpan, ...] | None:
        """The spans if none has more than its place and label and all are sound, else None.

        Of large files most are such; they are read in a quarter of the time.
        """
        members, text = self._record.get("spans"), self._original
        if not isinstance(members, list) or self._stored.dropped:
            return None
        size, spans = len(text), []
        for member in members:
            if type(member) is not dict or len(member) != 3:
                return None
            start, end, label = member.get("start"), member.get("end"), member.get("label")
            if type(start) is not int or type(end) is not int or type(label) is not str:
                return None
            if not (label and 0 <= start < end <= size):
                return None
            if text[start].isspace() or text[end - 1].isspace():
                return None
            spans.append(_made(RecordSpan, (start, end, label, *_NOTHING_MORE)))
        return tuple(spans)

    def _rejected(self, member: Mapping[str, Any]) -> RejectedSpan:
        member = self._without_blanks(member)
        source, rule = self._text_of(member, "source") or "import", self._text_of(member, "rule")
        figure = read_figure(member.get("figure"), self.losses)
        span = SpanContent(*self._place(member), label_of(member), figure)
        return RejectedSpan(span, source, probability(member.get("score")), rule)

    def _muted(self, member: Mapping[str, Any]) -> TextRange:
        start, end = whole_number(member, "start"), whole_number(member, "end")
        if not 0 <= start < end <= len(self._original):
            raise InputError(
                f"{start} to {end} is not a part of its text of {len(self._original)} characters"
            )
        rule = self._text_of(member, "rule") or "import"
        return TextRange(self._stored.offset(start), self._stored.offset(end), rule)

    def _range(self, member: Mapping[str, Any]) -> int:
        verify(self._original, whole_number(member, "start"), whole_number(member, "end"))
        return self._stored.offset(member["start"])

    def _place(self, member: Mapping[str, Any]) -> tuple[int, int]:
        return self._range(member), self._end(member)

    def _end(self, member: Mapping[str, Any]) -> int:
        return self._stored.offset(member["end"])

    def _identifier(self, value: object) -> str | None:
        if isinstance(value, str) and 0 < len(value) <= _LONGEST_NAME and value.isprintable():
            return value
        return None

    def _text_of(self, member: Mapping[str, Any], key: str) -> str | None:
        value = member.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            self.losses.append(f"“{key}” was left out: it is not a text")
            return None
        return value.replace("\x00", "\ufffd")

    def _object(self, key: str) -> dict[str, Any]:
        value = self._record.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise InputError(f"its “{key}” is not a JSON object")
        return value

    def _all(self, key: str, read: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
        """The sound members of a list; each other is one loss."""
        members = self._record.get(key)
        if members is None:
            return ()
        if not isinstance(members, list):
            self.losses.append(f"“{key}” was left out: it is not a list")
            return ()
        sound: list[T] = []
        for place, member in enumerate(members, 1):
            try:
                if not isinstance(member, dict):
                    raise InputError("it is not a JSON object")
                sound.append(read(member))
            except InputError as error:
                said = self._spans_key if key == SPANS else key
                self.losses.append(f"number {place} of “{said}” was left out: {error}")
        return tuple(sound)
