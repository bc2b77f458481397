"""Acts in whole sentences, read with the embedded model: who does what to whom where the clause says it elsewhere."""

import pytest

from tests.ruled import ruled


def acts(text: str) -> set[tuple[str, str, str]]:
    found = ruled(text).actions
    return {(a.type, " ".join(r.name for r in a.by), " ".join(r.name for r in a.on)) for a in found}


CASES = [
    # a conjunct shares what its neighbour has
    ("Tom Alder was convicted of theft at Hull Crown Court and jailed for two years.", ("sentence", "Hull Crown Court", "Tom Alder")),
    ("The High Court acquitted and discharged Tom Alder.", ("acquittal", "High Court", "Tom Alder")),
    ("Ann Roe is on trial for fraud and denies the charges.", ("denial", "Ann Roe", "")),
    # whom a pronoun of several means
    ("Ann Roe and Tom Alder pleaded guilty to fraud; they were put on probation.", ("sentence", "", "Ann Roe Tom Alder")),
    # a verdict is the jury's, the punishment is not
    ("A jury found Tom Alder guilty of theft. A judge in Leeds jailed him.", ("conviction", "jury", "Tom Alder")),
    # a regulator's order, and one that names nobody
    ("Ofcom fined Greyport Bank and ordered the bank to delete the tapes.", ("ruling", "Ofcom", "Greyport Bank")),
    ("Tom Alder was arrested in Hull and released on $250,000 bail.", ("release", "", "Tom Alder")),
    # whoever meets prosecutors is none, and is charged
    ("Ann Roe, who met prosecutors in May, was charged with theft.", ("charge", "prosecutors", "Ann Roe")),
    # a name right before its verb, and the filer of what charges somebody
    ("Tom Alder was cleared of theft and Ann Roe awaits trial for fraud.", ("trial", "", "Ann Roe")),
    ("Prosecutors unsealed a complaint charging Tom Alder with theft.", ("charge", "Prosecutors", "Tom Alder")),
    # detectives are no regulator's
    ("Detectives in Hull charged Tom Alder with theft. Ofcom fined him £2,000.", ("charge", "", "Tom Alder")),
    ("Police called. The Department of Mines and Ores fined Corvane £2m.", ("fine", "", "Corvane")),
    ("Tom Alder admitted theft. Ann Roe was cleared by the jury.", ("acquittal", "jury", "Ann Roe")),
    ("Ann Roe entered a plea of not guilty.", ("plea", "Ann Roe", "")),
    ("Counsel for Ann Roe told the court that she had been falsely implicated.", ("denial", "Ann Roe", "")),
    # a state that acts
    ("Norway has arrested Tom Alder.", ("arrest", "Norway", "Tom Alder")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "act"), CASES)
def test_an_act_has_its_parties(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors sought to open an investigation into Corvane.",
        "Corvane filed for bankruptcy in May, buried under hundreds of lawsuits.",
        "The unions repeated their demands for an investigation into Corvane.",
        "Their demands include an investigation of Corvane.",
        "A potential charge of theft against Tom Alder was discussed.",
    ],
)
def test_what_is_only_sought_or_told_of_others_is_no_act(text: str) -> None:
    assert not {kind for kind, _, _ in acts(text)} & {"investigation", "charge", "lawsuit"}


def test_what_becomes_of_the_accused_does_not_become_of_the_prosecutor() -> None:
    text = "District Attorney Ann Roe announced that a Hull man has been jailed after his guilty plea to theft."
    assert not any(who == "Ann Roe" for _, by, on in acts(text) for who in (by, on))
