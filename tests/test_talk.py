"""What a run says: progress on a terminal only, errors always, and a summary that counts failures by their reasons."""

import io
from pathlib import Path

import pytest

from newsx.article import Article
from newsx.errors import InputError
from newsx.records import Record
from newsx.talk import BAR_AFTER, Talk


class Terminal(io.StringIO):
    """A stream that shows what is written to somebody."""

    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, *, quiet: bool = False, log: Path | None = None, output: str | None = None) -> str:
    """What a run over four articles, one of them empty and one unreadable, says on a stream."""
    with Talk(quiet=quiet, log_file=log, stream=stream) as talk:
        talk.start(lambda: 4)
        talk.begun -= BAR_AFTER + 1  # as if it had gone on for so long
        for name in "ab":
            article = Article(text="one two three", id=name)
            talk.wrote(article, Record(source=article.source()))
        talk.failed(InputError("c.txt: bad UTF-8 at byte 17"))
        talk.failed(InputError("d.txt: bad UTF-8 at byte 4"))
        talk.summary(output)
    return stream.getvalue()


def test_a_terminal_shows_articles_words_a_second_and_failures() -> None:
    shown = told(Terminal())
    assert "4/4" in shown
    assert "words/s" in shown
    assert "2 failed" in shown
    assert "newsx: c.txt: bad UTF-8 at byte 17" in shown


@pytest.mark.parametrize("case", ["pipe", "quiet", "log"])
def test_progress_shows_on_no_pipe_not_with_quiet_and_not_beside_a_log(case: str, tmp_path: Path) -> None:
    stream = io.StringIO() if case == "pipe" else Terminal()
    shown = told(stream, quiet=case == "quiet", log=tmp_path / "log" if case == "log" else None)
    assert "words/s" not in shown
    assert "\x1b" not in shown
    assert shown.startswith("newsx: c.txt: bad UTF-8 at byte 17\nnewsx: d.txt: bad UTF-8 at byte 4\n")


def test_a_run_that_is_over_in_a_moment_shows_no_progress() -> None:
    stream = Terminal()
    with Talk(quiet=False, log_file=None, stream=stream) as talk:
        talk.start(lambda: 1)
        talk.wrote(Article(text="x"), Record(source=Article(text="x").source()))
        talk.summary(None)
    assert stream.getvalue() == ""


def test_the_summary_counts_failures_by_their_reason(tmp_path: Path) -> None:
    lines = told(io.StringIO(), output="out.jsonl").splitlines()
    assert lines[2].startswith("newsx: 4 articles, 2 records, nothing found, ")
    assert lines[3:] == ["newsx: 2 failed: bad UTF-8 at byte N"]


def test_quiet_leaves_the_summary_to_the_log(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    assert "articles" not in told(io.StringIO(), quiet=True, log=log, output="out.jsonl")
    assert log.read_text().splitlines()[-1] == "2 failed: bad UTF-8 at byte N"


def test_what_an_earlier_run_wrote_is_told() -> None:
    stream = io.StringIO()
    with Talk(quiet=False, log_file=None, stream=stream) as talk:
        talk.skipped()
        for name in "ab":
            talk.wrote(Article(text=name), Record(source=Article(text=name).source()))
        talk.summary("out.jsonl")
    assert "2 records (1 more were there already)" in stream.getvalue()


def test_a_name_of_a_file_commands_no_terminal_and_breaks_no_log(tmp_path: Path) -> None:
    stream, log = io.StringIO(), tmp_path / "log"
    with Talk(quiet=True, log_file=log, stream=stream) as talk:
        talk.failed(InputError("a\x1b[31m\nb\udce9.txt: an empty file"))
    assert stream.getvalue() == "newsx: a\\x1b[31m b\\udce9.txt: an empty file\n"
    assert log.read_text() == stream.getvalue().removeprefix("newsx: ")


def test_a_run_in_which_nothing_was_left_to_do_says_so() -> None:
    stream = io.StringIO()
    with Talk(quiet=False, log_file=None, stream=stream) as talk:
        talk.skipped()
        talk.skipped()
        talk.summary("out.jsonl")
    assert stream.getvalue().startswith("newsx: 0 articles, 0 records (2 more were there already), nothing found")


def test_a_full_disk_costs_the_log_and_not_the_run() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    stream = io.StringIO()
    with Talk(quiet=True, log_file=Path("/dev/full"), stream=stream) as talk:
        talk.line("first")
        talk.line("second")
    full = "newsx: --log-file /dev/full: No space left on device: nothing more is noted there"
    assert stream.getvalue().splitlines() == ["newsx: first", full, "newsx: second"]
    assert talk.status == 1
