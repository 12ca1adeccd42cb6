"""What the keys of the reading pace do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.domain.pace import Reach
from annotator.ui.shell.action_rows import ActionRow

# fmt: off
ROWS = (
    ActionRow("next_doubtful", "Span", 1050, "Next doubtful suggestion", ("D",), does="step_doubtful", value=1, tip="Go to the next suggestion that whole-paragraph accepting stops at"),
    ActionRow("previous_doubtful", "Span", 1060, "Previous doubtful suggestion", ("Shift+D",), does="step_doubtful", value=-1),
    ActionRow("accept_sentence", "Span", 2012, "Accept this sentence, next", ("W",), writes=True, does="accept_reach", value=Reach.SENTENCE, tip="Accept the suggestions of this sentence up to a doubtful one; one undo reverts it"),
    ActionRow("accept_paragraph", "Span", 2014, "Accept this paragraph, next", ("E",), writes=True, does="accept_reach", value=Reach.PARAGRAPH, tip="Accept the suggestions of this paragraph up to a doubtful one; one undo reverts it"),
    ActionRow("accept_to_here", "Span", 2016, "Accept up to here, next", ("Q",), writes=True, does="accept_reach", value=Reach.HERE, tip="Accept the suggestions from the top to this place, up to a doubtful one; one undo reverts it"),
)
# fmt: on
