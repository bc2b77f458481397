"""Whom an article means by "the defendant": who is introduced so, or alone stands accused; never who was harmed."""

import pytest

from newsx import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def aliases(extractor: Extractor, text: str, name: str) -> set[str]:
    actor = next(a for a in extractor.extract(text).actors if a.name == name)
    return {alias.casefold() for alias in actor.aliases}


@pytest.mark.parametrize(
    "text",
    [
        "Police identified the defendant as Tom Alder. Ann Roe was taken away. The defendant stole a van, police said.",
        "The prosecutor named the suspect as Tom Alder. Ann Roe wept in court. The defendant stole a van, police said.",
        "The defendant, Tom Alder, denies fraud. Ann Roe spoke in court on Monday. The defendant stole a van, police said.",
        "Defendant Tom Alder denies the fraud. Ann Roe spoke in court on Monday. The accused stole a van, police said.",
        "Tom Alder, 40, was charged with theft. Ann Roe saw it all. The defendant stole a van, police said.",
        "Tom Alder, 40, was found guilty of theft. Ann Roe saw it all. The defendant stole a van, police said.",
        "Charges against Tom Alder, 40, were filed. Ann Roe saw it all. The defendant stole a van, police said.",
        "Tom Alder, 40, pleaded guilty to theft. Judge Ann Roe, 60, heard him. The defendant stole a van, police said.",
        "The defendant stole a van, police said. Tom Alder, 40, was arrested in May. Ann Roe, 33, saw it all.",
    ],
)
def test_the_defendant_is_who_is_introduced_so_or_alone_stands_accused(extractor: Extractor, text: str) -> None:
    assert aliases(extractor, text, "Tom Alder") & {"the defendant", "the accused"}
    assert not aliases(extractor, text, "Ann Roe")


@pytest.mark.parametrize(
    "text",
    [
        "Tom Alder, 40, and Ann Roe, 33, were charged with theft. Jo Lee spoke. The defendant stole a van.",
        "Tom Alder, 40, was charged with theft. Police arrested Ann Roe, 33, too. The defendant stole a van.",
        "Tom Alder, 40, was charged with theft. Ann Roe saw the other defendants. The defendant stole a van.",
        "Tom Alder, 40, was charged with theft. His co-defendant is Ann Roe. The defendant stole a van.",
        "Tom Alder, 40, was murdered. Ann Roe, 33, wept. The defendant stole a van.",
        "Tom Alder was charged with theft. Ann Roe spoke in court. The second defendant stole a van.",
        "Tom Alder, 40, was fined by Ann Roe, 33. The defendant stole a van.",
    ],
)
def test_the_defendant_is_nobody_where_the_text_leaves_it_open(extractor: Extractor, text: str) -> None:
    for name in ("Tom Alder", "Ann Roe"):
        assert "the defendant" not in aliases(extractor, text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Local prosecutor Tom Alder said that it was over. The suspect was held in May.", "Tom Alder"),
        ("Local prosecutor Tom Alder said that it was over. The man was held in May.", "Tom Alder"),
        ("Tom Alder was stabbed at home on Monday. The suspect was held in May.", "Tom Alder"),
    ],
)
def test_the_only_person_is_no_suspect_in_office_or_harmed(extractor: Extractor, text: str, name: str) -> None:
    assert not aliases(extractor, text, name)


def test_she_may_be_the_victim_too_while_nothing_tells_that_the_defendant_is_a_woman(extractor: Extractor) -> None:
    told = (
        "A Larkfield man was jailed for stabbing a Larkfield woman. The defendant attacked the victim after she had left. "
        "The prosecutor identified the defendant as Zolm Taruk, 48. The victim, Wenna Brist, 46, knew the defendant."
    )
    actor = next(a for a in extractor.extract(told).actors if a.name == "Zolm Taruk")
    assert {m.text for m in actor.mentions} == {"Larkfield man", "The defendant", "the defendant", "Zolm Taruk"}


def test_he_stays_the_defendant_whom_the_article_calls_a_man(extractor: Extractor) -> None:
    text = "Mr Taruk, 48, was jailed for assault. He attacked the victim after he had left a bar."
    actor = next(a for a in extractor.extract(text).actors if a.name.endswith("Taruk"))
    assert [m.text.casefold() for m in actor.mentions].count("he") == 2
