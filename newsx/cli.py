"""The command `newsx`: arguments in, one library call, one write."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from newsx import __version__
from newsx.errors import NewsxError, UsageError
from newsx.shown import line, say

# Imports of what a command needs stand in the command: --help, schema and completion must not wait for spaCy.

INTERRUPTED = 130
# Typer has click under its own name or not, by its version; what it raises for a wrong line is this one's descendant.
_WRONG_LINE: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")

app = typer.Typer(
    name="newsx", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
patterns_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(patterns_app, name="patterns")


class Format(StrEnum):
    """The formats of `--format`."""

    summary = "summary"
    table = "table"
    json = "json"
    jsonl = "jsonl"
    jsonl_text = "jsonl-text"
    csv = "csv"
    sqlite = "sqlite"
    parquet = "parquet"
    xlsx = "xlsx"
    ftm = "ftm"


class Tool(StrEnum):
    """What `newsx convert` makes."""

    records = "records"
    label_studio = "label-studio"
    prodigy = "prodigy"
    doccano = "doccano"
    train = "train"


class Engine(StrEnum):
    """What `--engine` chooses from."""

    local = "local"
    ray = "ray"


@app.callback()
def newsx(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", callback=lambda on: _version(on), is_eager=True),
    ] = False,
) -> None:
    """Turn English news about investigations, prosecutions and regulators' decisions into structured records.

    \b
    Examples:
      newsx extract article.txt
      newsx extract articles/ -o records.jsonl
    """


@app.command()
def extract(
    context: typer.Context,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|FOLDER|ADDRESS|-...",
            help="Articles; - is standard input.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Publication date of the articles (2026-02-04), before their own metadata."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="For the embedded model: fast (a small one), a folder of newsx train, or a spaCy pipeline."),
    ] = None,
    patterns: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder of your own patterns, beside or over ours.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, metavar="0-1", help="Leave out what is less likely to be right.")
    ] = 0.0,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Without it: by the ending of -o; summary on a terminal, json in a pipe."),
    ] = None,
    wide: Annotated[bool, typer.Option("--wide", help="Every field of every finding: the same as -f table.")] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE|ADDRESS|-", help="Write there, when all is complete; .gz packs it."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output file.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the output of an unfinished run.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes. Without it: the cores, if the articles are many."),
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="Where to work: on this machine, or on a Ray cluster (newsx[ray]; -o is a folder).")
    ] = Engine.local,
    timeout: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="Leave out an article that takes longer.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say on standard error why: rule, place, what it beat.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors still show.")
    ] = False,
    log_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Add errors and the summary to this file.")
    ] = None,
) -> None:
    """Read articles and write a record of each: who, what, at which stage, how much and when.

    Reads .txt .md .html .json .jsonl .csv .tsv, and by extra .pdf .docx .xlsx .warc, also packed (.gz .zip .tar) and at
    addresses such as s3://bucket/folder. Exit status: 0 all read, 1 some articles could not
    be read (each is named), 2 wrong usage, 130 interrupted.

    \b
    Examples:
      newsx extract article.txt --published 2026-02-04
      newsx extract articles/ -o records.jsonl --jobs 4
    """
    if not inputs and sys.stdin.isatty():
        print(context.get_help(), file=sys.stderr)
        raise typer.Exit(2)
    with _plainly():
        from newsx.batch import Setup
        from newsx.read.places import is_address
        from newsx.run import Plan, run

        output = None if output == "-" else output  # standard output, as for the inputs
        far = output is not None and is_address(output)
        format = Format.table if wide and format is None else format
        plan = Plan(
            inputs=tuple(inputs or "-"), setup=Setup(model, str(patterns) if patterns else None, min_confidence),
            published=_day(published), format=format, output=Path(output) if output and not far else None,
            address=output if far else None, force=force, resume=resume, jobs=jobs, timeout=timeout, explain=explain,
            quiet=quiet, log_file=log_file, engine=engine,
        )  # fmt: skip
        status = run(plan, terminal=sys.stdout is not None and sys.stdout.isatty())
    raise typer.Exit(status)


@app.command()
def view(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Articles, or records made before (.json, .jsonl), or both."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")],
    published: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Publication date of the articles, before their own metadata."),
    ] = None,
    model: Annotated[str | None, typer.Option(help="As for newsx extract.")] = None,
    patterns: Annotated[Path | None, typer.Option(metavar="DIR", help="As for newsx extract.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the page.")] = False,
) -> None:
    """Make one page of articles or records to read, compare and review; it needs no network.

    Records find their texts in themselves (--format jsonl-text), in articles named beside them, or at their paths.

    \b
    Examples:
      newsx view article.txt -o report.html
      newsx view records.jsonl articles/ -o report.html
    """
    with _plainly():
        from newsx.batch import Setup
        from newsx.view.command import run

        setup = Setup(model, str(patterns) if patterns else None)
        status = run(inputs, output, setup=setup, published=_day(published), force=force)
    raise typer.Exit(status)


@app.command()
def score(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A folder of annotations, or records that somebody reviewed.")
    ],
    records: Annotated[list[Path], typer.Argument(metavar="RECORDS", help="Records to measure: .jsonl or .json.")],
    compare: Annotated[
        bool, typer.Option("--compare", help="Name two record files, OLD and NEW: what was gained and lost.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Each error, article by article.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Measure records against annotations: precision, recall, F1, and the errors that would hurt somebody.

    The figures come with the interval that 95 of 100 bootstrap samples of the articles lie in.

    \b
    Examples:
      newsx score gold/ records.jsonl
      newsx score gold/ --compare old.jsonl new.jsonl
    """
    with _plainly():
        from newsx.score import command

        command.check(compare, records)
        if compare:
            lines = command.compared(gold, records[0], records[1])
        elif as_json:
            lines = iter([command.as_json(gold, records[0])])
        else:
            lines = command.lines(gold, records[0], show=show)
        for text in lines:
            print(text if as_json else line(text))


