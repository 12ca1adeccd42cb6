"""Marks of footnotes in a text: “12¹ soldiers”, “12[3] soldiers”. They are no part of a number."""

from __future__ import annotations

import re

_ONE = r"(?:\d{1,3}|[a-z]|[ivx]{2,5}|[*†‡§¶‖#]{1,3})"
# What stands before is looked at behind the sign, which most places of a text do not have.
_MARK = re.compile(
    r"[⁰¹²³⁴-⁹](?<=[\w.,;:!?”’\"')%].)[⁰¹²³⁴-⁹]*"
    r"|(?:\[(?<=[\w.,;:!?”’\"')%].)|[ \u00a0]\[(?<=\d..))"
    rf"(?:(?:(?:note|fn|nb|ref) ?)?{_ONE}(?:(?:\s?[,;–-]\s?|\s|\]\s?\[){_ONE}){{0,9}})\]"
)
_UNIT = re.compile(
    r"(?:\b|\d)(?:[kcdm]?m|mi|miles?|ft|feet|in|yd|inch|sq|ha|acres?|met(?:er|re)s?|[кдс]?м)\Z"
    r"|[×x*·]\s?10\Z",
    re.IGNORECASE,
)
_TEN = re.compile(r"(?:^|[^\w.,])10\Z")
_RAISED = re.compile("[⁰¹²³⁴-⁹]")


def marks_in(text: str) -> list[tuple[int, int]]:
    """``[start, end)`` of each mark, with a blank that sets it apart from a number; squares, cubes
    and powers of ten are none.
    """
    if "[" not in text and (text.isascii() or not _RAISED.search(text)):
        return []
    return [match.span() for match in _MARK.finditer(text) if not _is_power(match)]


def _is_power(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 12) : match.start()]
    if "[" in match[0]:
        return False
    # Behind a bare 10, ¹ and ² are rather the marks of notes.
    is_of_ten = match[0] not in ("¹", "²") and _TEN.search(before) is not None
    return is_of_ten or _UNIT.search(before) is not None
