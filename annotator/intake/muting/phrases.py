"""The table of what boilerplate says: whole lines that no story is made of. One row a rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from annotator.intake.muting import languages
from annotator.intake.muting.lines import Line

LEARNT = "repeated at this source"
_LONGEST = 160  # code points; longer lines are compared by their beginnings alone


class Where(Enum):
    """Where on a page a row holds."""

    ANYWHERE = "anywhere"
    TAIL = "behind the last line of prose"
    BESIDE = "in a run of lines of its rule, one of them sure or enough of them"


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that are boilerplate: by their bare text, by a pattern for all of it, or by how they
    begin. Everything is written in lower case with straight quotes and without decoration.
    """

    rule: str
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    where: Where = Where.ANYWHERE


_LONGEST_WEAK = 30

_SHARES = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|pinterest|reddit|tumblr|viber|vk|messenger"
    r"|instagram|youtube|email|e-mail|print|copy link|copy url|flipboard"
    rf"|{languages.NETWORKS})"
)
_WORD = r"[\w\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f&'-]{2,14}"  # \w knows no vowel signs of India
_ITEM = rf"{_WORD}(?: {_WORD}){{0,2}}"
_SECTION = (
    r"(?:home|news|world|politics|business|sports?|opinion|entertainment|tech|technology|health"
    r"|asia|lifestyle|science|culture|videos?|photos|podcasts|live|national|international|economy|travel"
    r"|weather|africa|europe|americas|middle east|local|more|latest|menu|search|arts|education"
    r"|us|uk)"
)
_COUNT = r"\d[\d.,]*\s?[km]?"

