"""What the keys for the guidelines do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import WINDOW, ActionRow

# fmt: off
ROWS = (
    ActionRow("guidelines", "Help", 1010, "Guidelines", ("F2",), WINDOW),
    ActionRow("guidelines_versions", "Help", 1020, "Versions of the guidelines", ("Ctrl+F2",), WINDOW, tip="Choose an older version of the guidelines to read, to compare or to let hold again"),
    ActionRow("guidelines_changes", "Help", 1030, "What has changed in the guidelines", ("Shift+F2",), WINDOW, tip="Show what is new and what is gone since the version before"),
    ActionRow("guidelines_restore", "Help", 1040, "Let older guidelines hold again", ("Alt+Shift+F2",), WINDOW, writes=True, tip="Let the version that is shown hold again, as a new version"),
    ActionRow("guidelines_edit", "Help", 1050, "Write the guidelines anew", ("Ctrl+Shift+F2",), WINDOW, writes=True, tip="Write a new version; all older ones stay"),
)
# fmt: on
