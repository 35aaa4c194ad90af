"""The tables of records as Arrow: those of the package's CSV, with types."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest

import juten

from .conftest import FIXTURES, command

pyarrow = pytest.importorskip("pyarrow")


OTHER_FORM = juten.Profile.load(FIXTURES / "forms" / "shiomi-tenken.toml")


def other_form() -> juten.Document:
    return juten.convert(FIXTURES / "forms" / "tenken-r6.weasyprint.pdf", profile=OTHER_FORM)


def test_tables_hold_what_the_csv_holds(tmp_path: Path) -> None:
    forms = [FIXTURES / name for name in ["somu-r2.txt", "zaisei-r1.txt", "fukushi-r3.txt"]]
    run = command("convert", "-f", "csv", "-o", str(tmp_path), *map(str, forms))
    assert run.returncode == 0, run.stderr
    tables = juten.to_arrow(map(juten.convert, forms))
    assert {path.stem for path in tmp_path.glob("*.csv")} == set(tables)
    for name, table in tables.items():
        arrow = pyarrow.table(table)
        text = (tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        assert arrow.column_names == table.columns == header
        assert arrow.num_rows == len(table) == len(rows)
        assert rows or name == "uncertain"  # nothing of these was scanned
        columns = [[shown(value) for value in column.to_pylist()] for column in arrow.columns]
        assert [list(row) for row in zip(*columns)] == [[plain(cell) for cell in row] for row in rows]


def shown(value: object) -> str:
    match value:
        case None:
            return ""
        case float():
            return repr(value).removesuffix(".0")
        case datetime.date():
            return value.isoformat()
        case _:
            return str(value)


def plain(cell: str) -> str:
    """A cell of CSV without what keeps spreadsheets from running it."""
    return cell[1:] if cell[:2] in {"'=", "'+", "'-", "'@"} else cell.removesuffix(".0")


def test_the_form_of_another_profile_has_typed_tables() -> None:
    tables = juten.to_arrow([other_form()], profile=OTHER_FORM)
    assert "cells" in tables
    for table in tables.values():
        arrow = pyarrow.table(table)
        arrow.validate(full=True)
        kinds = {str(field.type) for field in arrow.schema}
        assert kinds <= {"string", "int64", "double", "date32[day]"}
        assert all(field.metadata[b"title"] for field in arrow.schema)
    with pytest.raises(juten.ProfileError, match="shiomi-tenken"):
        juten.to_arrow([other_form()])


def test_others_take_them_without_pyarrow(form: Path) -> None:
    table = juten.to_arrow([juten.convert(form)])["measures"]
    polars = pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    pandas = pytest.importorskip("pandas")
    frame = polars.DataFrame(table)
    assert frame.height == len(table) and frame.columns == table.columns
    arrow = pyarrow.table(table)
    count = duckdb.sql("select count(distinct document_id) from arrow").fetchall()
    assert count == [(1,)]
    assert isinstance(arrow.to_pandas(), pandas.DataFrame)


def test_forms_are_not_mixed(form: Path) -> None:
    with pytest.raises(ValueError, match="several forms"):
        juten.to_arrow([juten.convert(form), other_form()])
    assert juten.to_arrow([]) == {}


def test_tables_of_a_page_are_arrow_too(form: Path) -> None:
    table = juten.tables(form)[0]
    arrow = pyarrow.table(table)
    assert (arrow.num_rows, arrow.num_columns) == (table.rows, table.cols)
    rows = table.to_rows()
    assert [[value or "" for value in row.values()] for row in arrow.to_pylist()] == rows
    assert list(csv.reader(io.StringIO(table.to_csv(), newline=""))) == rows
    named = table.to_pandas(header=True)
    assert len(named) == table.rows - 1
