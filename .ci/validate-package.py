"""Reads a package as others would and compares: SQLite with its keys on, openpyxl and LibreOffice (the workbook) and
DuckDB (Parquet) find what the CSV holds; the CKAN dictionaries are what datastore_create takes.

usage: validate-package.py DIR
"""

import csv
import datetime
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import duckdb
import openpyxl

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT"}


def names(columns):
    return ", ".join(f'"{column}"' for column in columns)


def ddl(name, schema):
    """CREATE TABLE with types, primary key and foreign keys, all from the Table Schema."""
    lines = []
    for field in schema["fields"]:
        required = " NOT NULL" if field.get("constraints", {}).get("required") else ""
        lines.append(f'"{field["name"]}" {TYPES[field["type"]]}{required}')
    lines.append(f"PRIMARY KEY ({names(schema['primaryKey'])})")
    for key in schema.get("foreignKeys", []):
        to = key["reference"]
        lines.append(f"FOREIGN KEY ({names(key['fields'])}) REFERENCES {to['resource']} ({names(to['fields'])})")
    return f"CREATE TABLE {name} ({', '.join(lines)}) STRICT"


def typed(cell, kind):
    if cell == "":
        return None
    return {"integer": int, "number": float}.get(kind, str)(cell)


def rows_of(path, schema):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        assert header == [field["name"] for field in schema["fields"]], (path, header)
        kinds = [field["type"] for field in schema["fields"]]
        return [tuple(typed(cell, kind) for cell, kind in zip(row, kinds, strict=True)) for row in rows]


def check_sqlite(tables):
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA foreign_keys = ON")
    # parents before children
    order = sorted(tables, key=lambda name: depth(name, tables))
    for name in order:
        schema, rows = tables[name]
        database.execute(ddl(name, schema))
        places = ", ".join("?" * len(schema["fields"]))
        database.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
    assert not database.execute("PRAGMA foreign_key_check").fetchall()
    for name, (schema, rows) in tables.items():
        back = database.execute(f"SELECT {names(f['name'] for f in schema['fields'])} FROM {name} ORDER BY rowid")
        assert back.fetchall() == rows, name


def depth(name, tables):
    keys = tables[name][0].get("foreignKeys", [])
    return 1 + max((depth(key["reference"]["resource"], tables) for key in keys), default=0)


def as_in_csv(value):
    """A cell of the workbook as the CSV has it; the CSV's guard against formulas is taken off on the other side."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value


def unguarded(value):
    guarded = isinstance(value, str) and value.startswith("'") and value[1:2] in tuple("=+-@\t\r")
    return value[1:] if guarded else value


def check_workbook(path, tables):
    # not read-only: the workbook's own word on frozen rows and filters is wanted
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == list(tables), workbook.sheetnames
    for name, (schema, rows) in tables.items():
        sheet = workbook[name]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, name
        found = [tuple(as_in_csv(cell.value) for cell in row) for row in sheet.iter_rows()]
        assert found[0] == tuple(field["name"] for field in schema["fields"]), name
        assert found[1:] == [tuple(unguarded(value) for value in row) for row in rows], name
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), name


# Commas, quotes, UTF-8, from line 1; cells as shown, quoted if text; every sheet to a file of its own.
SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"


def check_libreoffice(path, tables):
    """LibreOffice opens the workbook and writes each sheet as CSV."""
    with tempfile.TemporaryDirectory() as folder:
        home = f"-env:UserInstallation={pathlib.Path(folder, 'home').as_uri()}"
        command = ["soffice", "--headless", "--norestore", home, "--convert-to", SHEETS, "--outdir", folder, path]
        subprocess.run(command, check=True, timeout=300, stdout=subprocess.DEVNULL)
        for name, (schema, rows) in tables.items():
            found = rows_of(pathlib.Path(folder, f"{path.stem}-{name}.csv"), schema)
            assert found == [tuple(unguarded(value) for value in row) for row in rows], name


PARQUET = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}


def check_parquet(folder, tables):
    """Values and types; a date of the CSV is text here."""
    for name, (schema, rows) in tables.items():
        read = duckdb.read_parquet(str(folder / f"{name}.parquet"))
        assert [str(kind) for kind in read.types] == [PARQUET[f["type"]] for f in schema["fields"]], name
        assert read.columns == [field["name"] for field in schema["fields"]], name
        found = [tuple(v.isoformat() if isinstance(v, datetime.date) else v for v in row) for row in read.fetchall()]
        assert found == [tuple(unguarded(value) for value in row) for row in rows], name


# Types of the column, and those that CKAN's loader of files goes by.
CKAN = {
    "string": ("text", "text"),
    "integer": ("int", "numeric"),
    "number": ("numeric", "numeric"),
    "date": ("date", "timestamp"),
}


def check_ckan(folder, tables):
    """`fields` and `primary_key` of CKAN's datastore_create: id, type, info with label, notes, type_override."""
    for name, (schema, _) in tables.items():
        dictionary = json.loads((folder / "ckan" / f"{name}.json").read_text(encoding="utf-8"))
        assert dictionary.keys() == {"fields", "primary_key"}, name
        assert dictionary["primary_key"] == schema["primaryKey"], name
        for field, column in zip(dictionary["fields"], schema["fields"], strict=True):
            kind, loaded = CKAN[column["type"]]
            info = {"label": column["title"], "notes": column["description"], "type_override": loaded}
            assert field == {"id": column["name"], "type": kind, "info": info}, (name, field)
            # PostgreSQL's limit for names; CKAN keeps names that begin with _ for itself
            assert len(field["id"].encode()) <= 63 and not field["id"].startswith("_"), field["id"]


def main(folder):
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {}
    for resource in descriptor["resources"]:
        if resource.get("type") == "table":
            schema = resource["schema"]
            tables[resource["name"]] = (schema, rows_of(folder / resource["path"], schema))
    check_sqlite(tables)
    check_workbook(folder / "tables.xlsx", tables)
    check_libreoffice(folder / "tables.xlsx", tables)
    check_parquet(folder, tables)
    check_ckan(folder, tables)
    count = sum(len(rows) for _, rows in tables.values())
    print(f"{folder.name}: {count} rows the same in CSV, SQLite, the workbook (openpyxl, LibreOffice) and Parquet (DuckDB)")


main(pathlib.Path(sys.argv[1]))
