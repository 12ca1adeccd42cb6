"""What the keys for files and colleagues’ work do. Rows only: who does it, binds it."""

from __future__ import annotations

from annotator.ui.shell.action_rows import WINDOW, ActionRow

# fmt: off
ROWS = (
    ActionRow("import", "File", 2010, "Import articles…", ("Ctrl+I",), WINDOW, writes=True),
    ActionRow("import_folder", "File", 2020, "Import a folder…", ("Ctrl+Alt+I",), WINDOW, writes=True),
    ActionRow("export", "File", 2030, "Export…", ("Ctrl+E",), WINDOW),
    ActionRow("send_work", "File", 2040, "Send work…", ("Ctrl+Shift+E",), WINDOW, tip="Save annotators’ work as one file for a colleague"),
    ActionRow("merge_work", "File", 2050, "Merge work…", ("Ctrl+Shift+I",), WINDOW, writes=True, tip="Add colleagues’ work; nothing is overwritten"),
    ActionRow("kept_work", "File", 2060, "Conflicting versions…", ("Ctrl+Shift+K",), WINDOW, writes=True, tip="Versions that merges have kept; each can be restored"),
    ActionRow("hand_out", "File", 2035, "Hand out…", ("Ctrl+Alt+H",), WINDOW, writes=True, tip="Deal the articles out and write a file for each annotator; later, files with what has changed"),
    ActionRow("backup", "File", 2070, "Back up", ("Ctrl+B",), WINDOW),
)
# fmt: on
