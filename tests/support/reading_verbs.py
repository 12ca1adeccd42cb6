"""Verbs for tests of readers: write a file, read it as the program would, look at the spans."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.records import ImportIssue, Record, RecordSpan
from annotator.formats.reader import ReadOptions
from annotator.formats.record_builder import Metadata
from annotator.formats.web.page_metadata import MetadataReader
from annotator.operations.importing import reading

Found = tuple[list[Record], list[ImportIssue]]


def read_file(path: Path, *, kind: str = reading.AUTO, **options: object) -> Found:
    """The records and the issues of a file."""
    items = list(reading.read(path, kind=kind, options=ReadOptions(**options)))  # type: ignore[arg-type]
    records = [item for item in items if isinstance(item, Record)]
    return records, [item for item in items if isinstance(item, ImportIssue)]


def kind_of(path: Path) -> str | None:
    """The name of the reader a file gets."""
    reader = reading.reader_for(reading.source_of(path, ReadOptions()), reading.AUTO)
    return reader.name if reader else None


def metadata_of(html: str) -> Metadata:
    """What a page says about itself."""
    reader = MetadataReader()
    reader.feed(html)
    return reader.metadata()


def quotes(record: Record) -> list[tuple[str, str]]:
    """What each span covers, and its label."""
    text = record.article.text
    return [(text[span.start : span.end], span.label) for span in record.spans]


def losses(issues: list[ImportIssue]) -> list[str]:
    """What did not come in."""
    return [issue.reason for issue in issues if issue.loss]


def are_inside(record: Record) -> bool:
    """Whether every span covers something, without blanks at its edges."""

    def is_sound(span: RecordSpan) -> bool:
        text = record.article.text
        if not 0 <= span.start < span.end <= len(text):
            return False
        return not text[span.start].isspace() and not text[span.end - 1].isspace()

    return all(is_sound(span) for span in record.spans)
