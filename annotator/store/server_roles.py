"""Who may change what of a project on a server: roles, their rights, and triggers that hold them.

Rights alone cannot tell one's own spans from a colleague's, since all stand in the same tables.
Policies of rows could, but what they hide is passed over in silence; a trigger says no.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from annotator.store.project import Project
from annotator.store.server import OURS_TO_TELL

# By the column that says whose a record is.
_OWN = {
    "annotation": "annotator_id",
    "decision": "annotator_id",
    "work": "annotator_id",
    "time_spent": "annotator_id",
    "time_share": "annotator_id",
    "work_version": "annotator_id",
    "kept_version": "annotator_id",
    "undo_step": "annotator_id",
    "event": "annotator_id",
    "comment": "author_id",
}
_ALL = "INSERT, UPDATE, DELETE"
_ANNOTATORS = {
    **dict.fromkeys(_OWN, _ALL),
    "event": "INSERT",  # what has been done is never altered
    **dict.fromkeys(("tally", "article_summary", "story", "learnt_line", "project_name"), _ALL),
    **dict.fromkeys(("suggestion", "suggestion_source", "suggestion_run"), _ALL),
    **dict.fromkeys(("muted_range", "unmuted_range"), _ALL),
    **dict.fromkeys(("annotator", "article", "article_text", "article_signs"), "INSERT"),
    "project": "INSERT, UPDATE",
}
_REVIEWERS = {
    **_ANNOTATORS,
    **dict.fromkeys(("ruling", "gold_span", "review", "received_feedback"), _ALL),
    **dict.fromkeys(("label", "guidelines", "assignment"), _ALL),
}
ROLES = {"annotators": _ANNOTATORS, "reviewers": _REVIEWERS, "readers": dict[str, str]()}
_MADE = "SELECT 1 FROM pg_roles WHERE rolname = :name"
_FREE = text(
    "SELECT rolname FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND pg_has_role(oid, (SELECT "
    "relowner FROM pg_class WHERE oid = 'annotation'::regclass), 'MEMBER') ORDER BY rolname"
)
# As the one who has logged in, whatever role that one has taken on since.
_FUNCTION = """
CREATE OR REPLACE FUNCTION {schema}.annotator_own_work() RETURNS trigger LANGUAGE plpgsql
SET search_path = {schema}, pg_temp AS $$
DECLARE
    is_free boolean := pg_has_role(session_user, (
        SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER');
    field text := TG_ARGV[0];
    whose text[];
    name text;
BEGIN
    IF is_free THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_TABLE_NAME = 'annotator' THEN
        whose := ARRAY[NEW.name];
        IF pg_has_role(session_user, {reviewers}, 'MEMBER') THEN
            RETURN NEW;
        END IF;
    ELSE
        SELECT array_agg(coalesce(a.name, 'nobody')) INTO whose
        FROM (VALUES (to_jsonb(OLD) ->> field), (to_jsonb(NEW) ->> field)) AS r (id)
        LEFT JOIN annotator a ON a.id = r.id::int WHERE r.id IS NOT NULL;
    END IF;
    FOREACH name IN ARRAY whose LOOP
        IF name <> session_user THEN
            RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = '{told}this is the work of '
                || name || ', and logged in as ' || session_user || ' you may change that of '
                || session_user || ' alone (start with --annotator ' || session_user || ').';
        END IF;
    END LOOP;
    RETURN coalesce(NEW, OLD);
END $$
"""


@dataclass(frozen=True, slots=True)
class Roles:
    """The names of the roles of a project, and who may change everything all the same."""

    annotators: str
    reviewers: str
    readers: str
    free: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """The names as a JSON object."""
        return {
            "annotators": self.annotators,
            "reviewers": self.reviewers,
            "readers": self.readers,
            "free": list(self.free),
        }


def statements(connection: Connection) -> list[str]:
    """What makes the roles of a project and gives them their rights; to be run by its owner."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    database = connection.exec_driver_sql("SELECT current_database()").scalar_one()
    plain = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
    schema = quote(plain)
    names = {role: f"{database}_{role}" for role in ROLES}
    said = []
    for name in names.values():
        if connection.execute(text(_MADE), {"name": name}).scalar() is None:
            said.append(f"CREATE ROLE {quote(name)} NOLOGIN")
    said.append(f"REVOKE ALL ON DATABASE {quote(database)} FROM PUBLIC")
    for role, rights in ROLES.items():
        who = quote(names[role])
        said += [
            f"GRANT CONNECT ON DATABASE {quote(database)} TO {who}",
            f"GRANT USAGE ON SCHEMA {schema} TO {who}",
            f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {who}",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {who}",
        ]
        if rights:
            said.append(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {who}")
        said += [
            f"GRANT {may} ON {schema}.{quote(table)} TO {who}" for table, may in rights.items()
        ]
    reviewers = "'" + names["reviewers"].replace("'", "''") + "'"
    said.append(_FUNCTION.format(schema=schema, reviewers=reviewers, told=OURS_TO_TELL).strip())
    for table, field in {**_OWN, "annotator": "name"}.items():
        said.append(
            f"CREATE OR REPLACE TRIGGER own_work BEFORE INSERT OR UPDATE OR DELETE ON "
            f"{schema}.{quote(table)} FOR EACH ROW "
            f"EXECUTE FUNCTION {schema}.annotator_own_work('{field}')"
        )
    return said


def make_roles(project: Project) -> Roles:
    """Make the roles of a project on a server, or give them their rights anew, all or nothing.

    Raises SaveError where the person at work does not own it or may make no roles.
    """
    with project.writing() as connection:
        for statement in statements(connection):
            connection.exec_driver_sql(statement)
        database = connection.exec_driver_sql("SELECT current_database()").scalar_one()
        free = tuple(connection.execute(_FREE).scalars())
    annotators, reviewers, readers = (f"{database}_{role}" for role in ROLES)
    return Roles(annotators, reviewers, readers, free)
