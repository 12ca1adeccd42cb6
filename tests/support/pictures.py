"""Pictures as arrays of pixels, for tests of what is painted."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint32]]


def pixels(image: QImage) -> Pixels:
    """Red, green and blue of every pixel as one number, by row and column."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    whole = np.frombuffer(image.constBits(), dtype=np.uint32)
    return whole.reshape(image.height(), image.width()) & 0xFFFFFF


def of_colour(image: QImage, name: str) -> Pixels:
    """Which pixels have a colour, given as ``#rrggbb``."""
    return pixels(image) == int(name.removeprefix("#"), 16)
