"""The kinds of files that can be read, in the order in which they are asked what a file is."""

from __future__ import annotations

from annotator.formats import text
from annotator.formats.archives import archive
from annotator.formats.email import mail, mbox, msg
from annotator.formats.json import json_list, jsonl
from annotator.formats.office import docx, odt, pdf, rtf
from annotator.formats.peers import (
    argilla,
    bioc,
    brat,
    cas_json,
    cas_xmi,
    conll,
    corenlp,
    datasaur,
    dataturks,
    docbin,
    doccano,
    gate,
    ground_truth,
    inline_tags,
    kili,
    label_studio,
    lighttag,
    pubtator,
    spacy_old,
    tagged_words,
    tei,
    webanno,
)
from annotator.formats.reader import Reader
from annotator.formats.tables import ods, parquet, table, xlsx
from annotator.formats.web import epub, feed, html, markdown, news_xml, warc

# What is told by its content goes from the most to the least particular; plain text is last.
READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        pdf.READER,
        docx.READER,
        odt.READER,
        rtf.READER,
        xlsx.READER,
        ods.READER,
        parquet.READER,
        epub.READER,
        archive.READER,
        tei.READER,
        news_xml.READER,
        inline_tags.READER,
        feed.READER,
        warc.READER,
        mbox.READER,
        msg.READER,
        html.READER,
        mail.MHTML,
        mail.EML,
        webanno.READER,
        cas_xmi.READER,
        cas_json.READER,
        docbin.READER,
        corenlp.READER,
        kili.READER,
        datasaur.READER,
        ground_truth.READER,
        label_studio.READER,
        argilla.READER,
        gate.READER,
        lighttag.READER,
        dataturks.READER,
        spacy_old.READER,
        bioc.JSON_READER,
        bioc.XML_READER,
        pubtator.READER,
        doccano.READER,
        jsonl.READER,
        json_list.READER,
        brat.READER,
        tagged_words.READER,
        conll.READER,
        table.READER,
        markdown.READER,
        text.READER,
    )
}
