"""The card of a data set, in Markdown: what somebody who trains on it, or publishes it, must know.

What people alone can say is left open and marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from annotator.domain.gold import GOLD
from annotator.domain.guidelines import Definitions
from annotator.domain.outgoing import Content
from annotator.domain.splits import PARTS, By, Split
from annotator.domain.wording import counted
from annotator.formats.bundles.definitions import CARD_MARK
from annotator.formats.writers import Target
from annotator.operations.agreement.metric_format import said, shown, without_interval
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.facts import PROGRAM, Facts
from annotator.operations.exporting.tally import Tally
from annotator.operations.exporting.wording import (
    came_in,
    have_interval,
    listed,
    spent,
    suggestions_used,
    together,
)
from annotator.version import VERSION

OPEN = "*to be filled in*"
_MOST = 20  # sources that are named
_KEY = re.compile(r"[^A-Za-z0-9]+")
_BRACES, _SPECIAL = re.compile(r"[\\{}]"), re.compile(r"[&%$#_]")


def card(report: ExportReport, facts: Facts, tally: Tally, target: Target) -> str:
    """The card of an export in the format ``target``."""
    licence = report.definitions.licence if report.definitions else ""
    sections = (
        ("Sources", _sources(tally)),
        ("Licence", [licence or f"{OPEN}; the texts may have rights of their own."]),
        ("Labels", _labels(report.definitions, tally)),
        ("Counts and splits", _counts(report, tally)),
        ("Annotators and hours", _people(facts, tally)),
        ("Agreement", _agreement(facts)),
        ("How suggestions were used", [*suggestions_used(facts), *_imported(report, tally)]),
        ("Guidelines", _guidelines(report.definitions)),
        ("Known limits", _limits(report)),
        ("Citation", _citation(report, facts, tally)),
    )
    version = f"Version {report.dataset_version}. " if report.dataset_version else ""
    amount = f"{counted(report.articles, report.noun)} with {counted(report.spans, 'span')}"
    head = (
        f"{CARD_MARK.decode()}\n\n# {facts.project}\n\n"
        f"{version}This data set holds {amount}, "
        f"written as {target.title} by {PROGRAM} {VERSION}. Offsets are code points of the texts "
        "unless the format counts otherwise.\n"
    )
    return head + "".join(
        f"\n## {title}\n\n{body}\n" for title, lines in sections if (body := "\n".join(lines))
    )


def _sources(tally: Tally) -> Iterator[str]:
    if tally.first:
        yield f"Published from {tally.first} to {tally.last}.\n"
    named = [(source, count) for source, count in tally.sources.most_common() if source]
    yield from _table(("source", "articles"), named[:_MOST])
    if len(named) > _MOST:
        yield f"\nFurther sources: {len(named) - _MOST:,}."
    if unnamed := tally.sources[""]:
        yield f"\nArticles without a source: {unnamed:,}."


def _labels(definitions: Definitions | None, tally: Tally) -> Iterator[str]:
    means = {label.name: label.description for label in definitions.labels} if definitions else {}
    used = {label for labels in tally.labels.values() for label in labels}
    names = [*means, *sorted(used - means.keys())]
    rows = [(name, " ".join(means.get(name, "").split()) or OPEN) for name in names]
    yield from _table(("label", "means"), rows)


def _counts(report: ExportReport, tally: Tally) -> Iterator[str]:
    parts = list(report.parts) or list(tally.labels)
    labels = sorted({label for counts in tally.labels.values() for label in counts})
    rows: list[tuple[object, ...]] = []
    if report.parts:
        rows.append(("articles", *(report.parts[part].articles for part in parts), report.articles))
    for label in labels:
        each = [tally.labels.get(part, Counter())[label] for part in parts]
        rows.append((label, *each, sum(each)) if report.parts else (label, *each))
    yield from _table(("", *parts, "all") if report.parts else ("label", "spans"), rows)
    if report.split is not None:
        yield f"\n{_dealt(report.split.split)}"


def _dealt(split: Split) -> str:
    shares = ":".join(map(str, split.shares))
    by = {By.HASH: "by the hashes of their texts", By.TIME: "by their days, the oldest first"}
    each = f", each part with its share of every {split.stratify.value}" if split.stratify else ""
    kept = (
        f" Those that the report {split.kept_by} of an earlier export names stayed in their parts."
        if split.kept_by
        else ""
    )
    return (
        f"The articles were dealt out {shares} to {', '.join(PARTS[:-1])} and {PARTS[-1]} "
        f"{by[split.by]}{each}; the seed was {split.seed}.{kept}"
    )


def _people(facts: Facts, tally: Tally) -> Iterator[str]:
    yield "Whose spans these are:\n"
    yield from _table(("annotator", "articles"), sorted(tally.annotators.items()))
    people = sorted({*facts.seconds, *tally.annotators} - {GOLD})
    if any(facts.seconds.values()):
        yield "\nTime at work on these articles, as the program has measured it:\n"
        told = ((name, facts.seconds.get(name, 0.0)) for name in people)
        rows = [(name, spent(time) if time else "not recorded") for name, time in told]
        yield from _table(("annotator", "time"), rows)
    else:
        yield "\nTime at work on these articles was not recorded."


def _agreement(facts: Facts) -> Iterator[str]:
    report = facts.agreement
    if report is None:
        yield "No two people have finished the same articles of these."
        return
    agreement = report.agreement
    measures = together(report)
    labels = [each for pair in agreement.pairs for each in pair.labels]
    of_pairs = [measured for each in labels for measured in (each.strict_f1, each.alpha_u)]
    figures = [pair.figures for pair in agreement.pairs]
    all_shown = [*(measured for _, measured in measures), *of_pairs, *figures]
    intervals = ", with 95% intervals" if have_interval(all_shown) else ""
    yield (
        f"Over {counted(len(agreement.articles), 'article')} of these that two or more of "
        f"{', '.join(agreement.annotators)} have finished{intervals}:\n"
    )
    yield from _table(("measure", "value"), [(name, said(measured)) for name, measured in measures])
    yield ""
    by_label = [
        (" and ".join(pair.pair), each.label or "all", shown(each.strict_f1), shown(each.alpha_u))
        for pair in agreement.pairs
        for each in pair.labels
    ]
    yield from _table(("annotators", "label", "exact F1", "α of units"), by_label)
    yield (
        "\nValues of figures: of those that both have marked alike and given a value, the share "
        "with the same value.\n"
    )
    rows = [(" and ".join(pair.pair), said(pair.figures)) for pair in agreement.pairs]
    yield from _table(("annotators", "same value"), rows)
    if missing := without_interval(all_shown):
        yield f"\n{missing}"


def _imported(report: ExportReport, tally: Tally) -> Iterator[str]:
    yield from came_in(tally.imported, report.spans, "here")


def _guidelines(definitions: Definitions | None) -> Iterator[str]:
    if definitions is None:
        return
    guidelines = definitions.guidelines
    if not guidelines.version:
        yield "The project has none of its own; those of the program lie beside the data."
    else:
        yield f"Version {guidelines.version} of the project; they lie beside the data."


def _limits(report: ExportReport) -> Iterator[str]:
    if report.dropped:
        amounts = [kind.counted(report.dropped[kind]) for kind in Content if report.dropped[kind]]
        yield f"- The format has no place for, and the data are without: {'; '.join(amounts)}."
    yield from (f"- {limit}" for limit in report.limits)
    reasons = dict.fromkeys(item.reason for item in report.left_out)
    for reason in reasons:
        count = sum(item.reason == reason for item in report.left_out)
        yield f"- Left out {counted(count, 'time')}: {reason}."
    for done in dict.fromkeys(item.done for item in report.adjusted):
        count = sum(item.done == done for item in report.adjusted)
        yield f"- Of {counted(count, 'span')}: {done}."
    if report.overlaps:
        yield f"- Overlaps that the project does not allow: {len(report.overlaps):,}."
    yield f"- What else a user should know: {OPEN}."


def _citation(report: ExportReport, facts: Facts, tally: Tally) -> Iterator[str]:
    people = sorted(tally.annotators.keys() - {GOLD}) or sorted(_at_work(facts))
    labels = [label.name for label in report.definitions.labels] if report.definitions else []
    with_labels = f" annotated with {listed(labels)}" if labels else ""
    amount = counted(report.articles, report.noun)
    members = {
        "title": _in_bibtex(f"{facts.project}: {amount}{with_labels}"),
        "author": " and ".join(map(_in_bibtex, people)) or OPEN,
        "year": facts.year or OPEN,
        "version": _in_bibtex(report.dataset_version) or OPEN,
        "publisher": OPEN,
        "note": f"Annotated with {PROGRAM} {VERSION}",
    }
    yield "The authors are the annotators as the project names them; write who is to be cited.\n"
    yield f"```bibtex\n@misc{{{_KEY.sub('', facts.project) or 'dataset'}{facts.year},"
    yield ",\n".join(f"  {name} = {{{value}}}" for name, value in members.items())
    yield "}\n```"


def _at_work(facts: Facts) -> set[str]:
    """Those whose work led to these articles, where gold names nobody."""
    agreeing = facts.agreement.agreement.annotators if facts.agreement is not None else ()
    return {name for name, seconds in facts.seconds.items() if seconds} | set(agreeing)


def _in_bibtex(words: str) -> str:
    """Words with the signs that BibTeX takes for its own behind backslashes, without braces."""
    return _SPECIAL.sub(r"\\\g<0>", _BRACES.sub("", words))


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    if not rows:
        return
    yield _row(heads)
    yield "|" + "---|" * len(heads)
    yield from map(_row, rows)


def _row(cells: Sequence[object]) -> str:
    words = [f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells]
    return "| " + " | ".join(" ".join(word.replace("|", "\\|").split()) for word in words) + " |"
