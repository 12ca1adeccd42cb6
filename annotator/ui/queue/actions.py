"""What the keys for the queue and for duplicates do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import ANNOTATE, WINDOW, ActionRow

# fmt: off
ROWS = (
    ActionRow("search", "Edit", 2020, "Search all articles", ("Ctrl+Shift+F",), WINDOW, modes=ANNOTATE),
    ActionRow("filter_queue", "Edit", 2030, "Filter the queue", ("Ctrl+Shift+L",), WINDOW, modes=ANNOTATE, tip="Choose which articles the queue shows"),
    ActionRow("sort_queue", "Edit", 2040, "Order of the queue", ("Ctrl+Shift+O",), WINDOW, modes=ANNOTATE, tip="Choose in which order the queue shows them"),
    ActionRow("finish_chosen", "Article", 1015, "Done, all chosen in the queue…", ("Ctrl+Shift+Return",), WINDOW, modes=ANNOTATE, writes=True, repeats=False, tip="Mark the articles chosen in the queue done (Shift or Ctrl chooses several), once what waits in them has been said"),
    ActionRow("carry", "Article", 3020, "Copy spans to duplicates", ("Ctrl+T",), WINDOW, writes=True, tip="Suggest this article’s spans in its duplicates"),
    ActionRow("versions", "Article", 3030, "Show duplicates", ("Ctrl+Shift+T",), WINDOW, tip="Show only this article’s duplicates in the queue, or all articles again"),
)
# fmt: on
