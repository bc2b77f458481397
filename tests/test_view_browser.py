"""The page in a browser without a network: clicks do what they say, keys too, and a saved review reads back."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsx import kept
from newsx.kept import Kept
from newsx.view import page
from tests.pages import HOSTILE, sample, samples, told

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = os.environ.get("NEWSX_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("no chromium on this machine", allow_module_level=True)

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
STORY = "Larkfield Radio was accused of fraud; Ofcom fined it £5"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


class Tab:
    """A page in the browser: what it asked of the network and what it complained of are kept."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        self.context = browser.new_context(offline=True, accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())

    def of(self, id_: str, inside: str = ".go") -> Any:
        """What belongs to a finding in the list."""
        return self.page.locator(f'.finding[data-id="{id_}"] {inside}').first

    def lit(self) -> list[str]:
        """The words that are lit up in the text."""
        return list(self.page.eval_on_selector_all(".text .lit", "all => all.map(m => m.textContent)"))


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    tabs: list[Tab] = []

    def opened(*ones: Kept, **options: Any) -> Tab:
        file = tmp_path / f"{len(tabs)}.html"
        file.write_bytes(page(ones).encode("utf-8", "replace"))
        tabs.append(Tab(browser, file, **options))
        return tabs[-1]

    yield opened
    for tab in tabs:
        assert tab.said == []
        assert [url for url in tab.asked if not url.startswith(("file:", "data:", "blob:"))] == []
        tab.context.close()


def test_a_fine_that_is_clicked_brings_its_evidence_into_view(show: Any) -> None:
    tab = show(sample("fine"), viewport={"width": 1100, "height": 420})
    tab.of("fine-5").click()
    assert tab.lit() == ["€3.1 million"]
    proof = tab.page.locator(".text .proof").first
    assert "Central Bank" in "".join(
        tab.page.eval_on_selector_all(".text .proof", "all => all.map(m => m.textContent)")
    )
    assert proof.evaluate("m => { const r = m.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }")


def test_a_person_who_is_clicked_lights_up_in_all_mentions(show: Any) -> None:
    one = sample("fine")
    tab = show(one)
    tab.of("actor-1").click()
    assert len(tab.lit()) == len(one.record.actors[0].mentions)


def test_words_that_are_clicked_find_their_finding_and_then_the_next_on_the_same_words(show: Any) -> None:
    tab = show(told(STORY))
    words = tab.page.locator('.text .m[data-ids="actor-1 charge-1"]').first
    words.click()
    assert tab.of("actor-1", "").get_attribute("aria-current") == "true"
    words.click()
    assert tab.of("charge-1", "").get_attribute("aria-current") == "true"


def test_keys_go_through_the_findings_and_a_screen_reader_hears_them(show: Any) -> None:
    tab = show(told(STORY))
    for key in "jj":
        tab.page.keyboard.press(key)
    assert tab.of("charge-1", "").get_attribute("aria-current") == "true"
    assert "alleged" in tab.page.locator("#said").inner_text()
    tab.page.keyboard.press("k")
    assert tab.of("actor-1", "").get_attribute("aria-current") == "true"
    tab.page.keyboard.press("Escape")
    assert tab.lit() == []
    tab.page.keyboard.press("u")
    assert tab.of("charge-1", "").get_attribute("aria-current") == "true"


def test_a_kind_can_be_hidden(show: Any) -> None:
    tab = show(told(STORY))
    colour = "m => getComputedStyle(m).backgroundImage"
    charge = tab.page.locator(".text .k-charges").first
    before = charge.evaluate(colour)
    tab.page.locator('.legend input[value="charges"]').uncheck()
    assert charge.evaluate(colour) != before


def test_a_hostile_article_stays_text(show: Any) -> None:
    tab = show(told(HOSTILE))
    assert tab.page.title().startswith("</script>")
    assert "document.title='taken'" in tab.page.locator(".text").inner_text()
    assert tab.page.locator(".text img, .text script, .text style").count() == 0
    assert tab.page.locator('a[href^="javascript"]').count() == 0
    assert tab.page.evaluate("getComputedStyle(document.body).display") != "none"


