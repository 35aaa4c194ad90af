"""Daft: a column of paths or bytes becomes records and coded errors.

>>> import daft
>>> from juten.daft import convert
>>> files = daft.from_glob_path("s3://archive/**/*.pdf")
>>> records = convert(files, "path")
"""

from __future__ import annotations

from typing import Any

import daft
from daft import DataType, Series

from .engine import Row, rows
from .pool import Pool

# What a document becomes: its record as a line of JSON, or the code and message of its error.
_STRUCT = DataType.struct({"record": DataType.string(), "code": DataType.string(), "message": DataType.string()})

# Documents are megabytes: so many are held in memory at once.
_BATCH = 256


def convert(
    frame: daft.DataFrame, path_column: str, *, io_config: Any = None, workers: int | None = None, **pool: Any
) -> daft.DataFrame:
    """Adds the columns ``record`` (a line of JSON), ``code`` and ``message`` (of an error) to a frame of paths or URLs.

    Each process of Daft holds a :class:`juten.Pool`, so that a file that hangs or crashes is a row with a code. A file that
    cannot be fetched has the code ``E101``.

    Args:
        frame: A frame with a column of paths or URLs.
        path_column: That column.
        io_config: How Daft reaches them (``daft.io.IOConfig``).
        workers: Worker processes in each process of Daft.
        pool: What else :class:`juten.Pool` takes.
    """
    converter: Any = _Converter({"workers": workers, **pool})
    data = frame[path_column].download(io_config=io_config, on_error="null")
    return frame.select(*frame.column_names, converter.convert(data, frame[path_column]))


@daft.cls(use_process=False)
class _Converter:
    """Made once a process of Daft, with its pool."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        self.pool = Pool(**arguments)

    @daft.method.batch(return_dtype=_STRUCT, unnest=True, batch_size=_BATCH)
    def convert(self, data: Series, paths: Series) -> list[Row]:
        return rows(self.pool, data.to_pylist(), paths.to_pylist())
