"""What the keys for overlapping spans do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import ANNOTATE, GO_TO, WINDOW, ActionRow

# fmt: off
ROWS = (
    ActionRow("overlaps", "Edit", 3015, "Overlapping spans…", ("Ctrl+Shift+P",), WINDOW, writes=True, tip="Whether spans may overlap in this project, and which of yours do all the same"),
    ActionRow("next_overlap", "Span", 1070, "Next overlap that is not allowed", ("F7",), WINDOW, modes=ANNOTATE, submenu=GO_TO, tip="Go to the next two spans that may not overlap in this project, in this article and the others"),
)
# fmt: on
