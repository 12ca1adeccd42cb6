"""A data set as the ``datasets`` library loads it: JSON lines for each split, and a card."""

from __future__ import annotations

from collections.abc import Mapping

import orjson

from annotator.domain.outgoing import Content
from annotator.domain.records import Record, flat
from annotator.formats.json import jsonl
from annotator.formats.peers.spacy import adjustment
from annotator.formats.writer import (
    Export,
    Writer,
    Written,
    by_reader,
    fingerprint,
    metadata_of,
    one_word,
    tagged,
)

_IN_SPANS = "overlaps a longer span: in `spans`, without tags"
_SPLITS = {"train": "train", "dev": "validation", "test": "test"}


def write(record: Record, number: int, part: str) -> Written:
    """A line: the text, all spans, and tokens with tags for those that do not overlap."""
    text = record.article.text
    spans, adjusted = one_word(record, record.spans)
    chosen, overlapping = flat(spans)
    tags = tagged(text, chosen)
    row = {
        "id": str(number),
        "text": text,
        "tokens": [text[token.start : token.end] for token, _ in tags],
        "ner_tags": [tag for _, tag in tags],
        "spans": [{"start": s.start, "end": s.end, "label": s.label} for s in spans],
        "meta": metadata_of(record),
    }
    return Written(
        {f"{_SPLITS[part]}.jsonl": orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)},
        len(spans),
        [fingerprint(text, spans)],
        [*adjusted, *(adjustment(record, span, _IN_SPANS) for span in overlapping)],
    )


# Said, not left to be found out: libraries take the first file's types for those of all, and a
# file in which nothing has, say, a source does not tell that sources are texts.
_FEATURES = """\
dataset_info:
  features:
  - name: id
    dtype: string
  - name: text
    dtype: string
  - name: tokens
    sequence: string
  - name: ner_tags
    sequence: string
  - name: spans
    list:
    - name: start
      dtype: int64
    - name: end
      dtype: int64
    - name: label
      dtype: string
  - name: meta
    struct:
    - name: uid
      dtype: string
    - name: title
      dtype: string
    - name: source
      dtype: string
    - name: url
      dtype: string
    - name: published
      dtype: string
"""


def _card(export: Export) -> Mapping[str, bytes]:
    splits = [split for split in _SPLITS.values() if f"{split}.jsonl" in export.files]
    paths = "".join(f"  - split: {split}\n    path: {split}.jsonl\n" for split in splits)
    configs = f"configs:\n- config_name: default\n  data_files:\n{paths}" if splits else ""
    names = "".join(f"- {label}\n" for label in export.used)
    card = (
        f"---\ntask_categories:\n- token-classification\n{configs}{_FEATURES}---\n\n"
        "# Annotated articles\n\n`ner_tags` are IOB2 tags of `tokens`, for the spans that do not "
        "overlap; `spans` holds all of them, with offsets in code points of `text`.\n\n"
        f"Labels:\n\n{names}"
    )
    return {"README.md": card.encode()}


WRITER = Writer(
    name="huggingface",
    title="Hugging Face data set",
    write=write,
    again=by_reader(jsonl.READER),
    holds=frozenset({Content.METADATA, Content.OVERLAPS}),
    tokens=True,
    splits=True,
    beside=_card,
)
