"""The room of agreement: how far annotators agree, in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.agreement.actions import ROWS
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class AgreementRoom(Room):
    """One action and its report."""

    rows = ROWS

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.agreement.open_agreement import OpenAgreement

        return OpenAgreement
