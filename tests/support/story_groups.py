"""Texts grouped into stories by the parts the program does it with, without a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from annotator.intake.near_duplicates import Reader, Stories, alike, candidates, signature


def group(texts: Iterable[tuple[int, str]]) -> list[tuple[int, ...]]:
    """The stories that have more than one text, by number, each and all in ascending order."""
    reader = Reader()
    words = {number: reader.words(text) for number, text in texts}
    if not words:
        return []
    numbers, stories = list(words), Stories()
    for one, other in candidates(np.stack([signature(words[number]) for number in numbers])):
        if alike(words[numbers[one]], words[numbers[other]]):
            stories.join(numbers[one], numbers[other])
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number in numbers:
        members[stories.first(number)].append(number)
    return sorted(tuple(sorted(story)) for story in members.values() if len(story) > 1)
