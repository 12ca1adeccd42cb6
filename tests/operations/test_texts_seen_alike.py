"""Texts that differ only in signs nobody sees are one article, whoever worked on which of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import make_project
from merge_verbs import send
from reviewed_project import work_on

from annotator.operations.sharing import merging
from annotator.operations.sharing.merge_report import issues
from annotator.store.articles.article_rows import numbers
from annotator.workspace import Workspace

TEXT = "Rebels took Quxtown on Monday and 12 soldiers died."
PLACES = (("Rebels", "ACTOR"), ("Quxtown", "LOCATION"), ("12", "FIGURE"))


@pytest.mark.parametrize(
    "other",
    [
        TEXT + "\n",
        TEXT.replace("on Monday", "on\u00a0Monday"),
        TEXT.replace("soldiers", "sol\u00addiers"),
        "\u200b" + TEXT,
        TEXT.replace(" on ", "  on "),
        TEXT.replace(" and ", "\nand "),
    ],
    ids=["end", "no-break", "soft hyphen", "no width", "two spaces", "line end"],
)
def test_a_colleagues_work_on_such_a_text_is_work_on_this_one(tmp_path: Path, other: str) -> None:
    here = make_project(tmp_path / "here.annot", [TEXT])
    there = make_project(tmp_path / "there.annot", [other])
    work_on(here, "ann", 1, TEXT, PLACES)
    work_on(there, "bob", 1, other, PLACES)
    report = merging.merge_files(Workspace(here, "lead"), [send(there, tmp_path / "b.annwork")])
    with here.reading() as connection:
        assert numbers(connection) == [1]
    spans = [(item.label, item.text) for item in Workspace(here, "bob").article(1).annotations]
    assert spans == [(label, words) for words, label in PLACES]
    assert any("has another text here; the work was carried over" in x for x in issues(report))


def test_a_colleague_in_another_spelling_is_named(tmp_path: Path) -> None:
    here, there = (make_project(tmp_path / f"{name}.annot", [TEXT]) for name in ("a", "b"))
    work_on(here, "ann", 1, TEXT, PLACES)
    work_on(there, "Ann", 1, TEXT, PLACES)
    report = merging.merge_files(Workspace(here, "lead"), [send(there, tmp_path / "b.annwork")])
    said = "its Ann may be the same person as “ann” here"
    assert any(said in sentence for sentence in issues(report))


def test_another_text_under_the_same_title_is_an_article_of_its_own(tmp_path: Path) -> None:
    first = "Herat\n\nHerat is calm."
    second = "Herat\n\nHerat is calm today."
    here, there = (
        make_project(tmp_path / "a.annot", [first]),
        make_project(tmp_path / "b.annot", [second]),
    )
    work_on(there, "bob", 1, second, [("Herat", "LOCATION")])
    merging.merge_files(Workspace(here, "lead"), [send(there, tmp_path / "b.annwork")])
    with here.reading() as connection:
        assert len(numbers(connection)) == 2
