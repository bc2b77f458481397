"""Sums of money: what a text says, and never what it does not say."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsx import money

READ = [
    ("€1.5 million", "1500000", "EUR"),
    ("$1,234,567.89", "1234567.89", "USD"),
    ("1 234 567 euros", "1234567", "EUR"),
    ("1.500.000 euros", "1500000", "EUR"),
    ("€1.234,56", "1234.56", "EUR"),
    ("€1,5 million", "1500000", "EUR"),
    ("5.000 Euros", "5000", "EUR"),
    ("EUR 20,000", "20000", "EUR"),
    ("$ 500,000", "500000", "USD"),
    ("£22K", "22000", "GBP"),
    ("£1.5.", "1.5", "GBP"),
    ("1.2bn pounds sterling", "1200000000", "GBP"),
    ("three million euros", "3000000", "EUR"),
    ("ten thousand dollars", "10000", "USD"),
    ("half a million US dollars", "500000", "USD"),
    ("a quarter of a billion dollars", "250000000", "USD"),
    ("a million and a half dollars", "1500000", "USD"),
    ("one hundred and fifty thousand pounds", "150000", "GBP"),
    ("A$54 million", "54000000", "AUD"),
    ("NZ$59.6 million", "59600000", "NZD"),
    ("HK$ 4 million", "4000000", "HKD"),
    ("R$3.8 billion", "3800000000", "BRL"),
    ("R50 million", "50000000", "ZAR"),
    ("RM74mil", "74000000", "MYR"),
    ("Rs 5 crore", "50000000", "INR"),
    ("₹10,00,000", "1000000", "INR"),
    ("2 lakh crore rupees", "2000000000000", "INR"),
    ("CHF 3m", "3000000", "CHF"),
    ("30 million yen", "30000000", "JPY"),
    ("8 million yuan", "8000000", "CNY"),
    ("100,000 Georgian lari", "100000", "GEL"),
    ("$8 million Canadian", "8000000", "CAD"),
    ("17 cents", "0.17", "USD"),
    ("a two-million-euro fine", "2000000", "EUR"),
    ("$99999999999999999999bn", "99999999999999999999000000000", "USD"),
    ("$５００", "500", "USD"),
    ("$5 million’s worth", "5000000", "USD"),
    ("‘$5 million’", "5000000", "USD"),
    ("$5 million²", "5000000", "USD"),
    ("$10,000-a-day", "10000", "USD"),
    ("240.000 USD", "240000", "USD"),
    ("USD 75.000", "75000", "USD"),
    ("£18.500", "18500", "GBP"),
    ("$2.000", "2000", "USD"),
    ("240.50 USD", "240.5", "USD"),
    ("$3.125", "3.125", "USD"),
    ("$7MM", "7000000", "USD"),
    ("$2.5 MM", "2500000", "USD"),
    ("EUR 9 mm", "9000000", "EUR"),
    ("9 MM euros", "9000000", "EUR"),
    ("30 MUSD", "30000000", "USD"),
    ("MEUR 4.5", "4500000", "EUR"),
    ("15 MSEK", "15000000", "SEK"),
    ("TEUR 650", "650000", "EUR"),
    ("kEUR 80", "80000", "EUR"),
    ("MXN$9 million", "9000000", "MXN"),
    ("HKD$7m", "7000000", "HKD"),
    ("CAD$40,000", "40000", "CAD"),
    ("AUD $3m", "3000000", "AUD"),
    ("Tk 3 crore", "30000000", "BDT"),
    ("Rs. 7 lakh", "700000", "INR"),
    ("1 750 000 kronor", "1750000", "SEK"),
    ("Rp 300 juta", "300000000", "IDR"),
    ("seven pounds and thirty pence", "7.3", "GBP"),
    ("£9 and 40 pence", "9.4", "GBP"),
    ("four dollars and five cents", "4.05", "USD"),
    ("€3 and 20 cents", "3.2", "EUR"),
    ("two hundred and six thousand, three hundred euros", "206300", "EUR"),
    ("four thousand, one hundred dollars", "4100", "USD"),
]

NOT_MONEY = [
    "a lot of money", "€", "1.2.3 million", "$1.2.3m", "minus $5m", "$-5", "-$5m", "the R5 road", "N95 masks", "COP 21",
    "in 2019 won the city", "1.3 million people", "multi-million dollar", "20 pounds of cocaine", "$1 3,234,560",
    "10 million", "$" + "9" * 400, "$1e9", "$5..5m", "$5½ million", "$5x", "$inf", "6 mm of rain", "a 9 MM pistol", "NaN dollars", "$1,23,4",
    "one two three dollars", "dozens of millions of dollars", "$(5)m",
]  # fmt: skip


@pytest.mark.parametrize(("text", "amount", "currency"), READ)
def test_a_sum_is_read(text: str, amount: str, currency: str) -> None:
    (found,) = money.find(text)
    assert found.amount is not None
    assert (money.plain(found.amount), found.currency) == (amount, currency)


@pytest.mark.parametrize("text", NOT_MONEY)
def test_what_is_no_sum_is_left_alone(text: str) -> None:
    assert money.find(text) == []
    assert money.value(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("€5-7 million", "5000000", "7000000"),
        ("between $5m and $7m", "5000000", "7000000"),
        ("between $5 and $7 billion", "5000000000", "7000000000"),
        ("between $50-100,000", "50000", "100000"),
        ("15–25 million dollars", "15000000", "25000000"),
        ("five to six million US dollars", "5000000", "6000000"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str) -> None:
    (found,) = money.find(text)
    assert found.high is not None and found.amount is not None
    assert (money.plain(found.amount), money.plain(found.high), found.bound) == (low, high, "range")


def test_a_rise_is_no_range() -> None:
    assert [m.bound for m in money.find("The fee was raised from $5m to $7m.")] == ["exact", "exact"]


@pytest.mark.parametrize(
    ("text", "bound"),
    [("more than $5m", "at-least"), ("$5m or more", "at-least"), ("around €5m", "about"), ("up to £5m", "up-to")],
)
def test_words_bound_a_sum(text: str, bound: str) -> None:
    assert [m.bound for m in money.find(text)] == [bound]


def test_a_share_of_turnover_has_no_amount() -> None:
    (found,) = money.find("It may be up to 6% of its global annual turnover.")
    assert (found.amount, found.percent, found.bound) == (None, Decimal(6), "up-to")
    assert found.percent_of == "6% of its global annual turnover"


def test_a_sum_without_a_currency_takes_the_one_before() -> None:
    first, second = money.find("Ardo was fined 121.4 million euros and Vetro 52 million, after a year.")
    assert (second.currency, second.bare, first.bare) == ("EUR", True, False)


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("$5m", None, "USD"), ("$5m", "AU", "AUD"), ("$5m", "DE", "USD"), ("US$5m", "AU", "USD"),
        ("5m kroner", "DK", "DKK"), ("5m kroner", None, None), ("Rs 500", "PK", "PKR"), ("60,000 pesos", "MX", "MXN"),
    ],
)  # fmt: skip
def test_the_country_says_which_money_a_symbol_means(text: str, country: str | None, currency: str | None) -> None:
    (found,) = money.find(text)
    assert money.resolve(found, country) == currency


def test_the_rate_of_a_sum_is_told() -> None:
    assert [m.per for m in money.find("three notices of A$18,780 each, or 17 cents a share")] == ["each", "share"]


MARKS = st.sampled_from(["$", "€", "£", "Rs ", "US$", "-", "–", ".", ",", "..", " ", "’", "(", ")", "²", "½", "e", "x"])
DIGITS = st.from_regex(r"[0-9０-９]{1,12}([.,][0-9]{1,3}){0,3}", fullmatch=True)
WORDS = st.sampled_from(
    ["m", "bn", "million", "billion", "crore", "half a ", "minus ", " to ", " and ", " euros", "NaN"]
)


@given(st.lists(st.one_of(MARKS, DIGITS, WORDS), max_size=12).map("".join))
def test_every_amount_is_made_of_digits_that_the_text_gives(text: str) -> None:
    for found in money.find(text):
        assert 0 <= found.start < found.end <= len(text)
        if found.amount is not None and any(c.isdigit() for c in text[found.start : found.end]):
            said = {int(c) for c in text[found.start : found.end] if c.isdecimal()}
            said |= {0, 5} if "half" in text[found.start : found.end] else {0}
            told = {int(c) for c in money.plain(found.amount) if c.isdecimal()}
            assert told <= said, (text, found)


def test_a_megabyte_of_sums_takes_time_in_proportion() -> None:
    def seconds(size: int) -> float:
        text = "$1 " * (size // 3)
        start = time.perf_counter()
        assert len(money.find(text)) == size // 3
        return time.perf_counter() - start

    seconds(3_000)
    assert seconds(120_000) < 12 * max(seconds(30_000), 0.02)


@given(st.text(alphabet="$€£1234567890., mbnk-–toand'", max_size=60))
def test_any_text_is_read_without_a_crash_and_quotes_hold(text: str) -> None:
    for found in money.find(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.amount is None or found.amount >= 0


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("She was fined nine pounds. He was fined forty pence.", ["9", "0.4"]),
        ("It cost nine pounds and forty euros.", ["9", "40"]),
        ("One paid £3 and the other 50 pence.", ["3", "0.5"]),
        ("It was fined $2m over bolts that were 6 mm too short.", ["2000000"]),
    ],
)
def test_two_sums_stay_two(text: str, sums: list[str]) -> None:
    assert [money.plain(m.amount) for m in money.find(text) if m.amount is not None] == sums
