"""The article among the lines of a page, found by trafilatura where it is installed, and what is
said of how it was found.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Sequence

from annotator.domain.text import is_blank
from annotator.formats.many_articles import count_of
from annotator.formats.web.html_lines import Missing, PageLines, missing
from annotator.formats.web.page_line import Line
from annotator.formats.web.story import apart, completed, rows_apart

_MOST_LACKING = 1 / 3  # of the story of a page, in what is taken for its article,
_LITTLE = 400  # and it is no longer than so many characters
UNSAID = 0.1  # of what can be read on a page may be left out without a note
WAS_LEFT_OUT = (
    "was left out because it does not seem to belong to the article; the page itself is kept"
)

_WITHOUT = (
    "the article was taken out of the page by simple rules, since trafilatura is not installed; "
    "install the program again to have menus and the like told apart better"
)


def article_in(html: str, lines: PageLines, seen: Sequence[Line]) -> tuple[str, list[str], Missing]:
    """The article of a page whose lines are ``seen``, what there is to say about it, and what it
    lacks.
    """
    if importlib.util.find_spec("trafilatura") is not None:
        return _found_in(html, lines, seen)
    text = "\n".join(lines)
    return text, [_WITHOUT], missing(seen, text)


def _found_in(html: str, lines: PageLines, seen: Sequence[Line]) -> tuple[str, list[str], Missing]:
    """The article found in a page, what there is to say about it, and what it lacks; where hardly
    anything was found of what people read, or the page holds several articles, all lines.

    The library takes the first part of a page that is named like an article.
    """
    text = _extracted(html)
    if text is None:
        note = "no article was recognised in the page, so all of its lines were imported"
        text = "\n".join(lines)
        return text, [note], missing(seen, text)
    text = "\n".join(completed(apart(rows_apart(text.split("\n")), seen), seen))
    lacks = missing(seen, text)
    whole = "\n".join(line.text for line in seen if not line.is_beside)
    is_little = lacks.story > _MOST_LACKING and len(text) < _LITTLE
    if lacks.story == 0 or not (is_little or count_of(whole) > 1):
        return text, [], lacks
    note = (
        f"the article found in it lacked {_share(lacks)}, so all of its lines were imported, "
        "menus apart"
    )
    return whole, [note], missing(seen, whole)


def left_out(lacks: Missing) -> list[str]:
    if lacks.share <= UNSAID:
        return []
    return [f"{_share(lacks)} {WAS_LEFT_OUT}"]


def _share(lacks: Missing) -> str:
    return f"{lacks.share:.0%} of the text of its {lacks.of} paragraphs"


def _extracted(html: str) -> str | None:
    import trafilatura

    # It logs every page it finds nothing in; that is said in an issue.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(
            html, include_comments=False, include_tables=True, include_images=False
        )
    except (ValueError, LookupError, AssertionError, RecursionError, AttributeError, TypeError):
        return None  # a page so damaged that it trips the library over
    return text if isinstance(text, str) and not is_blank(text) else None
