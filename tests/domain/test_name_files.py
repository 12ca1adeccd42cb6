"""Lists of names as text and as tables, read and written."""

from __future__ import annotations

import pytest

from annotator.domain.name_files import Listed, Refused, parse, to_lines, to_table
from annotator.domain.names import NONE, ProjectName

NAMES = (
    ProjectName("Kunduz", "LOCATION", variants=("Konduz", "Qunduz")),
    ProjectName("Blue, Green & Co", "ACTOR"),
    ProjectName("Black Hawk", NONE),
)
WORD = ProjectName("watchers", word_list="heads")


def names(text: str, *, table: bool = False) -> list[ProjectName]:
    return [item.name for item in parse(text, table=table) if isinstance(item, Listed)]


def refused(text: str, *, table: bool = False) -> list[int]:
    return [item.line for item in parse(text, table=table) if isinstance(item, Refused)]


def test_lines_that_were_written_are_read_again() -> None:
    assert set(names(to_lines([*NAMES, WORD]))) == {*NAMES, WORD}


def test_a_table_that_was_written_is_read_again() -> None:
    assert names(to_table(NAMES), table=True) == list(NAMES)


def test_a_word_has_no_place_in_a_table() -> None:
    assert "watchers" not in to_table([WORD])


@pytest.mark.parametrize(
    ("text", "table", "line"),
    [
        ("Kunduz\n", False, 1),
        ("# label: ACTOR\nTaliban\n| Talib\n", False, 3),
        ("a,b\n1,2\n", True, 1),
        ("", True, 1),
        ("name,label\nKunduz,LOCATION\nHerat,\n", True, 3),
        ("name,label\n,ACTOR\n", True, 2),
        ('name,label\n"Kunduz"x,LOCATION\n', True, 2),
        ("name,label\nKunduz\n", True, 2),
    ],
)
def test_a_line_that_is_no_name_is_refused_by_its_number(text: str, table: bool, line: int) -> None:
    assert refused(text, table=table) == [line]


def test_a_spelling_given_twice_counts_once() -> None:
    assert names("# label: ACTOR\nA1 | B1 | A1 | B1\n") == [
        ProjectName("A1", "ACTOR", variants=("B1",))
    ]
