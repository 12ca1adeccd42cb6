# ruff: noqa: E501 (rows are easier to compare in long lines)
"""One table gives the same articles and the same facts in whatever form it comes."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from reading_verbs import kind_of, losses, read_file

Rows = list[dict[str, Any]]
NOTES = "On 16 February 2024, Red Front fighters attacked an army post. 12 soldiers were killed."
TABLES: dict[str, Rows] = {
    "ACLED": [{"event_id_cnty": f"QUX{n}", "event_date": "16 February 2024", "sub_event_type": "Armed clash", "assoc_actor_1": "Teachers (Quxia)", "source": "Quxia Daily", "notes": f"{NOTES} ({n})", "fatalities": 12 + n, "latitude": 33.5131, "iso": 4, "timestamp": 1708300000 + n} for n in (1, 2)],
    "UCDP GED": [{"id": 100 + n, "type_of_violence": 1, "dyad_name": "A - B", "source_office": "Reuters", "source_article": "Reuters,2024-02-16,Clash", "source_headline": f"{NOTES} ({n})", "date_start": "2024-02-16 00:00:00.000", "date_end": "2024-02-17 00:00:00.000", "best": 12, "latitude": 33.5131} for n in (1, 2)],
    "Global Terrorism Database": [{"eventid": 202402160001 + n, "iyear": 2024, "imonth": 2, "iday": 16, "gname": "Red Front", "summary": f"{NOTES} ({n})", "nkill": 12} for n in (1, 2)],
    "SCAD": [{"eventid": 4500001 + n, "etype": 8, "startdate": "16-Feb-2024", "issuenote": f"{NOTES} ({n})", "ndeath": 12} for n in (1, 2)],
    "POLECAT": [{"Event ID": f"20240216-{n}", "Event Date": "2024-02-16", "Event Type": "ASSAULT", "Event Mode": "armed", "Intensity": -9.5, "Source": "Quxia Daily", "Headline": f"{NOTES} ({n})"} for n in (1, 2)],
    "Aid Worker Security Database": [{"Incident ID": 4000 + n, "Year": 2024, "Means of attack": "Shooting", "Total affected": 3, "Details": f"{NOTES} ({n})", "Source": "Official report"} for n in (1, 2)],
    "Media Cloud": [{"stories_id": 900 + n, "publish_date": "2024-02-16", "title": f"Clash {n}", "url": f"https://a.example/{n}", "media_name": "Quxia Daily", "story_text": f"{NOTES} ({n})"} for n in (1, 2)],
}  # fmt: skip
NESTED: dict[str, Rows] = {
    "The Guardian": [{"id": f"w/{n}", "webTitle": f"Clash {n}", "webPublicationDate": "2024-02-16T08:00:00Z", "webUrl": f"https://a.example/{n}", "fields": {"bodyText": f"{NOTES} ({n})", "wordcount": 15}} for n in (1, 2)],
    "ReliefWeb": [{"id": 70 + n, "score": 1, "href": "x", "fields": {"title": f"Flash update {n}", "body": f"{NOTES} ({n})", "url": f"https://a.example/{n}", "date": {"created": "2024-02-16"}}} for n in (1, 2)],
    "X (Twitter)": [{"id_str": f"9{n}", "full_text": f"{NOTES} ({n})", "created_at": "Fri Feb 16 08:00:00 +0000 2024", "user": {"screen_name": "quxia"}} for n in (1, 2)],
}  # fmt: skip


def flat(row: dict[str, Any], before: str = "") -> dict[str, Any]:
    """As pandas.json_normalize writes nested records."""
    cells: dict[str, Any] = {}
    for key, value in row.items():
        inner = flat(value, f"{before}{key}.") if isinstance(value, dict) else None
        cells |= {f"{before}{key}": value} if inner is None else inner
    return cells


def as_csv(rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(flat(rows[0])))
    writer.writeheader()
    writer.writerows(map(flat, rows))
    return out.getvalue().encode()


def as_xlsx(rows: Rows) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for cells in ([*flat(rows[0])], *(list(flat(row).values()) for row in rows)):
        sheet.append(cells)
    book.save(out)
    return out.getvalue()


def as_parquet(rows: Rows) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), out)
    return out.getvalue()


FORMS: dict[str, Callable[[Rows], bytes]] = {
    "a.csv": as_csv,
    "a.xlsx": as_xlsx,
    "a.json": lambda rows: json.dumps({"results": rows}).encode(),
    "a.jsonl": lambda rows: "\n".join(map(json.dumps, rows)).encode(),
    "a.parquet": as_parquet,
}


def came(folder: Path, form: str, rows: Rows) -> tuple[list[Any], list[dict[str, Any]], list[str]]:
    """The facts of the articles, what is kept beside them, and what was said."""
    (folder / form).write_bytes(FORMS[form](rows))
    records, issues = read_file(folder / form)
    assert losses(issues) == []
    articles = [record.article for record in records]
    facts = [(a.text, a.title, a.source, a.published, a.url, a.uid) for a in articles]
    return facts, [dict(a.extra) for a in articles], [issue.reason for issue in issues]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [*TABLES, *NESTED])
def test_the_same_table_gives_the_same_articles_in_every_form(
    tmp_path: Path, name: str, form: str
) -> None:
    rows = (TABLES | NESTED)[name]
    facts, _, said = came(tmp_path, form, rows)
    expected, _, _ = came(tmp_path, "a.jsonl", rows)
    assert facts == expected
    assert [fact[0] for fact in facts] == [f"{NOTES} ({n})" for n in (1, 2)]
    assert sum(f"it was read as {name}: text from" in reason for reason in said) == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TABLES)
def test_the_other_columns_are_kept_with_their_types(tmp_path: Path, name: str, form: str) -> None:
    _, kept, _ = came(tmp_path, form, TABLES[name])
    _, expected, _ = came(tmp_path, "a.jsonl", TABLES[name])
    for given, wanted in zip(kept, expected, strict=True):
        # What became the text, title … stays beside it in records, and is a column of no more use.
        assert {key: wanted[key] for key in given} == given
        assert [type(given[key]) for key in given] == [type(wanted[key]) for key in given]
    if name == "UCDP GED":
        assert (kept[0]["best"], kept[0]["latitude"]) == (12, 33.5131)
        assert kept[0]["date_end"] == "2024-02-17"


def test_a_code_is_no_number_and_a_moment_no_day(tmp_path: Path) -> None:
    table = "text,code,mixed,when_date,count\nA word.,007,12,2024-02-16 08:30,5\nTwo.,012,x,2024-02-17,6\n"
    (tmp_path / "a.csv").write_text(table)
    kept = [record.article.extra for record in read_file(tmp_path / "a.csv")[0]]
    assert kept[0] == {"code": "007", "mixed": "12", "when_date": "2024-02-16 08:30", "count": 5}


def test_values_of_parquet_come_in_as_json_has_them(tmp_path: Path) -> None:
    day = datetime.datetime(2024, 2, 16)
    row = {"text": NOTES, "published": day, "seen": day.replace(hour=8), "score": float("nan"),
           "raw": b"Quxtown", "places": [{"name": "Quxtown", "lat": 1.5}]}  # fmt: skip
    (tmp_path / "a.parquet").write_bytes(as_parquet([row]))
    ((record,), _) = read_file(tmp_path / "a.parquet")
    assert record.article.published == "2024-02-16"
    kept = dict(record.article.extra)
    assert (kept["seen"], kept["raw"]) == ("2024-02-16T08:00:00", "Quxtown")
    assert kept["places"] == [{"name": "Quxtown", "lat": 1.5}]
    assert "score" not in kept


def test_parquet_is_known_by_its_content_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    data = as_parquet(TABLES["ACLED"])
    (tmp_path / "a.txt").write_bytes(data)
    assert kind_of(tmp_path / "a.txt") == "parquet"
    (tmp_path / "b.parquet").write_bytes(data[: len(data) // 2])
    records, issues = read_file(tmp_path / "b.parquet")
    assert (records, losses(issues)) == ([], ["it is a damaged Parquet file"])


def test_without_pyarrow_parquet_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.parquet").write_bytes(as_parquet(TABLES["ACLED"]))
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as an installation without it
    (reason,) = losses(read_file(tmp_path / "a.parquet")[1])
    assert reason.endswith("is not installed; save it as JSON lines or CSV and import that")


@pytest.mark.parametrize("form", FORMS)
def test_a_table_of_integrum_is_read_by_its_columns(tmp_path: Path, form: str) -> None:
    rows = [
        {
            "Источник": "Первый канал",
            "Дата": "01.02.2005",
            "Заголовок": "Стычка",
            "Анонс": NOTES,
            "Оригинал": "www.example",
        }
    ]
    ((text, title, source, published, _, _),), _, _ = came(tmp_path, form, rows)
    assert (text, title, source, published) == (NOTES, "Стычка", "Первый канал", "2005-02-01")


@pytest.mark.parametrize(
    "names",
    [
        ("kop", "datum", "tekst"),
        ("Titel", "Datum", "Text"),
        ("titre", "date", "texte"),
        ("título", "fecha", "texto"),
        ("Заголовок", "Дата", "Текст"),
    ],
)
def test_names_in_other_languages_are_known(tmp_path: Path, names: tuple[str, ...]) -> None:
    rows = [dict(zip(names, ("Clash", "2024-02-16", NOTES), strict=True))]
    ((text, title, _, published, _, _),), _, _ = came(tmp_path, "a.csv", rows)
    assert (text, title, published) == (NOTES, "Clash", "2024-02-16")


def test_posts_of_wordpress_in_columns_are_known(tmp_path: Path) -> None:
    row = {"id": "1", "date": "2024-02-17T10:00:00", "link": "https://w.test/1"}
    row |= {"title.rendered": "Raid", "content.rendered": "Gunmen raided a village."}
    (tmp_path / "a.csv").write_text(f"{';'.join(row)}\n{';'.join(row.values())}\n")
    (record,), _ = read_file(tmp_path / "a.csv")
    assert (record.article.text, record.article.title) == ("Gunmen raided a village.", "Raid")


def test_a_report_of_reliefweb_in_columns_keeps_its_source(tmp_path: Path) -> None:
    row = {"id": "1", "score": "1", "href": "https://api.test/1", "fields.source": "OCHA"}
    row |= {"fields.title": "Raid", "fields.body": "Gunmen raided a village."}
    (tmp_path / "a.csv").write_text(f"{';'.join(row)}\n{';'.join(row.values())}\n")
    (record,), _ = read_file(tmp_path / "a.csv")
    assert record.article.source == "OCHA"


@pytest.mark.parametrize("columns", [57, 58, 61])
def test_events_of_gdelt_without_names_of_columns_are_named_as_such(
    tmp_path: Path, columns: int
) -> None:
    rest = ["x"] * (columns - 4)
    lines = ["\t".join([f"11680000{n}", "20240216", "202402", "2024", *rest]) for n in (1, 2)]
    (tmp_path / "20240216.export.CSV").write_text("\n".join(lines) + "\n")
    records, issues = read_file(tmp_path / "20240216.export.CSV")
    assert records == []
    assert any("it is GDELT’s table of events" in issue.reason for issue in issues)


REPORT = (
    "Rebels attacked the town of Menaka on Monday. At least twelve people were killed, the "
    "governor said, and hundreds fled to the desert. The army sent reinforcements from Gao, {}."
)
ZH = "据当地官员星期一表示，武装分子袭击了该镇，造成至少十二人死亡，数百名居民逃往沙漠地区。军方称{}。"


@pytest.mark.parametrize(
    "rows",
    [
        ["Name", "Mullah Omar", "Ashraf Ghani", "Hamid Karzai"],
        ["AFG-001", "AFG-002", "AFG-003"],
        ["Remarks", "checked by Ann", "See mail of 3 May, the source is unclear.", "Call them."],
        ["text", "AFG-001", "AFG-002"],
        ["备注", "已核实。", "来源不明，请再查。"],
        ["ملاحظات", "تم التحقق.", "المصدر غير واضح."],
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_one_column_without_articles_is_asked_about(
    tmp_path: Path, kind: str, rows: list[str]
) -> None:
    file = one_column(tmp_path / f"a.{kind}", rows)
    records, issues = read_file(file)
    assert records == []
    assert [f"its one column “{rows[0]}” reads as names" in lost for lost in losses(issues)] == [
        True
    ]
    records, _ = read_file(file, columns={"text": rows[0]})
    assert [record.article.text for record in records] == rows[1:]


@pytest.mark.parametrize(
    "rows",
    [
        ["Beitrag", *(REPORT.format(n) for n in range(3))],
        ["正文内容", *(ZH.format(n) for n in range(3))],
        ["text", "Rebels took Kidal.", "Ten died."],
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_one_column_of_articles_comes_in(tmp_path: Path, kind: str, rows: list[str]) -> None:
    records, issues = read_file(one_column(tmp_path / f"a.{kind}", rows))
    assert [record.article.text for record in records] == rows[1:]
    assert losses(issues) == []


def one_column(file: Path, rows: list[str]) -> Path:
    if file.suffix == ".csv":
        file.write_text("".join(f'"{row}"\n' for row in rows), "utf-8")
        return file
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([row])  # type: ignore[union-attr]
    book.save(file)
    return file
