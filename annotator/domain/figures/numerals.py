"""Every word and sign of a number, and what it is worth. Data only.

With ``units`` and ``qualifiers`` the one lexicon of figures: what finds their spans and what
reads their values take their words from here.
"""

from __future__ import annotations

from fractions import Fraction


def word_set(text: str) -> frozenset[str]:
    """The words of a table written as plain text."""
    return frozenset(text.split())


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: number for number, word in enumerate(_SMALL.split())}
"""Cardinals below twenty."""

TENS = {word: 10 * number for number, word in enumerate(_ROUND.split(), start=2)} | {"fourty": 40}
SCALES = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 1_000,
    "lakh": 100_000,
    "lac": 100_000,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "trn": 10**12,
    "tn": 10**12,
}
"""Magnitudes behind a number: 5 million, 20 lakh."""

_PLURAL_SCALES = {word + "s": n for word, n in SCALES.items() if len(word) > 3 or word == "lac"}
ALL_SCALES = SCALES | {word: n for word, n in _PLURAL_SCALES.items() if n >= 100_000}
"""Magnitudes and plurals that may follow a number: "on May 3 thousands fled" is no 3,000."""

COLLECTIVES = {"score": 20, "brace": 2, "gross": 144}
"""What a small number counts: three score men, a brace of rockets."""

GLUED_SCALES = {"k": 1_000}
"""Letters that multiply the digits they touch."""

PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
}
PARTS |= {word + "s": part for word, part in PARTS.items() if part > 2}
GLYPHS = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
VAGUE = {
    "tens": 1,
    "dozens": 1,
    "scores": 1,
    "hundreds": 100,
    "thousands": 1_000,
    "lakhs": 100_000,
    "millions": 10**6,
    "crores": 10**7,
    "billions": 10**9,
    "trillions": 10**12,
}
"""Magnitudes without a number, and what they multiply: tens of thousands."""

QUANTIFIERS = frozenset(("several", "many", "few", "couple", "various", "countless"))
"""What makes a single magnitude vague: several hundred."""

NUMBER_WORDS = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES) | frozenset(_PLURAL_SCALES)
"""Every word that is a number or a magnitude by itself."""
