"""The import behind the dialog does not read again what the dialog has read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from import_dialog_verbs import in_import_dialog, whole
from project_dump import dump
from PySide6.QtWidgets import QCheckBox
from sqlalchemy.exc import OperationalError
from window_verbs import Sight

from annotator.domain.errors import AnnotatorError
from annotator.formats.reader import ReadOptions
from annotator.operations.importing import reading
from annotator.ui.transfer.import_preview import ImportDialog


def test_a_file_is_read_once_for_the_preview_another_choice_and_the_import(
    sight: Sight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.txt"
    path.write_text("Rebels took Marvale on Friday.\n\nLEAVE A REPLY\n")
    count: Counter[str] = Counter()
    begin = reading.begin

    def counting(file: Path, *, kind: str, options: ReadOptions) -> reading.Reading:
        count[file.name] += 1
        return begin(file, kind=kind, options=options)

    monkeypatch.setattr(reading, "begin", counting)

    def act(dialog: ImportDialog) -> None:
        dialog.findChild(QCheckBox, "import_mute").click()
        whole(sight.bot, dialog)
        dialog.accept()

    in_import_dialog(sight, act, [path])
    project = sight.workspace.project

    def has_come() -> None:
        try:
            rows = dump(project)["article_text"]
        except (AnnotatorError, OperationalError) as error:  # locked while the import writes
            raise AssertionError from error
        assert any("Marvale" in row[1] for row in rows)

    sight.bot.waitUntil(has_come)
    assert count == {"news.txt": 1}
