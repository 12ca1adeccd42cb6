"""Which events of the log an annotator can take back or make again, so that a restart forgets none.

The log has the rows; here stands what was done with them, and what the log leaves out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection, bindparam, delete, insert, select

from annotator.domain.edits import BulkEdit, Edit
from annotator.domain.errors import StaleEdit
from annotator.domain.history import History, Move, Recorded, Step
from annotator.domain.values import Suggestion
from annotator.store.edit_json import SUGGESTIONS, edit_of, edit_values
from annotator.store.event_rows import event_rows
from annotator.store.events import EVENT
from annotator.store.mapping import annotator_id, find_annotator
from annotator.store.prepared import Prepared
from annotator.store.project import Project
from annotator.store.tables import table
from annotator.store.work.work_tables import UndoStepRow

STEP = table(UndoStepRow)
_ADD = Prepared(insert(STEP).values({column.name: bindparam(column.name) for column in STEP.c}))
_BULK = '{"kind": "BulkEdit"}'  # its rows stand in the log alone
MOST = 1000  # moves of one annotator that are looked through
_SWEEP = 256  # moves after which older ones are dropped


def note(
    connection: Connection,
    event: int,
    move: Move,
    step: Step,
    suggestions: Sequence[Suggestion],
    *,
    annotator: str,
) -> None:
    """Remember that ``event`` was ``move`` of a step, in the transaction of both.

    ``suggestions`` are those that the rows of the event name.
    """
    person = annotator_id(connection, annotator)
    row: dict[str, object] = {column.name: None for column in STEP.c}
    row |= {"event_id": event, "annotator_id": person, "move": move.value, "of": step.number}
    if move is Move.DO:
        row["of"] = event
        if suggestions:
            row["suggestions"] = SUGGESTIONS.dump_json(tuple(suggestions)).decode()
        if isinstance(step.edit, BulkEdit):
            row["edit"] = _BULK
        elif type(step.edit) is not Edit:
            row["edit"] = json.dumps(edit_values(step.edit), ensure_ascii=False)
    _ADD.run(connection, **row)
    if event % _SWEEP == 0:
        own = STEP.c.annotator_id == person
        # Twice as many as are looked through: what was offered at the start is there for long.
        newest = select(STEP.c.of).where(own).order_by(STEP.c.event_id.desc()).limit(2 * MOST)
        oldest = min(connection.execute(newest).scalars())
        connection.execute(delete(STEP).where(own, STEP.c.event_id < oldest))


def forget_all(connection: Connection) -> None:
    """Let nobody take back or make again what was done before."""
    connection.execute(delete(STEP))


def history(connection: Connection, project: Project, *, annotator: str) -> History:
    """What this annotator can take back and make again.

    Of several windows of one person, the moves of all stand in the order of their commits.
    """
    person = find_annotator(connection, annotator)
    if person is None:
        return History()
    bulk = (STEP.c.edit == _BULK).label("bulk")
    query = (
        select(STEP.c.event_id, STEP.c.move, STEP.c.of, EVENT.c.title, bulk)
        .join(EVENT, EVENT.c.id == STEP.c.event_id)
        .where(STEP.c.annotator_id == person)
        .order_by(STEP.c.event_id.desc())
        .limit(MOST)
    )
    known: dict[int, Step] = {}
    steps = History()
    for _event, move, number, title, is_bulk in reversed(connection.execute(query).all()):
        if number not in known:
            read = partial(_read, project, number)
            known[number] = Step(title, read, number, is_bulk=bool(is_bulk))
        steps.move(Move(move), known[number])
    return steps


def _read(project: Project, number: int) -> Recorded:
    """The edit of an event. Raises ProjectError, and StaleEdit where it cannot be had any more."""
    columns = (EVENT.c.title, EVENT.c.before, EVENT.c.after, STEP.c.suggestions, STEP.c.edit)
    query = select(*columns).join(STEP, STEP.c.event_id == EVENT.c.id)
    with project.reading() as connection:
        row = connection.execute(query.where(EVENT.c.id == number)).first()
    try:
        if row is None:
            raise ValueError("no such step")
        if row.edit is not None and row.edit != _BULK:
            edit = edit_of(json.loads(row.edit))
        else:
            kind = BulkEdit if row.edit else Edit
            edit = kind(row.title, event_rows(row.before), event_rows(row.after))
        return Recorded(edit, SUGGESTIONS.validate_json(row.suggestions or "[]"))
    except (KeyError, TypeError, ValueError) as error:
        raise StaleEdit("That step is too old to be taken back or made again.") from error
