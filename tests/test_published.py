"""Publication dates: what metadata, options, heads of pages and bylines state, to the day that is meant, or to none."""

from datetime import date, datetime

import pytest

from newsx.dates import Near, header, stated, unread

DAY = date(2024, 10, 7)  # a Monday


@pytest.mark.parametrize(
    "value",
    [
        "2024-10-07", "2024-10-7", "2024/10/07", "2024.10.07", "20241007", "20241007T081500Z", "20241007081500",
        "2024-10-07T23:59:00+02:00", "2024-10-07 08:15:00.123456", "2024-10-07T08:15Z[Europe/Paris]", "07.10.2024", "7. 10. 2024",
        "7 October 2024", "7 OCTOBER 2024", "October 7th, 2024", "Oct. 7, 2024", "7th Oct. 2024, 08:15 GMT", "Oct 7 2024 8:15AM",
        "7-Oct-2024", "the 7th of October, 2024", "Monday, 7 October 2024 at 8.15am", "Mon 7 October 2024, 08.15 BST",
        "Mon, 07 Oct 2024 08:15:00 +0000 (UTC)", "Mon Oct  7 08:15:00 GMT 2024", "Mon Oct 07 08:15:00 +0000 2024",
        "Mon, 10/07/2024 - 08:15", "Mon 07/10/2024", "Press release of 7.10.2024", "08:15 7 October 2024", "Published: 7 October 2024",
        "Updated 9 October 2024. First published on 7 October 2024", "７ October ２０２４",
        1728259200, 1728259200000, "1728259200", 20241007, date(2024, 10, 7), datetime(2024, 10, 7, 8, 15),
    ],
)  # fmt: skip
def test_a_stated_date_is_read_to_its_day(value: object) -> None:
    assert stated(value) == DAY


def test_seconds_are_no_year_and_an_hour_is_no_seconds() -> None:
    found = [stated(v) for v in (1770110100, "1628640000", "2024100708", 1728259200.5)]
    assert found == [date(2026, 2, 3), date(2021, 8, 11), DAY, DAY]


@pytest.mark.parametrize(
    "value",
    [
        "7 octobre 2024", "lundi 7 octobre 2024 à 8h15", "Publié le 7 octobre 2024", "7. Oktober 2024", "Montag, 07.10.2024, 08:15 Uhr", "Mo., 7.10.2024",
        "7 de octubre de 2024", "7 ottobre 2024", "7 de outubro de 2024", "7 oktober 2024", "maandag 7 oktober 2024", "den 7 oktober 2024",
        "7. oktober 2024", "7. lokakuuta 2024", "7 października 2024", "7. října 2024", "2024. október 7.", "7 octombrie 2024",
        "7 октомври 2024", "7 Οκτωβρίου 2024", "7 Ekim 2024", "7 октября 2024 г.", "7 жовтня 2024", "٧ أكتوبر ٢٠٢٤",
        "2024年10月7日", "发布时间：2024年10月7日 08:15", "2024년 10월 7일",
    ],
)  # fmt: skip
def test_a_date_in_another_language_is_read(value: str) -> None:
    assert stated(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        None, True, "", "n/a", "yesterday", "5 hours ago", "2024", "2024-10", "October 2024", "octobre 2024", "7 October", "7 octobre",
        "2024-10-32", "2023-02-29", "31/02/2024", "2024-W41-1", "0001-01-07", "2024-10-07 to 2024-10-09", "Volume 7, Issue 10, 2024", "Volume 25/10/2024",
        "7 listopada or 7 října 2024", "in the year 2024", float("nan"), float("inf"), -5, 7, "x" * 10_000, ["2024-10-07"],
    ],
)  # fmt: skip
def test_what_names_no_single_day_is_no_date(value: object) -> None:
    assert stated(value) is None


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        (Near(), None),
        (Near(language="en"), None),
        (Near(url="https://larkfieldpost.com/fine"), None),
        (Near(language="en-GB"), date(2024, 10, 7)),
        (Near(language="en_US"), date(2024, 7, 10)),
        (Near(language="fr"), date(2024, 10, 7)),
        (Near(language="en-US", url="https://larkfieldpost.co.za/fine"), date(2024, 10, 7)),
        (Near(url="https://www.larkfieldcounty.gov/fine"), date(2024, 7, 10)),
        (Near(url="https://larkfieldpost.com/2024/10/07/fine"), date(2024, 10, 7)),
        (Near(text="LEEDS, 10 July 2024 - A court fined a bank."), date(2024, 7, 10)),
        (Near(text="Updated: 25/10/2024"), date(2024, 10, 7)),
        (Near(text="Updated: 07/25/2024"), date(2024, 7, 10)),
        (Near(text="From 10 July 2024 to 7 October 2024 it hid the loss."), None),
    ],
)
def test_day_and_month_are_told_apart_by_what_stands_around_or_not_at_all(near: Near, expected: date | None) -> None:
    assert stated("07/10/2024", near) == expected


@pytest.mark.parametrize(
    "head",
    [
        "Publié le 7 octobre 2024\n\n", "Veröffentlicht am 7. Oktober 2024 | Von Mara Lindt\n", "Publicado el 7 de octubre de 2024\n",
        "Bank fined\n\n7 octobre 2024\n\n", "Par Mara Lindt, lundi 7 octobre 2024\n", "By Mara Lindt | Published 2024-10-7\n",
        "By Mara Lindt, Harbour Echo\nPublished: Mon 7 October 2024, 08.15 GMT. Last modified on Tue 8 October 2024\n",
        "Last updated on 9 October 2024\nPublished on 7 October 2024\n", "Published 07/10/2024\nOn 7 October 2024 it was fined.\n",
        "2024年10月7日\n",
    ],
)  # fmt: skip
def test_a_header_or_byline_states_the_date(head: str) -> None:
    found = header(f"{head}A court fined Harbour Bank on Friday.")
    assert found is not None
    assert found[0] == DAY


@pytest.mark.parametrize(
    "head",
    [
        "Published by Harper & Lowe in 2024\n", "Released 7 men on bail\n", "For Immediate Release: Man Held in 2005 Case After DNA Match\n", "Top 10 frauds of 2024\n",
        "Le 7 octobre 2024 la cour a parlé longuement de cette affaire devant une salle pleine.\n", "Case 7/10/2024-B\n",
    ],
)  # fmt: skip
def test_a_line_of_the_story_states_no_date_and_misses_none(head: str) -> None:
    assert header(head) is None
    assert unread(head) == ()


@pytest.mark.parametrize(
    ("head", "expected"),
    [("Published 07/10/2024\n", "07/10/2024"), ("Date: 7/10/24\n", "7/10/24"), ("Posted: 3 hours ago\n", "3 hours ago"), ("Bank fined\n07/10/2024\n", "07/10/2024")],
)  # fmt: skip
def test_a_header_that_states_a_date_which_nobody_understands_is_told(head: str, expected: str) -> None:
    assert header(head) is None
    assert unread(head) == (expected,)
