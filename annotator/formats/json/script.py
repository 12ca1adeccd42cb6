"""JSON in a script, as X's archive has it: “window.YTD.tweets.part0 = [ … ]”."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache

from annotator.formats.reader import Source

_SUFFIXES = frozenset({".js", ".json", ".jsonp"})
_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:(?:var|let|const)\s+[\w$]+|[A-Za-z_$][\w$]*(?:\.[\w$]+)+"
    rb"|module\.exports|export\s+default)\s*=?\s*(?=[\[{])"
)
_ENDS = re.compile(rb";?\s*\Z")


def unwrapped(source: Source) -> Source:
    """The value that a script gives a name to, as a file by itself; any other file as it is.

    Raises OSError. Opening it raises InputError where it is too large.
    """
    match = _BEGINS.match(source.head) if source.suffix in _SUFFIXES else None
    if match is None:
        return source

    @cache
    def value() -> bytes:
        return _ENDS.sub(b"", source.bytes()[match.end() :], count=1)

    return replace(source, open=lambda: io.BytesIO(value()), path=None)
