"""What the hand savers do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import EDGES, EVERY, GO_TO, REPEAT, STICKY, ActionRow, Pointed

# fmt: off
ROWS = (
    ActionRow("jump", "Edit", 2015, "Go to a word by its letters", ("/",), modes=EVERY, tip="Type the first letters of a word; Tab goes to the next one, Enter stays, Escape goes back"),
    ActionRow("next_span", "Span", 1030, "Next span", ("J",), does="step_span", value=1, submenu=GO_TO),
    ActionRow("previous_span", "Span", 1040, "Previous span", ("K",), does="step_span", value=-1, submenu=GO_TO),
    ActionRow("whole_name", "Span", 3092, "Extend to the end of the name", ("B",), writes=True, submenu=EDGES, tip="Extend the focused span, the selection or the word at the cursor to where its name ends", pointed=Pointed.SPAN),
    ActionRow("trim", "Span", 3094, "Trim the edges", ("T",), writes=True, submenu=EDGES, tip="Leave articles, possessives and punctuation outside, as the guidelines say"),
    ActionRow("flip", "Span", 5020, "Flip Actor and Location", ("C",), writes=True),
    ActionRow(REPEAT, "Span", 5030, "Repeat the last action", ("R",), writes=True),
    ActionRow(STICKY, "Span", 5040, "Label by dragging…", ("L",), writes=True, tip="Choose a label; then whatever is dragged over or double-clicked gets it, until the key is pressed again"),
)
# fmt: on
