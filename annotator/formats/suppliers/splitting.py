"""Takes downloads of many articles apart, by what their supplier writes in each of them.

Nothing of a text is lost: what stands above and below an article is kept in its data.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from annotator.domain.records import Item, Record
from annotator.domain.text import TITLE_LIMIT, guess_title, is_blank, normalise
from annotator.domain.values import NewArticle
from annotator.formats.reader import Source
from annotator.formats.suppliers import (
    asked_for,
    defacto,
    ebsco,
    europresse,
    factiva,
    mail_digest,
    newsbank,
    nexis,
    nexis_uni,
    proquest,
)
from annotator.formats.suppliers.part import (
    COPYRIGHT,
    Part,
    Supplier,
    without_address,
    without_blank,
)

SUPPLIERS: tuple[Supplier, ...] = (
    nexis.SUPPLIER,
    nexis_uni.SUPPLIER,
    nexis_uni.LOADED,
    factiva.SUPPLIER,
    proquest.NUMBERED,
    proquest.RULED,
    ebsco.SUPPLIER,
    europresse.SUPPLIER,
    newsbank.SUPPLIER,
    defacto.SUPPLIER,
    mail_digest.SUPPLIER,
)
_STORY = 200  # characters from which on what stands behind the last end may be an article
_FEWEST = 0.75  # of the words that an article says it has, and it is cut short
_SLACK = 8  # words
_IDEOGRAPH = re.compile("[\u3040-\u9fff]")  # each counts as a word
_COUNTED = re.compile(r" (?<=\d )(?:of|von|van|de|di|sur|/) \d")
# All begin with a letter, so that a page is searched for a few letters.
_TRACE = re.compile(
    r"End of Document|Fin du document|Ende des Dokuments|Load-Date|ProQuest|Record|vom \d"
    r"|news[·•.]\d{8}|pub[·•.]\d{8}|doc[·•.]\d{8}"
    + "".join(
        rf"|{document}[ :：]? ?[A-Za-z][A-Za-z0-9]{{2,11}}\d{{8}}"
        for document in ("Document", "Dokument", "Documento", "Документ", "文件", "文档", "文書")
    )
)
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"\b(?:\w++\W++){7}|[。！？]")
_FIELD = re.compile(r"\s*[^\W\d_][^:.\n]{0,40}:")


@dataclass(frozen=True, slots=True)
class Split:
    """A text taken apart: whose download it is, ``[start, end)`` of each article, and of what
    stands before the first and behind the last.
    """

    supplier: Supplier
    pieces: Sequence[tuple[int, int]]
    cover: tuple[int, int]
    rest: tuple[int, int]
    total: int | None = None


def may_be_download(html: str) -> bool:
    """Whether a page is worth a closer look: it has anywhere what some supplier writes."""
    return _COUNTED.search(html) is not None or _TRACE.search(html) is not None


def split(text: str) -> Split | None:
    """How a text falls into articles; None where it is no download of a known supplier."""
    best: Split | None = None
    for supplier in SUPPLIERS:
        marks = list(supplier.mark.finditer(text))
        if len(marks) <= (0 if best is None else len(best.pieces)):
            continue
        if supplier.needs and not supplier.needs.search(text):
            continue
        if len(marks) == 1 and not (supplier.alone and supplier.alone.search(text)):
            continue
        cut = _cut(text, supplier, marks)
        if best is None or len(cut.pieces) > len(best.pieces):
            best = cut
    return best


def articles(
    source: Source, text: str, *, encoding: str, split_at: str | None = None
) -> Iterator[Item] | None:
    """The articles of a download, or of a text that a person wants ``split_at`` the lines that
    begin with some words; None for a text that is neither.
    """
    cut = split(text) if split_at is None else _at(text, split_at)
    return None if cut is None else items(source, text, cut, encoding=encoding)


def _at(text: str, words: str) -> Split | None:
    asked = asked_for.supplier(words)
    marks = list(asked.mark.finditer(text))
    return _cut(text, asked, marks) if len(marks) > 1 else None


def _cut(text: str, supplier: Supplier, marks: Sequence[re.Match[str]]) -> Split:
    edges = [mark.end() if supplier.ends else mark.start() for mark in marks]
    whole = len(text)
    cover, rest = (0, 0), (whole, whole)
    if not supplier.ends:
        cover, edges = (0, edges[0]), [*edges, whole]
    elif _is_article(supplier, text[edges[-1] :]):  # the last one lacks its end
        edges = [0, *edges, whole]
    else:
        rest, edges = (edges[-1], whole), [0, *edges]
    bounds = pairwise(edges)
    pieces: list[tuple[int, int]] = []
    for start, end in bounds:
        if _says(supplier, text[start:end]) or not pieces:
            pieces.append((start, end))
        else:  # nothing but a mark
            pieces[-1] = pieces[-1][0], end
    if supplier.is_each and supplier.needs:
        while len(pieces) > 1 and not supplier.needs.search(text, *pieces[-1]):
            rest = pieces.pop()[0], rest[1]
        while len(pieces) > 1 and not supplier.needs.search(text, *pieces[0]):
            cover = cover[0], pieces.pop(0)[1]
    said = Counter(int(mark["total"]) for mark in marks if "total" in mark.groupdict())
    return Split(supplier, pieces, cover, rest, said.most_common(1)[0][0] if said else None)


def _is_article(supplier: Supplier, text: str) -> bool:
    own = supplier.alone or supplier.needs
    return len("".join(text.split())) >= _STORY and own is not None and bool(own.search(text))


def _says(supplier: Supplier, piece: str) -> bool:
    return not is_blank(supplier.mark.sub("", piece))


def items(
    source: Source, text: str, cut: Split, *, encoding: str, headings: Set[str] = frozenset()
) -> Iterator[Item]:
    """The articles of a download, and what there is to say about them."""
    short: list[tuple[str, int, int]] = []
    below: list[str] = []
    count = 0
    for number, (start, end) in enumerate(cut.pieces, 1):
        part = _read(cut.supplier, text[start:end].strip("\n").split("\n"), headings)
        stored = normalise(part.text).text
        if is_blank(stored):
            continue
        count += 1
        cover = text[slice(*cut.cover)] if count == 1 else ""
        rest = text[slice(*cut.rest)] if number == len(cut.pieces) else ""
        around = {"cover": [cover], "head": part.head, "foot": [*part.foot, rest]}
        article = _article(part, stored, encoding, _extra(source, cut, part, count, around))
        there = len(_WORD.findall(part.text)) + len(_IDEOGRAPH.findall(part.text))
        if part.words is not None and there < _FEWEST * part.words - _SLACK:
            short.append((article.title, part.words, there))
        elif _prose(part.foot) > there:
            below.append(article.title)
        yield Record(article, file=source.file)
    yield from (source.issue(note, loss=False) for note in _notes(cut, count, short, below))


def _read(supplier: Supplier, lines: Sequence[str], headings: Set[str]) -> Part:
    """One article; with all of its lines in the text where any would be lost."""
    part = without_address(supplier.read(lines, headings))
    if is_blank(part.text):
        return replace(part, text="\n".join(lines), head=(), foot=())
    kept = Counter(_WORD.findall("\n".join([part.text, *part.head, *part.foot])))
    if Counter(_WORD.findall("\n".join(lines))) - kept:
        return replace(part, text="\n".join(lines), head=(), foot=())
    return part


def _prose(lines: Sequence[str]) -> int:
    """The words of the lines that read as sentences, not as names of fields or rights."""
    return sum(
        len(_WORD.findall(line))
        for line in lines
        if _SENTENCE.search(line) and not (_FIELD.match(line) or COPYRIGHT.match(line))
    )


def _notes(
    cut: Split, count: int, short: Sequence[tuple[str, int, int]], below: Sequence[str]
) -> Iterator[str]:
    if cut.supplier.name == asked_for.NAME:
        yield f"it was split into {count} articles, as you said"
    elif count > 1:
        yield f"it is a download from {cut.supplier.name} and was split into its {count} articles"
    if cut.total is not None and count < cut.total:
        yield f"it says that it has {cut.total} articles, but {count} are in it"
    if short:
        title, said, there = short[0]
        which = "one of its articles is" if len(short) == 1 else f"{len(short)} of its articles are"
        yield (
            f"{which} shorter than said there, the first “{title}” with {there} words instead of "
            f"{said}"
        )
    if below:
        which = "one of its articles" if len(below) == 1 else f"{len(below)} of its articles"
        yield (
            f"{which} has less text than what was taken for notes below it, the first "
            f"“{below[0]}”; those lines are kept in its data as “foot”: compare it with the file"
        )


def _extra(
    source: Source, cut: Split, part: Part, number: int, around: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    extra: dict[str, object] = {"file": source.name, "part": number}
    if cut.supplier.name != asked_for.NAME:
        extra["supplier"] = cut.supplier.name
    if part.author:
        extra["author"] = normalise(part.author).text
    for name, lines in around.items():
        kept = without_blank("\n".join(lines).split("\n"))
        if kept:
            extra[name] = normalise("\n".join(kept)).text
    return extra


def _article(part: Part, text: str, encoding: str, extra: Mapping[str, object]) -> NewArticle:
    title = normalise(" ".join((part.title or "").split())).text or guess_title(text)
    if len(title) > TITLE_LIMIT:
        title = title[: TITLE_LIMIT - 1].rstrip() + "…"
    return NewArticle(
        text=text,
        title=title,
        source=normalise(part.source).text if part.source else None,
        url=part.url and normalise(part.url).text,
        published=part.published,
        encoding=encoding,
        extra=extra,
    )
