"""The lines of a bundle read into values, with every rule checked.

A line is refused whole if anything in it is not as this program writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from annotator.domain.errors import InputError
from annotator.domain.lineage import parse_seen, seen_text
from annotator.domain.text import normalise, text_hash
from annotator.domain.values import Label, Origin, Status, TextRange, Verdict
from annotator.domain.work import (
    BundledArticle,
    Manifest,
    SuggestionFacts,
    SuggestionKey,
    WorkDecision,
    WorkSpan,
    WorkVersion,
)
from annotator.formats.bundles.bundle_checks import (
    LONGEST_NAME,
    checked_extra,
    checked_figure,
    checked_former,
    checked_identity,
    checked_line,
    checked_name,
    checked_original,
    hash_,
    is_colour,
    list_under,
    nothing_to_read,
    optional_text,
    shown,
    text_under,
)
from annotator.formats.bundles.bundle_writing import FORMAT

_LONGEST_TEXT = 50_000_000
_MOST_LABELS = 1000
_ORIGINS = frozenset(origin.value for origin in Origin)
_STATUSES = frozenset(status.value for status in Status if status is not Status.NEW)


def read_manifest(line: bytes) -> Manifest:
    """The first line. Raises InputError, worded to follow a place."""
    try:
        values = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise InputError("the line is not JSON, or its JSON is nested too deeply") from None
    if not isinstance(values, dict) or values.get("kind") != "manifest":
        raise InputError("it does not begin with a manifest")
    form = values.get("format")
    if not (isinstance(form, list) and len(form) == 2 and all(type(n) is int for n in form)):
        raise InputError("it does not say in which format it is")
    if form[0] > FORMAT[0]:
        raise InputError("it was made by a newer version of the program, update the program")
    guidelines = values.get("guidelines")
    if not isinstance(guidelines, dict) or type(guidelines.get("version")) is not int:
        raise InputError("it does not say by which guidelines")
    return Manifest(
        program=text_under(values, "program"),
        project=text_under(values, "project"),
        made_by=checked_name(values.get("made_by")),
        at=text_under(values, "at"),
        annotators=tuple(checked_name(name) for name in list_under(values, "annotators")),
        labels=_labels(list_under(values, "labels")),
        guidelines_version=guidelines["version"],
        guidelines_sha256=hash_(guidelines.get("sha256")),
        made_for=checked_name(values["made_for"]) if values.get("made_for") else "",
        identities=tuple(map(checked_identity, values.get("people") or ())),
        former_labels=checked_former(values.get("former_labels") or {}),
    )


def read_article(values: Mapping[str, Any], manifest: Manifest) -> BundledArticle:
    """An article from its JSON object. Raises InputError, worded to follow a place."""
    text, sha256 = values.get("text"), hash_(values.get("sha256"))
    if not isinstance(text, str) or len(text) > _LONGEST_TEXT or nothing_to_read(text):
        raise InputError("the text of its article is missing or too long")
    if normalise(text).text != text:
        raise InputError("its text has characters that a project cannot store")
    if text_hash(text) != sha256:
        raise InputError("its text does not match its hash, so it was changed on the way")
    labels = frozenset(label.name for label in manifest.labels)
    suggestions = _suggestions(list_under(values, "suggestions"), text, labels)
    return BundledArticle(
        sha256=sha256,
        uid=text_under(values, "uid"),
        title=text_under(values, "title"),
        text=text,
        source=optional_text(values.get("source")),
        url=optional_text(values.get("url")),
        published=optional_text(values.get("published")),
        versions=_versions(
            list_under(values, "work"), text, labels, suggestions, manifest.annotators
        ),
        suggestions=dict(suggestions),
        muted=_muted(list_under(values, "muted"), text),
        unmuted=_muted(list_under(values, "unmuted"), text),
        seconds=_seconds(values.get("seconds"), manifest.annotators),
        extra=checked_extra(values.get("extra")),
        encoding=checked_name(values.get("encoding", "utf-8")),
        raw=checked_original(values.get("original")),
    )


def _versions(
    values: list[Any],
    text: str,
    labels: frozenset[str],
    suggestions: list[tuple[SuggestionKey, SuggestionFacts]],
    annotators: tuple[str, ...],
) -> tuple[WorkVersion, ...]:
    versions = tuple(
        read_version(value, text=text, labels=labels, suggestions=suggestions) for value in values
    )
    if any(version.annotator not in annotators for version in versions):
        raise InputError("it has the work of somebody whom its first line does not name")
    if len(versions) > 1 and len({(v.annotator, v.key) for v in versions}) < len(versions):
        raise InputError("it has one version of somebody's work twice")
    return versions


def read_version(
    value: Any,
    *,
    text: str,
    labels: frozenset[str],
    suggestions: list[tuple[SuggestionKey, SuggestionFacts]],
) -> WorkVersion:
    """A version from its JSON object. Raises InputError."""
    if not isinstance(value, dict):
        raise InputError("its work is not a JSON object")
    status, reason = value.get("status"), optional_text(value.get("reason"))
    if status is not None and status not in _STATUSES:
        raise InputError("its status is one that the program does not know")
    if reason is not None and status is None:
        raise InputError("it gives the reason of a flag without a status")
    seen = value.get("seen")
    if not isinstance(seen, str) or not seen or seen_text(parse_seen(seen)) != seen:
        raise InputError("its work has no history")
    spans = read_spans(list_under(value, "spans"), text, labels, suggestions)
    decisions = _decisions(list_under(value, "decisions"), spans, suggestions)
    _check_origins(spans, decisions)
    return WorkVersion(
        annotator=checked_name(value.get("annotator")),
        seen=seen,
        spans=spans,
        decisions=decisions,
        status=status,
        reason=reason,
    )


def read_spans(
    values: list[Any],
    text: str,
    labels: frozenset[str],
    suggestions: list[tuple[SuggestionKey, SuggestionFacts]],
) -> tuple[WorkSpan, ...]:
    """The annotations of a version; most have no more than a place, and are read at once."""
    size, count = len(text), len(suggestions)
    new = tuple.__new__  # what WorkSpan does in the end, without the call between
    spans: list[WorkSpan] = []
    for value in values:
        if type(value) is not list or len(value) != 9:
            raise InputError("a span in it does not have its nine parts")
        name, start, end, label, origin, figure, entity, note, number = value
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= size:
            raise InputError(f"the span {shown(start)} to {shown(end)} is not in its text")
        if text[start].isspace() or text[end - 1].isspace():
            raise InputError(f"the span {start} to {end} begins or ends with a space")
        if type(name) is not str or not 0 < len(name) <= LONGEST_NAME or "\0" in name:
            raise InputError("the id of an annotation in it is missing or too long")
        if type(label) is not str or label not in labels:
            raise InputError(f"the span {start} to {end} has a label the bundle does not define")
        if type(origin) is not str or origin not in _ORIGINS:
            raise InputError(f"the span {start} to {end} does not say how it came to be")
        if figure is not None:
            figure = checked_figure(figure)
        if entity is not None or note is not None:
            entity, note = optional_text(entity), optional_text(note)
        if number is None:
            values_ = (name, start, end, label, origin, figure, entity, note, None)
            spans.append(new(WorkSpan, values_))
        else:
            if type(number) is not int or not 0 <= number < count:
                raise InputError("an annotation in it refers to a suggestion that is missing")
            key = suggestions[number][0]
            spans.append(WorkSpan(name, start, end, label, origin, figure, entity, note, key))
    if len({span[0] for span in spans}) != len(spans):
        raise InputError("two annotations in it have the same id")
    return tuple(spans)


def _decisions(
    values: list[Any],
    spans: tuple[WorkSpan, ...],
    suggestions: list[tuple[SuggestionKey, SuggestionFacts]],
) -> tuple[WorkDecision, ...]:
    if not values:
        return ()
    made = {span.id: span for span in spans}
    decisions: dict[int, WorkDecision] = {}
    for value in values:
        if type(value) is not list or len(value) != 3:
            raise InputError("a verdict in it is incomplete")
        number, verdict, annotation = value
        if type(number) is not int or not 0 <= number < len(suggestions) or number in decisions:
            raise InputError(
                "a verdict in it is on a suggestion that is missing or has a verdict already"
            )
        key = suggestions[number][0]
        if verdict == Verdict.REJECTED:
            if annotation is not None:
                raise InputError("a rejected suggestion has an annotation")
        elif verdict not in (Verdict.ACCEPTED, Verdict.CORRECTED):
            raise InputError("a verdict in it is one that the program does not know")
        elif type(annotation) is not str or annotation not in made:
            raise InputError("a verdict in it names an annotation that is missing")
        elif verdict == Verdict.ACCEPTED and made[annotation][1:4] != key[:3]:
            raise InputError("an accepted suggestion and its annotation say different things")
        decisions[number] = WorkDecision(key, verdict, annotation)
    return tuple(decisions.values())


def _check_origins(spans: tuple[WorkSpan, ...], decisions: tuple[WorkDecision, ...]) -> None:
    came = [span for span in spans if span[8] is not None]
    named = {(d.suggestion, d.annotation_id) for d in decisions} if came else set()
    if any((span.suggestion, span.id) not in named for span in came):
        raise InputError("an annotation came of a suggestion that has no verdict")


def _suggestions(
    values: list[Any], text: str, labels: frozenset[str]
) -> list[tuple[SuggestionKey, SuggestionFacts]]:
    suggestions: dict[SuggestionKey, SuggestionFacts] = {}
    for value in values:
        if type(value) is not list or len(value) != 8:
            raise InputError("a suggestion in it is incomplete")
        start, end, label, source, version, rule, score, figure = value
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise InputError("a suggestion in it lies beyond the text")
        if type(label) is not str or label not in labels:
            raise InputError("a suggestion has a label the bundle does not define")
        if version != "":
            checked_line(version)
        if score is not None and not (type(score) in (int, float) and 0 <= score <= 1):
            raise InputError("the score of a suggestion in it is not a number from 0 to 1")
        key = SuggestionKey(start, end, label, checked_line(source), version)
        about = SuggestionFacts(
            optional_text(rule), score, None if figure is None else checked_figure(figure)
        )
        if suggestions.setdefault(key, about) is not about:
            raise InputError("it has one suggestion twice")
    return list(suggestions.items())


def _muted(values: list[Any], text: str) -> tuple[TextRange, ...]:
    places = []
    for value in values:
        if type(value) is not list or len(value) != 3:
            raise InputError("a muted part in it is incomplete")
        start, end, rule = value
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise InputError("a muted part in it lies beyond the text")
        places.append(TextRange(start, end, checked_line(rule)))
    return tuple(places)


def _seconds(by_annotator: Any, annotators: tuple[str, ...]) -> dict[str, dict[str, float]]:
    if not isinstance(by_annotator, dict):
        raise InputError("it does not say how long the work took")
    for name, shares in by_annotator.items():
        if name not in annotators or not isinstance(shares, dict) or len(shares) > 10_000:
            raise InputError("it has the time of somebody whom its first line does not name")
        for writer, seconds in shares.items():
            whole = type(seconds) in (int, float) and 0 <= seconds < 1e9
            if not whole or len(writer) > LONGEST_NAME or "\0" in writer:
                raise InputError("a time at work in it is not a number of seconds")
    return {
        name: {writer: float(seconds) for writer, seconds in shares.items()}
        for name, shares in by_annotator.items()
    }


def _labels(values: list[Any]) -> tuple[Label, ...]:
    labels: dict[str, Label] = {}
    if len(values) > _MOST_LABELS:
        raise InputError("it has too many labels")
    for value in values:
        if type(value) is not list or len(value) != 5 or not all(type(v) is str for v in value):
            raise InputError("a label in it is incomplete")
        name, key, light, dark, description = value
        if not (is_colour(light) and is_colour(dark)) or len(key) > 1 or "\0" in description:
            raise InputError("a label in it has no colour, or its key cannot be one")
        label = Label(checked_line(name), key, light, dark, description)
        if labels.setdefault(label.name, label) is not label:
            raise InputError("it has one label twice")
    return tuple(labels.values())
