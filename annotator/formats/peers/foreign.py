"""Files of annotation that are known and not read: each by what it holds, with what to do."""

from __future__ import annotations

import re

from annotator.formats.no_documents import LINKS, OF_APPLE, instead
from annotator.formats.reader import Source

_OLD_CAS_JSON = re.compile(rb'\A\s*\{\s*"(?:_context|_views|_referenced_fss)"')
_TAGTOG = re.compile(rb'(?s)\A\s*\{(?=.*"annotatable")(?=.*"anncomplete")')
_WEB = re.compile(rb'(?s)\A\s*[\[{].{0,2000}"https?://www\.w3\.org/ns/anno\.jsonld"')
_WORKERS = re.compile(rb'(?s)\A\s*[\[{].*"crowd-entity-annotation"')
_CORENLP = re.compile(rb"(?s)\A\s*(?:<\?[^>]*>\s*)*<root>.*<CharacterOffsetBegin>")
_GATE = re.compile(rb"\A\s*(?:<\?xml[^>]*>\s*)?<GateDocument\b")


def why_not(source: Source) -> str | None:
    """Why a file is not read although what it is is known; None for any other. Raises OSError."""
    for known, reason in (
        (
            _OLD_CAS_JSON,
            "it is CAS JSON as it was before version 0.4, which is not read; export it as UIMA CAS "
            "XMI, UIMA CAS JSON 0.4 or WebAnno TSV",
        ),
        (
            _TAGTOG,
            "it is tagtog's ann.json, which does not hold the text and is not read; bring text and "
            "spans together as JSON lines",
        ),
        (
            _WEB,
            "it is a web annotation (W3C), which does not hold the text and is not read; bring "
            "text and spans together as JSON lines",
        ),
        (
            _WORKERS,
            "it holds the answers of Ground Truth's workers without the texts; import the manifest "
            "that the labelling job has written (output.manifest)",
        ),
        (
            _CORENLP,
            "it is CoreNLP's XML, which is not read; have CoreNLP write JSON (-outputFormat json)",
        ),
        (_GATE, "it is GATE's XML, which is not read; save it as bdocjs (plugin Format: Bdoc)"),
    ):
        if known.match(source.head):
            return reason
    is_packed = source.suffix in OF_APPLE and source.head.startswith(b"PK")
    return instead(source.suffix) if is_packed or source.suffix in LINKS else None
