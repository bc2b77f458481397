"""Charges: each wrong of an article once, with its offence, how far it went, who stands accused and what they say."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsx import parse
from newsx.article import Article
from newsx.case import charges
from newsx.entities.cast import Cast
from newsx.records import Actor, Agency, Charge, Span


@cache
def nlp() -> Language:
    return parse.load()


def cast(text: str, actors: tuple[str, ...] = (), agencies: tuple[str, ...] = ()) -> Cast:
    """A cast of people (two words) and organisations, each with its mentions in the text."""

    def mentions(name: str) -> tuple[Span, ...]:
        found = []
        for form in (name, name.split()[-1]):
            start = text.find(form)
            while start >= 0:
                if not any(s.start <= start < s.end for s in found):
                    found.append(Span(start=start, end=start + len(form), text=form))
                start = text.find(form, start + 1)
        return tuple(sorted(found, key=lambda s: s.start))

    return Cast(
        actors=tuple(
            Actor(id=f"actor-{n}", name=a, type="person" if " " in a else "organization", mentions=mentions(a))
            for n, a in enumerate(actors, 1)
        ),
        agencies=tuple(
            Agency(id=f"agency-{n}", name=a, kind="prosecutor", mentions=mentions(a)) for n, a in enumerate(agencies, 1)
        ),
    )


def find(text: str, *actors: str, agencies: tuple[str, ...] = ()) -> tuple[Charge, ...]:
    return charges.find(Article(text=text), parse.parse(nlp(), text), cast(text, actors, agencies), ())


def told(text: str, *actors: str) -> set[tuple[str, str, str]]:
    """Text, offence and status of each charge."""
    return {(c.text, c.offence, c.status) for c in find(text, *actors)}


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee was charged with robbery on Monday. She faces up to nine years in prison.",
        "Ann Lee was charged with robbery. If convicted, she will get a life sentence.",
        "Ann Lee was charged with robbery. The crime carries a maximum of nine years in prison.",
        "Ann Lee was charged with robbery. Search warrants executed at her flat led to guns.",
        "Ann Lee was charged with robbery. Last year she was deported from Chile.",
    ],
)
def test_a_threat_of_prison_is_no_conviction(text: str) -> None:
    assert told(text, "Ann Lee") == {("robbery", "robbery", "charged")}


def test_who_faces_prison_for_a_wrong_stands_accused_of_it() -> None:
    assert told("Ann Lee faces life in prison for robbery.", "Ann Lee") == {("robbery", "robbery", "charged")}
    assert not told("Smugglers could face life in prison for robbery.")


def test_a_prison_term_is_a_conviction() -> None:
    text = "Ann Lee was charged with robbery in May. She got nine years in prison."
    assert told(text, "Ann Lee") == {("robbery", "robbery", "convicted")}


@pytest.mark.parametrize("end", ["and many other charges", "and several other crimes", "and related offences"])
def test_a_list_may_end_in_what_names_no_wrong(end: str) -> None:
    assert {c.text for c in find(f"Ann Lee was charged with rape, burglary {end}.", "Ann Lee")} == {"rape", "burglary"}


@pytest.mark.parametrize("dash", ["–", "-", "—"])
def test_a_wrong_ends_at_a_dash(dash: str) -> None:
    text = f"The board convicted Ann Lee of misconduct {dash} one of the largest cases in the state."
    assert {c.text for c in find(text, "Ann Lee")} == {"misconduct"}


def test_a_state_that_makes_a_deed_a_wrong_is_part_of_it() -> None:
    text = "Ann Lee was charged with driving a van while disqualified. Bo Roe was convicted of theft while she waited."
    charges_told = {(t, s) for t, _, s in told(text, "Ann Lee", "Bo Roe")}
    assert charges_told == {("driving a van while disqualified", "charged"), ("theft", "convicted")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The judge quashed the conviction of Ann Lee for fraud.", {("fraud", "fraud", "dismissed")}),
        (
            "Ann Lee walked free on Monday. The court overturned her conviction for fraud.",
            {("fraud", "fraud", "dismissed")},
        ),
        (
            "Ann Lee was jailed. The court upheld the conviction of Ann Lee for fraud.",
            {("fraud", "fraud", "convicted")},
        ),
    ],
)
def test_a_conviction_that_is_quashed_by_name_is_none(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, "Ann Lee") == expected


def test_what_whoever_does_is_the_law_and_nobodys_wrong() -> None:
    text = "Anyone who commits perjury can be jailed. Ann Lee was charged with robbery."
    assert told(text, "Ann Lee") == {("robbery", "robbery", "charged")}


def test_a_deed_of_somebody_new_is_not_the_deed_of_the_accused() -> None:
    text = "Ann Lee was convicted of fraud. The conviction was overturned after a court ruled a juror had engaged in misconduct."
    assert [[r.name for r in c.accused] for c in find(text, "Ann Lee")] == [["Ann Lee"], []]


def test_who_announces_a_case_does_not_stand_accused() -> None:
    text = "Hull Man Charged With Robbery\n\nDistrict Attorney Ann Lee today said that he had been held for months."
    found = find(text, "Ann Lee", agencies=("District Attorney",))
    assert [c.accused for c in found] == [()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee was charged with wire fraud.", {("wire fraud", "fraud", "charged")}),
        ("Ann Lee pleaded guilty to tax evasion.", {("tax evasion", "tax", "admitted")}),
        ("Ann Lee was found guilty of manslaughter.", {("manslaughter", "homicide", "convicted")}),
        ("Ann Lee was acquitted of perjury.", {("perjury", "perjury", "acquitted")}),
        ("The jury cleared Ann Lee of arson.", {("arson", "other", "acquitted")}),
        ("A judge dismissed the fraud charges against Ann Lee.", {("fraud", "fraud", "dismissed")}),
        ("Ann Lee settled claims of bribery.", {("bribery", "bribery", "settled")}),
        ("Ann Lee is suspected of bribery.", {("bribery", "bribery", "alleged")}),
        ("Police are investigating the theft of a boat.", {("theft of a boat", "theft", "alleged")}),
        ("Ann Lee was sued for libel.", {("libel", "defamation", "charged")}),
        ("Ann Lee was fined for underpaying cleaners.", {("underpaying cleaners", "labour", "convicted")}),
        ("Ann Lee was accused of hiding the cup.", {("hiding the cup", "other", "alleged")}),
        ("The bank reported higher profits on Monday.", set()),
        ("Ann Lee was not charged with anything.", set()),
        ("Police charged Lt. Ann Lee with neglecting a guest.", {("neglecting a guest", "other", "charged")}),
        ("Ann Lee served two years for burglary.", {("burglary", "theft", "convicted")}),
        ("Ann Lee was jailed for theft but was cleared on appeal.", {("theft", "theft", "acquitted")}),
        (
            "Ann Lee was charged with arson. Ann Lee is also accused of theft.",
            {("arson", "other", "charged"), ("theft", "theft", "charged")},
        ),
        ("Any clerk found to have stolen stamps can be suspended.", set()),
        ("Ann Lee admitted hiding the cup.", {("hiding the cup", "other", "admitted")}),
        (
            "The clerk was cleared of theft, while charges of arson against Ann Lee were dropped.",
            {("theft", "theft", "acquitted"), ("arson", "other", "dismissed")},
        ),
        ("Ann Lee called the charges rubbish and said there was no proof that she had colluded with anyone.", set()),
        ("The Serious Fraud Office moved to a new building.", set()),
        # what a jury, a court or a probe makes of it
        ("Ann Lee was charged with theft. The jury found Ann Lee not guilty.", {("theft", "theft", "acquitted")}),
        (
            "Ann Lee was accused of theft. A jury acquitted Ann Lee of all nine counts.",
            {("theft", "theft", "acquitted")},
        ),
        (
            "Ann Lee had been found guilty of theft. A court threw out the conviction of Ann Lee.",
            {("theft", "theft", "dismissed")},
        ),
        (
            "Ann Lee was charged with theft. The bureau abandoned its prosecution of Ann Lee.",
            {("theft", "theft", "dismissed")},
        ),
        (
            "Ann Lee will face no further action over claims that she stole a van.",
            {("stole a van", "theft", "dismissed")},
        ),
        (
            "The bureau is probing money laundering charges against Ann Lee.",
            {("money laundering", "money-laundering", "alleged")},
        ),
        ("Ann Lee was found to have stolen a van.", {("stolen a van", "theft", "convicted")}),
        ("Ann Lee is alleged to have stolen a van.", {("stolen a van", "theft", "alleged")}),
        ("Ann Lee was acquitted of theft and Bo Chan awaits trial.", {("theft", "theft", "acquitted")}),
    ],
)
def test_a_cue_says_how_far_a_wrong_went(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, "Ann Lee") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee was charged with theft, robbery and money laundering.", {"theft", "robbery", "money laundering"}),
        ("Ann Lee is accused of misleading the inquiry and destroying documents.", {"misleading the inquiry", "destroying documents"}),
        ("They are suspected of possessing and spreading indecent images.", {"possessing and spreading indecent images"}),
        ("Ann Lee denies charges that she planted flowers and stole stamps.", {"planted flowers", "stole stamps"}),
        ("Ann Lee was charged with three distinct crimes: theft, perjury and arson.", {"theft", "perjury", "arson"}),
        ("Ann Lee was convicted by a jury of theft and sentenced to life.", {"theft"}),
        ("Ann Lee was found guilty of theft and attempted murder.", {"theft", "attempted murder"}),
        ("Clerk Indicted on Charges of Stealing Stamps | Larkfield Attorney\nAnn Lee, 41, was indicted.", {"Stealing Stamps"}),
        ("Prosecutors argued that the mills rigged bids and bribed a mayor.", {"rigged bids", "bribed a mayor"}),
    ],
)  # fmt: skip
def test_lists_are_taken_apart(text: str, expected: set[str]) -> None:
    assert {c.text for c in find(text, "Ann Lee")} == expected


def test_the_same_wrong_told_twice_is_one_charge_with_its_furthest_status() -> None:
    text = "Ann Lee was charged with wire fraud in May. On Friday Ann Lee pleaded guilty to wire fraud."
    (charge,) = find(text, "Ann Lee")
    assert (charge.text, charge.status, len(charge.mentions)) == ("wire fraud", "admitted", 1)


def test_the_same_wrong_of_two_people_is_two_charges() -> None:
    text = "Ann Lee pleaded guilty to fraud. Bo Chan was charged with fraud."
    assert {(c.accused[0].name, c.status) for c in find(text, "Ann Lee", "Bo Chan")} == {
        ("Ann Lee", "admitted"),
        ("Bo Chan", "charged"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors accused Ann Lee of bribery.",
        "Ann Lee, who ran the port, is accused of bribery.",
        "Ann Lee denied charges of bribery.",
        "The trial of Ann Lee for bribery began.",
        "Police charged Ann Lee with bribery.",
        "Police filed bribery charges against Ann Lee.",
    ],
)
def test_the_accused_is_read_from_the_clause(text: str) -> None:
    (charge,) = find(text, "Ann Lee", "Bo Chan")
    assert [r.name for r in charge.accused] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A former aide to Senator Ann Lee pleaded guilty to perjury. Bo Chan, 30, lied.", ["Bo Chan"]),
        ("Two sailors were jailed for theft. Captain Ann Lee, 33, and Bo Chan, 25, are in the navy.", ["Ann Lee", "Bo Chan"]),
        ("The watchdog is examining whether Ann Lee was misled.", []),
        ("Acme and Borel lost. They admitted fixing prices.", ["Acme", "Borel"]),
        ("A judge jailed a dentist for theft. It was a long case. Ann Lee was also fined.", ["Ann Lee"]),
        ("Ann Lee sued for libel.", []),
        ("Ann Lee called for an investigation into the theft.", []),
        ("Police questioned Ann Lee in an investigation into the theft.", ["Ann Lee"]),
        ("Prosecutors accused the town's biggest broker of fraud. In a complaint they named Acme on Friday.", ["Acme"]),
    ],
)  # fmt: skip
def test_the_accused_is_nobody_who_only_stands_near(text: str, names: list[str]) -> None:
    assert [r.name for c in find(text, "Ann Lee", "Bo Chan", "Acme", "Borel") for r in c.accused] == names


def test_a_headline_names_no_charge_better_than_the_article() -> None:
    text = "Sailor guilty of fraud\n\nAnn Lee was convicted of wire fraud on Friday."
    assert [(c.text, c.accused[0].name) for c in find(text, "Ann Lee")] == [("wire fraud", "Ann Lee")]


def test_those_who_were_wronged_are_not_accused() -> None:
    (charge,) = find("The plaintiffs' lawyers are likely to say this breach was bribery.", "plaintiffs")
    assert (charge.text, charge.accused) == ("this breach", ())


def test_a_person_described_before_named_stands_accused() -> None:
    text = "A dentist was arrested for theft on Monday. The man admitted theft. Ann Lee, 41, lives in Hull."
    assert all(c.offence == "theft" for c in find(text, "Ann Lee"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Lee was charged with fraud. Ann Lee denied any wrongdoing.", "denial"),
        ("Ann Lee was charged with fraud. Ann Lee declined to comment.", "no-comment"),
        ("Ann Lee was charged with fraud. Ann Lee apologised to the victims.", "apology"),
        ("Ann Lee was convicted of fraud. Ann Lee will appeal.", "appeal"),
        ("Ann Lee pleaded guilty to fraud.", "admission"),
    ],
)
def test_responses_are_joined_to_the_charge(text: str, kind: str) -> None:
    (charge,) = find(text, "Ann Lee")
    assert kind in {r.kind for r in charge.responses}
    assert all(text[r.start : r.end] == r.text for r in charge.responses)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Agency fined Acme for fixing prices. The Agency said Acme had misled investors.", "convicted"),
        ("Acme was charged with arson. Prosecutors said Acme had misled investors.", "charged"),
        ("The Agency said Acme had misled investors. Acme settled an earlier dispute.", "alleged"),
        ("The Agency said Acme had misled investors. Acme settled claims of arson.", "charged"),
        ("Acme failed to overturn a ruling that it had misled investors.", "convicted"),
    ],
)
def test_what_a_body_says_goes_as_far_as_its_case(text: str, status: str) -> None:
    charges = find(text, "Acme", agencies=("Agency", "Prosecutors"))
    assert [c.status for c in charges if c.text == "misled investors"] == [status]


def test_the_body_says_what_a_plain_wrong_is_about() -> None:
    text = "The Ruritanian Privacy Commissioner fined Acme for filming a stairwell."
    (charge,) = find(text, "Acme", agencies=("Ruritanian Privacy Commissioner",))
    assert charge.offence == "data-protection"


def test_what_a_body_found_that_fined_somebody_needs_no_word_of_the_pack() -> None:
    text = "The Agency fined Acme 300 euros. The Agency concluded that Acme failed to answer a letter."
    (charge,) = find(text, "Acme", agencies=("Agency",))
    assert (charge.text, charge.status, charge.accused[0].name) == ("failed to answer a letter", "convicted", "Acme")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee kept the deposits of tenants, according to the complaint.", "kept the deposits of tenants"),
        ("Ann Lee siphoned off the cash, police said.", "siphoned off the cash"),
        (
            "Ann Lee is charged with theft. The indictment says Ann Lee wired the cash to Malta.",
            "wired the cash to Malta",
        ),
    ],
)
def test_whose_word_it_is_may_follow_the_deed(text: str, expected: str) -> None:
    found = {c.text: [r.name for r in c.accused] for c in find(text, "Ann Lee")}
    assert found[expected] == ["Ann Lee"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee wired the cash to Malta, according to the complaint.",
        "Ann Lee is charged with theft. Ann Lee was moved to a ward, prosecutors said.",
        "Ann Lee is charged with theft. Bo Chan wired the cash to Malta, prosecutors said.",
        "Ann Lee is charged with theft. Ann Lee left for Malta, her aunt said.",
    ],
)
def test_a_plain_deed_counts_only_on_the_word_of_accusers_against_the_accused(text: str) -> None:
    assert {c.text for c in find(text, "Ann Lee", "Bo Chan")} <= {"theft"}


def test_both_are_the_two_of_the_sentences_before() -> None:
    text = "Ann Lee got five years on Monday. Bo Chan got four. Both had been convicted of theft."
    (charge,) = find(text, "Ann Lee", "Bo Chan")
    assert [r.name for r in charge.accused] == ["Ann Lee", "Bo Chan"]


def test_a_lawyer_denies_for_the_client() -> None:
    (charge,) = find("Her lawyer said Ann Lee was innocent. Ann Lee is accused of theft.", "Ann Lee")
    assert (charge.polarity, [r.kind for r in charge.responses]) == ("denied", ["denial"])


def test_what_jurors_reject_is_not_denied() -> None:
    (charge,) = find("Ann Lee is accused of theft. Jurors rejected the charges.", "Ann Lee")
    assert (charge.polarity, charge.responses) == ("affirmed", ())


def test_a_denial_makes_the_charge_denied() -> None:
    (charge,) = find("Ann Lee was charged with fraud. Ann Lee denied any wrongdoing.", "Ann Lee")
    assert charge.polarity == "denied"


def test_a_settlement_told_later_lifts_the_charge() -> None:
    text = "Prosecutors accused Acme of bribery. In May Acme agreed to pay $3m to settle the case."
    (charge,) = find(text, "Acme")
    assert charge.status == "settled"


def test_what_may_come_is_possible_and_no_further_than_alleged() -> None:
    (charge,) = find("Ann Lee could be charged with fraud.", "Ann Lee")
    assert (charge.status, charge.modality) == ("alleged", "possible")


def test_iccs_codes_stand_where_an_offence_has_one() -> None:
    assert [c.iccs for c in find("Ann Lee was charged with burglary.", "Ann Lee")] == ["0501"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ann",
                "Lee",
                "was",
                "charged",
                "with",
                "fraud",
                ",",
                "and",
                "theft",
                ".",
                "(",
                "£3m",
                ")",
                "\n\n",
                "-",
                "that",
                "“",
                "accused",
                "of",
                "”",
                "lied",
                "to",
                "investors",
                "not",
                "guilty",
                "to",
                "the",
            ]
        ),
        max_size=30,
    )
)
def test_quotes_hold_whatever_the_words(words: list[str]) -> None:
    text = " ".join(words)
    for charge in find(text, "Ann Lee"):
        assert text[charge.start : charge.end] == charge.text
        assert text[charge.evidence.start : charge.evidence.end] == charge.evidence.text
