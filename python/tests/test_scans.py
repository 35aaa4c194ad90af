"""Scanned pages: read where a model is there, said where none is."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import juten
import pytest
from PIL import Image, ImageDraw, ImageFont

from .conftest import command

needs_model = pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra ocr is not installed")


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 200 dpi with a table of two cells."""
    image = Image.new("L", (1200, 500), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(48)
    for at, text in enumerate(["2026", "1,234"]):
        draw.rectangle([100 + 500 * at, 100, 600 + 500 * at, 260], outline=0, width=4)
        draw.text((140 + 500 * at, 150), text, font=font, fill=0)
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    image.save(path, resolution=200)
    return path


def test_without_a_model_a_scan_is_refused(scan: Path) -> None:
    readers: list[Any] = [juten.convert, juten.tables, juten.text]
    for read in readers:
        with pytest.raises(juten.JutenError) as refused:
            read(scan, ocr=False)
        assert refused.value.code == "E202"
    report = juten.inspect(scan, ocr=False)
    assert report.error is not None and report.error.code == "E202"


def test_uncertain_values_are_listed(form: Path) -> None:
    document = juten.convert(form)
    assert document.uncertain == []
    doubt = {"path": "/document/department", "confidence": 0.5, "characters": [{"at": 0, "read": "総", "second": "総"}]}
    record = document.to_dict() | {"uncertain": [doubt]}
    assert juten.Document.loads(json.dumps(record)).uncertain == [doubt]


def test_a_confidence_is_a_share(scan: Path) -> None:
    with pytest.raises(ValueError, match="min_confidence"):
        juten.convert(scan, min_confidence=90)


@needs_model
def test_the_model_of_the_extra_reads(scan: Path) -> None:
    (table,) = juten.tables(scan)
    assert table.to_rows() == [["2026", "1,234"]]
    assert juten.text(scan) == command("text", str(scan)).stdout.decode()


@needs_model
def test_workers_read_scans_as_well(scan: Path) -> None:
    with pytest.raises(juten.JutenError) as here:
        juten.convert(scan)
    with juten.Pool(1) as pool, pytest.raises(juten.JutenError) as there:
        pool.convert(scan)
    # it was read, and is no form that a profile knows
    assert here.value.code == there.value.code == "E201"
