"""Public bodies: found, told from what only looks like them, and put together."""

from itertools import pairwise

import pytest

from newsx import patterns
from newsx.entities import agencies, agencies_group
from newsx.entities.agencies_mention import AgencyGroup
from newsx.entities.agencies_words import split


def bodies(text: str) -> list[AgencyGroup]:
    return [agencies_group.settle(g) for g in agencies.group(agencies.find(text), text)]


def only(text: str) -> tuple[str, str, str | None]:
    (body,) = bodies(text)
    return body.name, body.kind, body.country


ONE = [
    ("The Paris prosecutors' office opened a file.", "Paris prosecutors' office", "prosecutor", "FR"),
    ("A court in Milan cleared the banker.", "court in Milan", "court", "IT"),
    ("Slidell police arrested a man in Louisiana.", "Slidell police", "police", "US"),
    ("Spain's data protection agency fined the app.", "Spain's data protection agency", "regulator", "ES"),
    ("The Munich public prosecutor questioned her.", "Munich public prosecutor", "prosecutor", "DE"),
    ("New York's attorney general sued the broker.", "New York's attorney general", "prosecutor", "US"),
    ("He pleaded guilty in a federal court in Brooklyn.", "federal court in Brooklyn", "court", "US"),
    ("Swiss regulators asked for the minutes.", "Swiss regulators", "regulator", "CH"),
    ("Italian tax police took the hard disks.", "Italian tax police", "police", "IT"),
    ("The Bulgarian interior ministry denied it.", "Bulgarian interior ministry", "ministry", "BG"),
    ("Ghana's Ministry of Lands and Mines withdrew it.", "Ghana's Ministry of Lands and Mines", "ministry", "GH"),
    ("The Veldt County Sheriff’s Office took the call.", "Veldt County Sheriff’s Office", "police", "US"),
    ("EU antitrust regulators blocked the deal.", "EU antitrust regulators", "regulator", "EU"),
    ("The Senate Banking Committee called her.", "Senate Banking Committee", "legislature", "US"),
    ("Denmark's tax authority wants it back.", "Denmark's tax authority", "tax", "DK"),
    ("The Colombian navy stopped the boat.", "Colombian navy", "military", "CO"),
]


@pytest.mark.parametrize(("text", "name", "kind", "country"), ONE)
def test_a_body_is_found_with_its_kind_and_country(text: str, name: str, kind: str, country: str) -> None:
    assert only(text) == (name, kind, country)


NONE = [
    "The state press agency of Poland wrote of it.",
    "The company's board met in June.",
    "Deutsche Bank shares fell.",
    "She left the tennis court in tears.",
    "The travel agency closed its office.",
    "A former attorney general wrote the preface.",
    "The court documents were sealed.",
    "The start-up raised money in an ICO, its initial coin offering, in Britain.",
    "The SEC champions won the football title.",
    "The house was near the police station.",
    "A professor at the Department of Public Health Sciences at Veldt University agreed.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_body_is_none(text: str) -> None:
    assert bodies(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Road Safety Authority of Veldia (RSA) fined it. The RSA won.", {"Road Safety Authority of Veldia", "RSA"}),
        ("Ofcom, the UK media regulator, spoke. The watchdog said more.", {"Ofcom", "UK media regulator", "watchdog"}),
        ("French prosecutors raided it, the Lyon prosecutor's office said.", {"French prosecutors", "Lyon prosecutor's office"}),
        ("The US Justice Department sued. The DoJ won. Prosecutors were glad.", {"US Justice Department", "DoJ", "Prosecutors"}),
        ("The Spanish DPA (AEPD) fined it. The DPA won.", {"Spanish DPA", "AEPD", "DPA"}),
        ("The Italian DPA (also known as Garante) fined it.", {"Italian DPA", "Garante"}),
        ("The Veldt County Police Department came. The VCPD left.", {"Veldt County Police Department", "VCPD"}),
        ("The Inland Revenue called. The Revenue wants tax from the UK firm.", {"Inland Revenue", "Revenue"}),
        ("The U.N. Security Council met. A U.N. ban followed.", {"U.N. Security Council", "U.N."}),
        ("The Public Prosecution Service (OM) called. The OM won.", {"Public Prosecution Service", "OM"}),
        ("Oakham police came. Police in Oakham said no more.", {"Oakham police", "Police in Oakham"}),
        ("The European Commission fined it. The bloc's executive arm was firm.", {"European Commission", "bloc's executive arm"}),
        ("Oakham District Attorney Ann Roe spoke. The District Attorney wept.", {"Oakham District Attorney", "District Attorney"}),
    ],
)  # fmt: skip
def test_the_names_of_one_body_come_together(text: str, names: set[str]) -> None:
    (body,) = bodies(text)
    assert {m.name for m in body.mentions} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The European Union has new rules. Brussels fined the app.", ["Brussels"]),
        ("The European Union met in Brussels and fined nobody.", []),
        ("The EU last month opened an inquiry into the app.", ["EU"]),
        ("The Food and Drug Administration wrote to it. The agency wants records.", ["Food and Drug Administration", "agency"]),
        ("The travel firm hired an advertiser. The agency wants its money.", []),
    ],
)  # fmt: skip
def test_words_that_mean_a_body_without_its_name(text: str, names: list[str]) -> None:
    assert [m.name for b in bodies(text) for m in b.mentions] == names


