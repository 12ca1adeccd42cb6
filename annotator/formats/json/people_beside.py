"""Who is meant by the numbers in posts and messages, where a page of results says so beside them:
X's “includes”, the users and chats of Telegram.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_USERS, _CHATS, _POSTS = "users", "chats", "tweets"
INCLUDES = "includes"
KEYS = frozenset({INCLUDES, _USERS, _CHATS})
"""The keys beside records under which they are found."""
_OF_A_POST = frozenset({"id", "text", "author_id"})

Named = Mapping[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Beside:
    """The users and chats that stand beside records, by their numbers as text."""

    users: Named = field(default_factory=dict)
    chats: Named = field(default_factory=dict)

    @classmethod
    def of(cls, holder: Mapping[str, Any]) -> Beside:
        """Those of an object with records in it."""
        includes = holder.get(INCLUDES)
        users = includes.get(_USERS) if isinstance(includes, Mapping) else holder.get(_USERS)
        return cls(_by_id(users), _by_id(holder.get(_CHATS)))

    def __or__(self, inner: Beside) -> Beside:
        return Beside({**self.users, **inner.users}, {**self.chats, **inner.chats})

    def rest(self, holder: Mapping[str, Any]) -> dict[str, Any]:
        """What of an object is told of none of its records in this way."""
        rest = {key: value for key, value in holder.items() if key not in KEYS}
        for key in KEYS & holder.keys():
            value = holder[key]
            if key == INCLUDES and self.users and isinstance(value, Mapping):
                told = {_USERS, _POSTS} if posts_in(holder) else {_USERS}
                inner = {key: more for key, more in value.items() if key not in told}
                rest |= {f"{INCLUDES}.{key}": more for key, more in inner.items()}
            elif not (self.users if key == _USERS else self.chats if key == _CHATS else False):
                rest[key] = value
        return {key: value for key, value in rest.items() if value or key not in KEYS}

    def told(self, record: Any) -> Any:
        """A record with its user under “user” and the name of its chat under “chat”, unless it has
        such keys itself.
        """
        if not isinstance(record, dict) or not (self.users or self.chats):
            return record
        sender = record.get("from_id") or record.get("peer_id")
        user = self.users.get(_number(record.get("author_id") or sender))
        chat = self.chats.get(_number(record.get("peer_id")))
        more: dict[str, Any] = {"user": user} if user else {}
        if chat and isinstance(chat.get("title"), str):
            more["chat"] = chat["title"]
        return {**more, **record}


NOBODY = Beside()


def posts_in(holder: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The posts that those of a page repeat or answer, which X adds to them."""
    includes = holder.get(INCLUDES)
    listed = includes.get(_POSTS) if isinstance(includes, Mapping) else None
    posts = listed if isinstance(listed, list) else []
    are_all = all(isinstance(each, dict) and each.keys() >= _OF_A_POST for each in posts)
    return posts if are_all else []


def _by_id(listed: object) -> dict[str, dict[str, Any]]:
    members = listed if isinstance(listed, list) else []
    return {str(each["id"]): each for each in members if isinstance(each, dict) and "id" in each}


def _number(given: object) -> str:
    """The number of somebody: by itself, or within an object that says what they are."""
    if isinstance(given, Mapping):
        keys = ("user_id", "channel_id", "chat_id")
        given = next((given[key] for key in keys if key in given), None)
    return str(given)
