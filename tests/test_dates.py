"""Dates: what is quoted, its TIMEX3 value, its days, and what is left alone."""

import cProfile
import pstats
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx import dates
from newsx.dates import calendar, length
from newsx.dates.header import header
from newsx.records import Date

WEDNESDAY = date(2024, 3, 13)


def values(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(d.text, d.value) for d in dates.find(text, published=published)]


def only(text: str, published: date | None = WEDNESDAY) -> Date:
    (found,) = dates.find(text, published=published)
    return found


WRITTEN = [
    ("Signed the 4th day of May, 2019.", "the 4th day of May, 2019", "2019-05-04"),
    ("Signed this 4th day of May 2019.", "this 4th day of May 2019", "2019-05-04"),
    ("She was held on the 4th of Feb. 2019.", "the 4th of Feb. 2019", "2019-02-04"),
    ("She was held on the 4th of Sept., 2019.", "the 4th of Sept., 2019", "2019-09-04"),
    ("She was held on 14th july 2019.", "14th july 2019", "2019-07-14"),
    ("She was held on 14 october 2019.", "14 october 2019", "2019-10-14"),
    ("She was held on october 14, 2019.", "october 14, 2019", "2019-10-14"),
    ("She was held on 14 Oct 19.", "14 Oct 19", "2019-10-14"),
    ("She was held on 14 Oct 19 and freed.", "14 Oct 19", "2019-10-14"),
    ("She was held on 14 October 21.", "14 October 21", "2021-10-14"),
    ("The file says 14Oct2019.", "14Oct2019", "2019-10-14"),
    ("The file says 2019.10.4.", "2019.10.4", "2019-10-04"),
    ("The file says 2019/1/24.", "2019/1/24", "2019-01-24"),
    ("The towers fell on 9/11.", "9/11", "2001-09-11"),
    ("The order is dated 2022-11-05.", "2022-11-05", "2022-11-05"),
    ("She was held on 5 November 2022.", "5 November 2022", "2022-11-05"),
    ("She was held on the 5th of November 2022.", "the 5th of November 2022", "2022-11-05"),
    ("She was held on November 5, 2022, at home.", "November 5, 2022", "2022-11-05"),
    ("She was held on Saturday, 5 November 2022.", "Saturday, 5 November 2022", "2022-11-05"),
    ("She was held on Nov. 5th, 2022.", "Nov. 5th, 2022", "2022-11-05"),
    ("The file says 25/11/2022.", "25/11/2022", "2022-11-25"),
    ("The file says 11/25/2022.", "11/25/2022", "2022-11-25"),
    ("The file says 5/11/2022.", "5/11/2022", "2022"),
    ("He led it from May 2022.", "May 2022", "2022-05"),
    ("It was founded in 1998.", "1998", "1998"),
    ("It was founded in 1871.", "1871", "1871"),
    ("It fell in the third quarter of 2022.", "the third quarter of 2022", "2022-Q3"),
    ("It fell in Q3 2022.", "Q3 2022", "2022-Q3"),
    ("It fell in the first half of 2022.", "the first half of 2022", "2022-H1"),
    ("It lost money in fiscal 2022.", "fiscal 2022", "2022"),
    ("It lost money in FY2022.", "FY2022", "2022"),
    ("It paid in the 2019/20 financial year.", "the 2019/20 financial year", "FY2020"),
    ("It began on the first day of May 2022.", "the first day of May 2022", "2022-05-01"),
    ("It grew in the first six months of 2022.", "the first six months of 2022", "2022-H1"),
    ("It began in the 1800s.", "the 1800s", "18"),
    ("It began in the summer of 2022.", "the summer of 2022", "2022-SU"),
    ("It began in the 1990s.", "the 1990s", "199"),
    ("It began in the '90s.", "the '90s", "199"),
    ("It was built in the 19th century.", "the 19th century", "18"),
    ("He fled on Christmas Eve 2019.", "Christmas Eve 2019", "2019-12-24"),
    ("He fled on Easter Sunday 2024.", "Easter Sunday 2024", "2024-03-31"),
    ("He fled on Thanksgiving Day 2022.", "Thanksgiving Day 2022", "2022-11-24"),
    ("The site fell at 16:08 UTC on 5 November 2022.", "16:08 UTC on 5 November 2022", "2022-11-05T16:08"),
    ("The site fell at 4 p.m. on November 5, 2022.", "4 p.m. on November 5, 2022", "2022-11-05T16:00"),
]

