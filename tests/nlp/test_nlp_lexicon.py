"""The one format of gazetteer files."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.domain.names import NameBook, ProjectName
from annotator.nlp.lexicon import GazetteerError, read_folder, shipped, with_names


def test_a_text_file_gives_names_with_their_spellings(tmp_path: Path) -> None:
    (tmp_path / "places.txt").write_text(
        "# an issue\n# label: LOCATION\nKunduz | Konduz\n\n# label: ACTOR\nTaliban\n",
        encoding="utf-8",
    )
    names = read_folder(tmp_path).names
    assert {n: (e.label, e.source) for n, e in names.items()} == {
        "Kunduz": ("LOCATION", "places: Kunduz"),
        "Konduz": ("LOCATION", "places: Konduz"),
        "Taliban": ("ACTOR", "places: Taliban"),
    }


def test_a_table_gives_names_with_their_spellings(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(
        "\ufeffname,label,variants\nKunduz,LOCATION,Konduz|Qunduz\nTaliban,ACTOR,\n",
        encoding="utf-8",
    )
    names = read_folder(tmp_path).names
    assert sorted(names) == ["Konduz", "Kunduz", "Qunduz", "Taliban"]


def test_a_word_list_is_extended() -> None:
    both = with_names(NameBook((ProjectName("watchers", word_list="heads"),)))
    assert both.list("heads") == shipped().list("heads") | {"watchers"}


def test_a_word_list_is_shortened() -> None:
    both = with_names(NameBook((ProjectName("troops", word_list="-heads"),)))
    assert both.list("heads") == shipped().list("heads") - {"troops"}


def test_a_projects_name_wins_over_ours() -> None:
    entry = with_names(NameBook((ProjectName("Kabul", "ACTOR"),))).get("Kabul")
    assert entry is not None
    assert entry.label == "ACTOR"


def test_a_projects_names_leave_the_shipped_ones_as_they_are() -> None:
    with_names(NameBook((ProjectName("Kabul", "ACTOR"),)))
    entry = shipped().get("Kabul")
    assert entry is not None
    assert entry.label == "LOCATION"


def test_names_before_a_label_are_an_error_that_says_where(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("Kabul\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"bad\.txt, line 1"):
        read_folder(tmp_path)


def test_a_table_without_its_columns_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="name, label"):
        read_folder(tmp_path)


def test_curly_and_straight_apostrophes_are_the_same() -> None:
    assert shipped().get("Lord’s Resistance Army") == shipped().get("Lord's Resistance Army")


def test_every_shipped_name_has_a_label_of_the_project() -> None:
    assert {e.label for e in shipped().names.values()} == {"ACTOR", "LOCATION", "NONE"}
