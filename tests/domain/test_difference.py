"""What has changed from one text to another."""

from __future__ import annotations

import pytest

from annotator.domain.text_diff import CONTEXT, Sign, difference


def signed(old: str, new: str) -> list[str]:
    """The difference, a line each, with its sign in front."""
    return [f"{line.sign}{line.text or line.count or ''}" for line in difference(old, new).lines]


def test_the_same_text_has_no_difference() -> None:
    assert not difference("# One\n\nTwo", "# One\n\nTwo")


def test_blanks_at_the_end_of_a_line_are_no_difference() -> None:
    assert not difference("# One  \nTwo\n", "# One\nTwo")


def test_a_new_line_is_added_and_a_lost_one_removed() -> None:
    assert signed("a\nb", "a\nb\nc") == [" a", " b", "+c"]
    assert signed("a\nb\nc", "a\nc") == [" a", "−b", " c"]


def test_both_are_counted() -> None:
    found = difference("one\ntwo", "two\nthree\nfour")
    assert (found.added, found.removed) == (2, 1)


def test_words_that_differ_within_a_line_are_marked() -> None:
    old, new = "Mark all named groups", "Mark all armed groups"
    lines = difference(old, new).lines
    assert [line.sign for line in lines] == [Sign.REMOVED, Sign.ADDED]
    assert [p.text for p in lines[0].pieces if p.changed] == ["named"]
    assert [p.text for p in lines[1].pieces if p.changed] == ["armed"]
    assert [line.text for line in lines] == [old, new]


def test_a_line_with_other_words_is_wholly_new() -> None:
    gone, come = difference("Mark all named groups", "Figures keep their unit").lines
    assert [p.changed for p in (*gone.pieces, *come.pieces)] == [True, True]


def test_a_changed_line_finds_its_other_among_new_ones() -> None:
    old = "Mark the city.\nMark the village too."
    new = "A first rule.\nMark the city, not the mayor.\nA second rule.\nMark the village too."
    lines = difference(old, new).lines
    changed = [line.text for line in lines if any(not p.changed for p in line.pieces)]
    assert changed[:2] == ["Mark the city.", "Mark the city, not the mayor."]


def test_lines_far_from_a_change_are_counted_alone() -> None:
    old = [f"line {number}" for number in range(20)]
    new = [*old[:10], "between", *old[10:]]
    found = signed("\n".join(old), "\n".join(new))
    left_out = 10 - CONTEXT
    shown = [" line 8", " line 9", "+between", " line 10", " line 11"]
    assert found == [f"…{left_out}", *shown, f"…{left_out}"]


@pytest.mark.parametrize(("old", "new"), [("", "a\nb"), ("a\nb", "")])
def test_all_of_a_text_is_new_or_gone_beside_an_empty_one(old: str, new: str) -> None:
    signs = {line.sign for line in difference(old, new).lines}
    assert signs == {Sign.ADDED if new else Sign.REMOVED}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# Title\n\n- a rule for cities\n- one for rivers\n\nend", "# Title\n\n- for all\n\nend"),
        ("x\ny\nz", "z\ny\nx"),
        ("the same\n" * 30, "the same\n" * 31 + "but for this"),
    ],
)
def test_either_text_can_be_read_out_of_the_difference(old: str, new: str) -> None:
    def side(sign: Sign, text: str) -> list[str]:
        whole = iter(text.strip("\n").split("\n"))
        found: list[str] = []
        for line in difference(old, new).lines:
            if line.sign is Sign.LEFT_OUT:
                found += [next(whole) for _ in range(line.count)]
            elif line.sign in (sign, Sign.SAME):
                found.append(next(whole))
                assert found[-1] == line.text
        return found

    assert side(Sign.REMOVED, old) == old.strip("\n").split("\n")
    assert side(Sign.ADDED, new) == new.strip("\n").split("\n")


def test_many_changed_lines_are_still_told_apart() -> None:
    old = "\n".join(f"rule {number} old" for number in range(300))
    new = "\n".join(f"rule {number} new words" for number in range(300))
    found = difference(old, new)
    assert (found.added, found.removed) == (300, 300)
