"""Who somebody is in a project that they open: known by their id, or asked for."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.identity import Identity
from annotator.domain.person_names import alike
from annotator.places import login_name
from annotator.store.articles.snapshots import annotators
from annotator.store.project import Project
from annotator.store.project_settings import HANDED_TO, fact
from annotator.store.work import person_ids
from annotator.store.work.people_listing import people


@dataclass(frozen=True, slots=True)
class Question:
    """Under which name somebody works in a project: one of ``names``, the likeliest first, or
    another. ``made_for`` is whom the file was made for, if anybody; those ``elsewhere`` are known
    from another computer.
    """

    own: str
    names: tuple[str, ...]
    made_for: str = ""
    elsewhere: frozenset[str] = frozenset()


def name_in(project: Project, person: Identity) -> str | Question:
    """What a person is called in a project, or what there is to ask before they work in it."""
    with project.reading() as connection:
        known = person_ids.identities(connection)
        there = annotators(connection)
        worked = {one.name for one in people(connection) if one.spans or one.done}
        made_for = fact(connection, HANDED_TO) or ""
    own = [name for name, ids in known.items() if any(one.id == person.id for one in ids)]
    if own:
        return own[0]
    free = [name for name in there if name not in known]
    near = alike([person.name], there).get(person.name, ())
    same = [n for n in (person.name, *near) if any(map(person.has_email_of, known.get(n, ())))]
    if same:
        return same[0]
    is_here = person.name in there
    likely = [made_for] if made_for and made_for not in known else []
    if not likely and is_here and person.name in free:
        return person.name
    free = [name for name in free if name in worked or name in near]
    likely += [name for name in free if name in (*near, login_name())]
    if not likely and not near and not is_here:
        return person.name
    names = dict.fromkeys([*likely, *near, *([person.name] if is_here else []), *free])
    return Question(person.name, tuple(names), made_for, frozenset(known))
