"""Shows how far annotators agree: everybody with everybody, and two of them more closely."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.agreement import PairAgreement
from annotator.domain.agreement.over_time import Curve
from annotator.domain.wording import counted, filled
from annotator.operations.agreement import anchoring_report, over_time_report
from annotator.operations.agreement.agreement_measures import AgreementReport
from annotator.operations.agreement.agreement_report import (
    measures_of,
    remarks,
    warnings_of,
    whole,
)
from annotator.operations.agreement.metric_format import said
from annotator.ui.agreement import cells
from annotator.ui.agreement.cells import Cells
from annotator.ui.agreement.curve_view import CurveView
from annotator.ui.agreement.model import CellsModel
from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.tables import row_table

_MOST_ROWS = 6  # of the matrix, before it scrolls
_CELL_PX = 96


class AgreementDialog(QDialog):
    """One report. ``chosen`` is the uid of the article the person wants to see, if any;
    ``wants_gamma`` that it is to be measured again with gamma.
    """

    def __init__(
        self, parent: QWidget | None, report: AgreementReport, save: Callable[[], str]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("agreement_dialog")
        self.setWindowTitle(self.tr("Agreement"))
        self.resize(880, 640)
        self.chosen: str | None = None
        self.wants_gamma = False
        self._report = report
        self._save = save  # says what came of it
        self._articles: list[cells.ArticleRow] = []
        rows = QVBoxLayout(self)
        rows.setSpacing(10)
        rows.addWidget(_words(self._headline(), "agreement_headline"))
        rows.addLayout(self._measure_row())
        self.matrix = _table("agreement_matrix", self.tr("Annotators compared pairwise"))
        self.matrix.horizontalHeader().setMinimumSectionSize(_CELL_PX)
        self.matrix.setMaximumHeight(self._height(len(report.agreement.annotators)))
        self.matrix.setMinimumHeight(self._height(min(3, len(report.agreement.annotators))))
        rows.addWidget(self.matrix)
        self.about = _words("", "agreement_pair")
        rows.addWidget(self.about)
        rows.addWidget(self._tabs(), 1)
        self.saved = _words("", "agreement_saved")
        self.saved.hide()
        rows.addWidget(self.saved)
        rows.addWidget(self._buttons())
        self._show_matrix()
        self.matrix.setCurrentIndex(self.matrix.model().index(0, 2))
        self.matrix.setFocus()

    def _headline(self) -> str:
        agreement = self._report.agreement
        basis = self.tr("%1 finished by two or more annotators.")
        if self._report.left_out:
            basis += " " + self.tr("Left out: %2 finished by only one.")
        basis = filled(basis, counted(len(agreement.articles), "article"), self._report.left_out)
        means = "; ".join(
            f"{name} {said(m)}" for name, m in whole(self._report) if m.value is not None
        )
        means = f"{means[:1].upper()}{means[1:]}"
        return "\n".join(filter(None, (basis, means, remarks(self._report))))

    def _measure_row(self) -> QHBoxLayout:
        self.measure = QComboBox()
        self.measure.setObjectName("agreement_measure")
        for name, title in measures_of(self._report.agreement):
            self.measure.addItem(title, name)
        self.measure.currentIndexChanged.connect(self._show_matrix)
        label = QLabel(self.tr("&Measure"))
        label.setBuddy(self.measure)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.measure)
        row.addStretch(1)
        return row

    def _tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("agreement_tabs")
        self.labels = _table("agreement_labels", self.tr("Measures by label"))
        self.alphas = _table("agreement_alphas", self.tr("Alphas for unitizing"))
        self.confusion = _table("agreement_confusion", self.tr("Confusion matrix"))
        self.articles = _table("agreement_articles", self.tr("Articles, lowest agreement first"))
        self.articles.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.articles.activated.connect(self._on_article)
        self.tabs.addTab(self.labels, self.tr("By &label"))
        self.tabs.addTab(self.confusion, self.tr("&Confusion"))
        self.tabs.addTab(self.articles, self.tr("By &article"))
        self.tabs.addTab(self.alphas, self.tr("Al&phas"))
        if self._report.differences:
            told = "\n".join(map(str, self._report.differences))
            page = _words(told, "agreement_differences")
            page.setMargin(10)
            page.setAlignment(Qt.AlignmentFlag.AlignTop)
            self.tabs.insertTab(3, _scrolled(page), self.tr("Who &differs"))
        if self._report.curve is not None:
            self.tabs.addTab(self._over_time(self._report.curve), self.tr("Over &time"))
        swayed = cells.anchoring(self._report)
        if swayed is not None and self._report.anchoring is not None:
            self.swayed = _table("agreement_anchoring", anchoring_report.TITLE)
            self._fill(self.swayed, swayed)
            text = anchoring_report.note(self._report.anchoring)
            self.tabs.addTab(_with_note(self.swayed, text), self.tr("&Suggestions"))
        notes = _words("\n\n".join(warnings_of(self._report.agreement)), "agreement_notes")
        notes.setMargin(10)
        notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.tabs.addTab(notes, self.tr("What the &numbers mean"))
        return self.tabs

    def _over_time(self, curve: Curve) -> QWidget:
        self.over_time = _table("agreement_over_time", over_time_report.TITLE)
        self._fill(
            self.over_time, Cells(over_time_report.HEADS, list(over_time_report.words(curve)))
        )
        page = _with_note(self.over_time, over_time_report.note(curve))
        layout = page.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, CurveView(curve))
        return page

    def _buttons(self) -> QDialogButtonBox:
        buttons = dialog_buttons(Standard.Close, self)
        if not self._report.agreement.has_gamma:
            more = buttons.addButton(self.tr("With &gamma"), QDialogButtonBox.ButtonRole.ActionRole)
            more.setObjectName("agreement_gamma")
            more.setToolTip(self.tr("Also compute gamma, the slowest measure"))
            more.setAutoDefault(False)
            more.clicked.connect(self._on_gamma)
        saving = buttons.addButton(self.tr("Sa&ve report…"), QDialogButtonBox.ButtonRole.ActionRole)
        saving.setObjectName("agreement_save")
        saving.setAutoDefault(False)
        saving.clicked.connect(self._on_save)
        return buttons

    def _show_matrix(self) -> None:
        at = self.matrix.currentIndex()
        row, column = at.row(), at.column()
        self._fill(self.matrix, cells.matrix(self._report.agreement, self.measure.currentData()))
        self.matrix.selectionModel().currentChanged.connect(self._on_pair)
        self.matrix.setCurrentIndex(self.matrix.model().index(row, column))

    def _on_pair(self, at: QModelIndex) -> None:
        agreement = self._report.agreement
        if not at.isValid() or at.column() == 0:
            return
        names = agreement.annotators[at.row()], agreement.annotators[at.column() - 1]
        pair = cells.pair_of(agreement, *names)
        if pair is not None:
            self._show_pair(pair)

    def _show_pair(self, pair: PairAgreement) -> None:
        one, other = pair.pair
        text = self.tr("%1 and %2: %3 articles. Values of figures: %4. Names: %5.")
        told = (one, other, pair.articles, said(pair.figures), said(pair.names))
        self.about.setText(filled(text, *told))
        self._fill(self.labels, cells.by_label(pair, self._report.agreement))
        self._fill(self.alphas, cells.alphas(pair))
        self._fill(self.confusion, cells.confusion(pair, self._report.agreement.labels))
        self._articles = cells.by_article(self._report, pair)
        self._fill(self.articles, Cells(cells.ARTICLE_HEADS, [a.cells for a in self._articles]))

    def _on_save(self) -> None:
        text = self._save()
        self.saved.setText(text)
        self.saved.setVisible(bool(text))

    def _on_gamma(self) -> None:
        self.wants_gamma = True
        self.accept()

    def _on_article(self, at: QModelIndex) -> None:
        self.chosen = self._articles[at.row()].uid
        self.accept()

    def _fill(self, table: QTableView, shown: Cells) -> None:
        model = table.model()
        if not isinstance(model, CellsModel):
            model = CellsModel(table)
            table.setModel(model)
        model.show(shown)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if table is not self.matrix:
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _height(self, rows: int) -> int:
        line = self.matrix.verticalHeader().defaultSectionSize()
        return (min(rows, _MOST_ROWS) + 1) * line + 8


def _table(name: str, spoken: str) -> QTableView:
    table = row_table(name, spoken)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return table


def _words(text: str, name: str) -> QLabel:
    label = plain(name, text)
    return label


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    return area


def _with_note(table: QTableView, text: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(table, 1)
    note = _words(text, f"{table.objectName()}_note")
    note.setMargin(8)
    column.addWidget(note)
    return page
