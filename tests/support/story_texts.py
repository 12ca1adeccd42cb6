"""Made-up articles from templates, and versions of them, for tests of stories."""

from __future__ import annotations

import random

PLACES = ("Kabul", "Herat", "Kunduz", "Helmand", "Ghazni", "Farah", "Logar", "Takhar", "Balkh")
ACTORS = ("Taliban fighters", "government forces", "the army", "gunmen", "local militias", "police")
DEEDS = ("took", "attacked", "left", "retook", "shelled", "searched", "encircled", "defended")
THINGS = ("a base", "the district centre", "two outposts", "a checkpoint", "the market", "a bridge")
SPEAKERS = ("the governor", "a spokesman", "residents", "a lawmaker", "the ministry", "an elder")
OTHERS = tuple(
    f"{a}{b}" for a in ("ra", "mo", "ki", "zu", "ta", "le", "na", "so", "vi", "gu", "pa", "fe")
    for b in ("lan", "mir", "ket", "dor", "vas", "nim", "rud", "shi", "bel", "tog", "zan", "wek")
)  # fmt: skip


def sentence(rng: random.Random) -> str:
    """A sentence from a template; a third of its words are its own."""
    own = " ".join(rng.choice(OTHERS) for _ in range(6))
    return rng.choice(
        (
            f"{rng.choice(ACTORS)} {rng.choice(DEEDS)} {rng.choice(THINGS)} in "
            f"{rng.choice(PLACES)} on day {rng.randrange(28)}, {rng.choice(SPEAKERS)} said, "
            f"naming {own}.",
            f"At least {rng.randrange(2, 90)} people were killed near {rng.choice(PLACES)}, where "
            f"{rng.choice(ACTORS)} had been waiting, {rng.choice(SPEAKERS)} told {own}.",
            f"{rng.choice(SPEAKERS)} of {rng.choice(PLACES)} said that {own} would not be allowed "
            f"to leave {rng.choice(THINGS)} before {rng.choice(ACTORS)} did.",
        )
    )


def article(rng: random.Random, sentences: int = 12) -> str:
    """An article of about 22 words a sentence."""
    return "\n".join(sentence(rng) for _ in range(sentences))


def words_of(text: str) -> list[str]:
    return text.split()


def changed(text: str, share: float, rng: random.Random) -> str:
    """The text with this share of its words left out, put in or put in place of others."""
    words = text.split()
    for _ in range(int(len(words) * share)):
        at = rng.randrange(len(words))
        deed = rng.randrange(3)
        if deed == 0:
            del words[at]
        elif deed == 1:
            words.insert(at, rng.choice(OTHERS))
        else:
            words[at] = rng.choice(OTHERS)
    return " ".join(words)
