"""What an import would bring, in one line of counts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.domain.wording import counted, filled
from annotator.operations.importing.import_report import ImportReport, Preview
from annotator.ui.transfer.import_preview.said import rejected_files, rejected_parts


def counts_of(preview: Preview) -> str:
    """What was found, in one line."""
    said = counts(preview.report)
    if not preview.whole:
        said.append(filled(_tr("%1 of %2 files read"), preview.done, preview.total))
    return "  ·  ".join(said)


def counts(report: ImportReport) -> list[str]:
    """How much of what there is, what is nought left out."""
    files, parts = rejected_files(report), rejected_parts(report)
    counted_parts = [
        ("%1", report.added.articles, "new article"),
        ("%1", report.added.spans, "span"),
        (_tr("%1 already in the project"), report.already_there, ""),
        (_tr("%1 in the files"), report.doubled, "duplicate"),
        (_tr("%1 given more than once"), report.doubled_spans, "span"),
        (_tr("%1 rejected"), len(files), "file"),
        (_tr("%1 of files rejected"), parts, "part"),
        (_tr("%1 to be told which column holds the text"), len(report.waiting), "file"),
    ]
    return [
        filled(text, counted(n, of) if of else n)
        for at, (text, n, of) in enumerate(counted_parts)
        if n or not at
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportDialog", text)
