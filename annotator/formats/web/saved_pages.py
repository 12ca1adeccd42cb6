"""Pages that browsers saved whole: beside the page lies a folder, named like it, of the pictures,
styles and frames that belong to it. Reads nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from annotator.domain.records import ImportIssue
from annotator.domain.wording import counted

# How browsers and office programs end the name of that folder, in the languages they come in.
_ENDINGS = (
    *("_files", ".files", "-dateien", "_archivos", "_fichiers", "_arquivos", "_ficheiros", "-file"),
    *("_file", "-bestanden", "_bestanden", "-filer", "_filer", "_tiedostot", "_soubory", "_súbory"),
    *("_pliki", "_elemei", "_fitxategiak", "_fitxers", "_failid", "_fails", "_bylos", "_datoteke"),
    *("_fajlovi", "_fișiere", "_dosyalar", "_файлы", "_файли", "_файлове", "_ملفات", "_文件"),
)
_PAGES = (".html", ".htm", ".xhtml", ".shtml")


def page_names(folder: str) -> list[str]:
    """What the page may be called that a folder of this name belongs to, as `plain` has it."""
    name = plain(folder)
    stems = [name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)]
    return [stem + suffix for stem in stems if stem for suffix in _PAGES]


def plain(name: str) -> str:
    """A name as it is compared: some systems take names apart, or pass over their case."""
    return unicodedata.normalize("NFC", name).casefold()


class PartsOfPages:
    """Counts the files in folders that belong to pages, for one sentence about all of them."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}

    def take(self, folder: str, files: int) -> None:
        """Count the files in a folder, whose name issues call it by."""
        self._files[folder] = self._files.get(folder, 0) + files

    def note(self, whole: str | None = None) -> Iterator[ImportIssue]:
        """What there is to say, if anything; of ``whole``, or else of the only folder or of all."""
        folders = [folder for folder, files in self._files.items() if files]
        if not folders:
            return
        files = counted(sum(self._files.values()), "file")
        if whole is not None:
            files += f" in {folders[0]}" if len(folders) == 1 else _such(folders)
            advice = "unpack it and import such a folder by itself"
        elif len(folders) == 1:
            files, whole, advice = f"its {files}", folders[0], "import it by itself"
        else:
            files, whole, advice = files + _such(folders), "saved pages", "import one by itself"
        reason = (
            f"{files} belong to a web page that was saved with them and were not imported; "
            f"{advice} if there are articles in it"
        )
        yield ImportIssue(whole, None, reason, loss=False)


def _such(folders: list[str]) -> str:
    return f" in {len(folders):,} folders such as {folders[0]}"
