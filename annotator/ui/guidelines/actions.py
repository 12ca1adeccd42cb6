"""What the keys for the guidelines do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import WINDOW, ActionRow

# fmt: off
ROWS = (
    ActionRow("guidelines", "Help", 1010, "Guidelines", ("F2",), WINDOW),
    ActionRow("guidelines_versions", "Help", 1020, "Versions of the guidelines", ("Ctrl+F2",), WINDOW, tip="Choose an older version of the guidelines to read, compare or restore"),
    ActionRow("guidelines_changes", "Help", 1030, "Changes in the guidelines", ("Shift+F2",), WINDOW, tip="Show additions and deletions since the previous version"),
    ActionRow("guidelines_restore", "Help", 1040, "Restore these guidelines", ("Alt+Shift+F2",), WINDOW, writes=True, tip="Restore the version shown, as a new version"),
    ActionRow("guidelines_edit", "Help", 1050, "Edit guidelines…", ("Ctrl+Shift+F2",), WINDOW, writes=True, tip="Write a new version; older ones are kept"),
)
# fmt: on
