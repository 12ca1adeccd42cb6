"""A plain text file becomes an article that claims nothing the file does not say."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.records import Record
from annotator.formats import text
from annotator.formats.reader import ReadOptions
from annotator.operations.importing.reading import source_of


def test_file_name_is_kept_but_is_no_source(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Story.")
    (record,) = text.read(source_of(file, ReadOptions()), ReadOptions())
    assert isinstance(record, Record)
    assert record.article.source is None
    assert record.article.extra == {"file": "a.txt"}
