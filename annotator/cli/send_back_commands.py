"""The command that sends articles back to annotators, and lists what they have set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import (
    ConfigDir,
    FormerTo,
    Json,
    Me,
    ProjectPath,
    people_and_me,
    people_option,
)
from annotator.cli.output import say, show_json, tell
from annotator.domain.wording import counted

if TYPE_CHECKING:
    from annotator.store.project import Project


def send_back(
    project: ProjectPath,
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="The articles, by their ids.", show_default=False),
    ] = None,
    annotator: Annotated[list[str] | None, people_option("To whom")] = None,
    me: Me = None,
    to: FormerTo = None,
    comment: Annotated[str, typer.Option(help="What they should look at.")] = "",
    reason: Annotated[str, typer.Option(help="Why, in a word.")] = "",
    passage: Annotated[
        str,
        typer.Option(metavar="WORDS", help="Point at these words, which stand there once."),
    ] = "",
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> int:
    """Put articles back into annotators' queues with a word; without ids list what is flagged,
    skipped and sent back.
    """
    from annotator.operations import projects
    from annotator.operations.reviewing import sending_back

    if not articles:
        if to or comment or reason or passage:
            raise typer.BadParameter("name the articles by their ids; annotator search shows ids")
        with projects.opened(project) as target:
            _list(target, as_json=as_json)
        return 0
    names, who = people_and_me(annotator, to, None, me, config_dir=config_dir)
    if not names:
        raise typer.BadParameter("say to whom with --annotator NAME")
    with projects.at_work(project, who) as workspace:
        report = sending_back.send_by_name(
            workspace,
            articles,
            names,
            reason=reason,
            comment=comment,
            passage=passage,
        )
    if as_json:
        show_json(report.to_json())
    for uid, name, status in report.passed_over:
        say(f"{name} is not through with {uid} ({status.replace('_', ' ')}): not sent back.")
    tell(f"Sent back: {report.sent:,}.", aside=as_json)
    return 1 if report.passed_over else 0


def _list(project: Project, *, as_json: bool) -> None:
    from annotator.operations.reviewing import remarks, sending_back

    aside = [(one.article, row) for one in remarks.set_aside(project) for row in one.statuses]
    waiting = sending_back.all_waiting(project)
    if as_json:
        show_json(
            {
                "set_aside": [
                    {
                        "id": article.uid,
                        "title": article.title,
                        "annotator": row.annotator,
                        "status": row.status.value,
                        "flagged": row.flagged,
                        "reason": row.reason,
                    }
                    for article, row in aside
                ],
                "waiting": [
                    {
                        "id": article.uid,
                        "title": article.title,
                        "annotator": one.annotator,
                        "by": one.by,
                        "at": one.at,
                        "reason": one.reason,
                        "comment": one.comment,
                        "start": one.start,
                        "end": one.end,
                    }
                    for article, one in waiting
                ],
            }
        )
        return
    for article, row in aside:
        why = f": {row.reason}" if row.reason else ""
        flagged = ", flagged" if row.flagged and row.status.value != "flagged" else ""
        status = row.status.value.replace("_", " ")
        tell(f"{article.uid}  {article.title}\n    {row.annotator} – {status}{flagged}{why}")
    for article, one in waiting:
        why = ". ".join(part for part in (one.reason, one.comment) if part)
        said = f": {why}" if why else ""
        tell(f"{article.uid}  {article.title}\n    sent back to {one.annotator} by {one.by}{said}")
    count = len({article.uid for article, _ in aside})
    tell(f"{counted(count, 'article')} flagged or skipped, {len(waiting):,} sent back and waiting.")
