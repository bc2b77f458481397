"""Records to Parquet: a row an article, typed and nested like the record itself. Needs pyarrow."""

import types
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from newsx.errors import UsageError
from newsx.records import Model, Record

ROWS = 1000


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Gathers records and writes them a thousand at a time."""

    def __init__(self, path: Path) -> None:
        self.arrow = arrow()
        self.schema = self.arrow.schema(list(_fields(self.arrow, Record)))
        self.file = self.arrow.parquet.ParquetWriter(path, self.schema, compression="zstd")
        self.rows: list[dict[str, Any]] = []

    def write(self, record: Record, text: str | None = None) -> None:
        """Add one row."""
        self.rows.append(record.model_dump())
        if len(self.rows) >= ROWS:
            self._flush()

    def close(self) -> None:
        """Write the last rows and the footer."""
        if self.rows:
            self._flush()
        self.file.close()

    def _flush(self) -> None:
        self.file.write_table(self.arrow.Table.from_pylist(self.rows, schema=self.schema))
        self.rows = []


def arrow() -> Any:
    """The package pyarrow. Raises UsageError when it is missing."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("Parquet needs the package pyarrow: pip install 'newsx[parquet]'") from error
    return pyarrow


def _fields(arrow: Any, model: type[Model]) -> list[Any]:
    return [arrow.field(name, _type(arrow, field.annotation)) for name, field in model.model_fields.items()]


def _type(arrow: Any, annotation: Any) -> Any:
    """The Arrow type of a field: text, numbers, lists, structures."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _type(arrow, next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return arrow.list_(_type(arrow, arguments[0]))
    if origin is Literal or annotation is str:
        return arrow.string()
    if annotation is bool:
        return arrow.bool_()
    if annotation is int:
        return arrow.int64()
    if annotation is float:
        return arrow.float64()
    return arrow.struct(_fields(arrow, annotation))
