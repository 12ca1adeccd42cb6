"""What of a review is unfinished when something else is to come, and what is asked then."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.domain.adjudication import Why
from annotator.domain.wording import counted, filled
from annotator.ui.review.gold_editor import GoldEditor
from annotator.ui.shell.drafts import Typed


class Wish(Enum):
    """What is to become of gold that is being written."""

    TAKE = "take"
    DROP = "drop"
    STAY = "stay"


def ask_about_draft(parent: QWidget) -> Wish:
    """Ask before something else is shown in the place of a draft."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "annotator",
        _tr("Your edit is not applied yet."),
        parent=parent,
    )
    box.setObjectName("draft_question")
    take = box.addButton(_tr("Apply"), QMessageBox.ButtonRole.AcceptRole)
    drop = box.addButton(_tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_tr("Keep editing"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    box.deleteLater()
    clicked = box.clickedButton()
    return Wish.TAKE if clicked is take else Wish.DROP if clicked is drop else Wish.STAY


def signs_all_the_same(parent: QWidget, count: int) -> bool:
    """Whether an article is to be gold with so many conflicts that are not decided."""
    text = _tr("Not decided: %n. Save the article as gold without a decision?")
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "annotator",
        filled(text, counted(count, "conflict")),
        parent=parent,
    )
    box.setObjectName("sign_off_question")
    sure = box.addButton(_tr("Save as gold"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    box.deleteLater()
    return box.clickedButton() is sure


def typed_in(whys: Iterable[Why], draft: GoldEditor | None) -> list[Typed]:
    """What was written and decides nothing yet: comments, and gold."""
    comments = [why.comment for why in whys if why.comment]
    what = _tr("A comment on a conflict that is not decided")
    typed = [Typed(what, comment) for comment in comments]
    if draft is not None and draft.changed:
        text = "; ".join(f"{c.label} {c.start}–{c.end}" for c in draft.contents)
        typed.append(Typed(_tr("Your edit"), text))
    return typed


def _tr(text: str) -> str:
    return QCoreApplication.translate("Unfinished", text)