def test_two_holders_of_an_office_make_two_bodies() -> None:
    text = "Ohio Attorney General Ann Roe sued in May. Attorney General Tom Dale would not comment in Washington."
    assert [b.name for b in bodies(text)] == ["Ohio Attorney General", "Attorney General"]


def test_bodies_in_a_list_stay_apart() -> None:
    found = bodies("Officers of the Oakham Police Department, Veldtown Police Department and the FBI met.")
    assert [b.name for b in found] == ["Oakham Police Department", "Veldtown Police Department", "FBI"]


def test_the_fullest_name_leads() -> None:
    assert only("The CPS dropped it. The Crown Prosecution Service (CPS) said so.")[0] == "Crown Prosecution Service"


def test_a_name_that_many_countries_share_takes_the_country_of_the_scene() -> None:
    text = "Police in Auckland took the files. The Serious Fraud Office in Auckland will read them."
    assert {b.country for b in bodies(text)} == {"NZ"}


def test_an_ambiguous_abbreviation_needs_its_country() -> None:
    assert bodies("The CMA was there.") == []
    assert only("Britain's lender was warned by the CMA.")[2] == "GB"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("French", "FR"),
        ("Paris, Texas", "US"),
        ("a man from Ashford, Ga.", "US"),
        ("New York", "US"),
        ("the bloc", None),
        ("Jordan said he was sorry", None),
        ("the king in Jordan", "JO"),
    ],
)
def test_places_tell_the_country(text: str, country: str | None) -> None:
    assert agencies.country_of(text) == country


def test_mentions_quote_the_text_and_never_overlap() -> None:
    text = "The U.S. Attorney’s Office in Macon and the Georgia Bureau of Investigation (GBI) told the GBI’s chief."
    mentions = agencies.find(text)
    assert [text[m.start : m.end] for m in mentions] == [m.name for m in mentions]
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_words_keep_their_offsets() -> None:
    words = split("The U.S. Attorney-General’s aide,\n\nthey said.")
    assert words.forms == ("The", "US", "Attorney", "General", "'s", "aide", ",", "\n", "they", "said", ".")
    assert words.cut(1, 4) == "U.S. Attorney-General"


def test_the_gazetteer_is_as_wide_as_the_world() -> None:
    entries = patterns.load("agencies")
    assert len(entries) >= 1200
    assert len({e["country"] for e in entries} - {"EU", "INT"}) >= 120


def test_a_state_is_a_body_where_it_acts() -> None:
    found = agencies.find(
        "Norway has seized a tanker and denied the claims. A court in Norway met. Norway exports cod."
    )
    assert [(m.name, m.start) for m in found if m.head == "state"] == [("Norway", 0)]
