"""CPU and wall seconds of Daft and of Spark against the command, over one folder: engines.py FOLDER [WORKERS].

Needs the package with the extras daft and spark, and Java. Each is a process of its own, so that what it costs to start counts
as well; records are compared with the command's.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DAFT = """
import sys, daft
from juten.daft import convert
folder, workers, out = sys.argv[1:]
records = convert(daft.from_glob_path(folder + "/*.pdf"), "path", workers=int(workers)).to_pydict()["record"]
open(out, "w").write("".join(record + "\\n" for record in records if record))
"""

SPARK = """
import sys
from pyspark.sql import SparkSession
from juten.spark import convert
folder, workers, out = sys.argv[1:]
spark = SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false").getOrCreate()
files = spark.read.format("binaryFile").load(folder + "/*.pdf").repartition(4 * int(workers))
open(out, "w").write("".join(row.record + "\\n" for row in convert(files).collect() if row.record))
# the time of a process that nobody waits for is not counted
gateway = spark.sparkContext._gateway
spark.stop()
gateway.shutdown()
gateway.proc.stdin.close()
gateway.proc.wait()
"""


def timed(command, out):
    """CPU and wall seconds of a command and all its children, and the records that it wrote."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return cpu, wall, {record["source"]["name"]: record for record in records}


def main():
    folder, workers = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "2"
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "DO_NOT_TRACK": "1"}
    with tempfile.TemporaryDirectory() as work:
        out = Path(work) / "out.jsonl"
        here = [sys.executable, "-c"]
        command = [sys.executable, "-m", "juten", "convert", "-q", "-f", "jsonl", "-j", workers, folder, "-o", str(out)]
        expected = None
        print(f"{len(list(Path(folder).glob('*.pdf')))} files, {workers} workers", flush=True)
        for name, run in [
            ("juten convert", command),
            ("Daft", [*here, DAFT, folder, workers, str(out)]),
            ("Spark", [*here, SPARK, folder, workers, str(out)]),
        ]:
            cpu, wall, records = timed(run, out)
            expected = expected or records
            same = "the same records" if records == expected else "OTHER RECORDS"
            print(f"{name:14} {cpu:7.1f} s CPU {wall:7.1f} s wall  {len(records)} records, {same}", flush=True)


if __name__ == "__main__":
    main()
