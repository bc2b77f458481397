"""The command `newsx`: arguments in, one library call, one write."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Optional

import typer

from newsx.errors import NewsxError, UsageError

app = typer.Typer(
    name="newsx", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Turn English news about investigations, prosecutors and regulators into structured records.",
)  # fmt: skip


@app.command()
def extract(
    inputs: Annotated[list[str], typer.Argument()],
    published: Annotated[Optional[str], typer.Option()] = None,
    model: Annotated[Optional[str], typer.Option()] = None,
    format: Annotated[Optional[str], typer.Option("--format", "-f")] = None,
) -> None:
    from newsx.extractor import Extractor
    from newsx.read import articles
    from newsx.write import stream_writer

    out = sys.stdout.buffer
    writer = stream_writer(format or ("table" if sys.stdout.isatty() else "json"), out)
    extractor = Extractor(model)
    worst = 0
    for item in articles(inputs, published=date.fromisoformat(published) if published else None):
        if isinstance(item, NewsxError):
            print(f"newsx: {item}", file=sys.stderr)
            worst = max(worst, 2 if isinstance(item, UsageError) else 1)
        else:
            writer.write(extractor.extract(item))
    writer.close()
    out.flush()
    raise typer.Exit(worst)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from newsx.records import Record

    print(json.dumps(Record.model_json_schema(), indent=2))


def main() -> None:
    app()
