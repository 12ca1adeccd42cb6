"""Days as they are written in the world, and those that no one can tell for certain."""

from __future__ import annotations

import pytest

from annotator.domain.dates import Order, is_doubtful, iso_day, iso_day_alone, order_of

THE_FIFTH_OF_MARCH = (
    *("5-Mar-24", "05-MAR-2024", "Tue, 5-Mar-24 10:00", "5 Mar '24", "2024-Mar-05", "Mar-05-2024"),
    *("5 de marzo de 2024", "5º de março de 2024", "mardi 5 mars 2024", "5 marzo 2024"),
    *("5 марта 2024 г.", "5 березня 2024 р.", "5 сакавіка 2024", "5 март 2024", "5. marta 2024."),
    *("5 Mart 2024 Salı", "5 MART 2024", "5 mart 2024-cü il", "5 Adar 2024", "5 наурыз 2024"),
    *("٥ مارس ٢٠٢٤", "الثلاثاء ٥ مارس ٢٠٢٤م", "٥ آذار ٢٠٢٤", "5 آذار/مارس 2024", "۵ مارس ۲۰۲۴"),
    *("۱۵ اسفند ۱۴۰۲", "15 حوت 1402", "۱۵ حوت ۱۴۰۲", "۱۵ کب ۱۴۰۲", "۱۴۰۲/۱۲/۱۵", "۵ مارچ ۲۰۲۴"),
    *("2024年3月5日", "令和6年3月5日", "民國113年3月5日", "2024년 3월 5일", "２０２４年３月５日"),
    *("5 มีนาคม 2567", "5 มี.ค. 2567", "5 มีนาคม 2024", "5 ມີນາ 2567"),
    *("Ngày 5 tháng 3 năm 2024", "5 Maret 2024", "5 Machi 2024", "5 Mac 2024", "5 ማርች 2024"),
    *("5 במרץ 2024", "5 मार्च 2024", "৫ মার্চ ২০২৪", "5 Μαρτίου 2024", "5 ΜΑΡΤΙΟΥ 2024"),
    *("2024. március 5.", "2024 m. kovo 5 d.", "5 martie 2024", "5. března 2024", "5 marca 2024"),
)
NOT_FOR_CERTAIN = (
    *("01/02/2024", "1-2-2024", "03/01/24", "24/03/05", "12 March 45", "5 listopada 2023"),
    *("1402/12/15", "1402-12-15", "2080-11-22", "2024-13-45", "30 February 2024"),
    *("۱۰ رمضان ۱۴۴۵", "2 جمادى الأولى 1445", "yesterday", "Q3 2024", "May 5, 24 killed in Kabul"),
)


@pytest.mark.parametrize("text", THE_FIFTH_OF_MARCH)
def test_a_day_is_read_in_whatever_language_and_script_it_is_written(text: str) -> None:
    assert iso_day(text) == "2024-03-05"


@pytest.mark.parametrize("text", NOT_FOR_CERTAIN)
def test_a_day_that_may_be_two_or_none_stays_unread(text: str) -> None:
    assert iso_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 فروردین 1400", "2021-03-21"),
        ("۳۰ اسفند ۱۳۹۹", "2021-03-20"),
        ("24 اسد 1400", "2021-08-15"),
        ("۶ جدی ۱۳۵۸", "1979-12-27"),
        ("29 Esfand", None),
        ("۳۰ اسفند ۱۴۰۲", None),  # the year 1402 has no thirtieth
    ],
)
def test_days_of_the_persian_year_are_those_of_the_calendar_of_today(
    text: str, day: str | None
) -> None:
    assert iso_day(text) == day


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["01/02/2024", "13/02/2024"], Order.DAY_FIRST),
        (["01/02/2024", "02/13/2024"], Order.MONTH_FIRST),
        (["13/02/2024", "02/13/2024"], None),
        (["01/02/24", "28/02/24"], Order.DAY_FIRST),
        (["03.01.24", "31.01.24"], Order.DAY_FIRST),
        (["24/01/03", "24/12/31"], Order.YEAR_FIRST),
        (["1402/12/15", "1402/05/31"], Order.SOLAR),
        (["1402/12/15", "1402/05/30"], None),
        (["01/02/2024"], None),
        (["later"], None),
    ],
)
def test_dates_that_are_written_alike_tell_their_order_if_only_one_fits_all(
    texts: list[str], order: Order | None
) -> None:
    assert order_of(texts) is order


def test_an_order_reads_what_may_be_two_days() -> None:
    assert iso_day("01/02/2024", order=Order.MONTH_FIRST) == "2024-01-02"
    assert iso_day("03.01.24", order=Order.DAY_FIRST) == "2024-01-03"
    assert iso_day("1402/12/15", order=Order.SOLAR) == "2024-03-05"


def test_a_day_alone_has_nothing_but_its_weekday_beside_it() -> None:
    assert iso_day_alone("вторник, 5 марта 2024 г.") == "2024-03-05"
    assert iso_day_alone("2024-03-05 08:30") is None
    assert iso_day_alone("killed on 5 March 2024") is None


def test_only_numbers_that_may_be_a_date_are_doubtful() -> None:
    assert is_doubtful("01/02/2024")
    assert not is_doubtful("13/02/2024")
    assert not is_doubtful("7")
