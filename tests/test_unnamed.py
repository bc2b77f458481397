"""Parties without a name: who counts, who is spoken of again, who gets a name in the next sentence, who is left out."""

import pytest

from newsx import Extractor, Record
from tests.ruled import ruled


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def accused(record: Record) -> set[str]:
    return {ref.name for charge in record.charges for ref in charge.accused}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Three former directors of Tamber Foods were charged with bribery on Monday.", "Three former directors"),
        ("Prosecutors charged two brothers with money laundering.", "two brothers"),
        ("Several insurance companies are accused of rigging bids, police said.", "Several insurance companies"),
        ("Two French police officers were found guilty of theft.", "Two French police officers"),
    ],
)
def test_who_stands_accused_without_a_name_is_an_actor(extractor: Extractor, text: str, name: str) -> None:
    record = extractor.extract(text)
    assert accused(record) == {name}
    assert name in {a.name for a in record.actors}


def test_a_party_is_one_when_it_is_spoken_of_again(extractor: Extractor) -> None:
    record = extractor.extract("Two traders were charged with fraud. The traders deny it. The two traders were fired.")
    (actor,) = record.actors
    assert [m.text for m in actor.mentions][:2] == ["Two traders", "traders"]


def test_who_is_named_in_the_next_sentence_is_one_actor(extractor: Extractor) -> None:
    text = "A bank manager was arrested on Friday.\n\nTobias Wrenfield, 51, is accused of theft, police said."
    record = extractor.extract(text)
    assert [a.name for a in record.actors] == ["Tobias Wrenfield"]


@pytest.mark.parametrize(
    "later",
    [
        "The trial took a week. The verdict was read in public. It was not a surprise. Tobias Wrenfield, 51, wept.",
        "The trial took a week. Mary Oakley watched. The judge left. Police identified the defendant as Tobias Wrenfield.",
    ],
)
def test_who_is_named_later_is_one_actor(extractor: Extractor, later: str) -> None:
    record = extractor.extract("A 51-year-old Veldtown man was convicted of theft on Friday. " + later)
    assert "51-year-old Veldtown man" in next(a for a in record.actors if a.name == "Tobias Wrenfield").aliases


def test_the_first_whose_age_is_told_is_who_was_meant(extractor: Extractor) -> None:
    text = (
        "A school teacher was convicted of theft.\n\nDefendant\n\nCharges\n\nCourt Date\n\nTobias Wrenfield, 44, Oakham"
    )
    (actor,) = extractor.extract(text + "\n\nPleaded guilty to one count of theft. Wrenfield wept.").actors
    assert (actor.name, actor.aliases[0]) == ("Tobias Wrenfield", "school teacher")


def test_a_bare_noun_is_nobody(extractor: Extractor) -> None:
    record = extractor.extract("Officials were accused of bribery on Monday, and people were arrested.")
    assert not record.actors


def test_numbers_of_actors_have_no_gaps(extractor: Extractor) -> None:
    text = "Two students watched. A shop owner spoke. Police arrested three hackers and Jane Oakley in Leeds."
    record = extractor.extract(text)
    assert [a.id for a in record.actors] == [f"actor-{n}" for n in range(1, len(record.actors) + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Two former nurses were jailed for theft. Ann Roe and Tom Alder deny it.",
        "Two men were jailed for theft in Hull. Ann Roe, 34, got two years. Tom Alder, 29, got one, and Judge Ed Lamb thanked the police.",
    ],
)
def test_several_whom_the_article_names_soon_are_those_named(text: str) -> None:
    assert accused(ruled(text)) == {"Ann Roe", "Tom Alder"}


def test_several_are_nobody_who_is_named_in_office(extractor: Extractor) -> None:
    record = extractor.extract("Two men were jailed for theft. Judges Ann Roe and Tom Alder heard the case.")
    assert "Two men" in {a.name for a in record.actors}
    assert not any(ref.name == "Ann Roe" for action in record.actions for ref in action.on)


def test_the_accused_are_not_those_who_were_killed(extractor: Extractor) -> None:
    record = extractor.extract(
        "Ann Roe is charged with murder. Fifty people died. Police arrested the accused in Hull."
    )
    assert not any(ref.name == "Fifty people" for action in record.actions for ref in action.on)


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("Ann Oakley hid a 14-year-old girl. Bob Alder, 44, is charged with robbery.", "Bob Alder", "14-year-old girl"),
        ("A teenage boy saw the fire. Tom Alder, 39, is charged with arson.", "Tom Alder", "teenage boy"),
        ("A young woman was arrested for theft. John Alder saw it.", "John Alder", "young woman"),
        ("A Leeds man was jailed for theft. District Attorney Tom Alder praised the jury.", "Tom Alder", "Leeds man"),
        ("A Leeds man was jailed for theft. Tom Alder, a spokesman, praised the jury.", "Tom Alder", "Leeds man"),
        ("A Hull man stabbed a bus driver. Tom Alder, 51, is charged with assault.", "Tom Alder", "bus driver"),
        ("A coach was held over an attack on a bus driver. Tom Alder, 51, is charged.", "Tom Alder", "bus driver"),
        ("A bus driver was robbed on Friday. Police arrested Tom Alder, 51, for it.", "Tom Alder", "bus driver"),
        ("A bus driver died in Hull. Police arrested Tom Alder, 51, for murder.", "Tom Alder", "bus driver"),
        ("A Hull man is charged with murder. Tom Alder was stabbed in May.", "Tom Alder", "Hull man"),
        ("A Hull man was jailed for theft. Sergeant Tom Alder led the search.", "Tom Alder", "Hull man"),
    ],
)
def test_a_description_is_nobody_whom_it_cannot_mean(extractor: Extractor, text: str, name: str, other: str) -> None:
    actors = {a.name: a.aliases for a in extractor.extract(text).actors}
    assert other not in actors[name]


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("A teenage boy was held over a fire. Tom Alder, 17, is charged with arson.", "Tom Alder", "teenage boy"),
        ("A Hull man stabbed a bus driver. Tom Alder, 51, is charged with assault.", "Tom Alder", "Hull man"),
        ("A police officer was charged with assault. Officer Tom Alder wept.", "Tom Alder", "police officer"),
        ("A family doctor was charged with fraud. Dr. Tom Alder wept.", "Tom Alder", "family doctor"),
        ("Police shot a Hull man. Tom Alder, 51, is charged with robbery.", "Tom Alder", "Hull man"),
        ("A Hull man was jailed. District Attorney Jo Lee spoke. Tom Alder wept.", "Tom Alder", "Hull man"),
        ("A bus driver, 51, was robbed. A 51-year-old bus driver said so. Tom Alder, 51, wept.", "Tom Alder", "51-year-old bus driver"),
    ],
)  # fmt: skip
def test_a_description_is_who_is_named_soon(extractor: Extractor, text: str, name: str, other: str) -> None:
    actors = {a.name: a.aliases for a in extractor.extract(text).actors}
    assert other in actors[name]
