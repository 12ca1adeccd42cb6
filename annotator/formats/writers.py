"""The peers' formats that can be written, by the names ``export --format`` takes."""

from __future__ import annotations

from annotator.formats.peers import (
    brat_writing,
    conll,
    doccano,
    hugging_face,
    label_studio,
    webanno_writing,
)
from annotator.formats.tables import span_table
from annotator.formats.writer import Writer

WRITERS: dict[str, Writer] = {
    writer.name: writer
    for writer in (
        *conll.WRITERS,
        brat_writing.WRITER,
        label_studio.WRITER,
        doccano.WRITER,
        webanno_writing.WRITER,
        span_table.WRITER,
        hugging_face.WRITER,
    )
}
