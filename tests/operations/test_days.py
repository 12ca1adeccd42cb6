"""What is no certain day is told once of each file, whoever has found it out."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from making import make_project

from annotator.domain.islamic import islamic_day, tabular_day
from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.store.articles.article_rows import document, extras, numbers
from annotator.workspace import Workspace

TABLE = "date,text\n02/03/2024,Nothing new in Homs.\n04/05/2024,Nothing new in Hama.\n"
SAID = (
    "“02/03/2024” in its column “date” is not a date that can be read with certainty: it stays "
    "as it is and is sorted last; so is 1 more"
)


def brought(folder: Path, *paths: Path) -> tuple[list[str | None], list[str]]:
    """The days that articles have in the project, and what the import says of days."""
    project = make_project(folder / "p.annot", [])
    try:
        report = bring_in(Workspace(project, "ada"), list(paths), choices=ImportChoices())
        with project.reading() as connection:
            days = [document(connection, n).article.published for n in numbers(connection)]
    finally:
        project.close()
    return days, [issue.reason for issue in report.issues if "certain" in issue.reason]


def test_a_table_names_its_doubtful_days_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    assert brought(tmp_path, tmp_path / "a.csv") == (["02/03/2024", "04/05/2024"], [SAID])


def test_each_table_in_an_archive_names_its_own_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", TABLE)
        archive.writestr("b.csv", TABLE.replace("Homs", "Idlib").replace("Hama", "Deraa"))
    assert brought(tmp_path, tmp_path / "a.zip")[1] == [SAID, SAID]


def test_a_year_of_another_calendar_is_no_day(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Nothing new.", "date": "1402-12-15"}\n')
    days, said = brought(tmp_path, tmp_path / "a.jsonl")
    assert days == ["1402-12-15"]
    assert len(said) == 1


# As the Umm al-Qura calendar and the news of those days have them.
NEW_YEARS_AND_FEASTS = [
    ((1400, 1, 1), date(1979, 11, 20)),
    ((1436, 10, 1), date(2015, 7, 17)),
    ((1440, 9, 1), date(2019, 5, 6)),
    ((1443, 12, 10), date(2022, 7, 9)),
    ((1445, 8, 24), date(2024, 3, 5)),
    ((1445, 9, 1), date(2024, 3, 11)),
    ((1446, 1, 1), date(2024, 7, 7)),
]


@pytest.mark.parametrize(("islamic", "known"), NEW_YEARS_AND_FEASTS)
def test_the_tabular_calendar_is_a_day_off_at_most(
    islamic: tuple[int, int, int], known: date
) -> None:
    assert abs((tabular_day(*islamic) - known).days) <= 1


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("الثلاثاء 24 شعبان 1445 هـ", "2024-03-05"),
        ("الإثنين، ١ رمضان ١٤٤٥هـ", "2024-03-11"),
        ("جمعہ 24 رمضان المبارک 1444ھ", "2023-04-14"),
        ("Senin, 10 Zulhijah 1443 H", "2022-07-11"),
        ("Friday 15 Sha'ban 1444 AH", "2023-03-10"),
        ("15 Şaban 1444 Cuma", "2023-03-10"),
        ("15 رمضان 1445 هـ", "2024-03"),
        ("١٥ رمضان ١٤٤٥ هـ", "2024-03"),
        ("15 Ramadan 1445 AH", "2024-03"),
        ("10 Muharram 1444", "2022-08"),
        ("12 جمادى الأولى 1444 هـ", "2022-12"),
        ("3 Rabi' al-Thani 1442", "2020-11"),
        ("1445/09/15", "2024-03"),
        ("15-09-1445", "2024-03"),
        ("1 Zilkade 1443", "2022"),  # the first of June, or the last of May
        ("الأحد 24 شعبان 1445 هـ", None),  # which was no Sunday anywhere
        ("1402/12/15 هـ", None),  # may be of the Persian calendar
        ("1402/12/15 ه.ش", None),
        ("12/03/1445", None),  # either may be the month
        ("24 شعبان", None),
        ("5 مارس 2024", None),
        ("killed on 5 of 1445 days", None),
    ],
)
def test_a_day_of_the_islamic_year_is_read_as_far_as_it_is_certain(
    said: str, day: str | None
) -> None:
    islamic = islamic_day(said)
    assert (islamic and islamic.iso) == day


def test_what_was_written_is_kept_and_told_once_of_a_file(tmp_path: Path) -> None:
    rows = ("الثلاثاء 24 شعبان 1445 هـ,A fire in Taif.", "15 رمضان 1445 هـ,A flood in Jizan.")
    (tmp_path / "a.csv").write_text("date,text\n" + "\n".join(rows) + "\n", "utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"text": "Calm in Abha.", "date": "5 محرم 1446هـ"}\n', "utf-8"
    )
    project = make_project(tmp_path / "p.annot", [])
    try:
        paths = [tmp_path / "a.csv", tmp_path / "b.jsonl"]
        report = bring_in(Workspace(project, "ada"), paths, choices=ImportChoices())
        with project.reading() as connection:
            articles = [document(connection, n).article for n in numbers(connection)]
            kept = [extras(connection, n)["published_hijri"] for n in numbers(connection)]
    finally:
        project.close()
    assert [article.published for article in articles] == ["2024-03-05", "2024-03", "2024-07"]
    assert kept == [
        "الثلاثاء 24 شعبان 1445 هـ",
        "15 رمضان 1445 هـ",
        "5 محرم 1446هـ",
    ]
    assert [issue.reason for issue in report.issues] == [
        "“الثلاثاء 24 شعبان 1445 هـ” in its column “date” is of the Islamic calendar: it was read "
        "as 2024-03-05, by its weekday; so is 1 more",
        "its date “5 محرم 1446هـ” is of the Islamic calendar: it was read as 2024-07 alone, since "
        "its day differs by country",
    ]
