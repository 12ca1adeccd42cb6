"""Files of annotation that are known and not read: each by what it holds, with what to do."""

from __future__ import annotations

import re

from annotator.formats.reader import Source

_OLD_CAS_JSON = re.compile(rb'\A\s*\{\s*"(?:_context|_views|_referenced_fss)"')
_PUBTATOR = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\w+\|t\|[^\n]*\n\w+\|a\|")
_GATE = re.compile(rb"\A\s*(?:<\?xml[^>]*>\s*)?<GateDocument\b")


def why_not(source: Source) -> str | None:
    """Why a file is not read although what it is is known; None for any other. Raises OSError."""
    for known, reason in (
        (
            _OLD_CAS_JSON,
            "it is CAS JSON as it was before version 0.4, which is not read; export it as UIMA CAS "
            "XMI, UIMA CAS JSON 0.4 or WebAnno TSV",
        ),
        (_PUBTATOR, "it is PubTator, which is not read; convert it to brat or JSON lines"),
        (_GATE, "it is a GATE document, which is not read; export it as JSON lines or XMI"),
    ):
        if known.match(source.head):
            return reason
    return None