COUNTED = [
    ("The court ruled on Wednesday.", "Wednesday", "2024-03-13"),
    ("The court ruled on Thursday.", "Thursday", "2024-03-07"),
    ("The court will rule on Thursday.", "Thursday", "2024-03-14"),
    ("The court ruled last Friday.", "last Friday", "2024-03-08"),
    ("The court ruled on Monday evening.", "Monday evening", "2024-03-11TEV"),
    ("The court ruled today.", "today", "2024-03-13"),
    ("Police came last night.", "last night", "2024-03-12TNI"),
    ("The court ruled the day before yesterday.", "the day before yesterday", "2024-03-11"),
    ("It was fined in December.", "December", "2023-12"),
    ("It was fined in late December.", "late December", "2023-12"),
    ("It will be fined in December.", "December", "2024-12"),
    ("He was summoned for 20 April.", "20 April", "2024-04-20"),
    ("He was held on 20 February.", "20 February", "2024-02-20"),
    ("It opened in January last year.", "January last year", "2023-01"),
    ("It opened last week.", "last week", "2024-W10"),
    ("It was held over the weekend.", "the weekend", "2024-W10-WE"),
    ("It opened last month.", "last month", "2024-02"),
    ("It ends next year.", "next year", "2025"),
    ("It opened three years ago.", "three years ago", "2021"),
    ("It opened two weeks ago.", "two weeks ago", "2024-W09"),
    ("It opened ten days ago.", "ten days ago", "2024-03-03"),
    ("It began last summer.", "last summer", "2023-SU"),
    ("It fell in the fourth quarter.", "the fourth quarter", "2023-Q4"),
    ("It has until the end of the month.", "the end of the month", "2024-03"),
    ("He fled last Christmas.", "last Christmas", "2023-12-25"),
    ("He is to be heard on Friday week.", "Friday week", "2024-03-22"),
    ("He is to be heard a week on Monday.", "a week on Monday", "2024-03-25"),
    ("Police came overnight.", "overnight", "2024-03-12TNI"),
    ("It failed later that month.", "later that month", "2024-03"),
    ("They met earlier in the day.", "earlier in the day", "2024-03-13"),
    ("In January the bank agreed to pay.", "January", "2024-01"),
    ("The vote is on Sunday.", "Sunday", "2024-03-17"),
    ("The trial was moved to 2 June.", "2 June", "2024-06-02"),
    ("He had been due to leave on Friday.", "Friday", "2024-03-08"),
    ("They could not be reached on Tuesday.", "Tuesday", "2024-03-12"),
    ("A draft came the week beginning 4 March.", "the week beginning 4 March", "2024-W10"),
]

LENGTHS = [
    ("a three-year term", "P3Y"),
    ("18 months in prison", "P18M"),
    ("three-and-a-half years", "P3Y6M"),
    ("three and a half years", "P3Y6M"),
    ("2 1/2 years", "P2Y6M"),
    ("two years and six months", "P2Y6M"),
    ("a year and a half", "P1Y6M"),
    ("half a year", "P6M"),
    ("twenty-five years", "P25Y"),
    ("a hundred years", "P100Y"),
    ("a fortnight", "P2W"),
    ("90 minutes", "PT90M"),
    ("two decades", "P20Y"),
    ("several years", "PXY"),
    ("a couple of weeks", "P2W"),
]

SETS = [
    ("every Monday", "XXXX-WXX-1"), ("each July", "XXXX-07"), ("every day", "P1D"), ("each year", "P1Y"),
    ("every two weeks", "P2W"), ("on Fridays", "XXXX-WXX-5"),
]  # fmt: skip

NOT_DATES = [
    "The bank may face a fine.", "Protesters march on the ministry.", "It paid £1.5m.", "A Boeing 737-800 landed.",
    "Section 2013 of the act applies.", "It hired 1,200 men.", "See page 1999.", "Joe Friday denied it.",
    "It moved 2000 people.", "It lies at 1500 metres.", "It paid £2,005.", "Call 020 7946 2010.", "Article 2010 applies.",
    "The Sun reported it.", "The May government fell.", "Case No. 2015 was closed.", "A fall in sales hurt it.",
    "Leaks spring up.", "He told USA Today.", "The Daily Harp had it.", "Three-quarters of it is gone.", "Call 020-79-46-0018-1.",
    "Her 8-month-old son was unhurt.", "It fell by a quarter.", "The second man was held.", "A 34-year-old man was held.",
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "quote", "value"), WRITTEN + COUNTED)
def test_an_expression_has_its_extent_and_value(sentence: str, quote: str, value: str) -> None:
    assert values(sentence) == [(quote, value)]


