"""Who suggested a span and why, as an analyst would say it. What is not known stays as it is."""

from __future__ import annotations

import re

from annotator.domain.answering import IMPORTED
from annotator.domain.names import PROJECT

_SOURCES = {"shipped": "the shipped pipeline", "rules": "the rules of the program"}

_FIGURES = {"number": "read as a number", "money": "read as money", "percent": "read as a share"}
_LISTS = {PROJECT: "names of the project", "damaged": "names with lost letters"}
_AROUND = {"context", "evidence", "tag", "people"}
_LISTED = re.compile(r"gazetteer (?P<list>.+?): (?P<name>.+)")


def source_words(source: str, version: str) -> str:
    """A suggester in words: “the shipped pipeline 1.0.0”, “en_core_web_sm 3.8.0”; the team's names
    that it works with are no part of its version.
    """
    plain = version.partition("+names.")[0]
    if source.startswith(IMPORTED):
        return f"the file {source.removeprefix(IMPORTED)}"
    return f"{_SOURCES.get(source, source)} {plain}".rstrip()


def rule_words(rule: str | None) -> str:
    """What found a span, and whether rules changed it afterwards; "" where nothing is to be said.

    A rule is kept as what found the span and, behind a + each, what changed it: “gazetteer
    countries: Myanmar+head”.
    """
    origin, *changes = (rule or "").split("+")
    listed = _LISTED.fullmatch(origin)
    words = origin
    if listed is not None:
        kind = _LISTS.get(listed["list"], listed["list"].replace("-", " "))
        words = f"listed under {kind} as “{listed['name']}”"
    elif origin == "model":
        words = ""
    elif origin.startswith("figures "):
        words = _FIGURES.get(origin.removeprefix("figures "), "read as a figure")
    elif origin.split(" ")[0] in _AROUND:
        words = "recognised by the words around it"
    if "head" in changes:
        changes = [change for change in changes if change != "head"]
        words = ", ".join(filter(None, (words, "with the noun behind it")))
    if changes:
        words = ", ".join(filter(None, (words, "fitted to the guidelines")))
    return words
