"""Asks what suggests in the project, and what becomes of the labels of its pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.domain.pipelines import LabelTable, PipelineChoice
from annotator.domain.values import Label
from annotator.domain.wording import counted, filled
from annotator.nlp.suggesters import available, described
from annotator.nlp.suggesters.registry import DEFAULT, Kind, default_name
from annotator.operations.suggesting.project_pipeline import SAMPLE, Tried, named
from annotator.tasks import Progress
from annotator.ui.project.pipeline_labels import PipelineLabels
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain

TryOut: TypeAlias = Callable[
    [
        str,
        LabelTable,
        Callable[[int, int], None],
        Callable[[Tried], None],
        Callable[[AnnotatorError], None],
    ],
    Progress,
]

_LABELS_PX = 130  # three rows of labels


@dataclass(frozen=True, slots=True)
class PipelineWish:
    """What was chosen, and whether all articles shall be read by it at once."""

    choice: PipelineChoice
    read_now: bool


class PipelineDialog(QDialog):
    """The pipelines on this computer, those of a folder, and the labels of the one chosen."""

    def __init__(
        self,
        parent: QWidget | None,
        choice: PipelineChoice,
        labels: Sequence[Label],
        try_out: TryOut,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pipeline_dialog")
        self.setWindowTitle(self.tr("Suggestions"))
        self.setMinimumWidth(560)
        self._choice = choice
        self._own = default_name() if choice.name in (None, DEFAULT) else str(choice.name)
        self._try_out = try_out
        self._trial: Progress | None = None
        self._tried: dict[str, Tried] = {}
        self.box = QComboBox()
        self.box.setObjectName("pipeline_box")
        self.folder = QPushButton(self.tr("From a &folder…"))
        self.folder.setObjectName("pipeline_folder")
        self.problem = plain("pipeline_problem")
        self.labels = PipelineLabels([label.name for label in labels])
        self.read = QCheckBox(self.tr("&Read all articles by it now"))
        self.read.setObjectName("pipeline_read")
        self._lay_out()
        for name in self._names():
            self._offer(name)
        self.box.setCurrentIndex(self.box.findData(self._own))
        self.box.currentIndexChanged.connect(self._show_pipeline)
        self.folder.clicked.connect(self._ask_folder)
        self.trial.clicked.connect(self._on_trial)
        self.finished.connect(self._stop)
        self._show_pipeline()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        choice: PipelineChoice,
        labels: Sequence[Label],
        try_out: TryOut,
    ) -> PipelineWish | None:
        """What the person chose; None when all stays as it is."""
        dialog = cls(parent, choice, labels, try_out)
        agreed = accepted(dialog)
        return dialog.wish if agreed else None

    @property
    def wish(self) -> PipelineWish:
        """What is chosen now."""
        name = self._name
        tried, info = self._tried.get(name), described(name)
        version = tried.version if tried else info.version if info else None
        if name == self._own:
            version = self._choice.version or version
        kept = self._choice.name if name == self._own else name
        choice = PipelineChoice(kept, version if kept else None, self.labels.table)
        return PipelineWish(choice, self.read.isChecked())

    @property
    def _name(self) -> str:
        return str(self.box.currentData())

    def _lay_out(self) -> None:
        self.trial = QPushButton(filled(self.tr("&Count labels in the first %1 articles"), SAMPLE))
        self.trial.setObjectName("pipeline_trial")
        self.bar = QProgressBar()
        self.bar.setObjectName("pipeline_bar")
        self.bar.setAccessibleName(self.tr("Articles read"))
        self.bar.hide()
        note = self.tr(
            "What suggests spans in this project, for everybody who works in it. Undecided "
            "suggestions are computed again, except in finished articles. Your spans stay. With "
            "any of these, the program's own rules find figures, remembered names and the names "
            "of its lists as well."
        )
        name = QLabel(self.tr("&Suggestions by"))
        name.setBuddy(self.box)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(name)
        first.addWidget(self.box, 1)
        first.addWidget(self.folder)
        second.addWidget(self.trial)
        second.addWidget(self.bar, 1)
        second.addStretch(0)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(plain("", note))
        column.addLayout(first)
        column.addWidget(self.problem)
        self.labels.setMinimumHeight(_LABELS_PX)
        column.addWidget(self.labels, 1)
        column.addLayout(second)
        column.addWidget(self.read)
        column.addWidget(
            plain("", self.tr("Otherwise each article is read when you come to it."), quiet=True)
        )
        self.buttons = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        column.addWidget(self.buttons)

    def _names(self) -> list[str]:
        """All that can be chosen: what is on this computer, and what the project has."""
        names = [info.name for info in available()]
        return names if self._own in names else [*names, self._own]

    def _offer(self, name: str) -> None:
        info = described(name)
        if info is None:
            text = named(name, None, self._choice.version or "")
            origin = self.tr("not on this computer")
        else:
            text = named(name, info, info.version)
            origin = {
                Kind.RULES: self.tr("names and numbers, without a network"),
                Kind.SHIPPED: self.tr("comes with the program"),
                Kind.PACKAGE: self.tr("installed"),
                Kind.FOLDER: name,
            }.get(info.kind, "")
        self.box.addItem(f"{text} · {origin}" if origin else text, name)

    def _ask_folder(self) -> None:
        start = Path(self._name).parent if Path(self._name).is_absolute() else Path.home()
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of a spaCy pipeline"), str(start)
        )
        if folder:
            self.take_folder(Path(folder))

    def take_folder(self, folder: Path) -> None:
        """Choose the pipeline of a folder, or say that there is none."""
        name = str(folder.resolve())
        if described(name) is None:
            text = self.tr("%s is no spaCy pipeline: it has no config.cfg; choose its folder.")
            self._say(filled(text, name))
            return
        if self.box.findData(name) < 0:
            self._offer(name)
        self.box.setCurrentIndex(self.box.findData(name))

    def _show_pipeline(self) -> None:
        self._stop()
        name, info = self._name, described(self._name)
        known = self._choice.labels if name == self._own else ()
        is_ours = info is not None and info.kind in (Kind.RULES, Kind.SHIPPED)
        self.labels.show_labels(info.labels if info else (), dict(known), is_ours=is_ours)
        tried = self._tried.get(name)
        if tried is not None:
            self.labels.show_counts(tried.labels)
        self.trial.setEnabled(info is not None)
        self.read.setEnabled(info is not None)
        self.buttons.button(Standard.Ok).setEnabled(info is not None)
        gone = self.tr("It is not on this computer: choose its folder, or another pipeline.")
        self._say("" if info else gone)

    def _on_trial(self) -> None:
        self.trial.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self._say("")
        self._trial = self._try_out(
            self._name, self.labels.table, self._show_progress, self._on_tried, self._on_failed
        )

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setMaximum(total if done else 0)  # until it is loaded something goes on
        self.bar.setValue(done)

    def _on_tried(self, tried: Tried) -> None:
        self._stop()
        self._tried[self._name] = tried
        self.labels.show_counts(tried.labels)
        lost = sum(item.count for item in tried.labels if item.target is None)
        text = filled(self.tr("%1 were read."), counted(tried.articles, "article"))
        if lost:
            text += " " + filled(self.tr("%1 would be left out."), counted(lost, "span"))
        self._say(f"{text} {tried.note or ''}".strip())

    def _on_failed(self, error: AnnotatorError) -> None:
        self._stop()
        self._say(str(error))

    def _stop(self) -> None:
        trial, self._trial = self._trial, None
        if trial is not None:
            trial.cancel()
        self.bar.hide()
        self.trial.setEnabled(True)

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