def test_a_line_of_a_million_characters_is_shown_and_breaks(show: Any) -> None:
    tab = show(told("x" * 1_000_000 + " £5"), viewport={"width": 1000, "height": 700})
    assert tab.page.locator(".text").evaluate("t => t.textContent.length") == 1_000_003
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def reviewed(tab: Tab, tmp_path: Path) -> list[Kept]:
    with tab.page.expect_download() as download:
        tab.page.locator("#save").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    return list(kept.read(file))


def test_a_review_without_decisions_gives_the_record_back(show: Any, tmp_path: Path) -> None:
    for one in samples():
        tab = show(one)
        tab.page.locator("#review-toggle").click()
        assert reviewed(tab, tmp_path) == [one]


def test_what_is_rejected_is_gone_with_every_reference_to_it(show: Any, tmp_path: Path) -> None:
    one = sample("fine")
    tab = show(one)
    tab.page.locator("#review-toggle").click()
    tab.of("charge-1", "[data-do=reject]").click()
    tab.of("agency-2", "[data-do=reject]").click()
    (result,) = reviewed(tab, tmp_path)
    assert result.text == one.text
    assert [c.text for c in result.record.charges] == [c.text for c in one.record.charges[1:]]
    assert [c.id for c in result.record.charges] == ["charge-1"]
    names = {a.name for a in result.record.agencies}
    assert "Central Bank of Ireland" not in names
    assert all(link.name in names for c in result.record.charges for link in c.by)
    assert "Central Bank of Ireland" not in json.dumps(
        [f.model_dump(include={"by", "payers"}) for f in result.record.fines]
    )


def test_what_is_corrected_has_its_new_value_and_is_certain(show: Any, tmp_path: Path) -> None:
    tab = show(told(STORY))
    tab.page.locator("#review-toggle").click()
    tab.of("charge-1", "[data-do=correct]").click()
    tab.page.locator('#correct-fields [name="status"]').select_option("charged")
    tab.page.locator('#correct-fields [name="accused"][value="actor-1"]').uncheck()
    tab.page.locator('#correct-fields [name="accused"][value="actor-2"]').check()
    tab.page.locator('#correct button[value="ok"]').click()
    assert "status charged" in tab.of("charge-1", ".decision").inner_text()
    tab.of("fine-1", "[data-do=correct]").click()
    tab.page.locator('#correct-fields [name="amount"]').fill("five")
    tab.page.locator('#correct button[value="ok"]').click()
    assert tab.page.locator("#correct").is_visible()  # no amount: the form stays open
    tab.page.locator('#correct-fields [name="amount"]').fill("7.50")
    tab.page.locator('#correct button[value="ok"]').click()
    (result,) = reviewed(tab, tmp_path)
    (charge,) = result.record.charges
    assert (charge.status, [a.name for a in charge.accused], charge.confidence) == ("charged", ["<b>Ann</b>"], 1.0)
    assert (result.record.fines[0].amount, result.record.fines[0].currency) == ("7.50", "GBP")
    assert page([result]).startswith("<!DOCTYPE html>")


def test_a_form_that_is_left_as_it_was_corrects_nothing(show: Any) -> None:
    one = sample("fine")
    tab = show(one)
    tab.page.locator("#review-toggle").click()
    for id_ in ("charge-1", "fine-5", "action-1", "actor-1", "agency-1", "date-1"):
        tab.page.locator(f'.finding[data-id="{id_}"] [data-do=correct]').first.evaluate("button => button.click()")
        tab.page.locator('#correct button[value="ok"]').click()
        assert tab.of(id_, "").get_attribute("data-decision") == "accept", id_


def test_a_key_decides_and_the_same_key_takes_it_back(show: Any) -> None:
    tab = show(told(STORY))
    tab.page.locator("#review-toggle").click()
    tab.of("fine-1").click()
    tab.page.keyboard.press("r")
    assert tab.of("fine-1", "").get_attribute("data-decision") == "reject"
    tab.page.keyboard.press("r")
    assert tab.of("fine-1", "").get_attribute("data-decision") is None


