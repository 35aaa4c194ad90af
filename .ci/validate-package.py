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


def for_people(schema, rows):
    """A table as the workbook has it: Japanese headers, document_id last, no guard against formulas."""
    names = [field["name"] for field in schema["fields"]]
    order = sorted(range(len(names)), key=lambda at: names[at] == "document_id")
    titles = [field["title"] for field in schema["fields"]]
    titles = [t if titles.count(t) == 1 else f"{t}（{n}）" for t, n in zip(titles, names)]
    return tuple(titles[at] for at in order), [tuple(unguarded(row[at]) for at in order) for row in rows]


def check_workbook(path, tables, titles):
    # not read-only: the workbook's own word on frozen rows, filters and printing is wanted
    workbook = openpyxl.load_workbook(path)
    sheets = [titles[name] for name in tables]
    assert workbook.sheetnames == [*sheets, "要確認", "列の説明"], workbook.sheetnames
    for sheet in workbook:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, sheet.title
        # one page wide is the default of a page that is fitted
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToWidth in (None, 1), sheet.title
        assert sheet.page_setup.fitToHeight == 0, sheet.title
        assert sheet.print_title_rows == "$1:$1", sheet.title
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), sheet.title
    for name, (schema, rows) in tables.items():
        header, wanted = for_people(schema, rows)
        found = [tuple(as_in_csv(cell.value) for cell in row) for row in workbook[titles[name]].iter_rows()]
        assert found[0] == header, name
        assert found[1:] == wanted, name
    columns = [row[5].value for row in list(workbook["列の説明"].iter_rows())[1:]]
    assert sorted(columns) == sorted(f["name"] for schema, _ in tables.values() for f in schema["fields"])
    schema, rows = tables["diagnostics"]
    names = [field["name"] for field in schema["fields"]]
    warnings = [row[names.index("code")] for row in rows if row[names.index("severity")] == "warning"]
    assert [row[6].value for row in list(workbook["要確認"].iter_rows())[1:]] == warnings


def like(cell, value):
    """A cell of LibreOffice's CSV as the type of the value that it should be."""
    return None if cell == "" else type(value)(cell) if isinstance(value, int | float) else cell


# Commas, quotes, UTF-8, from line 1; cells as shown, quoted if text; every sheet to a file of its own.
SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"


def check_libreoffice(path, tables, titles):
    """LibreOffice opens the workbook and writes each sheet as CSV."""
    with tempfile.TemporaryDirectory() as folder:
        home = f"-env:UserInstallation={pathlib.Path(folder, 'home').as_uri()}"
        command = ["soffice", "--headless", "--norestore", home, "--convert-to", SHEETS, "--outdir", folder, path]
        subprocess.run(command, check=True, timeout=300, stdout=subprocess.DEVNULL)
        for name, (schema, rows) in tables.items():
            with open(pathlib.Path(folder, f"{path.stem}-{titles[name]}.csv"), encoding="utf-8", newline="") as file:
                found = list(csv.reader(file))
            header, wanted = for_people(schema, rows)
            assert tuple(found[0]) == header, name
            back = [tuple(like(cell, value) for cell, value in zip(*pair, strict=True)) for pair in zip(found[1:], wanted, strict=True)]
            assert back == wanted, name


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
    titles = {}
    for resource in descriptor["resources"]:
        if resource.get("type") == "table":
            schema = resource["schema"]
            titles[resource["name"]] = resource["title"]
            tables[resource["name"]] = (schema, rows_of(folder / resource["path"], schema))
    check_sqlite(tables)
    check_workbook(folder / "tables.xlsx", tables, titles)
    check_libreoffice(folder / "tables.xlsx", tables, titles)
    check_parquet(folder, tables)
    check_ckan(folder, tables)
    count = sum(len(rows) for _, rows in tables.values())
    print(f"{folder.name}: {count} rows the same in CSV, SQLite, the workbook (openpyxl, LibreOffice) and Parquet (DuckDB)")


main(pathlib.Path(sys.argv[1]))
