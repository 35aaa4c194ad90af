"""What stands in any document, without a profile: its tables and its text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from . import _native
from .arrow import ArrowTable, to_pandas
from .settings import options
from .sources import Source, load

if TYPE_CHECKING:
    import pandas

# x0, y0, x1, y1 in points from the page's top-left corner.
Box: TypeAlias = "tuple[float, float, float, float]"


@dataclass(frozen=True)
class Line:
    """A line of a cell."""

    text: str
    bbox: Box


@dataclass(frozen=True)
class Cell:
    """A cell: its place in the grid (zero-based), its extent, its text with a line feed between lines."""

    row: int
    col: int
    row_span: int
    col_span: int
    bbox: Box
    text: str
    lines: list[Line]
    page: int


@dataclass(frozen=True)
class Table:
    """A ruled table; ``page`` counts from one."""

    page: int
    bbox: Box
    rows: int
    cols: int
    cells: list[Cell] = field(repr=False)

    def to_rows(self) -> list[list[str]]:
        """The texts by row and column: a cell's text where it begins, empty where it goes on."""
        grid = [[""] * self.cols for _ in range(self.rows)]
        for cell in self.cells:
            grid[cell.row][cell.col] = cell.text
        return grid

    def to_csv(self) -> str:
        """The texts as CSV, with the line ends of RFC 4180."""
        out = io.StringIO()
        csv.writer(out).writerows(self.to_rows())
        return out.getvalue()

    def to_arrow(self, *, header: bool = False) -> ArrowTable:
        """The texts as an Arrow table, an empty one as null; with ``header`` the first row names the columns."""
        rows = self.to_rows()
        names = rows.pop(0) if header and rows else []
        names = [names[at] if at < len(names) and names[at] else f"column_{at + 1}" for at in range(self.cols)]
        return _native.text_table(_unique(names), [[text or None for text in row] for row in rows])

    def to_pandas(self, *, header: bool = False) -> pandas.DataFrame:
        """The same as a data frame; needs pandas and pyarrow."""
        return to_pandas(self.to_arrow(header=header))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def _unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    out = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return out


def tables(
    source: Source,
    *,
    pages: Container[int] | None = None,
    join: bool = False,
    name: str | None = None,
    password: str | None = None,
    encoding: str | None = None,
    ocr: bool = True,
) -> list[Table]:
    """Every ruled table of a document.

    Args:
        source: A path, bytes, or a file opened in binary mode.
        pages: Only tables that begin on these pages, for example ``range(1, 4)``; they count from one.
        join: Make one table of those that go on over pages.
        name: The document's name in errors.
        password: Of an encrypted PDF, workbook or Word document.
        encoding: Of text input; detected if not given.
        ocr: Read scanned pages, if there is a model.

    Raises:
        JutenError: The document cannot be read.
    """
    data, name = load(source, name)
    chosen = options(password=password, encoding=encoding, ocr=ocr)
    found: list[dict[str, Any]] = json.loads(_native.page_tables(data, name, chosen, join))
    return [_table(one) for one in found if pages is None or one["page"] in pages]


def _table(table: dict[str, Any]) -> Table:
    return Table(table["page"], _box(table["bbox"]), table["rows"], table["cols"], list(_cells(table)))


def _cells(table: dict[str, Any]) -> Iterator[Cell]:
    for cell in table["cells"]:
        lines = [Line(line["text"], _box(line["bbox"])) for line in cell["lines"]]
        yield Cell(
            cell["row"],
            cell["col"],
            cell["row_span"],
            cell["col_span"],
            _box(cell["bbox"]),
            cell["text"],
            lines,
            cell.get("page", table["page"]),
        )


def _box(values: list[float]) -> Box:
    x0, y0, x1, y1 = values
    return (x0, y0, x1, y1)


def text(
    source: Source,
    *,
    name: str | None = None,
    password: str | None = None,
    encoding: str | None = None,
    ocr: bool = True,
) -> str:
    """The text of a document in reading order: form feeds between pages, tabs between the cells of a table's row.

    Args:
        source: A path, bytes, or a file opened in binary mode.
        name: The document's name in errors.
        password: Of an encrypted PDF, workbook or Word document.
        encoding: Of text input; detected if not given.
        ocr: Read scanned pages, if there is a model.

    Raises:
        JutenError: The document cannot be read.
    """
    data, name = load(source, name)
    return _native.page_text(data, name, options(password=password, encoding=encoding, ocr=ocr))
