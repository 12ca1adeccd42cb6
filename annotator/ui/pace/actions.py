"""What the keys of the reading pace do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.domain.pace import Reach
from annotator.ui.shell.action_rows import GO_TO, SAME_WORDS, ActionRow, Pointed

# fmt: off
ROWS = (
    ActionRow("next_doubtful", "Span", 1050, "Next doubtful suggestion", ("D",), does="step_doubtful", value=1, submenu=GO_TO, tip="Go to the next suggestion that whole-paragraph accepting stops at"),
    ActionRow("previous_doubtful", "Span", 1060, "Previous doubtful suggestion", ("Shift+D",), does="step_doubtful", value=-1, submenu=GO_TO),
    ActionRow("accept_sentence", "Span", 2012, "Accept this sentence, next", ("W",), writes=True, does="accept_reach", value=Reach.SENTENCE, tip="Accept the suggestions of this sentence up to a doubtful one; one undo reverts it"),
    ActionRow("accept_paragraph", "Span", 2014, "Accept this paragraph, next", ("E",), writes=True, does="accept_reach", value=Reach.PARAGRAPH, tip="Accept the suggestions of this paragraph up to a doubtful one; one undo reverts it", pointed=Pointed.SUGGESTION | Pointed.TEXT),
    ActionRow("accept_to_here", "Span", 2016, "Accept up to here, next", ("Q",), writes=True, does="accept_reach", value=Reach.HERE, tip="Accept the suggestions from the top to this place, up to a doubtful one; one undo reverts it", pointed=Pointed.SUGGESTION),
    ActionRow("accept_group", "Span", 2050, "Accept all with these words", ("G",), writes=True, submenu=SAME_WORDS, tip="Accept the suggestions of this article with just these words and this label; one undo reverts it", pointed=Pointed.SPAN),
    ActionRow("reject_group", "Span", 2052, "Reject or delete all with these words", ("Shift+X",), writes=True, submenu=SAME_WORDS, tip="Reject or delete the spans of this article with just these words and this label; one undo reverts it", pointed=Pointed.SPAN),
    ActionRow("relabel_group", "Span", 2054, "Relabel all with these words…", ("Shift+C",), writes=True, submenu=SAME_WORDS, tip="Give the spans of this article with just these words another label; one undo reverts it", pointed=Pointed.SPAN),
    ActionRow("project_group", "Span", 2056, "All with these words in the project…", ("Shift+G",), writes=True, submenu=SAME_WORDS, tip="Accept, reject or relabel them in every article, with a list to choose from", pointed=Pointed.SPAN),
)
# fmt: on
