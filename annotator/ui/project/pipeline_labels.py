"""What becomes of each label of a pipeline, with how often it was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.pipelines import LabelCount, LabelTable
from annotator.domain.wording import counted, filled
from annotator.operations.importing.label_mapping import program_table
from annotator.ui.shell.widgets.choice_grid import ChoiceGrid

_DATE = "DATE"  # what the label map calls that which only helps to read numbers
_AS_IT_IS = "*"  # no choice: what the program does by itself


class PipelineLabels(ChoiceGrid):
    """The labels of one pipeline at a time."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__("pipeline_labels")
        self._labels = tuple(labels)
        self._known: dict[str, str] = {}
        self._is_ours = False

    @property
    def table(self) -> LabelTable:
        """Where the project differs from the program's label map, now."""
        program = {} if self._is_ours else program_table()
        chosen = {label: str(box.currentData()) for label, box in self.boxes.items()}
        rows = {
            label: target
            for label, target in chosen.items()
            if target not in (_AS_IT_IS, program.get(label, label if self._is_ours else None))
        }
        unseen = {label: known for label, known in self._known.items() if label not in chosen}
        return tuple(sorted((unseen | rows).items()))

    def show_labels(
        self, labels: Iterable[str], known: Mapping[str, str], *, is_ours: bool
    ) -> None:
        """Show the labels of a pipeline; ``known`` is what the project makes of some of them.

        With ``is_ours`` they are the project's unless it says otherwise.
        """
        self.clear()
        self._known, self._is_ours = dict(known), is_ours
        for label in (*labels, *(label for label in known if label not in labels)):
            self._add(label)
            self.names[label].setText(label)

    def show_counts(self, counts: Iterable[LabelCount]) -> None:
        """Show how many spans came with each label; 0 with those that are not among them."""
        spans = {item.label: item.count for item in counts}
        for label in spans:
            if label not in self.boxes:
                self._add(label)
        for label, name in self.names.items():
            text = counted(spans.get(label, 0), "span")
            name.setText(filled(self.tr("%1 · %2"), label, text))

    def _add(self, label: str) -> None:
        box = self.box(label)
        program = program_table().get(label)
        for name in self._labels:
            box.addItem(name, name)
        if program == _DATE and not self._is_ours:
            box.addItem(self.tr("no span, helps to read numbers"), _AS_IT_IS)
        box.addItem(self.tr("left out"), "")
        shown = self._known.get(label)
        if shown is None:
            shown = _AS_IT_IS if program == _DATE else label if self._is_ours else program
        place = box.findData(shown) if shown is not None else -1
        box.setCurrentIndex(place if place >= 0 else box.findData(""))