ROWS = (
    Row(
        "advertisement",
        phrases=(
            *("advertisement", "advertisements", "advertising", "advertisment", "sponsored"),
            *("sponsored content", "sponsored links", "paid content", "promoted content"),
            *("story continues below advertisement", "article continues below advertisement"),
            *("story continues after advertisement", "article continues after advertisement"),
            *("continue reading below", "ads by google", "skip ad", "skip advertisement"),
            *("remove ads", "report this ad", "scroll down to continue", "scroll to continue"),
        ),
        patterns=(r"advertisement .{0,3}(?:continue|scroll|skip).{0,40}",),
    ),
    Row("advertisement", phrases=languages.ADVERTISEMENTS, where=Where.BESIDE),
    Row(
        "leave a reply",
        phrases=("leave a reply", "leave a comment", "leave your comment", "leave a response"),
        patterns=(r"(?:leave a reply|leave a comment).{0,3}cancel reply",),
    ),
    Row(
        "comment form",
        phrases=(
            *("please enter your comment!", "please enter your name here", "cancel reply"),
            *("please enter your email address here", "please enter your name", "post comment"),
            *("you have entered an incorrect email address!", "comments are closed"),
            *("no comments", "comments are closed.", "be the first to comment", "no comments yet"),
            *("add a comment", "post a comment", "write a comment", "write a comment..."),
            *("submit comment", "log in to leave a comment", "login to comment"),
            *("join the conversation", "view comments", "show comments", "your comment"),
            *("add comment", "load comments", *languages.COMMENT_FORMS),
        ),
        patterns=(
            r"your email address will not be published\.?(?: required fields are marked ?\*?)?",
            r"required fields are marked ?\*?",
            r"save my name,? (?:and )?email.{0,60}(?:next time|browser).{0,40}",
            r"notify me of (?:follow-up|new) (?:comments|posts).{0,20}",
            r"you must be logged in to (?:post a comment|comment|reply).?",
        ),
    ),
    Row(
        "comment form",
        phrases=("comment", "name", "email", "e-mail", "website", "your name", "your email"),
        where=Where.BESIDE,
    ),
    Row(
        "captcha",
        phrases=(
            *("captcha verification failed!", "captcha verification failed", "captcha"),
            *("captcha user score failed. please contact us!", "i'm not a robot", "recaptcha"),
            *("i am not a robot", "verify you are human", "please verify you are human"),
            *("captcha code", "enter the captcha", "type the characters above"),
        ),
        patterns=(
            r"this site is protected by h?(?:re)?captcha.{0,90}",
            r"this site uses akismet to reduce spam.{0,60}",
            r"captcha user score failed.{0,40}",
        ),
    ),
    Row(
        "share bar",
        phrases=(
            *("share this", "share this article", "share this story", "share this post"),
            *("share this page", "share on", "share with friends", "share via email", "tweet"),
            *("email this article", "print this article", "copy link", "share article"),
            *("like this", "click to share", "share the post", *languages.SHARE_LINES),
        ),
        patterns=(
            rf"(?:share|tweet|pin|send|post|save)(?: this)?(?: on| via| to| with| by|:)? {_SHARES}"
            rf"(?: {_COUNT})?",
            rf"(?:share|tweet|pin it|{_SHARES})(?:[\s,/|•·]+(?:share|tweet|pin it|{_COUNT}"
            rf"|{_SHARES}))+",
            r"click to (?:share|email|print).{0,60}",
        ),
    ),
    Row(
        "share bar",
        phrases=("share", "pin it", "more", "link", *languages.SHARE_BUTTONS),
        where=Where.BESIDE,
    ),
    Row("share bar", patterns=(_SHARES,), where=Where.BESIDE),
    Row(
        "more articles",
        phrases=(
            *("more articles", "related articles", "related posts", "related stories"),
            *("related news", "related topics", "related content", "more stories", "more news"),
            *("you may also like", "you might also like", "you may also be interested in"),
            *("recommended for you", "recommended stories", "most read", "most popular"),
            *("popular posts", "popular articles", "trending now", "trending stories"),
            *("latest news", "latest articles", "latest stories", "latest posts", "top stories"),
            *("recent posts", "recent articles", "previous article", "next article"),
            *("previous post", "next post", "read next", "up next", "editor's picks"),
            *("editors' picks", "more from author", "more from this author", "more like this"),
            *("don't miss", "must read", "also read", "read also", "what to read next"),
            *("read more", "read more...", "continue reading", "load more", "show more"),
        ),
        patterns=languages.MORE_ARTICLES,
    ),
    Row("picture credit", patterns=languages.CREDITS),
    Row(
        "more articles",
        phrases=("related", "recommended", "trending", "next", "previous", "see also", "popular"),
        where=Where.BESIDE,
    ),
    Row(
        "related links",
        patterns=(
            r"(?:also read|read also|read more|must read|related(?: (?:article|story|news|post)s?)?"
            r"|see also|you may also like|more on this|recommended) ?[:|>] ?.{3,}",
        ),
    ),
    Row(
        "source link",
        phrases=("source link", "source", "original source", "source: link", "link to source"),
        patterns=(
            r"(?:source|original source|read (?:the )?(?:original|full) (?:article|story)"
            r"(?: here| at)?|originally published (?:at|on)) ?:? ?(?:https?://|www\.)\S+",
            r"read the (?:original|full) (?:article|story)(?: here)?\.?",
        ),
        where=Where.TAIL,
    ),
    Row(
        "counter",
        patterns=(
            rf"{_COUNT} (?:shares?|views?|comments?|likes?|reads?|retweets?|reactions?)",
            r"\d+[ -]?min(?:ute)?s?[ -]read|reading time:? ?\d+ ?min(?:ute)?s?",
            rf"(?:shares?|views?|comments?|likes?|replies|responses):? \(?{_COUNT}\)?",
            r"\d+ of \d+ documents?|document \d+ of \d+",
            *languages.COUNTERS,
        ),
    ),
    Row(
        "cookie notice",
        phrases=("accept cookies", "accept all cookies", "accept all", "reject all",
                 "cookie settings", "cookie policy", "manage cookies", "manage consent"),
        begins=(
            *("we use cookies", "this website uses cookies", "this site uses cookies"),
            *("we and our partners use cookies", "our website uses cookies", "by continuing to use "
              "this site, you", "by clicking \"accept", "we value your privacy"),
            *languages.COOKIE_NOTICES,
        ),
    ),
    Row("cookie notice", phrases=languages.COOKIE_BUTTONS, where=Where.BESIDE),
    Row(
        "subscribe notice",
        phrases=(
            *("subscribe", "subscribe now", "subscribe today", "newsletter", "sign me up"),
            *("sign up now", "sign up for free", "subscribe to newsletter", "daily newsletter"),
            *("already a subscriber? log in", "already a member? log in", "become a member"),
            *("download our app", "get the app", "enter your email address", "your email address"),
        ),
        patterns=(
            r"(?:subscribe|sign up)(?: here| now| today)? (?:to|for) (?:our|the|my|this|free|daily"
            r"|weekly).{0,80}",
            r"sign up to (?:get|receive) .{3,100}",
            r"for (?:the )?latest .{3,60} download .{0,40}\bapps?\b.{0,60}",
            *languages.FOLLOWS,
            r"(?:follow|like|join|find) us (?:on|at|in) .{3,60}",
            r"follow .{2,40} on (?:twitter|facebook|instagram|telegram|google news|whatsapp)"
            r"(?:.?|(?:,| and| or) .{3,100})",
            r"join our (?:telegram|whatsapp|facebook) (?:channel|group|page).{0,40}",
            r"get (?:the|our) latest .{0,60}(?:inbox|email|newsletter).{0,30}",
        ),
    ),
    Row(
        "menu",
        phrases=(
            *("skip to content", "skip to main content", "toggle navigation", "main menu"),
            *("back to top", "privacy policy", "terms of service", "terms of use", "contact us"),
            *("about us", "advertise with us", "terms and conditions", "site map", "sitemap"),
            *("log in", "login", "sign in", "my account", "log in / register", "breaking news"),
            *("terms & conditions", "open menu", "close menu", "all categories", "skip links"),
            *("skip navigation", "select language", "select your language", "choose language"),
        ),
        patterns=(
            *languages.SKIP_LINKS,
            r"listen to (?:this )?(?:article|story)(?: ?[(-]?\d+ ?min(?:ute)?s?)?",
            r"(?:please |you need to )?enable javascript(?: (?:to|in|on|for) .{2,60})?[.!]?",
            r"javascript is (?:disabled|required|not enabled)(?: .{2,60})?[.!]?",
            rf"(?:home|{languages.HOMES}) ?(?:[>|/»›\"]+ ?(?:{_WORD} ?){{1,8}}){{1,6}}",
            rf"{_ITEM}(?: ?\| ?{_ITEM}){{2,}}",
        ),
    ),
    Row(
        "menu",
        phrases=(
            *("home", "menu", "search", "news", "world", "politics", "business", "sports", "sport"),
            *("opinion", "opinions", "entertainment", "technology", "tech", "lifestyle", "health"),
            *("science", "culture", "video", "videos", "photos", "podcasts", "live", "national"),
            *("international", "economy", "travel", "weather", "archive", "archives", "careers"),
            *("register", "donate", "close", "faq", "rss", "tags", "categories", "asia", "europe"),
            *("africa", "middle east", "americas", "us", "uk", "local", "about", "contact"),
            *("terms",),
        ),
        where=Where.BESIDE,
    ),
    Row(
        "tags",
        phrases=("tags", "topics", "filed under"),
        patterns=(
            r"(?:tags?|topics?|filed (?:under|in)|posted in|categor(?:y|ies)|keywords?) ?: ?"
            r".{2,150}",
            languages.TAGS,
            r"(?:source|sources|via|agency|agencies) ?: ?[\w&./' -]{2,40}",
        ),
        where=Where.TAIL,
    ),
    Row("house rules", patterns=(r"our standards: ?.{0,80}",)),
    Row(
        "menu",
        patterns=(rf"(?:{_SECTION} ){{2,}}{_SECTION}",),
    ),
    Row(
        "copyright",
        phrases=("all rights reserved", "all rights reserved."),
        patterns=(
            r"(?:copyright|©|\(c\)|c\)) ?(?:copyright |©|\(c\)| )*\d{4}.{0,120}",
            r".{0,60}(?:©|copyright).{0,60}all rights reserved.{0,80}",
            r"this material may not be published, broadcast.{0,90}",
            r"this article is the copyrighted property of .{2,60}",
            r"written permission must be obtained before reprint.{0,60}",
            *languages.COPYRIGHTS,
        ),
    ),
    Row(
        "trust project",
        phrases=("the trust project", "according to the criteria of the trust project"),
    ),
    Row(
        "trust project",
        phrases=("according to the criteria of", "know more", "learn more"),
        where=Where.BESIDE,
    ),
)  # fmt: skip


