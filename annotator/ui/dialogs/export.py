"""Asks what to export and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QSpinBox,
    QWidget,
)

from annotator.operations import exporting
from annotator.tasks import Progress
from annotator.workspace import Workspace
