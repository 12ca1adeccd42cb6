"""Whether a supplier has cut a text short, as far as its end says so. Changes nothing."""

from __future__ import annotations

import re

_END = 200  # code points
_COUNTED = re.compile(r"\[\+(\d[\d,.]*) (?:chars|characters)\]\s*\Z")
_MORE = re.compile(
    r"(?i)(?:(?:\(|\[|<)?\s*(?:read more|continue reading|read the (?:full|whole) (?:story|article)"
    r"|full (?:story|article)|subscribe to (?:read|continue)|lire la suite|weiterlesen|leer más)"
    r"\s*(?:…|\.{3}|»|→|>+)?\s*(?:\)|\]|>)?|\[(?:…|\.{3})\]|(?:…|\.{3})\s+https?://t\.co/\w+)\s*\Z"
)


def cut_short(text: str) -> str | None:
    """That the end of a text is missing, in words that follow a file's name; None for most."""
    end = text[-_END:]
    counted = _COUNTED.search(end)
    if counted:
        count = int(re.sub(r"\D", "", counted[1]))
        return f"its text was cut short by its supplier: {count:,} characters are missing"
    more = _MORE.search(end)
    if more and more.start() > 0:
        said = " ".join(more[0].split())
        return f"its text may be cut short by its supplier: it ends in “{said}”"
    return None
