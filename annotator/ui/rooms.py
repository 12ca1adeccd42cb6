"""The rooms of the window, in one place: a new feature is a folder and its lines here."""

from __future__ import annotations

from annotator.ui.agreement.actions import ROWS as AGREEMENT
from annotator.ui.annotating.actions import ROWS as ANNOTATING
from annotator.ui.guidelines.actions import ROWS as GUIDELINES
from annotator.ui.project.actions import ROWS as PROJECT
from annotator.ui.queue.actions import ROWS as QUEUE
from annotator.ui.review.actions import ROWS as REVIEW
from annotator.ui.shell.actions import ROWS as SHELL
from annotator.ui.transfer.actions import ROWS as TRANSFER

ROWS = (*SHELL, *ANNOTATING, *QUEUE, *REVIEW, *AGREEMENT, *TRANSFER, *GUIDELINES, *PROJECT)
