"""Puts a conflict into words: what it is, who says what, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from annotator.domain.conflicts import Conflict, Kind, Option
from annotator.domain.direction import isolated
from annotator.domain.feedback import context
from annotator.domain.figures import short_form
from annotator.domain.gold import GoldSource, GoldSpan, Outcome, Reason, Rule, Ruling
from annotator.domain.labels import FIGURE
from annotator.domain.review_case import Case
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Label
from annotator.domain.wording import filled
from annotator.ui.look import theme
from annotator.ui.shell.people import People
from annotator.ui.shell.widgets.choice_row import Badge, Run

_LONGEST = 160  # of a quote; what is longer is cut in the middle


def _tr(text: str) -> str:
    return QCoreApplication.translate("Telling", text)


@dataclass(frozen=True, slots=True)
class Choice:
    """One version as it is shown."""

    runs: tuple[Run, ...]
    badges: tuple[Badge, ...]
    taken: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """All that is shown of an item."""

    heading: str
    quote: tuple[Run, ...]
    choices: tuple[Choice, ...]
    offers_neither: bool
    neither_taken: bool
    edited: str
    told: str
    reason: Reason | None
    comment: str


def view_of(
    case: Case, item: Conflict, people: People, labels: Mapping[str, Label], *, dark: bool
) -> ItemView:
    """Everything about an item in words."""
    ruling = case.ruling_on(item)
    former = None if ruling else next(iter(case.former(item)), None)
    inks = {name: theme.ink(label, dark=dark) for name, label in labels.items()}
    text = case.document.text
    taken = _taken(item, ruling)
    said = _said(case, ruling or former, people)
    waits = _waiting(case.rules.deciding(item)) if item in case.by_rule else ""
    return ItemView(
        heading=_heading(case, item),
        quote=quote_runs(text, item.start, item.end),
        choices=tuple(
            Choice(
                option_runs(option, text, inks, with_name=item.kind is Kind.NAME),
                tuple(people.badge(name) for name in option.supporters),
                number == taken,
            )
            for number, option in enumerate(item.options)
        ),
        offers_neither=all(option.spans for option in item.options),
        neither_taken=ruling is not None and ruling.outcome is Outcome.NEITHER,
        edited=_edited(case, ruling),
        told="\n".join(filter(None, [_told(ruling, former, text), waits, *said])),
        reason=ruling.reason if ruling else None,
        comment=(ruling.comment or "") if ruling else "",
    )


def option_runs(
    option: Option, text: str, inks: Mapping[str, QColor], *, with_name: bool = False
) -> tuple[Run, ...]:
    """What a version says: labels in their inks, words, values."""
    if not option.spans:
        return (Run(_tr("No span here")),)
    runs: list[Run] = []
    for span in option.spans:
        if runs:
            runs.append(Run("\n"))
        runs += [
            Run(span.label, bold=True, colour=inks.get(span.label)),
            Run(f" “{quoted(text[span.start : span.end])}”"),
        ]
        said = _value(span) if span.label == FIGURE else ""
        name = span.entity if with_name or span.entity else None
        more = "  ".join(part for part in (said, f"→ {isolated(name)}" if name else "") if part)
        if more:
            runs.append(Run(f"  {more}"))
    return tuple(runs)


def kind_name(kind: Kind) -> str:
    """What people call a kind."""
    return {
        Kind.MISSING: _tr("missing"),
        Kind.BOUNDARY: _tr("boundary"),
        Kind.LABEL: _tr("label"),
        Kind.VALUE: _tr("value"),
        Kind.NAME: _tr("canonical name"),
        Kind.OVERLAP: _tr("overlap"),
        Kind.AGREED: _tr("agreed, to be confirmed"),
    }[kind]


def reason_name(reason: Reason) -> str:
    """What people call a reason."""
    return {
        Reason.GUIDELINE_GAP: _tr("guideline gap"),
        Reason.AMBIGUOUS: _tr("ambiguous text"),
        Reason.SLIP: _tr("slip"),
    }[reason]


def gold_words(span: GoldSpan, people: People) -> str:
    """Where a gold span comes from."""
    holders = people.called(span.chosen_from)
    source = filled(
        {
            GoldSource.UNANIMOUS: _tr("all agree (%s)"),
            GoldSource.MAJORITY: _tr("most agree (%s)"),
            GoldSource.THRESHOLD: _tr("enough agree (%s)"),
            GoldSource.UNCONTRADICTED: _tr("nobody contradicts %s"),
            GoldSource.CHOSEN: _tr("chosen from %s"),
            GoldSource.EDITED: _tr("written by the reviewer"),
        }[span.source],
        holders,
    )
    return f"{span.label} “{quoted(span.text)}” · {source} · {span.reviewer}, {span.at[:10]}"


def standing_words(case: Case) -> tuple[str, str]:
    """Where an article stands when no conflict is in view: a sentence and its title."""
    if case.open:
        return _tr("{next_conflict} goes to the next conflict."), ""
    if case.is_gold:
        return _tr("This article is in gold."), _tr("Gold")
    return _tr("Everything is decided. Press {sign_off} to save it as gold."), _tr("All decided")


def draft_words() -> str:
    """What the keys do while gold is edited."""
    return _tr(
        "{left_out} {right_out} move the edges out, {left_in} {right_in} in; label keys set the "
        "label; {remove} removes a span; {draft_next} goes to the next; {draft_done} applies, "
        "{draft_cancel} cancels."
    )


def _heading(case: Case, item: Conflict) -> str:
    places = [other.id for other in case.asked]
    if item.id not in places:
        return f"{_tr('Decided by the rule')} · {kind_name(item.kind)}"
    text = filled(_tr("Conflict %1 of %2"), places.index(item.id) + 1, len(places))
    return f"{text} · {kind_name(item.kind)}"


def _waiting(rule: Rule) -> str:
    """Why an item is settled that is not in gold yet."""
    why = {
        Rule.MAJORITY: _tr("Most agree"),
        Rule.THRESHOLD: _tr("Enough agree"),
        Rule.UNCONTRADICTED: _tr("Nobody contradicts this"),
    }[rule]
    return filled(_tr("%s; it is accepted as gold with the first decision here."), why)


def quote_runs(text: str, start: int, end: int) -> tuple[Run, ...]:
    """A passage with what stands around it in its line."""
    before, words, after = context(text, start, end)
    return (Run(before), Run(_short(words), bold=True), Run(after))


def quoted(text: str) -> str:
    """Words of an article within a sentence, shortened where they are many."""
    return isolated(_short(text))


def _short(text: str) -> str:
    text = " ".join(text.split())
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"


def _value(span: SpanContent) -> str:
    figure = span.figure
    if figure is None or not figure.parsed:
        return _tr("no value")
    parts = (short_form(figure) or figure.qualifier.value, figure.counts, figure.outcome)
    return " ".join(("=", *(part for part in parts if part)))


def _taken(item: Conflict, ruling: Ruling | None) -> int | None:
    if ruling is None or ruling.chosen is None:
        return None
    key = ruling.options[ruling.chosen].key
    return next((n for n, option in enumerate(item.options) if option.key == key), None)


def _edited(case: Case, ruling: Ruling | None) -> str:
    if ruling is None or ruling.outcome is not Outcome.EDITED:
        return ""
    spans = [span for span in case.gold if span.ruling_id == ruling.id]
    return "  ".join(f"{span.label} “{quoted(span.text)}”" for span in spans) or _tr("nothing")


def _told(ruling: Ruling | None, former: Ruling | None, text: str) -> str:
    last = ruling or former
    if last is None:
        return ""
    by = _ruler(last)
    if ruling is not None:
        return filled(_tr("Decided by %1, %2"), by, last.at[:10])
    words = _tr("Reopened: an annotation is new. %1 had decided: %2")
    return filled(words, by, _outcome(last, text))


def _ruler(ruling: Ruling) -> str:
    """Who or what has decided."""
    rules = {
        Rule.MAJORITY: _tr("the majority"),
        Rule.THRESHOLD: _tr("the rule, as enough agree"),
        Rule.UNCONTRADICTED: _tr("the rule, as nobody contradicts"),
    }
    return rules.get(ruling.rule, _tr("the rule")) if ruling.rule else ruling.reviewer


def _said(case: Case, ruling: Ruling | None, people: People) -> list[str]:
    """What annotators have answered, called as everywhere in the review."""
    about = [said for said in case.comments if ruling is not None and said.ruling_id == ruling.id]
    return [f"{people.badge(said.author).name}: {said.text}" for said in about]


def _outcome(ruling: Ruling, text: str) -> str:
    if ruling.outcome is Outcome.EDITED:
        return _tr("edited")
    if ruling.outcome is Outcome.NEITHER or ruling.chosen is None:
        return _tr("neither")
    return "".join(run.words for run in option_runs(ruling.options[ruling.chosen], text, {}))
