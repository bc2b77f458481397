"""The command `newsx`: arguments in, one library call, one write."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsx import __version__
from newsx.errors import NewsxError, UsageError

# Imports of what a command needs stand in the command: --help, schema and completion must not wait for spaCy.

app = typer.Typer(
    name="newsx", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
patterns_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(patterns_app, name="patterns")


class Format(StrEnum):
    """The formats of `--format`."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    sqlite = "sqlite"
    parquet = "parquet"
    ftm = "ftm"


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
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Without it: by the ending of -o; table on a terminal, json in a pipe."),
    ] = None,
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
        plan = Plan(
            inputs=tuple(inputs or "-"), setup=Setup(model, str(patterns) if patterns else None),
            published=_day(published), format=format, output=Path(output) if output and not far else None,
            address=output if far else None, force=force, resume=resume, jobs=jobs, timeout=timeout, explain=explain,
            quiet=quiet, log_file=log_file, engine=engine,
        )  # fmt: skip
        status = run(plan, terminal=sys.stdout is not None and sys.stdout.isatty())
    raise typer.Exit(status)


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
                print(line, file=sys.stderr)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record.

    \b
    Examples:
      newsx schema
      newsx schema > record.schema.json
    """
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
        found = 0
        for problem in proofs.check(folder or ours()):
            print(f"newsx: {problem}", file=sys.stderr)
            found += 1
    raise typer.Exit(2 if found else 0)


def main() -> None:
    """The entry point of the command."""
    if sys.stderr is None:  # closed with 2>&-: print would take standard output for it
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  it stays open to the end
    if sys.argv[1:] == ["schema"]:  # typer would import Pydantic for it, which takes longer than all the rest
        try:
            _print_schema()
        except typer.Exit as end:
            sys.exit(end.exit_code)
        return
    app()


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
        print(f"newsx: {error}", file=sys.stderr)
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(130) from error
    except BrokenPipeError as error:
        # The reader (head, less) has seen enough; nothing may be written any more, not even when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from error
