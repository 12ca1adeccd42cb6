"""What the keys of the review and of the feedback do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.domain.gold import Reason
from annotator.ui.shell.action_rows import ANNOTATE, DRAFT, REVIEW, WINDOW, ActionRow

# fmt: off
ROWS = (
    ActionRow("feedback", "Article", 5010, "Feedback", ("F3",), WINDOW, modes=ANNOTATE, tip="Where your finished work differs from gold, and why"),
    ActionRow("next_difference", "Article", 5020, "Next difference from gold", ("Alt+Down",), WINDOW, modes=ANNOTATE, does="step_difference", value=1),
    ActionRow("previous_difference", "Article", 5030, "Previous difference from gold", ("Alt+Up",), WINDOW, modes=ANNOTATE, does="step_difference", value=-1),
    ActionRow("answer", "Article", 5040, "Answer the reviewer", ("Alt+R",), WINDOW, modes=ANNOTATE, writes=True),
    *(
        ActionRow(f"version_{n}", "Review", 1010 + n, f"Option {n}, next", (str(n),), modes=REVIEW, writes=True, does="choose", value=n - 1, submenu="Choose an option", tip=f"Accept option {n} as gold and go to the next conflict")
        for n in range(1, 10)
    ),
    *(
        ActionRow(f"same_reason_{n}", "Review", 1110 + n, f"Option {n}, same reason, next", (f"Alt+{n}",), modes=REVIEW, writes=True, does="choose_again", value=n - 1, submenu="Choose with the same reason", tip=f"Accept option {n} as gold, with the reason that was given last")
        for n in range(1, 10)
    ),
    ActionRow("neither", "Review", 2010, "No span, next", ("X", "Del"), modes=REVIEW, writes=True, tip="Decide that there is no span here, and go to the next conflict"),
    ActionRow("edit_gold", "Review", 2020, "Edit gold", ("E",), modes=REVIEW, writes=True, tip="Move edges with [ ], change the label with its key, press Enter to apply"),
    ActionRow("draft_done", "Review", 2030, "Apply edit", ("Return", "Enter"), modes=DRAFT),
    ActionRow("draft_next", "Review", 2040, "Next span being edited", ("Tab",), modes=DRAFT),
    ActionRow("draft_cancel", "Review", 2050, "Cancel edit", ("Esc",), modes=DRAFT),
    ActionRow("confirm_agreed", "Review", 2060, "Accept all agreed spans", ("Shift+A",), modes=REVIEW, writes=True, tip="Accept as gold every span here that all agree on; one undo reverts it"),
    ActionRow("next_conflict", "Review", 3010, "Next conflict", ("Tab",), modes=REVIEW, does="step_conflict", value=1),
    ActionRow("previous_conflict", "Review", 3020, "Previous conflict", ("Shift+Tab",), modes=REVIEW, does="step_conflict", value=-1),
    ActionRow("next_answer", "Review", 3030, "Next answer", ("R",), modes=REVIEW, tip="Go to the next conflict that an annotator has answered since it was decided"),
    ActionRow("reason_gap", "Review", 4010, "Guideline gap", ("G",), modes=REVIEW, writes=True, does="give_reason", value=Reason.GUIDELINE_GAP, tip="They differ because the guidelines do not cover this; right after a decision, about that one"),
    ActionRow("reason_ambiguous", "Review", 4020, "Ambiguous text", ("A",), modes=REVIEW, writes=True, does="give_reason", value=Reason.AMBIGUOUS, tip="They differ because the text can be read in more than one way"),
    ActionRow("reason_slip", "Review", 4030, "Annotator error", ("S",), modes=REVIEW, writes=True, does="give_reason", value=Reason.SLIP, tip="They differ because an annotator has overlooked something"),
    ActionRow("review_comment", "Review", 4040, "Comment", ("C",), modes=REVIEW, writes=True, tip="Comment on what was just decided, or on the conflict in view, for the annotators"),
    ActionRow("sign_off", "Review", 5010, "Save as gold, next", ("Return", "Enter"), modes=REVIEW, writes=True, tip="Sign the article off and open the next that needs review"),
    ActionRow("review_again", "Review", 5020, "Reopen review", ("Shift+Return", "Shift+Enter"), modes=REVIEW, writes=True),
    ActionRow("set_aside", "Review", 5030, "Flagged and skipped", ("F",), modes=REVIEW, tip="List the articles that annotators have flagged or skipped, with who and why"),
    ActionRow("send_back", "Review", 5040, "Send back…", ("B",), modes=REVIEW, writes=True, repeats=False, tip="Put the article, or the conflict in view, back into annotators’ queues with a comment"),
    ActionRow("take_article", "Review", 5050, "Take the article", ("T",), modes=REVIEW, writes=True, repeats=False, tip="Annotate a flagged or skipped article yourself"),
    ActionRow("review_plan", "Review", 6010, "Review settings…", ("Ctrl+Shift+R",), WINDOW, modes=REVIEW, tip="Choose annotators, the rule, and whether names are hidden"),
    ActionRow("gold_by_rule", "Review", 6020, "Auto-accept agreed spans…", ("Ctrl+Shift+G",), WINDOW, modes=REVIEW, writes=True, tip="Accept as gold what the review’s rule allows, in every article"),
)
# fmt: on
