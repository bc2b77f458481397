"""The cast of an article, told by sentences of our own, without any model: what the article's own grammar finds."""

import pytest
import spacy
from spacy.tokens import Span

from newsx import entities
from newsx.article import Article
from newsx.entities import Cast

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def cast(text: str) -> Cast:
    return entities.find(Article(text), NLP(text))


def actors(text: str) -> dict[str, str]:
    return {a.name: a.type for a in cast(text).actors}


def forms(text: str, name: str) -> list[str]:
    actor = next(a for a in cast(text).actors if a.name == name)
    return [m.text for m in actor.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A judge fined Ferrol Quay Oyj on Monday.", {"Ferrol Quay Oyj": "organization"}),
        ("He sued Lindo Reale S.p.A. and Vraag B.V. over it.", {"Lindo Reale S.p.A.": "organization", "Vraag B.V.": "organization"}),
        ("A deal with Tamber & Vale was off.", {"Tamber & Vale": "organization"}),
        ("Mr Oddbury denied it.", {"Oddbury": "person"}),
        ("It was Lt. Gov. Ada Marsden who signed.", {"Ada Marsden": "person"}),
        ("Senior Deputy District Attorneys Ada Marsden and Mary Wren spoke.", {"Ada Marsden": "person", "Mary Wren": "person"}),
        ("Later Pieter van der Waal, 45, left.", {"Pieter van der Waal": "person"}),
        ("The killers met J. R. Oddbury, 71, there.", {"J. R. Oddbury": "person"}),
        ("They blamed Siobhan O'Dray, 33, for it.", {"Siobhan O'Dray": "person"}),
        ("The case against X, the social media platform, goes on.", {"X": "organization"}),
        ("The insurer Oddbury must pay.", {"Oddbury": "organization"}),
        ("Customers of Oddbury complained.", {"Oddbury": "organization"}),
        ("The vote went to EY and Shell.", {"EY": "organization", "Shell": "organization"}),
        ("A judge fined Deloitte and Touche in June.", {"Deloitte and Touche": "organization"}),
        ("In April Oddbury Ltd agreed to pay.", {"Oddbury Ltd": "organization"}),
        ("The lawyer Kelli M. Oddbury spoke.", {"Kelli M. Oddbury": "person"}),
        ("A judge fined TAMBER QUAY, S.L. with a euro.", {"TAMBER QUAY, S.L.": "organization"}),
        ("Fourteen-year-old Zoe Oddbury spoke.", {"Zoe Oddbury": "person"}),
        ("Later Ada Christie's deputy left.", {"Ada Christie": "person"}),
        ("A judge fined the Ordine dei Medici e Dentisti.", {"Ordine dei Medici e Dentisti": "organization"}),
        ("The Rivers Union of Ohio and Tamber Fund sued.", {"Rivers Union of Ohio": "organization", "Tamber Fund": "organization"}),
        ("The firm lost easyJet Ltd.", {"easyJet Ltd.": "organization"}),
        ("Shares in Wells Fargo and Tamber Bank fell.", {"Wells Fargo": "organization", "Tamber Bank": "organization"}),
        ("Commerce Secretary Ada Oddbury spoke.", {"Ada Oddbury": "person"}),
        ("Special Agent in Charge Ada Oddbury spoke.", {"Ada Oddbury": "person"}),
        ("Tamber Ltd Settles Potential Civil Liability for it.", {"Tamber Ltd": "organization"}),
    ],
)  # fmt: skip
def test_a_name_is_found_with_its_kind(text: str, expected: dict[str, str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It happened in France on a Tuesday in October.",
        "The French and the Germans met.",
        "The minister told the Guardian that it was over.",
        "Reuters reported the arrest.",
        "He was charged under the Clean Rivers Act.",
        "He lived in Quay Street near Lake Oddbury.",
        "He and I said that it was on TV.",
        "HEADLINE OF GREAT LENGTH IN CAPITALS\n\nIt was over.",
        "Oddbury Man Held Over Stolen Goose Eggs\n\nA man was held on Monday.",
        "He got a conditional discharge order (CDO).",
        "It broke the rules in part 515 (the “QACR”), and staff of the QACR knew.",
        "ENFORCEMENT INFORMATION FOR July 19, 2013\n\nIt was over.",
        "The case was heard under the General Factors.",
        "He drove a Tamber Scion into his 2015 Tamber.",
        "The Tamber affair was over, and so was Operation Tamber Vale.",
        "The shop in Costa Tamber, Calif., is shut.",
    ],
)
def test_what_is_no_actor_is_left_out(text: str) -> None:
    assert actors(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Ada Marsden, 45, left. Mrs Marsden said so.", "Ada Marsden", ["Ada Marsden", "Marsden"]),
        ("Ada Marsden, 45, left. Marsden's lawyer spoke.", "Ada Marsden", ["Ada Marsden", "Marsden"]),
        ("Tamber Holdings plc was fined. Shares in Tamber fell.", "Tamber Holdings plc", ["Tamber Holdings plc", "Tamber"]),
        ("A deal with Tamber & Vale (TV9) was off. Staff of TV9 left.", "Tamber & Vale", ["Tamber & Vale", "TV9", "TV9"]),
        ("The Oddbury Rivers Foundation sued. A judge heard the ORF.", "Oddbury Rivers Foundation", ["Oddbury Rivers Foundation", "ORF"]),
        ("Tamber Inc, formerly known as Vale Ltd, paid. Staff of Vale left.", "Tamber Inc", ["Tamber Inc", "Vale Ltd", "Vale"]),
        ("Mr Ricardo Oddbury Vale left. Oddbury denied it.", "Ricardo Oddbury Vale", ["Ricardo Oddbury Vale", "Oddbury"]),
        ("The Tamber Workers' Party won. A judge fined the Tamber Workers' Party.", "Tamber Workers' Party", ["Tamber Workers' Party", "Tamber Workers' Party"]),
        ("The bank Royal Tamber/Vale paid. Shares in Vale fell.", "Royal Tamber/Vale", ["Royal Tamber/Vale", "Vale"]),
        ("The app Tamber grew. A judge fined Tamber Labs Inc.", "Tamber Labs Inc.", ["Tamber", "Tamber Labs Inc."]),
        ("A judge fined Vale-Oddbury Quay Group. Shares in VOQG fell.", "Vale-Oddbury Quay Group", ["Vale-Oddbury Quay Group", "VOQG"]),
        ("Ada Marsden-Oddbury, 45, left. Ms Oddbury said so.", "Ada Marsden-Oddbury", ["Ada Marsden-Oddbury", "Oddbury"]),
        ('Tamber Vale Homes Association, Inc. ("Tamber Vale") paid.', "Tamber Vale Homes Association, Inc.", ["Tamber Vale Homes Association, Inc.", "Tamber Vale"]),
        ("Mr William Oddbury left. Mr Bill Oddbury denied it.", "William Oddbury", ["William Oddbury", "Bill Oddbury"]),
        ('Joseph "Chip" Oddbury, 45, left. Mr Chip Oddbury denied it.', 'Joseph "Chip" Oddbury', ['Joseph "Chip" Oddbury', "Chip Oddbury"]),
        ("The bank Élan Vétier paid. The bank Elan Vetier closed.", "Élan Vétier", ["Élan Vétier", "Elan Vetier"]),
    ],
)  # fmt: skip
def test_the_forms_of_a_name_come_under_one_head(text: str, name: str, expected: list[str]) -> None:
    assert forms(text, name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("John Oddbury, 45, sued Mary Oddbury, 41. Mr Oddbury won. Mrs Oddbury lost.", {"John Oddbury": 2, "Mary Oddbury": 2}),
        ("Marcus Oddbury Sr. spoke of Marcus Oddbury Jr. on Monday.", {"Marcus Oddbury Sr.": 1, "Marcus Oddbury Jr.": 1}),
        ("Tamber Bank paid. So did Tamber Bank Securities Inc.", {"Tamber Bank": 1, "Tamber Bank Securities Inc.": 1}),
    ],
)  # fmt: skip
def test_namesakes_stay_apart(text: str, expected: dict[str, int]) -> None:
    assert {a.name: sum(m.text[0].isupper() for m in a.mentions) for a in cast(text).actors} == expected


