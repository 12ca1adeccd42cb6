"""Files that are no documents though they are called so: locks, links, leavings of systems."""

from __future__ import annotations

import re
from pathlib import PurePath

from annotator.formats.reader import Source

INSTEAD = {
    "save it as .docx and import that": (".doc", ".dot", ".wps", ".wpd"),
    "save it as .xlsx and import that": (".xls", ".xlsb"),
    "save it as PDF and import that": (".ppt", ".pptx", ".odp", ".xps", ".oxps", ".djvu"),
    "in Pages choose File, Export To, Word, and import that": (".pages",),
    "in Numbers choose File, Export To, Excel, and import that": (".numbers",),
    "in Keynote choose File, Export To, PDF, and import that": (".key",),
    "unpack it and import the folder": (".7z", ".rar", ".cab", ".iso", ".tar", ".tgz"),
    "unpack it and import what is in it": (".gz", ".bz2", ".xz", ".zst"),
    "export it as CSV and import that": (
        *(".dta", ".sav", ".zsav", ".por", ".sas7bdat", ".rds", ".rda", ".rdata", ".feather"),
        *(".mdb", ".accdb", ".sqlite", ".sqlite3"),
    ),
    "export its messages as MBOX or EML and import those": (".pst", ".ost", ".olm", ".dbx"),
    "convert it to EPUB and import that": (".mobi", ".azw", ".azw3", ".fb2"),
    "have it transcribed and import the text": (
        *(
            ".mp3",
            ".wav",
            ".m4a",
            ".ogg",
            ".opus",
            ".flac",
            ".mp4",
            ".mov",
            ".avi",
            ".mkv",
            ".webm",
        ),
    ),
    "have its text recognised (OCR) and import the text": (
        *(".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"),
    ),
}
"""What to do with a file of a kind that is not read, by how its name ends."""
OF_APPLE = frozenset({".pages", ".numbers", ".key"})
"""Documents that are archives, or folders, of parts that hold no plain text."""

_GOOGLE = {".gdoc": "Microsoft Word", ".gsheet": "Microsoft Excel", ".gslides": "PDF"}
LINKS = frozenset({".url", ".webloc", ".lnk", ".website", *_GOOGLE})
"""Endings of files that but say where a page or a document is."""
_TABLES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".json", ".jsonl", ".parquet"})
_LOCK = 1024  # bytes that a lock has at most
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "icon\r"})
_ABOUT = re.compile(
    r"(?i)(?:read[ _-]?me|lisez[ _-]?moi|l[ée]ame|leggimi|liesmich|licen[cs]e|copying"
    r"|code[ _-]?book|data[ _-]dictionary)(?:[ _.-]*v?[\d.]+|[ _.-][a-z]{2})?"
)
_X = re.compile(rb"\A\s*window\.YTD\.(\w+)\.part\d+\s*=")
_POSTS = frozenset({b"tweet", b"tweets", b"note_tweet", b"community_tweet", b"deleted_tweets"})


def why_set_aside(source: Source) -> str | None:
    """What a file is that nobody means to import, in words; None for any other. Raises OSError."""
    name = source.name.casefold()
    if name.startswith(("~$", ".~lock.")) and len(source.head) <= _LOCK:
        return "it is the lock file of an open document and holds no text"
    if name in _LEFT_BEHIND or source.head.startswith((b"\x00\x05\x16\x07", b"\x00\x05\x16\x00")):
        return "it holds notes of the operating system on a folder or file, and no text"
    of_x = _X.match(source.head)
    if of_x and of_x[1] not in _POSTS:
        part = of_x[1].decode("ascii", "replace")
        return f"it is “{part}” of an archive of X and holds no posts, which are in tweets.js"
    return None


def why_about_others(source: Source) -> str | None:
    """That a file tells of those beside it, by its name; None for any other, and for tables, whose
    columns say so.
    """
    if source.suffix in _TABLES or not _ABOUT.fullmatch(PurePath(source.name).stem):
        return None
    return "its name says that it describes other files; choose its kind to import it as an article"


def instead(suffix: str) -> str | None:
    """Why files with such an ending are not read, and what to do; None for others."""
    if suffix in _GOOGLE:
        return (
            "it is a link to a document on Google Drive and holds no text; open it, choose File, "
            f"Download, {_GOOGLE[suffix]}, and import that"
        )
    if suffix in LINKS:
        return "it is a link to a page and holds no text; open it, save the page and import that"
    for what, suffixes in INSTEAD.items():
        if suffix in suffixes:
            return f"files ending in {suffix} are not read; {what}"
    return None
