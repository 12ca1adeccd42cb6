"""The loops beside which ``exports.py`` measures: the same rows by ``sqlite3``, the same records by
orjson, the same DocBin by spaCy alone.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from annotator.domain import tokens
from annotator.domain.splits import Split
from annotator.formats.peers import spacy
from annotator.nlp.tokenizer import mend_tokenizer
from annotator.store.project import create_project

SPLIT = Split.parse("80:10:10")
_ARTICLES = """
SELECT a.id, uid, title, source, url, published, sha256, text, status, extra FROM article a
JOIN article_text t ON t.article_id = a.id JOIN work w ON w.article_id = a.id ORDER BY a.id
"""
_SPANS = """
SELECT "start", "end", label.name, id, origin, figure, entity, note FROM annotation a
JOIN (SELECT id AS label_id, name FROM label) label USING (label_id)
WHERE article_id = ? ORDER BY "start", "end" DESC, label.name, id
"""


def plain_articles(path: Path) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    """The rows of each article and of its annotations."""
    with sqlite3.connect(path) as db:
        for article in db.execute(_ARTICLES):
            yield article, db.execute(_SPANS, article[:1]).fetchall()


def plain_jsonl(path: Path, out: Path, *, with_tokens: bool) -> None:
    with out.open("wb") as file:
        for article, rows in plain_articles(path):
            file.write(plain_line(article, rows, with_tokens=with_tokens))


def plain_line(
    article: tuple[Any, ...], rows: list[tuple[Any, ...]], *, with_tokens: bool
) -> bytes:
    _, uid, title, source, url, published, sha256, text, status, extra = article
    places = [match.span() for match in tokens._TOKEN.finditer(text)] if with_tokens else []
    firsts = {start: index for index, (start, _) in enumerate(places)}
    lasts = {end: index for index, (_, end) in enumerate(places)}
    spans = []
    for start, end, label, identifier, origin, figure, entity, note in rows:
        span = {"start": start, "end": end, "label": label, "text": text[start:end]}
        if with_tokens:
            span |= {"token_start": firsts[start], "token_end": lasts[end]}
        span |= {"id": identifier, "origin": origin}
        if label == "FIGURE":
            span["figure"] = orjson.loads(figure) if figure else None
        span |= {"entity": entity, "note": note}
        spans.append(span)
    record: dict[str, Any] = {"text": text, "spans": spans}
    if with_tokens:
        record["tokens"] = [
            {
                "text": text[start:end],
                "start": start,
                "end": end,
                "id": index,
                "ws": text[end : end + 1] == " ",
            }
            for index, (start, end) in enumerate(places)
        ]
    record["rejected"] = []
    record["meta"] = {
        **{"id": uid, "title": title, "source": source, "url": url, "published": published},
        **{"status": status, "flagged": False, "status_reason": None, "sha256": sha256},
        "offsets": "codepoint",
    }
    record |= {"relations": [], "_annotator_id": "ann", "_session_id": "ann"}
    record |= {"_view_id": "ner_manual", "answer": "accept", **orjson.loads(extra)}
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def plain_spacy(path: Path, folder: Path) -> None:
    """The same documents as the export makes, each into the file of its part."""
    from spacy.tokens import DocBin

    nlp = spacy.blank_english()
    mend_tokenizer(nlp)
    bins = {
        part: DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
        for part in ("train", "dev", "test")
    }
    for article, rows in plain_articles(path):
        doc = nlp.tokenizer(article[7])
        doc.spans["sc"] = [doc.char_span(*row[:2], label=row[2]) for row in rows]
        doc.ents = list(doc.spans["sc"])
        doc.user_data |= plain_user_data(article, rows)
        bins[SPLIT.part(article[6])].add(doc)
    for part, doc_bin in bins.items():
        (folder / f"{part}.spacy").write_bytes(doc_bin.to_bytes())


def plain_user_data(article: tuple[Any, ...], rows: list[tuple[Any, ...]]) -> dict[Any, Any]:
    """What an export says of an article with its document."""
    _, uid, title, source, url, published, _, _, status, _ = article
    known: dict[Any, Any] = {"uid": uid, "annotator": "ann"}
    known["meta"] = {
        **{"title": title, "source": source, "url": url, "published": published},
        **{"status": status, "flagged": False, "status_reason": None, "seconds": None},
    }
    known |= {"spans": [], "rejected": [], "figures": []}
    for start, end, label, identifier, _, figure, _, _ in rows:
        if figure:
            value, place = orjson.loads(figure), {"start": start, "end": end, "label": label}
            known["figures"].append({**place, "id": identifier, **value})
            known["._.", "figure", start, end] = value
    return known


def raw_rows(source: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that an import has written, by table, those first that others refer to."""
    names = (
        *("annotator", "article", "article_text", "article_summary", "article_signs"),
        *("annotation", "work", "tally", "work_version", "muted_range", "event"),
    )
    with sqlite3.connect(source) as db:
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        return {
            name: db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()
            for name in names
            if name in there
        }


def raw(rows: dict[str, list[tuple[Any, ...]]], target: Path) -> float:
    """Seconds of processor time of one executemany a table, with the full-text rows."""
    target.unlink(missing_ok=True)
    create_project(target).close()
    titles = {row[0]: row[4] for row in rows["article"]}
    full = [(row[0], titles[row[0]], row[1]) for row in rows["article_text"]]
    with sqlite3.connect(target, isolation_level=None) as db:
        db.execute("PRAGMA foreign_keys=ON")
        begun = time.process_time()
        db.execute("BEGIN IMMEDIATE")
        for name, values in rows.items():
            if values:
                marks = ", ".join("?" * len(values[0]))
                db.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
        db.executemany("INSERT INTO article_fts(rowid, title, text) VALUES (?, ?, ?)", full)
        db.execute("COMMIT")
        return time.process_time() - begun
