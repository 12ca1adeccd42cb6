"""What stands between two lines of text: the lines below spans, and the tags of the line below.

Everything in pixels. Paints nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtGui import QFont, QFontMetricsF

LANES = 3  # deeper ones share the last
LINE_WIDTH = 1.6
_LANE_GAP = 3
_FIRST_LANE = 2.5  # below the letters
_TAG_RISE = 0.5  # above the letters


@dataclass(frozen=True, slots=True)
class Leading:
    """Lines are ``pitch`` apart; their letters, ``height`` high, begin ``above`` below the top."""

    pitch: float
    above: float
    height: float

    @classmethod
    def of(cls, font: QFont, tags: QFont, pitch: float) -> Leading:
        """At least ``pitch``, and wide enough for three nested spans above the tags of others."""
        metrics = QFontMetricsF(font)
        # From the baseline down to the end of the deepest line, and on to the next baseline.
        below = ceil(lane_y(metrics.descent(), LANES - 1) + LINE_WIDTH / 2)
        tag = ceil(QFontMetricsF(tags).capHeight()) + ceil(metrics.ascent() + _TAG_RISE)
        pitch = max(round(pitch), below + tag)
        # The letters stand low in their line, on whole pixels: the tags need the room above them.
        return cls(
            float(pitch), pitch - below - metrics.ascent(), metrics.ascent() + metrics.descent()
        )

    @property
    def middle(self) -> float:
        """From the top of a line down to half the height of its letters."""
        return self.above + self.height / 2


def lane_y(bottom: float, lane: int) -> float:
    """Where the line of a span is drawn whose letters end at ``bottom``."""
    return floor(bottom) + _FIRST_LANE + min(lane, LANES - 1) * _LANE_GAP


def tag_y(top: float) -> int:
    """Where the tag of a span stands whose letters begin at ``top``."""
    return floor(top - _TAG_RISE)


def tag_font(reading: QFont) -> QFont:
    """The font of tags beside a text set in ``reading``."""
    font = QFont()
    font.setPixelSize(max(8, round(reading.pixelSize() * 0.53)))
    font.setBold(True)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.3)
    return font
