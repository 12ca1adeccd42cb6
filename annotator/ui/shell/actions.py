"""What the window itself offers, and what several rooms do, each in its own mode.

Rows only: who does it, binds it.
"""

from __future__ import annotations

from annotator.ui.shell.action_rows import EVERY, READ, WINDOW, ActionRow, Mode, Pointed

# fmt: off
ROWS = (
    ActionRow("quit", "File", 3010, "Quit", ("Ctrl+Q",), WINDOW),
    ActionRow("undo", "Edit", 1010, "Undo", ("Ctrl+Z",), WINDOW, modes=READ, writes=True),
    ActionRow("redo", "Edit", 1020, "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), WINDOW, modes=READ, writes=True),
    ActionRow("copy", "Edit", 1030, "Copy", ("Ctrl+C",), modes=EVERY, pointed=Pointed.SPAN | Pointed.SELECTION),
    ActionRow("palette", "Edit", 3050, "All actions by name", ("Ctrl+K",), WINDOW),
    ActionRow("next_article", "Article", 4010, "Next article", ("Ctrl+PgDown",), WINDOW, modes=READ, does="step_article", value=1),
    ActionRow("previous_article", "Article", 4020, "Previous article", ("Ctrl+PgUp",), WINDOW, modes=READ, does="step_article", value=-1),
    ActionRow("annotate_mode", "View", 1010, "Annotate", ("Ctrl+1",), WINDOW, modes=READ, does="set_mode", value=Mode.ANNOTATE, tip="Annotate articles"),
    ActionRow("review_mode", "View", 1020, "Review", ("Ctrl+2",), WINDOW, modes=READ, does="set_mode", value=Mode.REVIEW, tip="Decide between annotators"),
    ActionRow("larger", "View", 2010, "Larger type", ("Ctrl++", "Ctrl+="), WINDOW, does="step_size", value=1),
    ActionRow("smaller", "View", 2020, "Smaller type", ("Ctrl+-",), WINDOW, does="step_size", value=-1),
    ActionRow("normal_size", "View", 2030, "Normal type", ("Ctrl+0",), WINDOW),
    ActionRow("fold_muted", "View", 3010, "Fold muted text", ("Ctrl+M",), WINDOW, tip="Show each run of muted paragraphs as one line, or all of them"),
    ActionRow("queue", "View", 4010, "Article queue", ("F8",), WINDOW),
    ActionRow("side", "View", 4020, "Inspector", ("F9",), WINDOW),
    ActionRow("keys", "Help", 1060, "Keys", ("F1",), WINDOW),
)
# fmt: on
