"""Words in the window that stay plain: what they say may come from outside and look like markup."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy


def plain(name: str = "", text: str = "", *, quiet: bool = False, narrow: bool = False) -> QLabel:
    """Words that wrap; ``quiet`` ones are not loud, ``narrow`` ones take what room there is."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if quiet:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    if narrow:
        label.setMinimumWidth(0)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def tip(text: str) -> str:
    """Words as a tool tip shows them as they are, also where Qt would take them for markup."""
    return escape(text, quote=False) if "<" in text else text


def heading(name: str, text: str = "") -> QLabel:
    """A small quiet heading in capitals."""
    label = plain(name, text.upper(), quiet=True, narrow=True)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * 0.85)
    font.setBold(True)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    label.setFont(font)
    return label
