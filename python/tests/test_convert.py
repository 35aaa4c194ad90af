"""One document in this process: the command line is the oracle."""

from __future__ import annotations

import io
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import juten

from .conftest import DOCUMENTS, FIXTURES, command


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_records_and_errors_are_those_of_the_command_line(path: Path) -> None:
    expected = command("convert", str(path), "--message-format", "json")
    try:
        document = juten.convert(path)
    except juten.JutenError as error:
        assert expected.returncode == 1
        assert error.code in expected.stderr.decode()
        assert error.input == path.name
    else:
        assert document.to_json().encode() == expected.stdout
        assert document.to_jsonl().encode() == command("convert", str(path), "-f", "jsonl").stdout


def test_a_document_may_be_given_in_many_ways(form: Path) -> None:
    data = form.read_bytes()
    expected = juten.convert(form)
    given: list[Any] = [str(form), io.BytesIO(data), form.open("rb"), bytearray(data), memoryview(data), data]
    for source in given:
        assert juten.convert(source, name=form.name) == expected
    with form.open("rb") as file:
        assert juten.convert(file).name == form.name
    assert juten.convert(data).name == "-"


def test_what_is_no_document_is_a_type_error(form: Path) -> None:
    with pytest.raises(TypeError, match="not int"):
        juten.convert(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="binary"):
        juten.convert(io.StringIO("a"))  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        juten.convert("no such file.pdf")


def test_a_document_is_a_mapping_that_pickles(form: Path) -> None:
    document = juten.convert(form)
    assert dict(document) == document.to_dict() == json.loads(document.to_json())
    assert list(document)[:2] == ["format", "format_version"]
    copy = pickle.loads(pickle.dumps(document))
    assert copy == document and hash(copy) == hash(document)
    assert juten.Document.loads(document.to_json()) == document
    assert document.id == document["document"]["id"]
    assert len(document.sheets) == len(document["sheets"]) > 0
    assert document.coverage["characters"] > 0
    assert all(one["severity"] == "warning" for one in document.warnings)
    changed = document.to_dict()
    changed["sheets"].clear()
    assert document.sheets
    with pytest.raises(ValueError):
        juten.Document.loads("{}")


def test_errors_say_what_and_where(tmp_path: Path) -> None:
    with pytest.raises(juten.JutenError) as caught:
        juten.convert(b"")
    error = caught.value
    assert error.code == "E102" and error.input == "-" and error.message
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.message, again.input) == (error.code, error.message, error.input)
    locked = FIXTURES / "locked.pdf"
    with pytest.raises(juten.JutenError) as caught:
        juten.convert(locked)
    assert caught.value.code == "E105" and caught.value.input == "locked.pdf"
    with pytest.raises(juten.JutenError) as caught:
        juten.convert(locked, max_bytes=10)
    assert caught.value.code == "E107"


def test_options_reach_the_library(form: Path) -> None:
    assert juten.convert(form, provenance=True)["provenance"]
    assert "provenance" not in juten.convert(form)
    elsewhere = juten.convert(form, municipality="長野県松本市")
    assert elsewhere["document"]["municipality"]["name"] == "松本市"
    for wrong in [{"municipality": "ない市"}, {"normalize": "x"}, {"encoding": "x"}]:
        with pytest.raises(ValueError):
            juten.convert(form, **wrong)  # type: ignore[arg-type]


def test_profiles_may_be_named_loaded_and_chosen(form: Path, tmp_path: Path) -> None:
    ids = [profile.id for profile in juten.profiles()]
    assert "ueda-juten" in ids
    builtin = juten.Profile.builtin("ueda-juten")
    file = tmp_path / "own.toml"
    file.write_text(builtin.toml.replace("ueda-juten", "own"), encoding="utf-8")
    assert juten.convert(form, profile=file).profile == "own"
    assert juten.convert(form, profile="ueda-juten").profile == "ueda-juten"
    assert juten.convert(form, profile=builtin) == juten.convert(form, profile="ueda-juten")
    own = juten.Profile.load(file)
    assert juten.convert(form, profile=[own, juten.Profile.builtin("ikeda-jimujigyo")]).profile == "own"
    with pytest.raises(juten.ProfileError, match="there is no profile 'x'"):
        juten.convert(form, profile="x")
    with pytest.raises(juten.ProfileError, match="line 1"):
        juten.Profile.parse("id = ")


def test_threads_convert_side_by_side(form: Path) -> None:
    expected = juten.convert(form)
    with ThreadPoolExecutor(4) as threads:
        assert all(document == expected for document in threads.map(juten.convert, [form] * 12))


def test_text_tables_and_reports(form: Path) -> None:
    assert juten.text(form).encode() == command("text", str(form)).stdout
    for join in [False, True]:
        flags = ["--join"] if join else []
        expected = json.loads(command("tables", str(form), "-f", "json", *flags).stdout)
        found = juten.tables(form, join=join)
        assert [(t.page, t.rows, t.cols, len(t.cells)) for t in found] == [
            (t["page"], t["rows"], t["cols"], len(t["cells"])) for t in expected
        ]
        assert found[0].cells[0].lines[0].text == expected[0]["cells"][0]["lines"][0]["text"]
    assert {table.page for table in juten.tables(form, pages=range(2, 4))} == {2, 3}
    report = juten.inspect(form)
    assert report.error is None
    assert report.html.encode() == command("inspect", str(form)).stdout
    assert report._repr_html_().startswith("<iframe sandbox")
    unknown = juten.inspect("題\n本文".encode(), name="a.txt")
    assert unknown.error is not None and unknown.error.code == "E201"


def test_a_profile_is_drafted() -> None:
    folder = FIXTURES / "other-city"
    documents = sorted(path for path in folder.iterdir() if path.suffix in {".pdf", ".txt"})
    draft = juten.propose(documents[:1], id="draft")
    assert draft is not None
    assert "draft" in draft.toml and draft.summary
    assert draft.profile().id == "draft"
    assert juten.propose([b"a"]) is None


def test_a_package_is_written(form: Path, tmp_path: Path) -> None:
    juten.package([form], tmp_path / "out", license="CC-BY-4.0", xlsx=True)
    assert {"datapackage.json", "measures.csv", "tables.xlsx"} <= {path.name for path in (tmp_path / "out").iterdir()}
    assert command("check", str(tmp_path / "out")).returncode == 0
    import subprocess

    with pytest.raises(subprocess.CalledProcessError) as caught:
        juten.package(["no such file.pdf"], tmp_path / "none", license="CC-BY-4.0")
    assert "E101" in caught.value.stderr
