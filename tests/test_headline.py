"""The headline of a plain text, however its lines are broken, and none where the story begins at once."""

from pathlib import Path
from textwrap import fill

import pytest

from newsx.article import Article
from newsx.read import articles
from newsx.read.headline import headline

HEADLINE = "Ferry firm fined £2m after three deckhands were hurt"
STORY = (
    "A ferry operator was fined £2 million on Monday after three of its deckhands were hurt by a winch that nobody had "
    "looked at for a year. Judge Ana Brook said at Hull Crown Court that the firm had put its timetable first.\n"
)


@pytest.mark.parametrize(
    "top",
    [
        f"{HEADLINE}\n\n", f"\n\n  {HEADLINE}\n\n", f"{HEADLINE}\nPosted: 6 May 2024\n\n", f"{HEADLINE}\nBy Mara Lindt, Harbour Echo\n\n",
        f"{HEADLINE}\n", f"6 May 2024\n{HEADLINE}\n\n", f"FOR IMMEDIATE RELEASE\n\n{HEADLINE}\n\nHull, 6 May 2024\n\n", f"Publié le 6 mai 2024\n\n{HEADLINE}\n\n",
    ],
)  # fmt: skip
def test_a_first_line_that_is_no_sentence_is_the_headline(top: str) -> None:
    assert headline(top + STORY) == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "FERRY FIRM FINED £2M AFTER WINCH INJURIES", "Ferry Firm to Pay $2m in Winch Case", "‘They never looked’: ferry firm fined",
        "Who looked at the winch?", "$2m fine for ferry firm", "Published accounts show ferry firm's loss", "3 hurt in ferry accident: firm fined",
        "Di Fazio ferries fined over winch", "Data leak costs ferry firm £2m",
    ],
)  # fmt: skip
def test_headlines_of_every_kind_are_seen(line: str) -> None:
    assert headline(f"{line}\n\n{STORY}") == line


@pytest.mark.parametrize("width", [40, 60, 72, 78])
def test_a_folded_text_has_the_same_headline(width: int) -> None:
    assert headline(f"{fill(HEADLINE, width)}\n\n{fill(STORY, width)}") == HEADLINE
    assert headline(fill(STORY, width)) is None


@pytest.mark.parametrize(
    "text",
    [
        STORY, f"HULL, 6 May 2024 - {STORY}", f"Hull, Monday -\n{STORY}", "Hull, 6 May 2024\n\n" + STORY, f"By Mara Lindt\n\n{STORY}",
        f"The firm paid at once.\n\n{STORY}", f"{HEADLINE}\n\n", HEADLINE, "", "\n \n", f"Dear Sir,\n\n{STORY}", f"News\n\n{STORY}",
        f"{'word ' * 40}\n\n{STORY}", f"and so the firm was fined\n\n{STORY}", f"He said:\n\n{STORY}", f"6 May 2024 Contact: Mara Lindt\n\n{STORY}",
    ],
)  # fmt: skip
def test_a_text_that_begins_at_once_has_no_headline(text: str) -> None:
    assert headline(text) is None


def test_the_headline_of_a_text_file_is_its_title_and_stays_in_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{HEADLINE}\n\n{STORY}")
    (found,) = articles([str(tmp_path / "a.txt")])
    assert isinstance(found, Article)
    assert (found.title, found.text) == (HEADLINE, f"{HEADLINE}\n\n{STORY}")
