"""Data sets and services of the field, known by their columns or keys: what of them is the article.

A path names a key, and with dots a key within one (“fields.body”). Reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_NON_WORD = re.compile(r"[\W_]+")
_DEEPEST = 4
APART = frozenset(
    {"tokens", "spans", "meta", "entities", "ents", "annotations", "relations", "sents"}
)
"""Keys of annotation, in which no article's text is looked for."""
WRAPPERS = {
    "_source": frozenset({"_index", "_id"}),
    "row": frozenset({"row_idx"}),
    "data": frozenset({"includes", "kind"}),
    **dict.fromkeys(("tweet", "noteTweet"), frozenset[str]()),
}
"""What holds a record whole, and beside which keys (none: by itself): hits of Elasticsearch, rows
of Hugging Face, single posts of X and those in its archive, things of Reddit."""
_MOST = 400  # keys and members looked at


@dataclass(frozen=True, slots=True)
class DataSet:
    """What a data set calls what. It is known by all names of one of its ``marks``; of the paths of
    a need the first counts that is there. One that holds no texts says so in ``without``. What it
    has ``beside`` the text looks like spans and is none. ``event`` is where the day of the event
    stands, or its year, month and day; ``author`` where the name of who wrote it does. ``heading``
    is the key beside a list of its records that names their source.
    """

    name: str
    marks: tuple[frozenset[str], ...]
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    publisher: str | None = None
    without: str | None = None
    beside: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    heading: str = ""


