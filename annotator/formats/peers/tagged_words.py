"""Words with their tags behind them, as Stanford's recogniser writes them: “Kabul/LOCATION”, or a
word and its tag a line, parted by a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.domain.records import Item
from annotator.formats.peers.tagged_text import TAG, Tags, TokenText
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder

_TAGGED = re.compile(r"(\S*[^\s/])/([A-Z][A-Za-z_-]*)")
_A_LINE = re.compile(r"([^\t\n]+)\t([A-Z][A-Za-z_-]*)\s*")
_FEWEST, _OUTSIDE = 5, 0.3  # tokens, and the share of them that are no names
_MOST = 400  # tokens that are looked at
_WRITTEN = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}


def looks_like(source: Source) -> bool:
    """Whether all of its words have a tag behind them, and many of them say “no name”."""
    head = source.head.decode("utf-8", "ignore")
    return _are_tags([tag for _, tag in _slashed(head)]) or _are_lines(head)


def _slashed(text: str) -> list[tuple[str, str]]:
    words = text.split()[:_MOST]
    matches = [match for word in words if (match := _TAGGED.fullmatch(word))]
    return [(m[1], m[2]) for m in matches] if len(matches) >= 0.98 * len(words) else []


def _are_lines(text: str) -> bool:
    lines = [line for line in text.split("\n")[:_MOST] if line.strip()]
    if len(text) > 60_000:
        lines = lines[:-1]
    matches = [match for line in lines if (match := _A_LINE.fullmatch(line))]
    tags = [match[2] for match in matches]
    return len(matches) == len(lines) and _are_tags(tags) and not any("-" in tag for tag in tags)


def _are_tags(tags: list[str]) -> bool:
    outside = tags.count("O")
    return len(tags) >= _FEWEST and _OUTSIDE * len(tags) <= outside < len(tags)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a file; blank lines and line ends between words are line ends of its text.

    Raises InputError and OSError.
    """
    decoded = source.text()
    if decoded.note:
        yield source.issue(decoded.note, loss=False)
    text = decoded.text.removeprefix("\ufeff")
    is_lines = _are_lines(text[:65_536])
    tokens, tags = TokenText(), Tags()
    untagged: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            tokens.end_sentence()
            continue
        pair = _A_LINE.fullmatch(line) if is_lines else None
        words = [] if is_lines else line.split()
        pairs = [pair] if is_lines else [_TAGGED.fullmatch(word) for word in words]
        for place, match in enumerate(pairs):
            word, tag = (match[1], match[2]) if match else (line if is_lines else words[place], "O")
            if match is None:
                untagged.append(word)
            span = tokens.add(_WRITTEN.get(word, word.replace("\\/", "/")))
            tags.take(_prefixed(tag), *span, number)
        if not is_lines:
            tokens.end_sentence()
    tags.close()
    builder = RecordBuilder(tokens.text, file=source.file)
    builder.warn("its text was put together again from words with tags")
    if untagged:
        builder.warn(f"{len(untagged)} of its words have no tag, the first “{untagged[0][:40]}”")
    for start, end, label, line_number in tags.spans:
        builder.add(start, end, label, line=line_number)
    known = Metadata(encoding=decoded.encoding, extra={"file": source.name}, raw=source.bytes)
    yield from builder.items(known)


def _prefixed(tag: str) -> str:
    """A tag as IOB has it: words side by side with one tag are one name."""
    return tag if TAG.fullmatch(tag) else f"I-{tag}"


READER = Reader(
    name="tagged-words",
    title="Words with tags",
    suffixes=frozenset(),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
