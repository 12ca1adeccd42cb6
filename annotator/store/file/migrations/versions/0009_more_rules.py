"""Rules that let by what so many say, and what nobody contradicts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NEW = "'majority', 'threshold', 'uncontradicted', "
_CHECKS = {
    "ruling": ("rule", "rule IS NULL OR rule IN ('unanimous', 'majority', 'never')"),
    "gold_span": ("source", "source IN ('unanimous', 'majority', 'chosen', 'edited')"),
    "review": ("rule", "rule IN ('unanimous', 'majority', 'never')"),
}


def upgrade() -> None:
    is_file = op.get_bind().dialect.name == "sqlite"
    for table, (column, check) in _CHECKS.items():
        wider = check.replace("'majority', ", _NEW)
        if is_file:
            _make_anew(table, check, wider)
        else:
            op.drop_constraint(f"ck_{table}_{column}", table)
            op.create_check_constraint(op.f(f"ck_{table}_{column}"), table, wider)


def _make_anew(table: str, check: str, wider: str) -> None:
    # SQLite takes no rule off a table.
    connection = op.get_bind()
    members = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :name AND sql <> ''")
    rows = connection.execute(members, {"name": table}).all()
    made = next((sql for kind, sql in rows if kind == "table"), "")
    if check not in made:
        return  # somebody has changed it; whoever opens the project hears of it
    body = made[made.index("(") :].replace(check, wider)
    op.execute(sa.text(f'CREATE TABLE "new_{table}" {body}'.replace(":", "\\:")))
    op.execute(f'INSERT INTO "new_{table}" SELECT * FROM "{table}"')
    op.drop_table(table)
    op.rename_table(f"new_{table}", table)
    for kind, sql in rows:
        if kind == "index":
            op.execute(sa.text(sql.replace(":", "\\:")))