_SAYABLE = frozenset({"cookie notice", "subscribe notice", "house rules", "copyright", "menu"})
"""Rules whose words somebody in a story may say or a headline may quote."""

_SAID = re.compile(
    r"\b(?:said|says?|told|tells?|wrote|warn(?:ed|s)|added|claimed|shouted|recalled|testified"
    r"|according to|sagte|schrieb|dijo|dijeron|dice|disse|disseram|(?:a|ont) dit|a déclaré"
    r"|сказал[аи]?|заявил[аи]?|сказав|заявив|قال|قالت|گفت|dedi|kata|alisema)\b"
)


class _Matcher:
    """All rows that hold at one place, as one look-up and one pattern."""

    def __init__(self, where: Where) -> None:
        rows = [row for row in ROWS if row.where is where]
        self._phrases = {phrase: row.rule for row in rows for phrase in row.phrases}
        self._begins = {begin: row.rule for row in rows for begin in row.begins}
        self._openings = tuple(self._begins)
        patterns = [(row.rule, pattern) for row in rows for pattern in row.patterns]
        self._rules = [rule for rule, _ in patterns]
        self._pattern = re.compile("|".join(f"({pattern})" for _, pattern in patterns) or r"(?!)")

    def rule(self, line: Line) -> str | None:
        """The rule of the row that knows this line; none where it tells who has said so."""
        rule = self._looked_up(line)
        return None if rule in _SAYABLE and _SAID.search(line.bare) else rule

    def _looked_up(self, line: Line) -> str | None:
        if line.bare.startswith(self._openings):
            return next(r for begin, r in self._begins.items() if line.bare.startswith(begin))
        if len(line.bare) > _LONGEST:
            return None
        known = self._phrases.get(line.bare)
        if known is not None:
            return known
        match = self._pattern.fullmatch(line.bare)
        return self._rules[match.lastindex - 1] if match and match.lastindex else None


ENOUGH = {"menu": 3}
"""How many lines of a rule that stand together are boilerplate without a sure one; else 2."""


_MATCHERS = {where: _Matcher(where) for where in (Where.ANYWHERE, Where.TAIL)}
_WEAK = [row for row in ROWS if row.where is Where.BESIDE]


def phrase_rule(line: Line, where: Where) -> str | None:
    """The rule by which a line is boilerplate if it stands ``where``, None if none knows it."""
    return _MATCHERS[where].rule(line)


def weak_rules(line: Line) -> frozenset[str]:
    """The rules by which a line may be boilerplate in a run of such lines."""
    if line.is_prose or len(line.bare) > _LONGEST_WEAK:
        return frozenset()
    return frozenset(
        row.rule
        for row in _WEAK
        if line.bare in row.phrases or any(re.fullmatch(p, line.bare) for p in row.patterns)
    )
