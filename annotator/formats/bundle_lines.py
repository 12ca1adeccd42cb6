"""The lines of a bundle as JSON: written from values, read into values with every rule checked.

A line is refused whole if anything in it is not as this program writes it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from annotator.domain.errors import InputError
from annotator.domain.figures import Figure
from annotator.domain.lineage import parse_seen, seen_text
from annotator.domain.text import is_blank, normalise, text_hash
from annotator.domain.values import Label, Origin, Status, Verdict
from annotator.domain.work import (
    BundledArticle,
    Manifest,
    MutedPlace,
    SuggestionFacts,
    SuggestionKey,
    WorkDecision,
    WorkSpan,
    WorkVersion,
)

FORMAT = (1, 0)
"""Readers of the same first number read on, and pass over what they do not know."""
_LONGEST_NAME = 200
_LONGEST_LINE = 1000
_LONGEST_TEXT = 50_000_000
_MOST_LABELS = 1000
_ORIGINS = frozenset(origin.value for origin in Origin)
_STATUSES = frozenset(status.value for status in Status if status is not Status.NEW)
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # reorder a line
_HEX = frozenset("0123456789abcdef")


# Writing


def manifest_line(manifest: Manifest) -> bytes:
    """The first line."""
    return orjson.dumps(
        {
            "kind": "manifest",
            "format": FORMAT,
            "program": manifest.program,
            "project": manifest.project,
            "made_by": manifest.made_by,
            "at": manifest.at,
            "annotators": manifest.annotators,
            "labels": [
                [label.name, label.key, label.light, label.dark, label.description]
                for label in manifest.labels
            ],
            "guidelines": {
                "version": manifest.guidelines_version,
                "sha256": manifest.guidelines_sha256,
            },
        }
    )


def article_line(article: BundledArticle) -> bytes:
    """The line of an article."""
    index = {key: number for number, key in enumerate(article.suggestions)}
    return orjson.dumps(
        {
            "kind": "article",
            "sha256": article.sha256,
            "uid": article.uid,
            "title": article.title,
            "source": article.source,
            "url": article.url,
            "published": article.published,
            "text": article.text,
            "suggestions": [(*key, *facts) for key, facts in article.suggestions.items()],
            "muted": [(part.start, part.end, part.rule) for part in article.muted],
            "unmuted": [(part.start, part.end, part.rule) for part in article.unmuted],
            "work": [version_values(version, index) for version in article.versions],
            "seconds": article.seconds,
        }
    )


def version_values(version: WorkVersion, index: Mapping[SuggestionKey, int]) -> dict[str, object]:
    """A version as JSON values; ``index`` numbers the suggestions it refers to."""
    return {
        "annotator": version.annotator,
        "seen": version.seen,
        "status": version.status,
        "reason": version.reason,
        "spans": [
            (*span[:8], None if span.suggestion is None else index[span.suggestion])
            for span in version.spans
        ],
        "decisions": [(index[d.suggestion], d.verdict, d.annotation_id) for d in version.decisions],
    }


# Reading


def read_manifest(line: bytes) -> Manifest:
    """The first line. Raises InputError, worded to follow a place."""
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise InputError("it is no JSON, or nested too deeply") from None
    if not isinstance(found, dict) or found.get("kind") != "manifest":
        raise InputError("it does not begin with a manifest")
    form = found.get("format")
    if not (isinstance(form, list) and len(form) == 2 and all(type(n) is int for n in form)):
        raise InputError("it does not say in which format it is")
    if form[0] > FORMAT[0]:
        raise InputError("it was made by a newer version of the program, update the program")
    guidelines = found.get("guidelines")
    if not isinstance(guidelines, dict) or type(guidelines.get("version")) is not int:
        raise InputError("it does not say by which guidelines")
    return Manifest(
        program=_name(found, "program"),
        project=_name(found, "project"),
        made_by=checked_name(found.get("made_by")),
        at=_name(found, "at"),
        annotators=tuple(checked_name(name) for name in _list(found, "annotators")),
        labels=_labels(_list(found, "labels")),
        guidelines_version=guidelines["version"],
        guidelines_sha256=_hash(guidelines.get("sha256")),
    )


def read_article(found: Mapping[str, Any], manifest: Manifest) -> BundledArticle:
    """An article from its JSON object. Raises InputError, worded to follow a place."""
    text, sha256 = found.get("text"), _hash(found.get("sha256"))
    if not isinstance(text, str) or len(text) > _LONGEST_TEXT or _is_blank(text):
        raise InputError("its article has no text, or too long a one")
    if normalise(text).text != text:
        raise InputError("its text holds what no project can hold")
    if text_hash(text) != sha256:
        raise InputError("its text is not the one its hash was taken of")
    labels = frozenset(label.name for label in manifest.labels)
    suggestions = _suggestions(_list(found, "suggestions"), text, labels)
    return BundledArticle(
        sha256=sha256,
        uid=_name(found, "uid"),
        title=_name(found, "title"),
        text=text,
        source=_fact(found.get("source")),
        url=_fact(found.get("url")),
        published=_fact(found.get("published")),
        versions=_versions(_list(found, "work"), text, labels, suggestions, manifest.annotators),
        suggestions=dict(suggestions),
        muted=_muted(_list(found, "muted"), text),
        unmuted=_muted(_list(found, "unmuted"), text),
        seconds=_seconds(found.get("seconds"), manifest.annotators),
    )


def _versions(
    values: list[Any],
    text: str,
    labels: frozenset[str],
    suggestions: list[tuple[SuggestionKey, SuggestionFacts]],
    annotators: tuple[str, ...],
) -> tuple[WorkVersion, ...]:
    found = tuple(
        read_version(value, text=text, labels=labels, suggestions=suggestions) for value in values
    )
    if any(version.annotator not in annotators for version in found):
        raise InputError("it has work of somebody its manifest does not name")
    if len(found) > 1 and len({(v.annotator, v.key) for v in found}) < len(found):
        raise InputError("it has a version twice")
    return found


def read_version(
    value: Any,
    *,
    text: str,
    labels: frozenset[str],
    suggestions: list[tuple[SuggestionKey, SuggestionFacts]],
) -> WorkVersion:
    """A version from its JSON object. Raises InputError."""
    if not isinstance(value, dict):
        raise InputError("its work is no object")
    status, reason = value.get("status"), _fact(value.get("reason"))
    if status is not None and status not in _STATUSES:
        raise InputError("it has a status there is not")
    if reason is not None and status != Status.FLAGGED:
        raise InputError("it gives a reason without a flag")
    seen = value.get("seen")
    if not isinstance(seen, str) or not seen or seen_text(parse_seen(seen)) != seen:
        raise InputError("its work has no history")
    spans = read_spans(_list(value, "spans"), text, labels, suggestions)
    decisions = _decisions(_list(value, "decisions"), spans, suggestions)
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
    size, spans, count = len(text), [], len(suggestions)
    for value in values:
        if type(value) is not list or len(value) != 9:
            raise InputError("a span is not written as one")
        name, start, end, label, origin, figure, entity, note, number = value
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= size:
            raise InputError(f"the span {_shown(start)} to {_shown(end)} is not in its text")
        if text[start].isspace() or text[end - 1].isspace():
            raise InputError(f"the span {start} to {end} begins or ends with a space")
        if type(name) is not str or not 0 < len(name) <= _LONGEST_NAME or "\0" in name:
            raise InputError("an annotation has no id that can be one")
        if type(label) is not str or label not in labels:
            raise InputError(f"the span {start} to {end} has a label the bundle does not define")
        if type(origin) is not str or origin not in _ORIGINS:
            raise InputError(f"the span {start} to {end} does not say how it came to be")
        if figure is not None:
            figure = checked_figure(figure)
        if entity is not None or note is not None:
            entity, note = _fact(entity), _fact(note)
        key = None
        if number is not None:
            if type(number) is not int or not 0 <= number < count:
                raise InputError("it refers to a suggestion that is not there")
            key = suggestions[number][0]
        spans.append(WorkSpan(name, start, end, label, origin, figure, entity, note, key))
    if len({span[0] for span in spans}) != len(spans):
        raise InputError("it has the id of an annotation twice")
    return tuple(spans)


def _decisions(
    values: list[Any],
    spans: tuple[WorkSpan, ...],
    suggestions: list[tuple[SuggestionKey, SuggestionFacts]],
) -> tuple[WorkDecision, ...]:
    if not values:
        return ()
    made = {span.id: span for span in spans}
    found: dict[int, WorkDecision] = {}
    for value in values:
        if type(value) is not list or len(value) != 3:
            raise InputError("a verdict is not written as one")
        number, verdict, annotation = value
        if type(number) is not int or not 0 <= number < len(suggestions) or number in found:
            raise InputError("a verdict is on a suggestion that is not there, or has another")
        key = suggestions[number][0]
        if verdict == Verdict.REJECTED:
            if annotation is not None:
                raise InputError("a rejected suggestion has an annotation")
        elif verdict not in (Verdict.ACCEPTED, Verdict.CORRECTED):
            raise InputError("a verdict is none there is")
        elif type(annotation) is not str or annotation not in made:
            raise InputError("a verdict names an annotation that is not there")
        elif verdict == Verdict.ACCEPTED and made[annotation][1:4] != key[:3]:
            raise InputError("an accepted suggestion and its annotation say different things")
        found[number] = WorkDecision(key, verdict, annotation)
    return tuple(found.values())


def _check_origins(spans: tuple[WorkSpan, ...], decisions: tuple[WorkDecision, ...]) -> None:
    named = {(d.suggestion, d.annotation_id) for d in decisions}
    if any(s.suggestion is not None and (s.suggestion, s.id) not in named for s in spans):
        raise InputError("an annotation came of a suggestion that has no verdict")


def _suggestions(
    values: list[Any], text: str, labels: frozenset[str]
) -> list[tuple[SuggestionKey, SuggestionFacts]]:
    found: dict[SuggestionKey, SuggestionFacts] = {}
    for value in values:
        if type(value) is not list or len(value) != 8:
            raise InputError("a suggestion is not written as one")
        start, end, label, source, version, rule, score, figure = value
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise InputError("a suggestion is not in its text")
        if type(label) is not str or label not in labels:
            raise InputError("a suggestion has a label the bundle does not define")
        if version != "":
            checked_line(version)
        if score is not None and not (type(score) in (int, float) and 0 <= score <= 1):
            raise InputError("the score of a suggestion is none")
        key = SuggestionKey(start, end, label, checked_line(source), version)
        facts = SuggestionFacts(
            _fact(rule), score, None if figure is None else checked_figure(figure)
        )
        if found.setdefault(key, facts) is not facts:
            raise InputError("it has a suggestion twice")
    return list(found.items())


def _muted(values: list[Any], text: str) -> tuple[MutedPlace, ...]:
    found = []
    for value in values:
        if type(value) is not list or len(value) != 3:
            raise InputError("a muted range is not written as one")
        start, end, rule = value
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise InputError("a muted range is not in its text")
        found.append(MutedPlace(start, end, checked_line(rule)))
    return tuple(found)


def _seconds(found: Any, annotators: tuple[str, ...]) -> dict[str, dict[str, float]]:
    if not isinstance(found, dict):
        raise InputError("it does not say how long the work took")
    for name, shares in found.items():
        if name not in annotators or not isinstance(shares, dict) or len(shares) > 10_000:
            raise InputError("it has the time of somebody its manifest does not name")
        for writer, seconds in shares.items():
            whole = type(seconds) in (int, float) and 0 <= seconds < 1e9
            if not whole or len(writer) > _LONGEST_NAME or "\0" in writer:
                raise InputError("it has a time that is none")
    return {
        name: {writer: float(seconds) for writer, seconds in shares.items()}
        for name, shares in found.items()
    }


def _labels(values: list[Any]) -> tuple[Label, ...]:
    found: dict[str, Label] = {}
    if len(values) > _MOST_LABELS:
        raise InputError("it has too many labels")
    for value in values:
        if type(value) is not list or len(value) != 5 or not all(type(v) is str for v in value):
            raise InputError("a label is not written as one")
        name, key, light, dark, description = value
        if not (_is_colour(light) and _is_colour(dark)) or len(key) > 1 or "\0" in description:
            raise InputError("a label has no colour, or a key that is none")
        label = Label(checked_line(name), key, light, dark, description)
        if found.setdefault(label.name, label) is not label:
            raise InputError("it has a label twice")
    return tuple(found.values())


@lru_cache(maxsize=50_000)
def _figure(stored: str) -> bool:
    try:
        Figure.from_json(orjson.loads(stored))
    except (ValueError, TypeError):
        return False
    return True


def checked_figure(stored: Any) -> str:
    """A figure as projects keep it. Raises InputError if it is none."""
    if type(stored) is not str or len(stored) > 10_000 or not _figure(stored):
        raise InputError("a figure is none")
    return stored


def checked_name(name: Any) -> str:
    """The name of an annotator. Raises InputError for what nobody could read or type."""
    found = checked_line(name, _LONGEST_NAME)
    if found != found.strip() or any(sign in _TURNS for sign in found):
        raise InputError("it has a name that nobody can read")
    return found


def checked_line(name: Any, longest: int = _LONGEST_LINE) -> str:
    """A name of one line. Raises InputError."""
    if type(name) is not str or not 0 < len(name) <= longest:
        raise InputError("it has a name that is none")
    if any(unicodedata.category(sign) in _UNSEEN for sign in name):
        raise InputError("it has a name with signs that cannot be seen")
    return name


def _name(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    if type(value) is not str or len(value) > 10_000 or "\0" in value:
        raise InputError(f"its “{key}” is none")
    return value


def _fact(value: Any) -> str | None:
    if value is not None and (type(value) is not str or len(value) > 100_000 or "\0" in value):
        raise InputError("a note, name or reason in it is no text")
    return value


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    value = found.get(key)
    if type(value) is not list:
        raise InputError(f"it has no “{key}”")
    return value


def _hash(value: Any) -> str:
    if type(value) is not str or len(value) != 64 or not _HEX.issuperset(value):
        raise InputError("it has a hash that is none")
    return value


def _is_blank(text: str) -> bool:
    return is_blank(text[:1000]) and is_blank(text)


def _is_colour(value: str) -> bool:
    return len(value) == 7 and value[0] == "#" and _HEX.issuperset(value[1:].lower())


def _shown(value: Any) -> str:
    return str(value) if type(value) is int else "?"
