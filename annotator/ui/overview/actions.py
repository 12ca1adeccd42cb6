"""What the strip beside the scroll bar does. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import READ, ActionRow

# fmt: off
ROWS = (
    ActionRow("overview", "View", 4030, "Overview strip", ("Shift+O",), modes=READ, tip="Show where in the article suggestions, your spans, notes, conflicts and hits of the search are"),
)
# fmt: on
