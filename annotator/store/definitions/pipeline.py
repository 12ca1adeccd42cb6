"""What suggests in a project: its pipeline, the version that read last, and its label map."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from annotator.domain.pipelines import LabelTable, PipelineChoice
from annotator.store.definitions.former_labels import former_labels
from annotator.store.mapping import label_ids
from annotator.store.project_settings import (
    PIPELINE,
    PIPELINE_LABELS,
    PIPELINE_VERSION,
    fact,
    set_fact,
)


def pipeline(connection: Connection) -> PipelineChoice:
    """What suggests in the project. A label map that cannot be read is none.

    Where a label it names has another name now, that stands in it, and "" for a deleted one.
    """
    name, version = fact(connection, PIPELINE), fact(connection, PIPELINE_VERSION)
    now = dict(former_labels(connection)) | {label: label for label in label_ids(connection)}
    table = _labels(fact(connection, PIPELINE_LABELS))
    labels = tuple((theirs, now.get(ours, ours)) for theirs, ours in table)
    return PipelineChoice(name or None, version or None, labels)


def set_pipeline(connection: Connection, choice: PipelineChoice) -> None:
    """Let this suggest in the project from now on."""
    rows = {
        PIPELINE: choice.name or "",
        PIPELINE_VERSION: choice.version or "",
        PIPELINE_LABELS: json.dumps(dict(choice.labels), ensure_ascii=False)
        if choice.labels
        else "",
    }
    for key, value in rows.items():
        if value != (fact(connection, key) or ""):
            set_fact(connection, key, value)


def _labels(value: str | None) -> LabelTable:
    try:
        table = json.loads(value or "{}")
    except (ValueError, RecursionError):
        return ()
    pairs = table.items() if isinstance(table, dict) else ()
    return tuple((theirs, ours) for theirs, ours in pairs if isinstance(ours, str))
