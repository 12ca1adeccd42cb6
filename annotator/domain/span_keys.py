"""Keys of spans that the program does not know: kept with the article, given back to its spans.

They belong to whoever made the file. A span has them as long as it covers the same range with the
same label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.domain.records import RecordSpan
from annotator.domain.values import NewArticle

KEPT_UNDER = "annotator:spans"
"""The key of an article's metadata that has them, as lists of start, end, label and keys."""


def kept(article: NewArticle, spans: Iterable[RecordSpan]) -> NewArticle:
    """The article with the unknown keys of its spans; most have none and stay what they are."""
    members = [[span.start, span.end, span.label, span.extra] for span in spans if span.extra]
    if not members:
        return article
    return replace(article, extra={**article.extra, KEPT_UNDER: members})


def given_back(
    extra: Mapping[str, Any], spans: Sequence[RecordSpan]
) -> tuple[Mapping[str, Any], tuple[RecordSpan, ...]]:
    """The metadata without those keys, and the spans with them."""
    if KEPT_UNDER not in extra:
        return extra, tuple(spans)
    rest = {key: value for key, value in extra.items() if key != KEPT_UNDER}
    members = dict(_sound(extra[KEPT_UNDER]))
    return rest, tuple(
        span._replace(extra=members.get((span.start, span.end, span.label))) for span in spans
    )


def _sound(stored: object) -> Iterable[tuple[tuple[int, int, str], Mapping[str, Any]]]:
    """What is as this module writes it; a file may have had a key of that name."""
    for item in stored if isinstance(stored, list) else ():
        match item:
            case [int(start), int(end), str(label), dict(keys)]:
                yield (start, end, label), keys
