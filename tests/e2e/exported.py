"""What an export should hold, worked out from keys and suggestions, and what it does hold."""

from __future__ import annotations

import json
from pathlib import Path

from e2e.driver import Driver, Sample, run_command, wait

from annotator.domain.state import ArticleState
from annotator.domain.tokens import Token, tokenise
from annotator.domain.values import Suggestion

Span = tuple[int, int, str, str]  # start, end, label, origin
Range = tuple[int, int, str]


def span(item: Suggestion, origin: str = "accepted") -> Span:
    """A suggestion as the export shows it once it is an annotation."""
    return item.start, item.end, item.label, origin


def lone(state: ArticleState) -> list[Suggestion]:
    """The waiting suggestions that share no code point with another, in text order."""
    waiting = state.waiting
    return [
        one
        for one in waiting
        if not any(
            other.start < one.end and one.start < other.end for other in waiting if other is not one
        )
    ]


def free_runs(state: ArticleState, count: int) -> list[list[Token]]:
    """Runs of ``count`` words on one line that are not muted, touch no suggestion, begin and end in
    letters.
    """
    tokens = tokenise(state.text)
    runs = [tokens[at : at + count] for at in range(len(tokens) - count + 1)]
    return [run for run in runs if _is_free(state, run)]


def _is_free(state: ArticleState, run: list[Token]) -> bool:
    start, end = run[0].start, run[-1].end
    edges = state.text[start : run[0].end] + state.text[run[-1].start : end]
    taken = (*state.suggestions, *state.muted)
    touched = any(item.start < end and start < item.end for item in taken)
    return edges.isalpha() and "\n" not in state.text[start:end] and not touched


def finish(window: Driver, sample: Sample, article: int) -> None:
    """Wait until an article is done, then close the window."""
    wait(lambda: str(sample.state(article).status) == "done", "the article is done")
    window.press("ctrl+q")
    assert window.wait_for_end() == 0, window.said()


def export(sample: Sample, out: Path) -> list[dict]:
    """The records of the finished articles, boilerplate included: offsets are as on the screen."""
    wishes = ("--format", "jsonl", "--muted", "keep", "--annotator", sample.annotator)
    done = run_command("export", sample.project.path, out, *wishes)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def spans_in(record: dict) -> set[Span]:
    """The spans of a record, proved against its text."""
    for item in record["spans"]:
        assert record["text"][item["start"] : item["end"]] == item["text"]
    return {(item["start"], item["end"], item["label"], item["origin"]) for item in record["spans"]}


def rejected_in(record: dict) -> set[Range]:
    """The rejected suggestions of a record."""
    return {(item["start"], item["end"], item["label"]) for item in record["rejected"]}
