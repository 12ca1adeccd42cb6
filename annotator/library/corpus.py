"""Suggested spans for a corpus on many processes or machines, as tasks of Dask."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.errors import InputError
from annotator.domain.figures import VERBATIM
from annotator.library.texts import loaded
from annotator.nlp.suggesters.registry import DEFAULT, SuggesterError
from annotator.operations.suggesting import suggest_parts
from annotator.operations.suggesting.suggest_parts import PART_BYTES, Part, PartReport

__all__ = ["PartReport", "suggest_corpus"]

if TYPE_CHECKING:
    from dask.delayed import Delayed

_LACKING = (
    "Dask is not installed; install annotator with what it needs: pip install annotator[dask]"
)
_one_at_a_time = threading.Lock()


def suggest_corpus(
    files: Iterable[str | PathLike[str]],
    folder: str | PathLike[str],
    *,
    pipeline: str = DEFAULT,
    policy: str = VERBATIM.name,
    part_bytes: int = PART_BYTES,
) -> list[Delayed]:
    """Tasks that write the records of files again with suggested spans, in parts to a folder.

    Nothing is read before they are computed, on any scheduler of Dask. Files are JSON lines or
    Parquet tables with “text”, and what is written is of the same kind, in order of its names;
    files and folder must lie where every worker sees them. A part that is there is not made again.
    The result of each is a `PartReport`. ``pipeline`` and ``policy`` are those of `suggest`.

    Raises InputError where a file cannot be read, or the folder was begun otherwise, and
    SuggesterError where the pipeline cannot be loaded.
    """
    try:
        from dask.delayed import delayed
    except ImportError as error:
        raise InputError(_LACKING) from error
    parts = suggest_parts.parts_of(map(Path, files), Path(folder), part_bytes)
    suggester = loaded(pipeline)
    said = suggester.name, suggester.version
    suggest_parts.begin(
        Path(folder), parts, pipeline=said[0], version=said[1], policy=policy, part_bytes=part_bytes
    )
    made = delayed(_make, pure=False, traverse=False)
    return [made(part, pipeline, policy, said) for part in parts]


def _make(part: Part, pipeline: str, policy: str, said: tuple[str, str]) -> PartReport:
    with _one_at_a_time:  # a pipeline is no thing for several threads
        suggester = loaded(pipeline)
        here = suggester.name, suggester.version
        if here != said:
            raise SuggesterError(
                f"The corpus was begun with {' '.join(said)}, and a worker has {' '.join(here)}; "
                "install the same on all of them."
            )
        return suggest_parts.suggest_part(part, suggester, policy=policy)
