"""What the list of flaws offers. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import ANNOTATE, FLAWS, GO_TO, WINDOW, ActionRow, Pointed

# fmt: off
ROWS = (
    ActionRow("consistency", "View", 4025, "Consistency", ("F6",), WINDOW, modes=ANNOTATE, tip="List your spans of this article that do not go together"),
    ActionRow("next_flaw", "Span", 1080, "Next flaw", ("Shift+F6",), WINDOW, modes=ANNOTATE, submenu=GO_TO, tip="Go to the next of your spans that does not go with the others"),
    ActionRow("mend", "Span", 5050, "Mend, next flaw", ("Alt+M",), WINDOW, modes=ANNOTATE, writes=True, submenu=FLAWS, tip="Do what the chosen line of the list of flaws says", pointed=Pointed.ANNOTATION),
    ActionRow("mend_all", "Span", 5060, "Mend all flaws", ("Alt+Shift+M",), WINDOW, modes=ANNOTATE, writes=True, submenu=FLAWS, tip="Do what all lines of the list of flaws say; one undo reverts it"),
)
# fmt: on
