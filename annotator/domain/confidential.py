"""Which articles stay out of exports unless they are asked for: flagged so by anybody, or marked so
by the file they came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.domain.same_text import ALSO, further

CONFIDENTIAL = "Confidential"
"""How the reason of a flag begins that keeps an article in the project; and, in small letters, the
column or key of a file that does.
"""
_KEY = CONFIDENTIAL.casefold()
_YES = frozenset({"1", "true", "yes", "y", "x"})


def is_reason(reason: str | None) -> bool:
    """Whether the reason of a flag says that an article is confidential."""
    return (reason or "").strip().casefold().startswith(_KEY)


def is_marked(extra: Mapping[str, Any]) -> bool:
    """Whether what came with an article says that it is confidential."""
    meta = extra.get("meta")
    places = (extra, meta) if isinstance(meta, Mapping) else (extra,)
    values = [v for place in places for k, v in place.items() if str(k).casefold() == _KEY]
    return any(str(value).strip().casefold() in _YES for value in values) or any(
        is_marked({**each, ALSO: None}) for each in further(extra)
    )
