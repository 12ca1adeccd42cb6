"""A plain text file becomes an article that claims nothing the file does not say."""

from __future__ import annotations

from annotator.domain.records import Record
from annotator.formats import text


def test_file_name_is_kept_but_is_no_source() -> None:
    items = text.items("Story.", name="a.txt", file="dir/a.txt", raw=b"Story.", encoding="utf-8")
    (record,) = items
    assert isinstance(record, Record)
    assert record.article.source is None
    assert record.article.extra == {"file": "a.txt"}
