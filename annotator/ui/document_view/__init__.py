"""The reading surface. The only place where Qt positions (``qt_pos``, UTF-16) exist."""

from __future__ import annotations

from annotator.ui.document_view.view import DocumentView

__all__ = ["DocumentView"]
