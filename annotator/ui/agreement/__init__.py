"""How far annotators agree, in the window."""

from __future__ import annotations

from annotator.ui.agreement.actions import AgreementActions

__all__ = ["AgreementActions"]
