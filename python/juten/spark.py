"""Spark: a column of paths and bytes becomes records and coded errors.

>>> from juten.spark import convert
>>> files = spark.read.format("binaryFile").load("s3a://archive/*.pdf")
>>> records = convert(files)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow
from pyspark.sql import DataFrame

from .engine import rows
from .pool import Pool

_SCHEMA = "path string, record string, code string, message string"

# Documents are megabytes: a batch of so many is held in memory.
_BATCH = 64


def convert(files: DataFrame, *, workers: int = 1, **pool: Any) -> DataFrame:
    """Makes rows with ``path``, ``record`` (a line of JSON), ``code`` and ``message`` (of an error) of a frame of files.

    Each task holds a :class:`juten.Pool`, so that a file that hangs or crashes is a row with a code.

    Args:
        files: A frame with the columns ``path`` and ``content``, as ``spark.read.format("binaryFile")`` gives.
        workers: Worker processes in each task; Spark runs a task for each core.
        pool: What else :class:`juten.Pool` takes.
    """

    def convert_batches(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        with Pool(workers, **pool) as made:
            for batch in batches:
                for start in range(0, batch.num_rows, _BATCH):
                    yield _converted(made, batch.slice(start, _BATCH))

    return files.select("path", "content").mapInArrow(convert_batches, _SCHEMA)


def _converted(pool: Pool, batch: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
    paths = batch.column("path").to_pylist()
    made = rows(pool, batch.column("content").to_pylist(), paths)
    columns = {"path": paths} | {key: [row[key] for row in made] for key in ("record", "code", "message")}
    return pyarrow.RecordBatch.from_arrays(
        [pyarrow.array(values, pyarrow.string()) for values in columns.values()], names=list(columns)
    )
