"""What the keys for the project, its labels and its names do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import ANNOTATE, WINDOW, ActionRow, Pointed

# fmt: off
ROWS = (
    ActionRow("open_project", "File", 1010, "Open project…", ("Ctrl+O",), WINDOW),
    ActionRow("new_project", "File", 1020, "New project…", ("Ctrl+N",), WINDOW),
    ActionRow("recent_projects", "File", 1015, "Recent projects…", ("Ctrl+Shift+N",), WINDOW),
    ActionRow("policy", "Edit", 3010, "Approximate numbers…", ("Ctrl+Shift+V",), WINDOW, writes=True, tip="What “dozens”, “scores” and “hundreds” count as in this project"),
    ActionRow("unaided", "Edit", 3020, "Articles without suggestions…", ("Ctrl+Shift+H",), WINDOW, writes=True, tip="Hide suggestions in a share of the articles, to measure how far they influence annotators"),
    ActionRow("labels", "Edit", 3030, "Labels…", ("Ctrl+L",), WINDOW, writes=True, tip="Add, rename, recolour, merge and delete labels"),
    ActionRow("names", "Edit", 3040, "Names…", ("Ctrl+Shift+D",), WINDOW, writes=True, tip="The project’s own names, which take precedence over those that come with the program"),
    ActionRow("pipeline", "Edit", 3045, "Suggestions…", ("Ctrl+Shift+S",), WINDOW, writes=True, tip="Choose what suggests spans in this project, and what becomes of its labels"),
    ActionRow("remember", "Span", 6010, "Remember this name", ("Ctrl+D",), writes=True, tip="Suggest these words with this label everywhere", pointed=Pointed.SPAN | Pointed.SELECTION),
    ActionRow("never_name", "Span", 6020, "Never a name", ("Alt+X",), writes=True, tip="Never suggest these words", pointed=Pointed.SUGGESTION),
    ActionRow("assign", "Article", 3040, "Assign articles…", ("Ctrl+Shift+A",), WINDOW, modes=ANNOTATE, writes=True, tip="Distribute the articles among annotators, each to one or more"),
)
# fmt: on
