"""A title is never a muted line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from making import make_project

from annotator.operations.importing import ImportChoices, bring_in
from annotator.operations.previewing import preview
from annotator.store.articles import document, numbers

STORY = (
    "Rebels took the town of Quxtown on Friday after a fight of nine hours, the army said in a "
    "statement it gave to the press."
)
HEADLINE = "Rebels take Quxtown after nine hours"


def titles(tmp_path: Path, name: str, data: str, **choices: Any) -> str:
    """The title an article comes in with, the same in the preview."""
    file = tmp_path / name
    file.write_text(data)
    project = make_project(tmp_path / "p.annot", [])
    try:
        made = ImportChoices(**choices)
        (shown,) = preview(project, [file], choices=made).first
        bring_in(project, [file], annotator="ada", choices=made)
        with project.reading() as connection:
            (number,) = numbers(connection)
            title = document(connection, number).article.title
    finally:
        project.close()
    assert shown.record.article.title == title
    return title


@pytest.mark.parametrize(
    "line",
    [
        *("Skip to main content", "Home | World | Asia", "Advertisement", "Share this article"),
        "We use cookies to improve your experience.",
        "10 February 2024\nADVERTISEMENT\nShare this article",
    ],
)
def test_the_first_line_that_is_no_furniture_names_the_article(tmp_path: Path, line: str) -> None:
    data = f"{line}\n\n{HEADLINE}\n\n{STORY}\n"
    assert titles(tmp_path, "a.txt", data) == HEADLINE


def test_furniture_of_any_length_is_passed_over(tmp_path: Path) -> None:
    data = "Advertisement\n\n" * 600 + f"{HEADLINE}\n\n{STORY}\n"
    assert titles(tmp_path, "a.txt", data) == HEADLINE


def test_where_all_is_furniture_the_file_names_the_article(tmp_path: Path) -> None:
    assert titles(tmp_path, "Quxtown 1.txt", "Skip to main content\nAdvertisement\n") == (
        "Quxtown 1.txt"
    )


def test_the_headline_of_a_page_may_be_furniture(tmp_path: Path) -> None:
    page = f"<html><body><h1>Advertisement</h1><h2>{HEADLINE}</h2><p>{STORY}</p></body></html>"
    assert titles(tmp_path, "a.html", page) in (HEADLINE, STORY)


def test_a_title_in_the_data_that_is_furniture_of_the_text_is_none(tmp_path: Path) -> None:
    record = {"text": f"SHARE THIS ARTICLE\n{STORY}", "meta": {"title": "Share this article"}}
    assert titles(tmp_path, "a.jsonl", orjson.dumps(record).decode()) == STORY


def test_a_title_in_the_data_stays_above_furniture(tmp_path: Path) -> None:
    record = {"text": f"Share this article\n{STORY}", "title": HEADLINE}
    assert titles(tmp_path, "a.json", orjson.dumps(record).decode()) == HEADLINE


def test_what_somebody_has_worked_on_keeps_its_title(tmp_path: Path) -> None:
    record = {
        "text": f"Share this article\n{STORY}",
        "meta": {"title": "Share this article", "status": "done"},
        "muted": [{"start": 0, "end": 18, "rule": "manual"}],
    }
    told = titles(tmp_path, "a.jsonl", orjson.dumps(record).decode(), as_annotations=True)
    assert told == "Share this article"


def test_without_muting_the_first_line_names_the_article(tmp_path: Path) -> None:
    data = f"Share this article\n{STORY}"
    assert titles(tmp_path, "a.txt", data, mute=False) == "Share this article"