@app.command()
def convert(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Records, with their articles where needed, or a tool's export."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE|FOLDER", help="What to write.")],
    to: Annotated[Tool, typer.Option("--to", help="What to make of them.")] = Tool.records,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Take records to Label Studio, Prodigy or doccano, back again, and to newsx train.

    What was annotated there comes back as records: what was taken away is gone, what is new is in. The labels of Label
    Studio are those of newsx schema --label-studio.

    \b
    Examples:
      newsx convert records.jsonl articles/ --to label-studio -o tasks.json
      newsx convert export.json -o reviewed.jsonl
      newsx convert reviewed.jsonl --to train -o annotated/
    """
    with _plainly():
        from newsx.annotate.command import run

        count = run(inputs, output, to.value, force=force)
    say(f"newsx: {count} articles")


@app.command()
def train(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Articles with their records: NAME.txt, NAME.json.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder for the new model.")],
    epochs: Annotated[int, typer.Option(help="How often to read the articles.", min=1)] = 3,
    model: Annotated[
        str | None, typer.Option(help="What to go on from: fast, or a folder of newsx train; else the embedded model.")
    ] = None,
) -> None:
    """Go on training the embedded model with your own records (needs newsx[train]).

    \b
    Examples:
      newsx train my-records/ my-model/
      newsx extract article.txt --model my-model/
    """
    with _plainly():
        try:
            from newsx.model.folder import place
            from newsx.training.bar import bar
            from newsx.training.records import train as go_on
        except ModuleNotFoundError as missing:
            raise UsageError(f"training needs {missing.name}: pip install 'newsx[train]'") from missing
        with bar() as every:
            for line in go_on(folder, out, model=place(model), epochs=epochs, every=every):
                say(line)


@app.command()
def schema(
    label_studio: Annotated[
        bool, typer.Option("--label-studio", help="The labelling interface of Label Studio instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of a record.

    \b
    Examples:
      newsx schema
      newsx schema > record.schema.json
    """
    if label_studio:
        from newsx.annotate.label_studio import interface

        print(interface(), end="")
        return
    _print_schema()


@patterns_app.callback()
def patterns() -> None:
    """The words and names that newsx knows.

    \b
    Examples:
      newsx patterns check
      newsx patterns check my-patterns/
    """


@patterns_app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder of pattern files; without it, ours.")
    ] = None,
) -> None:
    """Check pattern files: their form, and that each entry finds and skips what it says.

    \b
    Examples:
      newsx patterns check
      newsx patterns check my-patterns/
    """
    with _plainly():
        from newsx import proofs
        from newsx.patterns import add
        from newsx.patterns import folder as ours

        if folder:
            add(folder)
        found, proved = 0, proofs.Proved()
        for problem in proofs.check(folder or ours(), proved):
            say(f"newsx: {problem}")
            found += 1
        wrong = f"{found} wrong" if found else "all right"
        say(f"newsx: {proved.entries} entries proved with {proved.sentences} sentences, {wrong}")
    raise typer.Exit(2 if found else 0)


def main() -> None:
    """The entry point of the command."""
    if sys.stderr is None:  # closed with 2>&-: print would take standard output for it
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  it stays open to the end
    status = _run()
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        status = _unwritten(error)
    sys.exit(status)


def _run() -> int:
    """Run the command line. What is wrong with it is said like all else: nothing in it commands a terminal."""
    try:
        if sys.argv[1:] == ["schema"]:  # typer would import Pydantic for it, which takes longer than all the rest
            _print_schema()
            return 0
        return app(standalone_mode=False) or 0
    except _WRONG_LINE as error:
        said = io.StringIO()
        error.show(said)
        for text in said.getvalue().splitlines():
            say(text)
        return int(error.exit_code)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        return INTERRUPTED
    except OSError as error:
        return _unwritten(error)


def _unwritten(error: OSError) -> int:
    """What standard output did not take, in one line; nothing more may be written there, not even at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return 141
    say(f"newsx: {error.filename or 'standard output'}: {error.strerror}")
    return 1


def _print_schema() -> None:
    # Kept as a file: making it from the models would take as long again. A test compares the two.
    with _plainly():
        sys.stdout.write(Path(__file__).with_name("schema.json").read_text("utf-8"))
        sys.stdout.flush()


def _version(on: bool) -> None:
    if on:
        print(f"newsx {__version__}")
        raise typer.Exit


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    from newsx.dates import stated

    day = stated(text)
    if day is None:
        raise UsageError(f"--published {text}: not a date such as 2026-02-04")
    return day


@contextmanager
def _plainly() -> Iterator[None]:
    """What goes wrong for a user's reasons ends the command with a line, not a traceback."""
    try:
        yield
    except NewsxError as error:
        say(f"newsx: {error}")
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:
        raise typer.Exit(_unwritten(error)) from error  # the reader (head, less) has seen enough
