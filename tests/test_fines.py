"""Fines: the sums that somebody is made to pay, told from all other sums."""

from functools import cache

import pytest
import spacy
from spacy.language import Language

from newsx.article import Article
from newsx.case import fines
from newsx.decide import parts
from newsx.entities.cast import Cast
from newsx.records import Actor, Agency, Fine, Span


@cache
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def find(text: str, cast: Cast | None = None) -> tuple[Fine, ...]:
    return fines.find(Article(text=text), nlp()(text), cast or Cast(), (), ())


def cast(text: str, actors: tuple[str, ...], agencies: tuple[str, ...] = (), country: str | None = None) -> Cast:
    def spans(name: str) -> tuple[Span, ...]:
        at = text.index(name)
        return (Span(start=at, end=at + len(name), text=name),)

    return Cast(
        tuple(Actor(id=f"actor-{n}", name=a, type="organization", mentions=spans(a)) for n, a in enumerate(actors, 1)),
        tuple(
            Agency(id=f"agency-{n}", name=a, kind="regulator", country=country, mentions=spans(a))
            for n, a in enumerate(agencies, 1)
        ),
    )


READ = [
    ("The regulator fined Harbour Mills €3 million.", "3000000", "fine", "imposed"),
    ("Harbour Mills was slapped with a €3 million fine.", "3000000", "fine", "imposed"),
    ("A court ordered the club to pay £30,000 in compensation.", "30000", "damages", "imposed"),
    ("The dairy agreed to pay $2m to settle a lawsuit.", "2000000", "settlement", "agreed"),
    ("Harbour Mills to pay $14m in gun suit", "14000000", "settlement", "agreed"),
    ("The mill faces a fine of up to $5m if it is found guilty.", "5000000", "fine", "maximum"),
    ("Prosecutors are seeking a fine of $5m.", "5000000", "fine", "proposed"),
    ("The court annulled a €5m fine.", "5000000", "fine", "overturned"),
    ("He paid a fine of $500.", "500", "fine", "paid"),
    ("She was freed on £5,000 bail.", "5000", "bail", "imposed"),
    ("She left jail after she posted $1,500 bail.", "1500", "bail", "paid"),
    ("He must pay $250,000 in restitution.", "250000", "restitution", "imposed"),
    ("The trader was ordered to disgorge $4m.", "4000000", "disgorgement", "imposed"),
    ("She agreed to forfeit $90,000.", "90000", "forfeiture", "agreed"),
    ("A jury awarded the nurse $3m in damages.", "3000000", "damages", "imposed"),
    ("Neighbours are suing the mill for $8m.", "8000000", "damages", "proposed"),
    ("The singer was ordered to pay €2m in back taxes.", "2000000", "back-tax", "imposed"),
    ("The trust may owe up to €2m in unpaid tax.", "2000000", "back-tax", "proposed"),
    ("She was told to hand over £9,000 under a confiscation order.", "9000", "forfeiture", "imposed"),
    ("The mill could be fined $5m.", "5000000", "fine", "proposed"),
    ("Violations of the rule can cost up to $4,000 a call.", "4000", "fine", "maximum"),
]

NO_FINE = [
    "The mill lost $5m last year.",
    "The clerk stole $5m from the church.",
    "It was a $5m fraud, the police said, and the fine print hid it.",
    "The dairy agreed to pay $2bn to buy its rival.",
    "The firm reported revenue of $5m and a profit of $1m.",
    "Officials took $5m in bribes, according to the indictment.",
    "Police seized $5m in cash during the investigation.",
    "The lender got a $75m bailout.",
    "The bank sold a $500m bond.",
    "A reward of $5,000 was offered for information on the case.",
    "The house is worth $5m.",
    "The minister's salary is $90,000 a year.",
    "The company spent $5m on lawyers.",
]


@pytest.mark.parametrize(("text", "amount", "kind", "status"), READ)
def test_a_fine_is_found(text: str, amount: str, kind: str, status: str) -> None:
    (fine,) = find(text)
    assert (fine.amount, fine.kind, fine.status) == (amount, kind, status)
    assert text[fine.start : fine.end] == fine.text


@pytest.mark.parametrize("text", NO_FINE)
def test_another_sum_is_no_fine(text: str) -> None:
    assert find(text) == ()


