"""OpenDocument workbooks for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
SECRET = "Nobody may read this. Really."


def cell(text: str, kind: str = "string") -> str:
    value = f' office:date-value="{text}"' if kind == "date" else ""
    words = f"<text:p>{text}</text:p>"
    return f'<table:table-cell office:value-type="{kind}"{value}>{words}</table:table-cell>'


def row(*cells: str, mark: str = "") -> str:
    return f"<table:table-row{mark}>{''.join(cells)}</table:table-row>"


def workbook(head: Sequence[str], rows: Sequence[Sequence[str]], *, hide: bool) -> bytes:
    """A workbook of days, coders and texts as LibreOffice writes one; with ``hide`` the second and
    the fourth row, the second column and a second sheet are hidden.
    """
    kinds = {1: "filter", 3: "collapse"} if hide else {}
    marks = {at: f' table:visibility="{kind}"' for at, kind in kinds.items()}
    lines = "".join(
        row(cell(day, "date"), cell(coder), cell(text), mark=marks.get(at, ""))
        for at, (day, coder, text) in enumerate(rows)
    )
    column = (
        '<table:table-column table:visibility="collapse"/>' if hide else "<table:table-column/>"
    )
    secret = (
        '<table:table table:name="Тайна" table:style-name="ta2">'
        f"{row(cell('text'))}{row(cell(SECRET))}</table:table>"
    )
    return packed(f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0"
 xmlns:text="{OFFICE}:text:1.0" xmlns:style="{OFFICE}:style:1.0" office:version="1.3">
<office:automatic-styles><style:style style:name="ta1" style:family="table">
<style:table-properties table:display="true"/></style:style>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>
</style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="News" table:style-name="ta1">
<table:table-column/>{column}<table:table-column table:number-columns-repeated="1022"/>
{row(*map(cell, head), '<table:table-cell table:number-columns-repeated="1021"/>')}{lines}
<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>
</table:table>{secret if hide else ""}</office:spreadsheet></office:body>
</office:document-content>""")


def packed(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", SPREADSHEET, zipfile.ZIP_STORED)
        archive.writestr("content.xml", body)
    return out.getvalue()
