"""Licences as the Hugging Face Hub knows them, for the front of a card."""

from __future__ import annotations

import re
from collections.abc import Iterator

import orjson

_CREATIVE = re.compile(
    r"(?:cc|creative-commons)-(by(?:-(?:nc|sa|nd))*)-v?(\d\.\d)(?:-international)?"
)
_ADDRESS = re.compile(r"https?://\S*[^\s).,;]")
_OF_CREATIVE = re.compile(r"https?://creativecommons\.org/licenses/(by(?:-\w\w)*)/(\d\.\d)")
_VERSIONS = {
    "by": ("2.0", "2.5", "3.0", "4.0"),
    "by-sa": ("3.0", "4.0"),
    "by-nc": ("2.0", "3.0", "4.0"),
    "by-nd": ("4.0",),
    "by-nc-nd": ("3.0", "4.0"),
    "by-nc-sa": ("2.0", "3.0", "4.0"),
}
_KNOWN = {
    **dict.fromkeys(("cc0", "cc0-1.0"), "cc0-1.0"),
    **dict.fromkeys(("odbl", "odbl-1.0"), "odbl"),
    **dict.fromkeys(("odc-by", "odc-by-1.0"), "odc-by"),
    **dict.fromkeys(("pddl", "pddl-1.0"), "pddl"),
    **dict.fromkeys(("gpl-3.0", "gplv3"), "gpl-3.0"),
    **{name: name for name in ("apache-2.0", "mit", "unlicense")},
}


def front(licence: str) -> Iterator[str]:
    """The lines of the front of a card that say what licence it is, given in words."""
    if not licence:
        return
    known = _known(licence)
    yield f"license: {known or 'other'}"
    if not known:
        name = re.sub(r"[^a-z0-9.]+", "-", _ADDRESS.sub("", licence).lower()).strip("-.")
        yield f"license_name: {orjson.dumps(name or 'see-card').decode()}"
        if address := _ADDRESS.search(licence):
            yield f"license_link: {orjson.dumps(address[0]).decode()}"


def _known(licence: str) -> str:
    """Its name on the Hub; "" for one that has none."""
    words = " ".join(licence.casefold().split()).removesuffix(" license").removesuffix(" licence")
    name = re.sub(r"[\s_]+", "-", words)
    match = _OF_CREATIVE.match(words) or _CREATIVE.fullmatch(name)
    if match and match[2] in _VERSIONS.get(match[1], ()):
        return f"cc-{match[1]}-{match[2]}"
    return _KNOWN.get(name, "")
