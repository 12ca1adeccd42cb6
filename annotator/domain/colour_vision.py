"""Whether two colours can be told apart, by people with usual and with other colour vision.

Colours are written "#RRGGBB" and are those of sRGB.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

Lab: TypeAlias = tuple[float, float, float]
"""Lightness 0 to 100, and the two axes green to red and blue to yellow (CIE 1976 L*a*b*)."""
_Row: TypeAlias = tuple[float, float, float]

LEAST_DISTANCE = 8.0
"""Below it, as CIEDE2000, two fills count as not told apart.

About 1 is just noticed side by side; fills in a text are small and apart from each other, so much
more is asked for. The colours the program offers are farther than this from each other.
"""


class Vision(StrEnum):
    """How colours are seen: usually, or without one of the three kinds of cones."""

    USUAL = "usual colour vision"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


# Machado, Oliveira and Fernandes 2009, “A physiologically-based model for simulation of color
# vision deficiency”, IEEE Transactions on Visualization and Computer Graphics 15(6), pages 1291
# to 1298: the matrices of severity 1.0, for linear light.
_SEEN: dict[Vision, tuple[_Row, _Row, _Row]] = {
    Vision.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Vision.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Vision.TRITANOPIA: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# From linear sRGB to CIE XYZ, and the white D65 (IEC 61966-2-1).
_XYZ: tuple[_Row, _Row, _Row] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)
_DARK = (6 / 29) ** 3


@lru_cache(maxsize=8192)
def distance(one: str, other: str, vision: Vision = Vision.USUAL) -> float:
    """How far two colours are apart as ``vision`` sees them: CIEDE2000, 0 for the same."""
    return ciede2000(seen(one, vision), seen(other, vision))


def confusing(one: str, other: str, *, least: float = LEAST_DISTANCE) -> list[Vision]:
    """By which kinds of vision two colours are less than ``least`` apart."""
    return [vision for vision in Vision if distance(one, other, vision) < least]


def farthest(offered: Sequence[str], used: Sequence[str]) -> tuple[int, float] | None:
    """Which of the colours ``offered`` is farthest from all ``used``, and how far for everybody.

    The distance is the smallest to any of them by any vision; None if nothing is offered.
    """
    apart = [
        min((distance(one, other, v) for other in used for v in Vision), default=math.inf)
        for one in offered
    ]
    best = max(range(len(apart)), key=apart.__getitem__, default=None)
    return None if best is None else (best, apart[best])


@lru_cache(maxsize=512)
def seen(colour: str, vision: Vision = Vision.USUAL) -> Lab:
    """A colour as ``vision`` sees it. Raises ValueError for what is not written "#RRGGBB"."""
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"{colour!r} is no colour; write it as #RRGGBB.")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    light = (red, green, blue)
    if vision is not Vision.USUAL:
        r, g, b = _times(_SEEN[vision], light)
        light = (_within(r), _within(g), _within(b))
    x, y, z = (_root(part / white) for part, white in zip(_times(_XYZ, light), _WHITE, strict=True))
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def ciede2000(one: Lab, other: Lab) -> float:
    """The difference of two colours, CIEDE2000 with all weights 1.

    Sharma, Wu and Dalal 2005, “The CIEDE2000 color-difference formula: implementation notes,
    supplementary test data, and mathematical observations”, Color Research and Application 30(1),
    pages 21 to 30, equations 2 to 22.
    """
    mean_c = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    c1, h1 = _chroma_hue(one, stretch)
    c2, h2 = _chroma_hue(other, stretch)
    turn, mean_h = _turn(c1, h1, c2, h2)
    mean_l, mean_c = (one[0] + other[0]) / 2, (c1 + c2) / 2
    weight = (
        1
        - 0.17 * _cos(mean_h - 30)
        + 0.24 * _cos(2 * mean_h)
        + 0.32 * _cos(3 * mean_h + 6)
        - 0.20 * _cos(4 * mean_h - 63)
    )
    far = (mean_l - 50) ** 2
    light = (other[0] - one[0]) / (1 + 0.015 * far / math.sqrt(20 + far))
    chroma = (c2 - c1) / (1 + 0.045 * mean_c)
    hue = 2 * math.sqrt(c1 * c2) * _sin(turn / 2) / (1 + 0.015 * mean_c * weight)
    bend = 2 * math.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    tilt = -bend * _sin(60 * math.exp(-(((mean_h - 275) / 25) ** 2)))
    return math.sqrt(max(0.0, light**2 + chroma**2 + hue**2 + tilt * chroma * hue))


def _chroma_hue(lab: Lab, stretch: float) -> tuple[float, float]:
    a = lab[1] * stretch
    return math.hypot(a, lab[2]), math.degrees(math.atan2(lab[2], a)) % 360


def _turn(c1: float, h1: float, c2: float, h2: float) -> tuple[float, float]:
    """From one hue to another, and the hue between them, in degrees."""
    if c1 * c2 == 0:
        return 0.0, h1 + h2
    turn = (h2 - h1 + 180) % 360 - 180
    if turn == -180:
        turn = 180.0
    return turn, (h1 + turn / 2) % 360


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _root(part: float) -> float:
    return math.cbrt(part) if part > _DARK else part / (3 * (6 / 29) ** 2) + 4 / 29


def _times(matrix: tuple[_Row, _Row, _Row], light: _Row) -> _Row:
    first, second, third = (
        sum(weight * part for weight, part in zip(row, light, strict=True)) for row in matrix
    )
    return first, second, third


def _within(part: float) -> float:
    return min(1.0, max(0.0, part))


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def _sin(degrees: float) -> float:
    return math.sin(math.radians(degrees))
