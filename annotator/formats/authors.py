"""Who wrote an article, where a known data set says so under a name of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from annotator.formats.datasets import DataSet

KEY = "author"
"""Under which the name is kept with the article, as pages and databases have it."""
_BY = re.compile(r"(?i)\A(?:by|por|par|von)\s+(?=\S)")


def added(
    known: DataSet | None, record: Mapping[str, Any], value_of: Callable[[str], Any]
) -> dict[str, Any]:
    """The author under its key; nothing where there is none, or where the record has a name there.

    A number that stands there goes under “author_id”. ``value_of`` gives the words at a path.
    """
    there = record.get(KEY)
    if known is None or isinstance(there, Mapping) or (isinstance(there, str) and there.strip()):
        return {}
    name = next((said for path in known.author if (said := value_of(path))), None)
    if not name:
        return {}
    former = {"author_id": there} if type(there) is int and "author_id" not in record else {}
    return {KEY: _BY.sub("", str(name).strip()), **former}
