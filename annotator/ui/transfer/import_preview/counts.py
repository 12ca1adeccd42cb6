"""What an import would bring, in one line of counts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.domain.wording import counted, filled
from annotator.operations.importing.import_report import Preview


def counts_of(preview: Preview) -> str:
    """How much of what was found, what is nought left out."""
    report = preview.report
    counts = [
        ("%1", report.added.articles, "new article"),
        ("%1", report.added.spans, "span"),
        (_tr("%1 already in the project"), report.already_there, ""),
        (_tr("%1 in the files"), report.doubled, "duplicate"),
        (_tr("%1 given more than once"), report.doubled_spans, "span"),
        (_tr("%1 rejected"), len(report.rejections), ""),
        (_tr("%1 to be told which column holds the text"), len(report.waiting), "file"),
    ]
    parts = [
        filled(text, counted(n, of) if of else n)
        for at, (text, n, of) in enumerate(counts)
        if n or not at
    ]
    if not preview.whole:
        parts.append(filled(_tr("%1 of %2 files read"), preview.done, preview.total))
    return "  ·  ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportDialog", text)