def test_a_conversion_is_an_equivalent_and_no_fine_of_its_own() -> None:
    (fine,) = find("The mill was fined 120 million euros (some $140 million then).")
    assert [(e.amount, e.currency, e.bound) for e in fine.equivalents] == [("140000000", "USD", "about")]


def test_the_same_fine_told_again_is_one() -> None:
    (fine,) = find("Mill fined $2.4m\n\nThe mill was fined $2,415,210. The fine of $2.4m was imposed on Monday.")
    assert fine.amount == "2415210"
    assert len(fine.mentions) == 3


def test_a_reduced_fine_leaves_the_first_overturned() -> None:
    first, second = find("The original fine of €9,000 was reduced to €7,000.")
    assert [(f.amount, f.status) for f in (first, second)] == [("9000", "overturned"), ("7000", "imposed")]


def test_reduced_damages_leave_the_first_overturned() -> None:
    first, second = find("The judge cut the damages from $289m to $78m.")
    assert [(f.amount, f.kind, f.status) for f in (first, second)] == [
        ("289000000", "damages", "overturned"),
        ("78000000", "damages", "imposed"),
    ]


def test_a_ceiling_that_the_text_reckons_out_is_one_fine() -> None:
    (fine,) = find("Firms can be fined up to 4% of global turnover, which in its case would be about €88m.")
    assert (fine.amount, fine.percent_of, fine.status) == ("88000000", "4% of global turnover", "maximum")


def test_a_ceiling_by_turnover_has_no_amount() -> None:
    (fine,) = find("Companies can be fined up to 6% of global turnover.")
    assert (fine.amount, fine.percent_of, fine.status) == (None, "6% of global turnover", "maximum")


def test_parts_point_at_their_total() -> None:
    text = "It agreed a settlement of $375m. It was made up of $250m in refunds and $125m in fines."
    total, first, second = parts.link(Article(text=text), find(text))
    assert (first.part_of is not None, second.part_of is not None, total.part_of) == (True, True, None)
    assert second.part_of is not None and second.part_of.id == total.id


def test_a_range_gives_both_ends() -> None:
    assert [(f.amount, f.bound) for f in find("It faces a fine of €5-7 million.")] == [
        ("5000000", "range"),
        ("7000000", "range"),
    ]


def test_a_dollar_is_that_of_the_body() -> None:
    text = "The tribunal fined Harbour Mills $3m."
    (fine,) = find(text, cast(text, ("Harbour Mills",), ("The tribunal",), "AU"))
    assert fine.currency == "AUD"


def test_who_pays_and_who_imposes() -> None:
    text = "Harbour Mills was fined €3m by the Data Office."
    (fine,) = find(text, cast(text, ("Harbour Mills",), ("Data Office",)))
    assert ([r.name for r in fine.payers], [r.name for r in fine.by]) == (["Harbour Mills"], ["Data Office"])


def test_each_of_two_pays_a_fine_of_its_own() -> None:
    text = "Ardo and Vetro were each fined €1m."
    found = find(text, cast(text, ("Ardo", "Vetro")))
    assert [[r.name for r in f.payers] for f in found] == [["Ardo"], ["Vetro"]]


def test_two_sums_go_to_two_payers_in_turn() -> None:
    text = "Ardo and Vetro were fined €5m and €4m."
    found = find(text, cast(text, ("Ardo", "Vetro")))
    assert [[r.name for r in f.payers] for f in found] == [["Ardo"], ["Vetro"]]


def test_a_second_sum_shares_the_verb_of_the_first() -> None:
    text = "Ardo was fined 121 million euros and Vetro 52 million, after a year."
    found = find(text, cast(text, ("Ardo", "Vetro")))
    assert [(f.amount, [r.name for r in f.payers]) for f in found] == [("121000000", ["Ardo"]), ("52000000", ["Vetro"])]


@pytest.mark.parametrize(
    "text", ["fined $", "fined minus $5m", "fined 1.2.3 million euros", "fined $-5", "", "fine of €."]
)
def test_bad_sums_make_no_fine(text: str) -> None:
    assert find(text) == ()


def test_a_sum_of_any_size_keeps_its_digits() -> None:
    (fine,) = find("It was fined $99999999999999999999bn.")
    assert fine.amount == "99999999999999999999000000000"