@pytest.mark.parametrize(("sentence", "quote", "value"), WRITTEN)
def test_what_is_written_in_full_needs_no_day_of_publication(sentence: str, quote: str, value: str) -> None:
    assert values(sentence, None) == [(quote, value)]


@pytest.mark.parametrize(("sentence", "quote", "_value"), COUNTED)
def test_what_cannot_be_anchored_has_no_value(sentence: str, quote: str, _value: str) -> None:
    assert values(sentence, None) == [(quote, None)]


@pytest.mark.parametrize(("text", "value"), LENGTHS)
def test_a_duration_is_read_alone_and_in_a_sentence(text: str, value: str) -> None:
    assert dates.duration(text) == value
    found = only(f"It lasted {text}.")
    assert (found.timex_type, found.value, found.first_day) == ("DURATION", value, None)


def test_what_is_no_duration_has_none() -> None:
    assert dates.duration("on Monday") is None


@pytest.mark.parametrize(("text", "value"), SETS)
def test_a_repeated_time_is_a_set(text: str, value: str) -> None:
    found = only(f"It reports {text}.")
    assert (found.timex_type, found.value) == ("SET", value)


@pytest.mark.parametrize("sentence", NOT_DATES)
def test_what_only_looks_like_a_date_is_refused(sentence: str) -> None:
    assert values(sentence) == []


def test_a_length_before_an_event_is_a_length() -> None:
    assert values("Two days before the verdict he left.") == [("Two days", "P2D")]


def test_a_day_beside_an_event_is_not_counted_from_another_date() -> None:
    assert values("He was held on Monday. The day after the vote he left.") == [
        ("Monday", "2024-03-11"),
        ("The day after", None),
    ]


def test_what_follows_a_date_that_nothing_settles_is_not_settled_either() -> None:
    assert values("He left in March. She left a month later.", None) == [("March", None), ("a month later", None)]


RANGES = [
    ("She led it from May 2021 until July 2023.", ["2021-05", "2023-07"]),
    ("It was shut in May and June 2019.", ["2019-05", "2019-06"]),
    ("It met on 3-5 March 2020.", ["2020-03-03", "2020-03-05"]),
    ("It met on March 3–5, 2020.", ["2020-03-03", "2020-03-05"]),
    ("It met from 30 March to 2 April 2020.", ["2020-03-30", "2020-04-02"]),
    ("It grew between 2003 and 2005.", ["2003", "2005"]),
    ("It grew in 2003-05.", ["2003", "2005"]),
    ("It was shut Monday to Friday.", ["2024-03-04", "2024-03-08"]),
    ("He faces 12 to 18 months.", ["P12M", "P18M"]),
]


@pytest.mark.parametrize(("sentence", "ends"), RANGES)
def test_a_range_gives_each_end_what_the_other_names(sentence: str, ends: list[str]) -> None:
    assert [value for _, value in values(sentence)] == ends


AFTER = [
    ("They met on 20 April. It fell that same week.", "2024-W16"),
    ("He left in 2019 and died the following year.", "2020"),
    ("He left in 2019 and died two years later.", "2021"),
    ("He left in May 2019, having come a month earlier.", "2019-04"),
    ("It was raided on 3 May 2019 and fined the next day.", "2019-05-04"),
    ("He was held on Monday. The previous Friday he had fled.", "2024-03-08"),
    ("He was held on Monday and freed the next morning.", "2024-03-12TMO"),
    ("He was held on 3 May 2020. He was freed the same day.", "2020-05-03"),
    ("In the third quarter of 2022 it lost money. In the 1998 quarter it had not.", "1998-Q3"),
    ("It lost money in the third quarter of 2022. Sales rose from a year earlier.", "2021-Q3"),
    ("In the third quarter of 2022 it lost money. In the nine months it grew from a year earlier.", "2021"),
]


@pytest.mark.parametrize(("text", "value"), AFTER)
def test_a_date_is_counted_from_the_one_just_named(text: str, value: str) -> None:
    last = dates.find(text, published=WEDNESDAY)[-1]
    assert last.value == value
    assert last.basis is not None and last.basis.startswith("after ")


