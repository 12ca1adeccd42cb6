"""Texts that break programs which count signs otherwise than Python does."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "Taliban", "U.S.", "U.S", "3,000", "45%", "the army's", "Kabul", "a", "I", "12", " ", "  ",
    "\n", "\n\n", ".", ",", "“", "”", "’s", "-", "é", "e\u0301", "o\u0308\u0323", "ﬁ", "ß", "İ",
    "\u00a0", "\u202f", "\u2009", "\u200b", "\u00ad", "\u2060", "\t",
    "👍", "👍🏽", "👩\u200d👩\u200d👧\u200d👦", "🇦🇫", "❤\ufe0f", "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e007f", "𝒜", "😀",
    "افغانستان", "طالبان", "می\u200cخواهد", "لا", "کابُل", "پښتو", "۱۲۳", "٪", "،", "؟",
    "\u200f", "\u202e", "\u2066",
    "नमस्ते", "क्ष", "ไทย", "กำ", "한국", "\u1112\u1161\u11ab", "中文", "「",
    "<b>", "&amp;", "<img src=file:///x>", "\x1c", "\x07",
)  # fmt: skip
# Signs that are normalised away, so they may only stand in a text that is normalised first.
RAW_PIECES = (
    *PIECES, "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\ufeff", "\x00", "\ud83d", "\udc4d",
    "\ufdd0", "\ufffe", "\uffff", "\U0001fffe",
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
raw_texts = st.lists(st.sampled_from(RAW_PIECES), max_size=12).map("".join) | st.text(
    st.characters(codec=None), max_size=12
)
# Every text a project may hold: whatever Unicode has, without what normalising takes away.
any_texts = texts | st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r\u0085\u2028\u2029\ufeff"),
    max_size=12,
)
