"""The part of the surrounding text that belongs to the figure's own sentence. No figures here."""

from __future__ import annotations

import re

REACH = 200
"""Code points on either side of a figure that are looked at."""

_ABBREVIATIONS = "".join(
    rf"(?<!\b{word})" for word in ("Mr Mrs Ms Dr Gen Col Lt Maj Capt Sgt Adm St No Nos Rs Afs"
    " approx est ca vs Jan Feb Aug Sept Oct Nov Dec").split()
)
_STOP = re.compile(
    rf"\n|;|•|(?<!\b[A-Z])(?<!\.[A-Z]){_ABBREVIATIONS}[.!?…][\"”’)\]]*"
    r"(?:\s+(?=[\"“‘(\[]*[A-Z0-9])|\s*$|(?=[A-Z“]))"
)


def clause_before(text: str) -> str:
    """What stands before the figure in its sentence."""
    text = text[-REACH:]
    end = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
    return text[end:]


def clause_after(text: str) -> str:
    """What follows the figure in its sentence."""
    text = text[:REACH]
    stop = _STOP.search(text)
    return text if stop is None else text[: stop.start()]
