"""The kinds of files that can be read, in the order in which they are asked what a file is."""

from __future__ import annotations

from annotator.formats import (
    archive,
    brat,
    cas_xmi,
    conll,
    docbin,
    doccano,
    docx,
    html,
    json_list,
    jsonl,
    label_studio,
    mail,
    markdown,
    pdf,
    table,
    text,
    webanno,
)
from annotator.formats.reader import Reader

# What is told by its content goes from the most to the least particular; plain text is last.
READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        pdf.READER,
        docx.READER,
        archive.READER,
        html.READER,
        mail.MHTML,
        mail.EML,
        webanno.READER,
        cas_xmi.READER,
        docbin.READER,
        label_studio.READER,
        doccano.READER,
        jsonl.READER,
        json_list.READER,
        brat.READER,
        conll.READER,
        table.READER,
        markdown.READER,
        text.READER,
    )
}
