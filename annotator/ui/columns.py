"""The columns of the window, each with several parts in one place."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


def column_of(*parts: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """A column and what its parts, of which one is shown at a time, are added to."""
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        rows.addWidget(part, 1)
    return column, rows