def test_a_part_of_a_year_is_a_modifier_and_no_precision() -> None:
    found = only("It was founded in late 2022.")
    assert (found.value, found.modifier, found.first_day, found.last_day) == ("2022", "END", "2022-01-01", "2022-12-31")


def test_the_basis_names_the_day_of_publication() -> None:
    assert only("It was fined in December.").basis == "published 2024-03-13"
    assert only("It was fined in December 2021.").basis == "written in full"


def test_vague_words_are_references() -> None:
    found = values("It is now closed, was recently sold, and may be shut in the future.")
    assert [value for _, value in found] == ["PRESENT_REF", "PAST_REF", "FUTURE_REF"]


def test_a_date_ends_where_a_paragraph_does() -> None:
    assert values("It closed in May 2019\n\n2020 was worse, in January") == [
        ("May 2019", "2019-05"), ("2020", "2020"), ("January", "2024-01"),
    ]  # fmt: skip


HEADERS = [
    (" date 2026-02-04 Police searched a bank.", "2026-02-04"),
    ("Friday, January 4, 2019\nPolice searched a bank.", "2019-01-04"),
    ("Police search bank\nFebruary 3, 2026\n\nPolice", "2026-02-03"),
    ("PARIS, Feb 3 2026 (Reuters) - Police searched a bank.", "2026-02-03"),
    ("WASHINGTON, January 4, 2019 – A man was held.", "2019-01-04"),
    ("Published: 3 February 2026\n\nPolice searched a bank.", "2026-02-03"),
    ("By Jane Roe, City News, 3 February 2026\n\nPolice", "2026-02-03"),
    ("Brussels, 3 February 2026\nThe Commission", "2026-02-03"),
    ("2019-03-04T10:00:00Z\nPolice", "2019-03-04"),
    ("March 7, 2019 Contact: Jane Roe\nPress Office\n", "2019-03-07"),
    ("Trader Fined for Forging Papers " * 6 + "\n" + "Skip to content\n" * 12 + "March 7, 2019\n", "2019-03-07"),
    ("Skip to content\nSearch\n" * 16 + "Published\nMarch 7, 2019\nHome\nMan fined\n", "2019-03-07"),
]

NO_HEADERS = [
    "On 3 February 2026 police searched a bank.",
    "PARIS, Feb 3 (Reuters) - Police searched a bank.",
    "Published on 3 February 2026 by the ministry, the report names nobody.",
    "3 February 2026 was a day to forget.",
    "LONDON (AP) — On 3 May 2020, police searched a bank.",
    "In London, 3 February 2026 is remembered.",
    "Police searched a bank.\n" * 20 + "3 February 2026\n",
    "Police searched a bank while traders looked on " * 7 + "in vain.\n3 February 2026\n",
    "",
]


@pytest.mark.parametrize(("text", "day"), HEADERS)
def test_the_head_of_an_article_names_its_day_of_publication(text: str, day: str) -> None:
    found = header(text)
    assert found is not None
    assert found[0].isoformat() == day
    assert 0 <= found[1][0] < found[1][1] <= len(text)


@pytest.mark.parametrize("text", NO_HEADERS)
def test_a_date_of_the_story_is_no_header(text: str) -> None:
    assert header(text) is None


PIECES = st.sampled_from(
    ["1", "2", "31", "1999", "2024", "20th", "1990s", "may", "May", "March", "Monday", "last", "next", "the", "of", "in",
     "on", "to", "-", ",", ".", "'", "/", "first", "second", "two", "half", "a", "year", "years", "month", "week", "ago",
     "later", "every", "quarter", "Q3", "7:30", "p.m.", "noon", "today", "early", "late", "£", "\n", "\n\n", "é", "—", "𝟚",
     "and", "until", "fall", "Easter"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40), st.sampled_from([" ", "", "-"]), st.dates() | st.none())
@settings(max_examples=300, deadline=None)
def test_whatever_the_text_says_quotes_hold_and_values_are_days(
    pieces: list[str], joint: str, published: date | None
) -> None:
    text = joint.join(pieces)
    found = dates.find(text, published=published)
    assert [d.id for d in found] == [f"date-{n}" for n in range(1, len(found) + 1)]
    assert [d.start for d in found] == sorted(d.start for d in found)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.start < one.end
        if one.first_day:
            assert date.fromisoformat(one.first_day) <= date.fromisoformat(one.last_day or "")


