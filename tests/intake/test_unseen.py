"""Characters nobody sees are counted, unless the writing needs them."""

from __future__ import annotations

import pytest

from annotator.intake.invisible_chars import unseen


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("bell\x07 and escape\x1b", ["control characters"] * 2),
        ("right\u202eleft\u2066", ["marks that turn the direction of text"] * 2),
        ("ze\u200bro\ufeff", ["zero-width characters"] * 2),
        ("a\u200db", ["zero-width characters"]),
        ("soft\u00adhyphen", ["soft hyphens"]),
        ("tag\U000e0041", ["tag characters"]),
    ],
)
def test_unseen_characters_are_found(text: str, kinds: list[str]) -> None:
    found = list(unseen(text))
    assert [kind for kind, _ in found] == kinds
    assert all(text[place] not in "abcdefghijklmnopqrstuvwxyz " for _, place in found)


@pytest.mark.parametrize(
    "text",
    [
        "plain\n\tlines",
        "می\u200cگوید",
        "\U0001f469\u200d\U0001f467",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "naïve “curly” – dash\u00a0space",
    ],
)
def test_what_the_writing_needs_is_not_counted(text: str) -> None:
    assert list(unseen(text)) == []
