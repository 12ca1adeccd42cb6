"""What is no certain day is told once of each file, whoever has found it out."""

from __future__ import annotations

import zipfile
from pathlib import Path

from making import make_project

from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.store.articles.article_rows import document, numbers
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
