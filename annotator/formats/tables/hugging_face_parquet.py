"""A data set for the ``datasets`` library in Parquet, whose columns are what they are: there a text
that is a day stays a text, which in JSON the library takes for a time.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from annotator.formats.peers import hugging_face
from annotator.formats.tables import parquet_writing

_FILES = ("{}.parquet", "tokens-{}.parquet")


def _pack(path: Path) -> None:
    are_tokens = path.name.startswith("tokens-")
    parquet_writing.pack(path, hugging_face.TOKENS if are_tokens else hugging_face.FEATURES)


WRITER = replace(
    hugging_face.WRITER,
    name="huggingface-parquet",
    title="Hugging Face data set in Parquet",
    write=partial(hugging_face.write, files=_FILES),
    again=parquet_writing.again,
    beside=partial(hugging_face.card, files=_FILES),
    limits=(),
    pack=_pack,
    needs="pyarrow",
)
