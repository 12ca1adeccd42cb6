"""A data set as the ``datasets`` library loads it: JSON lines for each split, and a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson

from annotator.domain.records import Record
from annotator.formats import jsonl
from annotator.formats.writer import (
    Writer,
    Written,
    by_reader,
    facts,
    fingerprint,
    one_word,
    side_by_side,
    tagged,
)

_SPLITS = {"train": "train", "dev": "validation", "test": "test"}


def write(record: Record, number: int, part: str) -> Written:
    """A line: the text, all spans, and tokens with tags for those that do not overlap."""
    text = record.article.text
    spans, adjusted = one_word(record, record.spans)
    flat, given_up = side_by_side(record)
    overlapping = [item for item in given_up if "overlaps" in item.done]
    tags = tagged(text, flat)
    row = {
        "id": str(number),
        "text": text,
        "tokens": [text[token.start : token.end] for token, _ in tags],
        "ner_tags": [tag for _, tag in tags],
        "spans": [{"start": s.start, "end": s.end, "label": s.label} for s in spans],
        "meta": facts(record),
    }
    return Written(
        {f"{_SPLITS[part]}.jsonl": orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)},
        len(spans),
        [fingerprint(text, spans)],
        [*adjusted, *overlapping],
    )


def _card(labels: Sequence[str]) -> Mapping[str, bytes]:
    files = "".join(
        f"      - split: {split}\n        path: {split}.jsonl\n" for split in _SPLITS.values()
    )
    names = "".join(f"- {label}\n" for label in labels)
    card = (
        "---\ntask_categories:\n  - token-classification\nconfigs:\n  - config_name: default\n"
        f"    data_files:\n{files}---\n\n# Annotated articles\n\n`ner_tags` are IOB2 tags of "
        "`tokens`, for the spans that do not overlap; `spans` holds all of them, with offsets in "
        f"code points of `text`.\n\nLabels:\n\n{names}"
    )
    return {"README.md": card.encode(), **{f"{split}.jsonl": b"" for split in _SPLITS.values()}}


WRITER = Writer(
    name="huggingface",
    title="Hugging Face data set",
    write=write,
    again=by_reader(jsonl.READER),
    splits=True,
    beside=_card,
)
