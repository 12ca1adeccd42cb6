"""The kinds of files that can be read, in the order in which they are asked what a file is."""

from __future__ import annotations

from annotator.formats import (
    brat,
    conll,
    docbin,
    doccano,
    json_list,
    jsonl,
    label_studio,
    table,
    text,
    webanno,
)
from annotator.formats.reader import Reader

# What is told by its content goes from the most to the least particular; plain text is last.
READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        webanno.READER,
        docbin.READER,
        label_studio.READER,
        doccano.READER,
        jsonl.READER,
        json_list.READER,
        brat.READER,
        conll.READER,
        table.READER,
        text.READER,
    )
}