def _set(
    name: str,
    *marks: str,
    publisher: str | None = None,
    without: str | None = None,
    beside: str = "",
    event: str = "",
    author: str = "",
    heading: str = "",
    **paths: str,
) -> DataSet:
    known = tuple(frozenset(map(folded, mark.split())) for mark in marks)
    return DataSet(
        name, known, {need: tuple(given.split()) for need, given in paths.items()},
        publisher, without, tuple(beside.split()), tuple(event.split()), tuple(author.split()),
        heading,
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """A name of a column as it is compared."""
    return _NON_WORD.sub("", name.casefold())


DATA_SETS = (
    _set("ACLED", "event_id_cnty notes", "event_date sub_event_type notes",
         text="notes", source="source", id="event_id_cnty", event="event_date"),
    _set("UCDP GED", "type_of_violence source_headline", "type_of_violence dyad_name",
         text="source_headline", source="source_office", published="source_date", id="id",
         event="date_start"),
    _set("Global Terrorism Database", "eventid gname summary", "eventid iyear imonth summary",
         text="summary", id="eventid", event="iyear imonth iday"),
    _set("SCAD", "eventid issuenote", "etype issuenote startdate",
         text="issuenote", id="eventid", event="startdate"),
    _set("POLECAT", "event_id event_type headline", "eventmode headline",
         text="headline", published="publication_date", source="source", id="event_id",
         event="event_date"),
    _set("ICEWS", "event_id event_text cameo_code",
         without="it is ICEWS, which holds codes of events and no texts of theirs"),
    _set("GDELT events", "globaleventid sqldate", "globaleventid eventcode",
         without="it is GDELT’s table of events, which holds addresses of articles and no texts"),
    _set("GDELT’s list of articles", "url seendate domain",
         without="it is GDELT’s list of articles, which holds their addresses and no texts"),
    _set("Zotero", "itemtype abstractnote publicationtitle",
         text="abstractnote", title="title", source="publicationtitle", url="url",
         published="date", id="key", author="author"),
    _set("Aid Worker Security Database", "incident_id means_of_attack details",
         "incident_id total_affected details",
         text="details", source="source", id="incident_id", event="year month day"),
    _set("NewsAPI", "urlToImage publishedAt", "urlToImage content",
         text="content description", title="title", source="source.name source",
         url="url", published="publishedAt"),
    _set("The Guardian", "webTitle webPublicationDate", publisher="The Guardian",
         text="fields.bodyText fields.body blocks.body.bodyTextSummary blocks.body.bodyHtml",
         title="fields.headline webTitle", url="webUrl", published="webPublicationDate", id="id",
         author="fields.byline blocks.main.contributors.name"),
    _set("The New York Times", "web_url headline pub_date", "web_url lead_paragraph",
         publisher="The New York Times",
         text="body full_text lead_paragraph abstract snippet", title="headline.main headline",
         source="source", url="web_url", published="pub_date", id="_id",
         author="byline.original byline"),
    _set("ReliefWeb", "fields href id", "fields score id", "href fields.body", "score fields.body",
         publisher="ReliefWeb",
         text="fields.body fields.body-html", title="fields.title",
         source="fields.source.name fields.source.shortname fields.source",
         url="fields.url_alias fields.url", id="id",
         published="fields.date.original fields.date.created fields.date.changed"),
    _set("WordPress", "title content date_gmt", "title content excerpt",
         "title.rendered content.rendered",
         text="content.rendered content", title="title.rendered title",
         source="yoast_head_json.og_site_name", url="link", published="date", id="id",
         author="_embedded.author.name yoast_head_json.author author_name"),
    _set("Media Cloud", "stories_id publish_date", "media_name publish_date indexed_date",
         text="story_text text", title="title", source="media_name", url="url",
         published="publish_date", id="stories_id id"),
    _set("Event Registry", "datetimepub body", "isduplicate datetime body",
         text="body", title="title", source="source.title source.uri source", url="url",
         published="dateTimePub dateTime date", id="uri", author="authors.name"),
    _set("JSON Feed", "content_html date_published", "content_text date_published",
         "content_html authors", "content_text authors",
         text="content_text content_html", title="title", source="source", url="url external_url",
         published="date_published", id="id", author="authors.name author.name", heading="title"),
    _set("news-please", "maintext date_publish", "maintext source_domain",
         text="maintext", title="title", source="source_domain", url="url",
         published="date_publish", author="authors"),
    _set("Reddit", "selftext subreddit", "selftext created_utc", "body subreddit link_id",
         text="selftext body", title="title", source="subreddit_name_prefixed subreddit",
         url="url permalink", published="created_utc created", id="name id", author="author"),
    _set("Mastodon", "spoiler_text content", "reblog content account",
         text="content", source="account.acct account.url", url="url uri",
         published="created_at", id="id", author="account.display_name"),
    _set("Bluesky", "uri cid record", "cid record indexedat",
         text="record.text", source="author.handle", url="uri", id="uri",
         published="record.createdAt indexedAt", author="author.displayName"),
    _set("CrowdTangle", "pagename postcreated message", "pagename facebookid message",
         text="message imagetext", source="pagename", url="url",
         published="postcreateddate postcreated"),
    _set("Integrum", "источник заголовок анонс",
         text="анонс", title="заголовок", source="источник", published="дата"),
    _set("X (Twitter)", "full_text created_at", "tweet_id text", "id_str text created_at",
         "author_id text created_at", "user text created_at", "user.screen_name text created_at",
         text="full_text note_tweet.text extended_tweet.full_text text",
         source="user.screen_name author.username user.username username user_name author_id",
         url="url", published="created_at date", id="id_str tweet_id id",
         beside="entities extended_entities", author="user.name author.name name"),
    _set("X (Twitter)", "noteTweetId core",
         text="core.text", published="createdAt", id="noteTweetId"),
    _set("Telegram", "text_entities date",
         text="text", source="chat from", published="date", id="id", author="from"),
    _set("Telegram", "message peer_id date", "message from_id fwd_from",
         text="message", source="chat", published="date", id="id",
         author="post_author user.username user.first_name"),
)  # fmt: skip
_OF_MARKS = frozenset().union(*(mark for known in DATA_SETS for mark in known.marks))


def known(names: Iterable[str]) -> DataSet | None:
    """The data set whose columns or keys these are; None where they are of no known one."""
    return _known(_OF_MARKS.intersection(map(folded, names)))


@lru_cache(maxsize=1000)
def _known(names: frozenset[str]) -> DataSet | None:
    return next((known for known in DATA_SETS if any(mark <= names for mark in known.marks)), None)


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """What stands at a path; None where nothing does. Of a list every member is asked."""
    if path in record:
        return record[path]
    name, dot, rest = path.partition(".")
    inner = record.get(name) if dot else None
    if inner is None:
        wanted = folded(name)
        inner = next((v for k, v in record.items() if folded(k) == wanted), None)
    if not dot or inner is None:
        return inner
    return _within(inner, rest)


def _within(inner: Any, rest: str) -> Any:
    if isinstance(inner, Mapping):
        return value_at(inner, rest)
    if isinstance(inner, list):
        values = [_within(member, rest) for member in inner[:_MOST]]
        return [value for value in values if value is not None] or None
    return None


def texts_in(record: Mapping[str, Any], before: str = "", depth: int = 0) -> Iterator[str]:
    """The paths of all texts in a record, those at its surface first."""
    for key, value in list(record.items())[:_MOST]:
        if isinstance(value, str):
            yield f"{before}{key}"
    for key, value in list(record.items())[:_MOST] if depth < _DEEPEST else ():
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, Mapping) and key not in APART:
            yield from texts_in(inner, f"{before}{key}.", depth + 1)
