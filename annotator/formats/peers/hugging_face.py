"""A data set as the ``datasets`` library loads it: JSON lines for each split, and a card.

Two configurations: articles with all that is said of them, and their tokens with numbered tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

import orjson

from annotator.domain.records import Record, flat
from annotator.formats import article_rows
from annotator.formats.article_rows import Shape
from annotator.formats.peers import hub_licences
from annotator.formats.peers.spacy import adjustment
from annotator.formats.reader import Source
from annotator.formats.writer import (
    BLANKS,
    Export,
    Writer,
    Written,
    json_lines,
    one_word,
    tagged,
)

_IN_SPANS = "overlaps a longer span: in `spans`, without tags"
_ROUNDED = "a number of its figure is written as the nearest double"
_SPLITS = {"train": "train", "dev": "validation", "test": "test"}
LINES = ("{}.jsonl", "tokens-{}.json")
"""The files of the articles and of their tokens, by the splits."""
_TOKEN_ROW = re.compile(rb'\{"id":"\d+","article":(?:null|"[^"]*"),"tokens":\[')

_META = article_rows.COLUMNS["meta"]
FEATURES: dict[str, Shape] = {
    "id": "string",
    **article_rows.COLUMNS,
    "tokens": ["string"],
    "ner_tags": ["string"],
    "meta": {**(_META if isinstance(_META, dict) else {}), "uid": "string"},
}
TOKENS: dict[str, Shape] = {
    "id": "string",
    "article": "string",
    "tokens": ["string"],
    "ner_tags": ["string"],
}
"""The columns of the tokens as they are written; the card says that the tags are class labels."""


def write(record: Record, number: int, part: str, files: tuple[str, str] = LINES) -> Written:
    """A line: the article with all spans, and tokens with tags for those that do not overlap."""
    text, told = record.article.text, article_rows.told_of(record)
    longest, overlapping = flat(record.spans)
    named, renamed = one_word(record, longest)
    bounds, tags = tagged(text, named)
    # Both lines hold them, so they are made JSON of once.
    parted = {
        "tokens": _json([text[start:end] for start, end in bounds]),
        "ner_tags": _json(tags),
    }
    row = article_rows.row(record, told)
    row["meta"]["uid"] = record.article.uid
    lines = (
        {"id": str(number), **row, **parted},
        {"id": str(number), "article": record.article.uid, **parted},
    )
    return Written(
        {
            form.format(_SPLITS[part]): orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
            for form, line in zip(files, lines, strict=True)
        },
        len(record.spans),
        [article_rows.expected(record, told)],
        [
            *(replace(item, done=f"{item.done} in `ner_tags`") for item in renamed),
            *(adjustment(record, span, _IN_SPANS) for span in overlapping),
            *(adjustment(record, span, _ROUNDED) for span in article_rows.rounded(record)),
        ],
    )


def _json(value: list[str]) -> orjson.Fragment:
    return orjson.Fragment(orjson.dumps(value))


def _again(source: Source) -> Iterator[bytes]:
    said = itemgetter("start", "end", "label", "id", "entity", "note", "figure", "text")
    for row in json_lines(source):
        yield article_rows.read_again(row["text"], map(said, row["spans"]))


def are_tokens(source: Source) -> bool:
    """Whether it is the file of a data set of this program that holds its tokens once more."""
    is_named = source.name in map(LINES[1].format, _SPLITS.values())
    return (is_named and _TOKEN_ROW.match(source.head) is not None) or _is_table(source)


def _is_table(source: Source) -> bool:
    if not source.head.startswith(b"PAR1"):
        return False
    beside = {f"tokens-{split}.parquet": f"{split}.parquet" for split in _SPLITS.values()}
    return source.name in beside and source.beside(beside[source.name]) is not None


# Said, not left to be found out: libraries take the first file's types for those of all, and a
# file in which nothing has, say, a source does not tell that sources are texts.
def _features(shapes: Mapping[str, Shape], indent: str) -> Iterator[str]:
    for name, shape in shapes.items():
        yield f"{indent}- name: {name}"
        match shape:
            case str():
                yield f"{indent}  dtype: {shape}"
            case [str() as member]:
                yield f"{indent}  sequence: {member}"
            case [dict() as members]:
                yield f"{indent}  list:"
                yield from _features(members, f"{indent}  ")
            case dict():
                yield f"{indent}  struct:"
                yield from _features(shape, f"{indent}  ")


def _tag_features(labels: Sequence[str]) -> Iterator[str]:
    yield from _features({"id": "string", "article": "string", "tokens": ["string"]}, "  ")
    yield "  - name: ner_tags"
    yield "    sequence:"
    yield "      class_label:"
    yield "        names:"
    tags = ["O", *(f"{kind}-{label}" for label in labels for kind in "BI")]
    for number, tag in enumerate(tags):
        yield f"          '{number}': {orjson.dumps(tag).decode()}"


def _configuration(name: str, file: str, splits: Sequence[str]) -> Iterator[str]:
    yield f"- config_name: {name}"
    yield "  data_files:"
    for split in splits:
        yield f"  - split: {split}"
        yield f"    path: {file.format(split)}"


def card(export: Export, files: tuple[str, str] = LINES) -> Mapping[str, bytes]:
    """The card, which says to the library where the splits lie and what their columns are."""
    splits = [split for split in _SPLITS.values() if files[0].format(split) in export.files]
    in_tags = sorted({BLANKS.sub("_", label) for label in export.used})
    configurations = [
        "configs:",
        *_configuration("articles", files[0], splits),
        "  default: true",
        *_configuration("tokens", files[1], splits),
    ]
    licence = export.definitions.licence if export.definitions else ""
    named = [f"  license: {orjson.dumps(licence).decode()}"] if licence else []
    front = [
        "task_categories:",
        "- token-classification",
        *hub_licences.front(licence),
        *(configurations if splits else ()),
        "dataset_info:",
        "- config_name: articles",
        *named,
        "  features:",
        *_features(FEATURES, "  "),
        "- config_name: tokens",
        *named,
        "  features:",
        *_tag_features(in_tags),
    ]
    whole = (
        "---\n" + "\n".join(front) + "\n---\n\n"
        "Two configurations: `articles`, which is the default, and "
        "`tokens`. `ner_tags` are IOB2 tags of `tokens`, for the spans that do not overlap: texts "
        "in `articles`, class labels in `tokens`. `spans` holds all spans, with offsets in code "
        "points of `text`.\n\n" + export.card
    )
    return {"README.md": whole.encode()}


WRITER = Writer(
    name="huggingface",
    title="Hugging Face data set",
    write=write,
    again=_again,
    holds=article_rows.HOLDS,
    tokens=True,
    splits=True,
    limits=(
        "In `datasets`, a column in which every text is a day or a time, as "
        "`meta.published` may be, comes out as “2019-05-03 00:00:00”, and a time in UTC without "
        "its zone; the files hold it as it is. In the format huggingface-parquet it stays a text.",
    ),
    beside=card,
)
