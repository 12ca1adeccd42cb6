"""What models give beyond Qt's own roles."""

from __future__ import annotations

from PySide6.QtCore import Qt

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1  # the QueueEntry of a row
HIT_ROLE = Qt.ItemDataRole.UserRole + 2  # the Hit of a row found by words
