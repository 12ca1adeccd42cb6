"""Named facts about the project: its name, when it was made, how it reads vague magnitudes,
what suggests, in which share of articles it hides suggestions, whether spans may overlap, under
which licence its data go out."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from annotator.domain.figures import POLICIES, VERBATIM, VaguePolicy
from annotator.store.engine import mark_own
from annotator.store.prepared import Prepared
from annotator.store.tables import ProjectRow, table

PROJECT = table(ProjectRow)
VAGUE_POLICY = "vague_policy"
PIPELINE = "pipeline"
PIPELINE_VERSION = "pipeline_version"
PIPELINE_LABELS = "pipeline_labels"
UNAIDED_SHARE = "unaided_share"
OVERLAPS = "overlaps"
OVERLAPS_TOLD = "overlaps_told"
JOINED = "joined_annotators"
PERSON_IDS = "person_ids"
HANDED_TO = "handed_to"
HANDED_OUT = "handed_out"
SENT_BACK = "sent_back"
FINISHED_ELSEWHERE = "finished_elsewhere"
TEAM_TAKEN = "team_terms_taken"
STORIES_GROUPED_AT = "stories_grouped_at"
LICENCE = "licence"
_FACT = Prepared(select(PROJECT.c.value).where(PROJECT.c.key == bindparam("name")))


def fact(connection: Connection, key: str) -> str | None:
    """What the project says under ``key``."""
    value: str | None = _FACT.run(connection, name=key).scalar()
    return value


def policy(connection: Connection) -> VaguePolicy:
    """How the project reads vague magnitudes."""
    return POLICIES.get(fact(connection, VAGUE_POLICY) or "", VERBATIM)


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Let the project say ``value`` under ``key`` from now on."""
    same = PROJECT.c.key == key
    if connection.execute(update(PROJECT).where(same).values(value=value)).rowcount == 0:
        connection.execute(insert(PROJECT).values(key=key, value=value))
    mark_own(connection, (key, value))
