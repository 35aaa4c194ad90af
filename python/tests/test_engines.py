"""Engines: rows equal to the command line's, hostile files as coded rows, a job that is killed and goes on."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import DOCUMENTS, FIXTURES, ROOT, command

pytestmark = pytest.mark.engines

JOB = re.search(r"```python\n(import sys\n.*?)```", (ROOT / "docs" / "scale.md").read_text(encoding="utf-8"), re.S) if (
    ROOT / "docs" / "scale.md"
).exists() else None


@pytest.fixture
def archive(tmp_path: Path, hostile: Path) -> Path:
    """PDFs of the fixtures, a file that never ends, an empty one."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for path in DOCUMENTS:
        if path.suffix == ".pdf" and path.parent == FIXTURES:
            shutil.copy(path, folder)
    shutil.copy(hostile, folder / "hang.pdf")
    (folder / "empty.pdf").touch()
    return folder


def expected(archive: Path) -> dict[str, str | None]:
    """By file name the record that the command writes, or nothing."""
    records = {}
    for path in sorted(archive.iterdir()):
        run = command("convert", "-f", "jsonl", "--timeout", "5", str(path))
        records[path.name] = run.stdout.decode().rstrip("\n") or None
    return records


def test_daft_gives_the_rows_of_the_command(archive: Path) -> None:
    daft = pytest.importorskip("daft")
    from juten.daft import convert

    files = daft.from_glob_path(f"{archive}/*.pdf").select("path")
    rows = convert(files, "path", timeout=5).to_pylist()
    assert {row["path"].rsplit("/", 1)[-1]: row["record"] for row in rows} == expected(archive)
    codes = {row["path"].rsplit("/", 1)[-1]: row["code"] for row in rows}
    assert codes["hang.pdf"] == "E110" and codes["empty.pdf"] == "E102" and codes["locked.pdf"] == "E105"


def test_what_cannot_be_fetched_is_a_row(archive: Path) -> None:
    daft = pytest.importorskip("daft")
    from juten.daft import convert

    frame = daft.from_pydict({"path": [str(archive / "gone.pdf"), str(archive / "empty.pdf")]})
    rows = convert(frame, "path").to_pylist()
    assert [row["code"] for row in rows] == ["E101", "E102"]


def run_job(job: Path, archive: Path, table: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"DO_NOT_TRACK": "1"}
    return subprocess.Popen([sys.executable, str(job), f"{archive}/*.pdf", str(table), "4"], env=environment)


def test_the_job_of_the_docs_can_be_killed(archive: Path, tmp_path: Path) -> None:
    deltalake = pytest.importorskip("deltalake")
    assert JOB is not None
    assert len(JOB.group(1).strip().splitlines()) <= 30
    job = tmp_path / "job.py"
    job.write_text(JOB.group(1).replace("timeout=60", "timeout=5"), encoding="utf-8")
    table = tmp_path / "records"
    first = run_job(job, archive, table)
    while first.poll() is None and not list(table.glob("_delta_log/*.json")):
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert run_job(job, archive, table).wait() == 0
    rows = deltalake.DeltaTable(table).to_pyarrow_table().to_pylist()
    records = {row["path"].rsplit("/", 1)[-1]: row["record"] for row in rows}
    assert records == expected(archive)
    assert len(rows) == len(records)
    changed = archive / "empty.pdf"
    changed.write_bytes((archive / "somu-r2.calc-ipaex.pdf").read_bytes())
    assert run_job(job, archive, table).wait() == 0
    again = deltalake.DeltaTable(table).to_pyarrow_table().to_pylist()
    assert len(again) == len(rows) + 1
    assert any(row["record"] for row in again if row["path"].endswith("empty.pdf"))


def test_object_storage_is_read(archive: Path) -> None:
    daft = pytest.importorskip("daft")
    server = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    import s3fs

    from juten.daft import convert
    from juten.engine import listing

    running = server.ThreadedMotoServer(port=0)
    running.start()
    try:
        host, port = running.get_host_and_port()
        url = f"http://{host}:{port}"
        keys = {"key": "x", "secret": "x"}
        storage = s3fs.S3FileSystem(endpoint_url=url, **keys)
        storage.mkdir("archive")
        storage.put(f"{archive}/somu-r2.calc-ipaex.pdf", "archive/a/somu-r2.calc-ipaex.pdf")
        found = listing("s3://archive/**/*.pdf", endpoint_url=url, **keys)
        assert [path for path, _ in found] == ["s3://archive/a/somu-r2.calc-ipaex.pdf"]
        assert re.fullmatch(r"[0-9a-f]{32}", found[0][1])
        config = daft.io.IOConfig(
            s3=daft.io.S3Config(endpoint_url=url, key_id="x", access_key="x", region_name="us-east-1")
        )
        frame = daft.from_pydict({"path": [path for path, _ in found]})
        (row,) = convert(frame, "path", io_config=config).to_pylist()
        assert row["record"] == expected(archive)["somu-r2.calc-ipaex.pdf"]
    finally:
        running.stop()


def test_spark_gives_the_rows_of_the_command(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    from juten.spark import convert

    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.files.openCostInBytes", 4096).getOrCreate()
    try:
        files = spark.read.format("binaryFile").option("pathGlobFilter", "*.pdf").load(str(archive))
        rows = convert(files, timeout=5).collect()
    finally:
        spark.stop()
    # Spark's source of files leaves out empty ones
    records = {name: record for name, record in expected(archive).items() if name != "empty.pdf"}
    assert {row["path"].rsplit("/", 1)[-1]: row["record"] for row in rows} == records
    assert {row["code"] for row in rows if row["path"].endswith("hang.pdf")} == {"E110"}