def test_an_agency_is_never_an_actor() -> None:
    found = cast("The Federal Trade Commission (FTC) sued Tamber Inc. The FTC said so.")
    assert [a.name for a in found.actors] == ["Tamber Inc."]
    assert [a.name for a in found.agencies] == ["Federal Trade Commission"]


@pytest.mark.parametrize(
    ("text", "name", "linked"),
    [
        ("The insurer Tamber Holdings was fined. The company said that it was sorry.", "Tamber Holdings", ["The company"]),
        ("The billionaire Ada Marsden, 45, left. On Monday the billionaire said so.", "Ada Marsden", ["the billionaire"]),
        ("Ada Marsden, 45, was held. The 45-year-old denied it.", "Ada Marsden", ["The 45-year-old"]),
        ("Ada Marsden, 45, was held. The defendant denied it.", "Ada Marsden", ["The defendant"]),
        ("Ada Marsden, 45, sued John Vale, 46. The defendant denied it.", "John Vale", []),
        ("Tamber Holdings sued Vale Ltd. On Monday it rained. It was wet. The company denied it.", "Tamber Holdings", []),
    ],
)  # fmt: skip
def test_a_description_is_linked_only_without_doubt(text: str, name: str, linked: list[str]) -> None:
    actor = next(a for a in cast(text).actors if a.name == name)
    assert [t for t in actor.aliases if t.lower().startswith("the ")] == linked


