"""Sets a difference of two texts: what is new and what is gone by colour, sign and line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontDatabase,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from annotator.domain.text_diff import Difference, Line, Sign
from annotator.domain.wording import filled
from annotator.ui.look import theme

_HANGING_PX = 20


def set_difference(
    document: QTextDocument, changes: Difference, *, dark: bool, quiet: QColor
) -> None:
    """Let ``document`` show a difference, one line of text a paragraph, its sign in front.

    Words that are new within a line are underlined, those that are gone struck through.
    """
    document.clear()
    cursor = QTextCursor(document)
    for number, line in enumerate(changes.lines):
        if number:
            cursor.insertBlock()
        _set_line(cursor, line, dark=dark, quiet=quiet)


def _set_line(cursor: QTextCursor, line: Line, *, dark: bool, quiet: QColor) -> None:
    block = QTextBlockFormat()
    plain = QTextCharFormat()
    changed = QTextCharFormat()
    block.setLeftMargin(_HANGING_PX)
    block.setTextIndent(-_HANGING_PX)
    if line.sign in (Sign.ADDED, Sign.REMOVED):
        new = line.sign is Sign.ADDED
        fill, ink = theme.added(dark=dark) if new else theme.removed(dark=dark)
        block.setBackground(QBrush(fill))
        changed.setForeground(QBrush(ink))
        within = any(not piece.changed for piece in line.pieces)
        changed.setFontUnderline(new and within)
        changed.setFontStrikeOut(not new and within)
    else:
        plain.setForeground(QBrush(quiet))
        changed = plain
    sign = QTextCharFormat(changed)
    sign.setFontUnderline(False)
    sign.setFontStrikeOut(False)
    sign.setFontFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    cursor.setBlockFormat(block)
    cursor.insertText(f"{line.sign} ", sign)
    if line.sign is Sign.LEFT_OUT:
        text = QCoreApplication.translate("Difference", "%1 unchanged lines")
        cursor.insertText(filled(text, line.count), plain)
    for piece in line.pieces:
        cursor.insertText(piece.text, changed if piece.changed else plain)
