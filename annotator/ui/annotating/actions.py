"""What the keys for spans and articles do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.document_view.edges import EdgeMove, Side
from annotator.ui.shell.action_rows import (
    ANNOTATE,
    EDGES,
    EVERY,
    GO_TO,
    WINDOW,
    WRITE,
    ActionRow,
    Pointed,
)

# fmt: off
ROWS = (
    ActionRow("find", "Edit", 2010, "Find in the article", ("Ctrl+F",), WINDOW, pointed=Pointed.SELECTION),
    ActionRow("next_suggestion", "Span", 1010, "Next suggestion", ("Tab",), does="step_suggestion", value=1, submenu=GO_TO),
    ActionRow("previous_suggestion", "Span", 1020, "Previous suggestion", ("Shift+Tab",), does="step_suggestion", value=-1, submenu=GO_TO),
    ActionRow("outer_span", "Span", 1070, "Span around this one", ("O",), modes=EVERY, submenu=GO_TO, tip="Of spans on the same words, focus the next one around the focused one"),
    ActionRow("accept", "Span", 2010, "Accept, next", ("A",), writes=True, pointed=Pointed.SUGGESTION),
    ActionRow("accept_all", "Span", 2020, "Accept all remaining", ("Shift+A",), writes=True, tip="Accept the suggestions left in this article but for doubtful ones and those not yet on the screen, a second time these too; one undo reverts it", repeats=False),
    ActionRow("remove", "Span", 2030, "Reject or delete, next", ("X", "Del"), modes=WRITE, writes=True, pointed=Pointed.SPAN),
    ActionRow("left_out", "Span", 3010, "Left edge outward", ("[",), modes=WRITE, writes=True, does="move_edge", value=EdgeMove(Side.LEFT, outward=True), submenu=EDGES),
    ActionRow("right_out", "Span", 3020, "Right edge outward", ("]",), modes=WRITE, writes=True, does="move_edge", value=EdgeMove(Side.RIGHT, outward=True), submenu=EDGES),
    ActionRow("left_in", "Span", 3030, "Left edge inward", ("Shift+[",), modes=WRITE, writes=True, does="move_edge", value=EdgeMove(Side.LEFT, outward=False), submenu=EDGES),
    ActionRow("right_in", "Span", 3040, "Right edge inward", ("Shift+]",), modes=WRITE, writes=True, does="move_edge", value=EdgeMove(Side.RIGHT, outward=False), submenu=EDGES),
    ActionRow("left_out_sign", "Span", 3050, "Left edge outward by a character", ("Alt+[",), modes=WRITE, writes=True, does="move_edge", value=EdgeMove(Side.LEFT, outward=True, by_character=True), submenu=EDGES),
    ActionRow("right_out_sign", "Span", 3060, "Right edge outward by a character", ("Alt+]",), modes=WRITE, writes=True, does="move_edge", value=EdgeMove(Side.RIGHT, outward=True, by_character=True), submenu=EDGES),
    ActionRow("left_in_sign", "Span", 3070, "Left edge inward by a character", ("Alt+Shift+[",), modes=WRITE, writes=True, does="move_edge", value=EdgeMove(Side.LEFT, outward=False, by_character=True), submenu=EDGES),
    ActionRow("right_in_sign", "Span", 3080, "Right edge inward by a character", ("Alt+Shift+]",), modes=WRITE, writes=True, does="move_edge", value=EdgeMove(Side.RIGHT, outward=False, by_character=True), submenu=EDGES),
    ActionRow("propagate_next", "Span", 4010, "Same label on the next mention", (".",), writes=True),
    ActionRow("propagate_all", "Span", 4020, "Same label on every mention", ("Shift+.",), writes=True, repeats=False, pointed=Pointed.SPAN),
    ActionRow("confirm", "Span", 5010, "Confirm value, next", ("V",), writes=True, tip="Confirm the value of the focused figure; a suggestion is accepted with it", pointed=Pointed.FIGURE),
    ActionRow("edit_value", "Span", 5020, "Edit the value", ("Shift+V",), writes=True, tip="Go to the value of the focused figure; a suggestion is accepted with what is written there", repeats=False, pointed=Pointed.FIGURE),
    ActionRow("history", "Span", 6040, "History of the span", ("H",), tip="Show in the inspector who did what to the focused span, from which suggestion and with which score", repeats=False, pointed=Pointed.SPAN),
    ActionRow("note", "Span", 6030, "Note", ("N",), writes=True, repeats=False, pointed=Pointed.SPAN),
    ActionRow("done", "Article", 1010, "Done, next article", ("Return", "Enter"), writes=True, tip="Mark this article done and open the next that needs work; where something waits, a second time", repeats=False),
    ActionRow("reopen", "Article", 1020, "Reopen", ("Shift+Return", "Shift+Enter"), writes=True, repeats=False),
    ActionRow("ask_done", "Article", 1030, "Ask before done where something waits", ("Ctrl+Alt+Return",), WINDOW, modes=ANNOTATE, tip="Where suggestions wait or text has not been on the screen, say so before an article is done", repeats=False),
    ActionRow("flag", "Article", 2010, "Flag…", ("F",), writes=True, repeats=False),
    ActionRow("skip", "Article", 2020, "Skip", ("S",), writes=True, repeats=False),
    ActionRow("mute", "Article", 3010, "Mute or unmute the paragraph", ("M",), writes=True, repeats=False, pointed=Pointed.TEXT),
    ActionRow("suggest_again", "Article", 6010, "Recompute suggestions", ("Ctrl+R",), WINDOW, modes=ANNOTATE, writes=True, tip="Have the pipeline read this article anew; what files brought, copies and decisions stay", repeats=False),
    ActionRow("open_fold", "View", 3020, "Open or fold the lines here", ("Space",), modes=EVERY, tip="Show the folded lines at the cursor, or fold them again"),
)
# fmt: on