def test_pronouns_are_mentions_but_no_aliases() -> None:
    actor = cast("Ada Marsden, 45, was held. She denied it. John Vale, 46, watched her.").actors[0]
    assert "She" in [m.text for m in actor.mentions]
    assert "She" not in actor.aliases


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The firm was led by former chief executive Ada Marsden.", ["former chief executive"]),
        ("Ada Marsden, a professor at the Oddbury School, left.", ["professor at the Oddbury School"]),
        ("The case was heard by Judge Ada Marsden.", ["Judge"]),
        ("Ada Marsden, who was treasurer of the club, left.", ["treasurer of the club"]),
    ],
)
def test_roles_quote_the_article(text: str, roles: list[str]) -> None:
    actor = next(a for a in cast(text).actors if a.name == "Ada Marsden")
    assert [r.text for r in actor.roles] == roles


def test_every_quote_holds() -> None:
    text = "The insurer Tamber Holdings plc was fined. Ada Marsden, 45, its lawyer, said it would appeal."
    for one in (*(found := cast(text)).actors, *found.agencies):
        for span in (*one.mentions, *getattr(one, "roles", ())):
            assert text[span.start : span.end] == span.text


def test_a_name_goes_on_over_a_wrapped_line() -> None:
    lines = [
        "The judge said at the end of the week that the firm of Ada",
        "Marsden, 45, was to pay the sum in full and that it was not",
        "the first time that it had been told to do so by a court in",
        "the town, which it denied at length and without success, as",
        "it had before.",
    ]
    assert actors("\n".join(lines)) == {"Ada\nMarsden": "person"}


def test_a_firm_is_not_the_parent_that_bears_its_name() -> None:
    text = "A judge fined Tamber Ltd on Monday. Shares in its parent, Tamber Holdings, fell."
    assert set(actors(text)) == {"Tamber Ltd", "Tamber Holdings"}


def test_who_owns_a_firm_in_a_list_of_firms_is_none_of_them() -> None:
    text = "Tycoon Wren spoke. A deal joins Tamber Ltd and Wren's mill."
    doc = NLP(text)
    doc.set_ents([Span(doc, t.i, t.i + 1, "ORG") for t in doc if t.text == "Wren"])
    assert {a.name: a.type for a in entities.find(Article(text), doc).actors}["Wren"] == "person"
