"""The pipeline that comes with the program, when it is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annotator.domain.labels import DEFAULT_LABELS
from annotator.nlp.suggesters.pipelines import PipelineSuggester, describe, load_folder
from annotator.nlp.suggesters.registry import Kind, SuggesterError, SuggesterInfo, register
from annotator.resources import resource


def _folder() -> Path:
    return resource("pipeline")


def _describe() -> SuggesterInfo | None:
    if not (_folder() / "meta.json").is_file():
        return None
    info = describe(_folder(), Kind.SHIPPED.value, Kind.SHIPPED)
    # The network has helper labels, which never come out of the pipeline.
    ours = {label.name for label in DEFAULT_LABELS}
    return replace(info, labels=tuple(label for label in info.labels if label in ours))


@register(Kind.SHIPPED, describe=_describe)
def shipped() -> PipelineSuggester:
    """The shipped pipeline. Raises SuggesterError when the program came without one."""
    if _describe() is None:
        raise SuggesterError("This program came without a pipeline; use “rules” instead.")
    return load_folder(_folder(), name=Kind.SHIPPED.value)
