"""What the key for the people of a project does. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import WINDOW, ActionRow

# fmt: off
ROWS = (
    ActionRow("people", "Edit", 3050, "People…", ("Ctrl+Shift+U",), WINDOW, writes=True, tip="Who has annotated in this project; rename annotators, and join two spellings of one person"),
    ActionRow("who_am_i", "Edit", 3055, "Your name…", ("Ctrl+Alt+U",), WINDOW, tip="The name beside your work, and your e-mail address"),
)
# fmt: on
