"""Draw anew the pictures of the README: the terminal as SVG, and the page as PNG, which needs Playwright and Chromium.

python samples/pictures.py
"""

import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from newsx import Extractor
from newsx.article import Article
from newsx.kept import Kept
from newsx.read import articles
from newsx.view import page
from newsx.write.summary import lines

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
WIDTH = 88
SHOWN = ("sentence.md", "raid.txt")
# The format without the fonts that it would load from elsewhere.
OFFLINE = re.sub(r"@font-face\s*\{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def read() -> Iterator[Kept]:
    """The samples that the pictures show."""
    extractor = Extractor()
    for name in SHOWN:
        (article,) = articles([str(HERE / name)])
        assert isinstance(article, Article), article
        yield Kept(extractor.extract(replace(article, path=name)), article.text)


def terminal(kept: list[Kept]) -> str:
    """What a terminal shows of them, as SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for name, one in zip(SHOWN, kept, strict=True):
        console.print(Text.assemble(("$ ", "bold green"), f"newsx extract {name}"))
        for line in lines(one.record, one.text, WIDTH):
            console.print(line, no_wrap=True)
        console.print()
    return console.export_svg(title="newsx", code_format=OFFLINE, unique_id="newsx")


def screen(html: str, out: Path) -> None:
    """The page in a browser, with one finding chosen."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        file = Path(folder) / "page.html"
        file.write_text(html, "utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = started.chromium.launch(executable_path=chromium, args=flags)
        tab = browser.new_page(viewport={"width": 1180, "height": 760})
        tab.goto(file.as_uri())
        tab.locator('.finding[data-id="charge-1"] .go').first.click()
        tab.evaluate("window.scrollTo(0, 0)")
        tab.screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    found = list(read())
    (PICTURES / "terminal.svg").write_text(terminal(found), "utf-8")
    screen(page(found[:1]), PICTURES / "page.png")