REPEATS = [
    "1 1 1 ", "may may ", "May, May, ", "1-1-1-", "May 1 ", "5 May 2020 ", "1/1/1/", "Monday ", "1990s ", "two two ",
    "from to ", "in in ", "Q1 ", "a a a ", "today ", "2019 2020 2021 ", "2019, ", "a year later ", "last ", "every day ",
    "a week on ", "10 a.m. ", "first quarter ", "will said on Monday ", "one hundred ",
]  # fmt: skip


@pytest.mark.parametrize("unit", REPEATS)
def test_a_text_that_repeats_itself_is_read_in_linear_time(unit: str) -> None:
    calls(unit * 10)
    short, long = (calls(unit * times) for times in (200, 800))
    assert long < 4.6 * short


def calls(text: str) -> int:
    """How many calls of functions the dates of a text take: its cost, whatever else the machine does."""
    profile = cProfile.Profile()
    profile.enable()
    dates.find(text, published=WEDNESDAY)
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]  # it has them, say its docs


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_odd(text: str) -> None:
    dates.find(text, published=WEDNESDAY)
    header(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_reads_back_as_itself(day: date) -> None:
    assert calendar.days(day.isoformat()) == (day, day)
    week = calendar.days(calendar.week(day))
    assert week is not None and week[0] <= day <= week[1]


def test_fractions_of_units_become_smaller_units() -> None:
    assert length.value(2.5, "Y") == "P2Y6M"
    assert length.value(1.5, "TH") == "PT1H30M"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It shut a year and a half ago.", [("a year and a half ago", "2022-09")]),
        ("It shut half a year ago.", [("half a year ago", "2023-09")]),
        ("It shut three and a half years ago.", [("three and a half years ago", "2020-09")]),
        ("It shut a decade and a half ago.", [("a decade and a half ago", "2009")]),
        ("It shut 2.5 weeks ago.", [("2.5 weeks ago", "2024-W09")]),
        ("It ends seven years from now.", [("seven years from now", "2031")]),
        ("It pays this fiscal year.", [("this fiscal year", "2024")]),
        ("It paid last fiscal year.", [("last fiscal year", "2023")]),
        ("It pays next financial year.", [("next financial year", "2025")]),
        ("It fell at 15:00 GMT.", [("15:00 GMT", "2024-03-13T15:00")]),
        ("It fell at 9:30 EST on Monday.", [("9:30 EST on Monday", "2024-03-11T09:30")]),
        ("Sales on 3 March 22 clerks made.", [("3 March", "2024-03-03")]),
        ("On 3 March, 22 clerks left.", [("3 March", "2024-03-03")]),
        ("It sat on March 3, 4 and 5.", [("March 3", "2024-03-03"), ("4", "2024-03-04"), ("5", "2024-03-05")]),
        ("It sat on Monday 11, Tuesday 12 and Wednesday 13 March.", [("Monday 11", "2024-03-11"), ("Tuesday 12", "2024-03-12"), ("Wednesday 13 March", "2024-03-13")]),
        ("It sat on Monday 11 and Tuesday 12 March.", [("Monday 11", "2024-03-11"), ("Tuesday 12 March", "2024-03-12")]),
        ("It sat on Thursday the 5th to Friday the 6th of May 2022.", [("Thursday the 5th", "2022-05-05"), ("Friday the 6th of May 2022", "2022-05-06")]),
        ("It sat on Monday, Tuesday and Wednesday.", [("Monday", "2024-03-11"), ("Tuesday", "2024-03-12"), ("Wednesday", "2024-03-13")]),
    ],
)  # fmt: skip
def test_other_ways_to_say_when(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In March 2019 he was jailed. He had been arrested in October.", "2018-10"),
        ("He was jailed in May 2018. He had already been charged in June.", "2017-06"),
        ("She was fined in June 2016. The firm had been warned in April.", "2016-04"),
        ("He had been arrested in October.", "2023-10"),
        ("He was jailed in May 2018. He was freed in October.", "2023-10"),
        ("He was jailed in May 2018. He had a house there in October.", "2023-10"),
    ],
)
def test_what_had_been_done_in_a_month_was_done_before_the_story(text: str, value: str) -> None:
    assert values(text)[-1][1] == value
