"""The words of a piece of HTML, as services and feeds put it into a field. Guesses no article."""

from __future__ import annotations

import html
import re

from annotator.formats.web.html_lines import PageLines

_TAG = re.compile(
    r"(?i)</(?:p|b|i|a|div|span|strong|em|u|ul|ol|li|h[1-6]|blockquote|td|tr|table|figure|article"
    r"|section|sup|sub|font|center|pre|small)\s*>|<(?:br|hr|p|img)\b[^<>]{0,2000}>"
)
_REFERENCE = re.compile(
    r"&(?:nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip|laquo|raquo|euro|pound"
    r"|[a-zA-Z](?:acute|grave|uml|circ|tilde|cedil|ring)|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
)


def has_markup(text: str) -> bool:
    """Whether a text was taken out of a page as it stands there: with tags or references."""
    return ("<" in text and _TAG.search(text) is not None) or (
        "&" in text and _REFERENCE.search(text) is not None
    )


def words_of(markup: str) -> str:
    """What a reader would see of it, a paragraph a line, parted by empty ones.

    Markup that was written as text (``&lt;p&gt;``, ``&amp;quot;``) is read as what it was.
    """
    if "<" not in markup or not _TAG.search(markup):
        text = html.unescape(markup).replace("\xa0", " ")
        return words_of(text) if text != markup and has_markup(text) else text
    lines = PageLines(lambda: [markup]).whole()
    return "\n\n".join(line.text for line in lines)


def headline_of(text: str) -> str:
    """The words of a title or a name on one line, as they are where there is no markup."""
    return " ".join(words_of(text).split()) if has_markup(text) else text
