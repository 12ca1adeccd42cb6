"""What the key for agreement does. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import READ, WINDOW, ActionRow

# fmt: off
ROWS = (
    ActionRow("agreement", "Review", 5030, "Agreement…", ("F4",), WINDOW, modes=READ, tip="How far annotators agree: with each other, by label and by article"),
)
# fmt: on