def test_cases_are_filtered_sorted_and_opened(show: Any) -> None:
    tab = show(*samples())
    rows = tab.page.locator("#cases tbody tr:not([hidden])")
    every = rows.count()
    tab.page.locator("#filter-stage").select_option("charged")
    assert 0 < rows.count() < every
    tab.page.locator("#filter-stage").select_option("")
    tab.page.locator("#filter-text").fill("greyport")
    assert "Greyport Bank" in rows.first.inner_text()
    tab.page.locator("#filter-text").fill("")
    tab.page.locator("#cases thead button", has_text="Stage").click()
    tab.page.locator("#cases thead button", has_text="Stage").click()
    ranks = tab.page.eval_on_selector_all("#cases tbody td:nth-child(3)", "all => all.map(c => Number(c.dataset.v))")
    assert ranks == sorted(ranks, reverse=True)
    rows.first.locator("a").click()
    tab.page.locator("#article h1").wait_for()
    tab.of("actor-1").click()
    assert tab.lit()
    tab.page.locator("#back").click()
    tab.page.locator("#cases").wait_for()


def test_a_value_of_the_timeline_opens_its_article_at_the_finding(show: Any) -> None:
    tab = show(told(STORY, "a", "2025-03-01"), told(STORY, "b", "2025-03-02", amount="7"))
    tab.page.locator("#tab-timeline").click()
    assert "The articles differ." in tab.page.locator(".differs").inner_text()
    tab.page.locator(".differs a").last.click()
    tab.page.locator("#article h1").wait_for()
    assert tab.of("fine-1", "").get_attribute("aria-current") == "true"


def test_a_name_of_the_network_shows_its_lines_and_then_its_cases(show: Any) -> None:
    tab = show(*samples())
    tab.page.locator("#tab-network").click()
    node = tab.page.locator(".node.body").first
    node.press("Enter")
    assert tab.page.locator(".edge.lit").count() > 0
    name = node.get_attribute("data-name")
    node.press("Enter")
    assert tab.page.locator("#filter-text").input_value() == name


def test_only_articles_with_decisions_are_saved(show: Any, tmp_path: Path) -> None:
    tab = show(told(STORY, "a"), told(STORY, "b"))
    tab.page.locator("#cases a").last.click()
    tab.page.locator("#article h1").wait_for()
    tab.page.locator("#review-toggle").click()
    tab.of("charge-1", "[data-do=accept]").click()
    assert [one.record.source.id for one in reviewed(tab, tmp_path)] == ["b"]


def test_dark_and_printed_pages_read_well(show: Any) -> None:
    tab = show(sample("fine"), color_scheme="dark")
    assert tab.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"
    tab.page.emulate_media(media="print")
    assert not tab.page.locator(".top").is_visible()
    assert tab.page.locator(".case").evaluate("c => getComputedStyle(c).position") == "static"


def test_two_thousand_articles_open_within_three_seconds(browser: Any, tmp_path: Path) -> None:
    ones = samples()
    made = [
        Kept(o.record.model_copy(update={"source": o.record.source.model_copy(update={"id": f"{n}"})}), o.text)
        for n in range(2000)
        for o in [ones[n % len(ones)]]
    ]
    file = tmp_path / "many.html"
    file.write_bytes(page(made).encode())
    took = min(seconds(browser, file) for _ in range(3))  # what else the machine does is not the page's fault
    assert took < 3


def test_a_long_table_shows_more_rows_as_a_reader_comes_to_its_end(show: Any) -> None:
    tab = show(*(told(STORY, f"{n}") for n in range(450)))
    rows = tab.page.locator("#cases tbody tr:not([hidden])")
    assert rows.count() == 200
    tab.page.locator("#more").scroll_into_view_if_needed()
    playwright.expect(rows).to_have_count(400)
    tab.page.locator("#filter-text").fill("no such words")
    assert rows.count() == 0
    tab.page.locator("#filter-text").fill("")
    assert rows.count() == 200


def seconds(browser: Any, file: Path) -> float:
    """How long a page takes until its last row can be seen."""
    began = time.monotonic()
    tab = Tab(browser, file)
    tab.page.locator("#cases tbody tr").first.wait_for()
    assert tab.page.locator("#cases tbody tr").count() > 2000
    took = time.monotonic() - began
    tab.context.close()
    return took
