"""Words that stand as a whole name, and words that are a part of a longer one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from annotator.domain.boundaries import mentions
from annotator.domain.tokens import token_bounds
from annotator.nlp.whole_names import WholeNames

GOLD = Path(__file__).parents[1] / "data" / "gold"


def is_whole(text: str, words: str) -> bool:
    start = text.index(words)
    return WholeNames(text, token_bounds(text)).is_whole(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He met U.S troops there.", "U.S"),
        ("The U.S State Department said so.", "U.S"),
        ("Then Afghan security forces left.", "Afghan"),
        ("He left South Sudan in May.", "Sudan"),
        ("South Sudan said so.", "Sudan"),
        ("Zabiullah Mujahid said so.", "Mujahid"),
        ("The Council of Europe said so.", "Council"),
        ("The Houthi rebels left.", "rebels"),
        ("Боевики Народной Армии ушли.", "Народной"),
    ],
)
def test_a_part_of_a_longer_name_is_no_whole_name(text: str, words: str) -> None:
    assert not is_whole(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fighters of the U.S went home.", "U.S"),
        ("They left Kutum on Friday.", "Kutum"),
        ("On Monday Kutum fell.", "Kutum"),
        ("In Kutum it is calm.", "Kutum"),
        ("The Taliban said so.", "Taliban"),
        ("President Bashir said so.", "Bashir"),
        ("They met Philippine President Aquino.", "Philippine"),
        ("Kutum\nTroops arrived.", "Kutum"),
        ("The rebels left.", "rebels"),
        ("Many people fled.", "fled"),
        ("قالت طالبان إن", "طالبان"),
        ("塔利班说", "塔利班"),
        ("Yesterday Kutum fell, and yesterday they left.", "Kutum"),
    ],
)
def test_a_name_on_its_own_is_whole(text: str, words: str) -> None:
    assert is_whole(text, words)


def _mentions() -> Iterator[tuple[bool, bool]]:
    """Of each mention of the words of a gold name: whether it is gold itself or lies inside a
    longer gold name, and whether it is taken for whole.
    """
    for path in sorted(GOLD.glob("*.jsonl")):
        for line in path.read_bytes().splitlines():
            record = orjson.loads(line)
            text = record["text"]
            gold = {(s["start"], s["end"]) for s in record["spans"] if s["label"] != "FIGURE"}
            names = WholeNames(text, token_bounds(text))
            for words in {text[start:end] for start, end in gold}:
                for place in mentions(text, words):
                    inside = any(s < place[1] and place[0] < e for s, e in gold - {place})
                    if place in gold or inside:
                        yield place in gold, names.is_whole(*place)


def test_of_the_annotated_news_nearly_all_parts_and_whole_names_are_told_apart() -> None:
    told = list(_mentions())
    parts = [is_whole for is_gold, is_whole in told if not is_gold]
    wholes = [is_whole for is_gold, is_whole in told if is_gold]
    assert len(parts) > 200
    assert sum(parts) <= 0.03 * len(parts)
    assert sum(wholes) >= 0.95 * len(wholes)
