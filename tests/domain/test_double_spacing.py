"""A double-spaced copy reads as the text it was; other empty lines part paragraphs."""

from __future__ import annotations

import textwrap

import pytest

from annotator.domain.double_spacing import empty_lines_within
from annotator.domain.joined_text import join_lines

STORY = (
    "Officials in Quxtown said that at least one hundred and twenty refugees drowned when their "
    "boat sank off Marvale on Tuesday, while the army, which controls most of the province, denied "
    "that it had shelled the camp. Some 2.3 million people need help, the governor said on Friday, "
    "and up to 200 houses had burned down in the week before."
)


@pytest.mark.parametrize("width", [45, 55, 65, 72, 90])
def test_a_double_spaced_copy_reads_as_the_text_it_was(width: int) -> None:
    assert join_lines("\n\n".join(textwrap.wrap(STORY, width))).text == STORY


def test_empty_lines_may_hold_blanks() -> None:
    assert join_lines("\n \t\n".join(textwrap.wrap(STORY, 65))).text == STORY


def test_its_paragraphs_and_headline_stay_apart() -> None:
    second = STORY.replace("Officials in Quxtown", "Doctors")
    spaced = ["\n\n".join(textwrap.wrap(part, 65)) for part in (STORY, second)]
    text = "Boat sinks off Marvale\n\n\n" + "\n\n\n\n".join(spaced)
    assert join_lines(text).text == f"Boat sinks off Marvale\n\n\n{STORY}\n\n\n\n{second}"


def test_what_is_joined_stands_where_it_says() -> None:
    text = "\n\n".join(textwrap.wrap(STORY, 65))
    joined = join_lines(text)
    at = joined.text.index("one hundred and twenty")
    start, end = joined.original(at, at + len("one hundred and twenty"))
    assert text[start:end].split() == ["one", "hundred", "and", "twenty"]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Rebels took the town of Quxtown on Friday, officials said.",
            "The army said that it had lost two men in the fighting.",
            "No one was hurt in the camp at the border on the day.",
            "The governor has asked the ministry for tents and flour.",
            "Marvale was quiet on Sunday, and the market was open.",
        ],
        [
            "Twelve dead as rebels storm army post near Quxtown",
            "Army denies that it shelled the camp near Marvale",
            "Governor calls for tents and flour for the camps",
            "Two men held over the raid on the market of Bor",
            "Boat with refugees sinks off the port of Marvale",
        ],
        [
            "Half a league, half a league, half a league onward",
            "All in the valley of Death rode the six hundred",
            "Forward, the Light Brigade, charge for the guns",
            "Into the valley of Death rode the six hundred men",
            "Theirs not to make reply, theirs not to reason why",
        ],
        [
            "12 soldiers killed at a checkpoint north of Quxtown",
            "30 people wounded by a shell in the market of Bor",
            "14 houses burned down in the camp of Marvale town",
            "20 refugees drowned off the coast near Port Marvale",
        ],
        [
            "- rebels took the town of Quxtown on Friday night and",
            "- the army said that it had lost two men in fighting",
            "- no one was hurt in the camp at the border that day",
            "- the governor asked the ministry for tents and flour",
        ],
        [
            "a) rebels took the town of Quxtown on Friday night",
            "b) the army said that it had lost two men in fight",
            "c) no one was hurt in the camp at the border on it",
            "d) the governor asked the ministry for more tents",
            "e) the market of Marvale was open again on Sunday",
        ],
        [
            "Rebels took the town of Quxtown on Friday, said a man who",
            "had left it. Three of his brothers had stayed behind in a",
            "house near the market, and he had not heard of them since",
            "then, he said. The army had lost two men in the fighting.",
            "No one was hurt in the camp at the border on the day.",
            "The governor has asked the ministry for tents and flour.",
            "Marvale was quiet on Sunday, and the market was open.",
            "The road to the north has been closed since the week.",
            "A bridge was blown up to the south of the town itself.",
        ],
        [
            "blankets",
            "tents",
            "flour for the camp",
            "water",
            "medicine and other help for the town",
        ],
    ],
    ids=["paragraphs", "headlines", "verse", "counts", "items", "letters", "few", "things"],
)
def test_paragraphs_lists_and_verse_stay_apart(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    assert empty_lines_within(text.split("\n")) == frozenset()
    assert join_lines(text).text == text
