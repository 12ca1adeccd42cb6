"""The lines of a bundle as JSON, written from values."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping

import orjson

from annotator.domain.work import BundledArticle, Manifest, SuggestionKey, WorkVersion

FORMAT = (1, 0)
"""Readers of the same first number read on, and pass over what they do not know."""


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
            "made_for": manifest.made_for,
            "people": [(one.name, one.id, one.email) for one in manifest.identities],
            "labels": [
                [label.name, label.key, label.light, label.dark, label.description]
                for label in manifest.labels
            ],
            "former_labels": dict(manifest.former_labels),
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
            "work": [_version_values(version, index) for version in article.versions],
            "seconds": article.seconds,
            **({"extra": article.extra} if article.extra else {}),
            **_original(article),
        }
    )


def _original(article: BundledArticle) -> dict[str, object]:
    if article.raw is None:
        return {}
    packed = base64.b64encode(zlib.compress(article.raw)).decode("ascii")
    return {"original": packed, "encoding": article.encoding}


def _version_values(version: WorkVersion, index: Mapping[SuggestionKey, int]) -> dict[str, object]:
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
