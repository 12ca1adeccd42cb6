"""The dialog that shows what an import would bring before anything is written."""

from annotator.ui.transfer.import_preview.dialog import ImportDialog, ImportWish

__all__ = ["ImportDialog", "ImportWish"]
