#!/usr/bin/env python3
"""Whole processes side by side, in one run, on the same files.

    python3 benches/compare.py [--juten target/release/juten] [--runs 15] [FILE.pdf …]   # fixtures/*.pdf if none is named
    python3 benches/compare.py --pages                                                   # 1, 6, 100, 500 pages of one form
    python3 benches/compare.py --batch [FILE.pdf …]                                      # a folder in one run against a loop

At the end stands the CPU time of each tool over all files, as a multiple of that of pdftotext. Times are those of the clock, and in brackets CPU time (user and system) of the process and its children: the medians of the
runs, tools taking turns so that a busy moment hits all; memory is the largest resident set. A tool that is not installed is left out. Python's tools are
measured with their start, as a user calls them; a row tells what the start alone takes.
Needs: nothing; for all rows poppler-utils, mupdf-tools and `pip install pymupdf pypdfium2 pdfplumber camelot-py`; --pages also
pypdf.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

POPPLER = "pdftotext -layout"
ROOT = Path(__file__).resolve().parent.parent
PYMUPDF_TEXT = "import sys,pymupdf\nfor p in pymupdf.open(sys.argv[1]): p.get_text()"
PDFIUM = "import sys,pypdfium2\nfor p in pypdfium2.PdfDocument(sys.argv[1]): p.get_textpage().get_text_bounded()"
PYMUPDF = "import sys,pymupdf\nfor p in pymupdf.open(sys.argv[1]):\n  [t.extract() for t in p.find_tables().tables]"
PDFPLUMBER = "import sys,pdfplumber\nfor p in pdfplumber.open(sys.argv[1]).pages: p.extract_tables()"
CAMELOT = "import sys,camelot\n[t.df for t in camelot.read_pdf(sys.argv[1],pages='all',flavor='lattice')]"


def tools(juten):
    """Name, command; `{}` is the file."""
    yield "juten convert", [juten, "convert", "{}", "-f", "json"]
    yield "juten convert -j1", [juten, "convert", "{}", "-f", "json", "-j1"]
    yield "juten tables", [juten, "tables", "{}", "-f", "json"]
    yield "juten text", [juten, "text", "{}"]
    if shutil.which("pdftotext"):
        yield "pdftotext -layout", ["pdftotext", "-layout", "{}", os.devnull]
    if shutil.which("mutool"):
        yield "mutool draw -F text", ["mutool", "draw", "-q", "-F", "text", "-o", os.devnull, "{}"]
    python = {
        "pypdfium2": [("pdfium text", PDFIUM)],
        "pymupdf": [("PyMuPDF text", PYMUPDF_TEXT), ("PyMuPDF find_tables", PYMUPDF)],
        "pdfplumber": [("pdfplumber extract_tables", PDFPLUMBER)],
        "camelot": [("camelot lattice", CAMELOT)],
    }
    for module, jobs in python.items():
        if not subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode:
            for name, code in jobs:
                yield name, [sys.executable, "-c", code, "{}"]
            yield f"  (import {module} alone)", [sys.executable, "-c", f"import {module}"]


def measure(command, file):
    """Whether it ended well, milliseconds by the clock and of CPU, and MB of memory."""
    command = [str(file) if part == "{}" else part for part in command]
    # posix_spawn, so that the child's largest resident set is not Python's own.
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    clock = time.perf_counter() - start
    return status == 0, 1000 * clock, 1000 * (used.ru_utime + used.ru_stime), used.ru_maxrss / 1024


def medians(results):
    """Of milliseconds by the clock and of CPU."""
    return [statistics.median(r[i] for r in results) for i in (1, 2)]


def table(files, juten, runs):
    chosen = list(tools(juten))
    ratios = {name: [] for name, _ in chosen}
    sums = dict.fromkeys(ratios, 0.0)
    for file in files:
        print(f"\n{file.name}")
        found = {name: [] for name, _ in chosen}
        for turn in range(runs):
            for name, command in chosen:
                # The slow ones are measured less often.
                if turn < 3 or not found[name] or found[name][0][1] < 500:
                    found[name].append(measure(command, file))
        first = None
        for name, results in found.items():
            ms, cpu = medians(results)
            first = first or ms
            ok = "" if all(r[0] for r in results) else "  (failed)"
            mb = max(r[3] for r in results)
            print(f"  {name:28} {ms:9.1f} ms  {ms / first:7.2f} x  ({cpu:8.1f} ms CPU)  {mb:7.1f} MB{ok}", flush=True)
            sums[name] += cpu
            if POPPLER in found:
                ratios[name].append(cpu / medians(found[POPPLER])[1])
    if POPPLER in sums:
        print(f"\nCPU of {len(files)} files, {POPPLER} = 1: together, median of the files, most")
        for name, own in ratios.items():
            print(f"  {name:28} {sums[name] / sums[POPPLER]:7.2f}  {statistics.median(own):7.2f}  {max(own):7.2f}")


def batch(files, juten, runs):
    """CPU time of one run over a folder of all files, against a loop of pdftotext over them."""
    with tempfile.TemporaryDirectory() as folder:
        inputs, out = Path(folder) / "in", Path(folder) / "out"
        inputs.mkdir()
        for number, file in enumerate(files):
            shutil.copy(file, inputs / f"{number:04}.pdf")
        copies = sorted(inputs.iterdir())
        ours, loop = [], []
        for _ in range(min(runs, 5)):
            shutil.rmtree(out, ignore_errors=True)
            command = [juten, "convert", str(inputs), "-o", str(out), "-f", "json", "-j1", "--progress", "none"]
            ours.append(measure(command, ""))
            loop.append([measure([POPPLER.split()[0], "-layout", "{}", os.devnull], file)[2] for file in copies])
        records = sum(path.suffix == ".json" and path.name != "report.json" for path in out.rglob("*"))
        cpu, poppler = medians(ours)[1], statistics.median(sum(run) for run in loop)
        print(f"{len(files)} files, {records} records: juten convert FOLDER -j1 {cpu:.0f} ms CPU, loop of {POPPLER} {poppler:.0f}: {cpu / poppler:.2f}")


def pages(juten, runs):
    source = ROOT / "fixtures" / "somu-r2.calc-ipaex.pdf"
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for count in (1, 6, 100, 500):
            files.append(Path(folder) / f"{count}-pages.pdf")
            repeat = [sys.executable, str(ROOT / "benches" / "repeat.py"), str(source), str(count), str(files[-1])]
            subprocess.run(repeat, check=True)
        chosen = [(n, c) for n, c in tools(juten) if n.startswith(("juten", "pdftotext"))]
        for file in files:
            print(f"\n{file.name}")
            for name, command in chosen:
                results = [measure(command, file) for _ in range(min(runs, 5))]
                ms, cpu = medians(results)
                print(f"  {name:28} {ms:9.1f} ms  ({cpu:8.1f} ms CPU)  {max(r[3] for r in results):7.1f} MB", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--juten", default=str(ROOT / "target" / "release" / "juten"))
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--batch", action="store_true")
    args = parser.parse_args()
    files = args.files or sorted((ROOT / "fixtures").glob("*.pdf"))
    if args.pages:
        pages(args.juten, args.runs)
    elif args.batch:
        batch(files, args.juten, args.runs)
    else:
        table(files, args.juten, args.runs)


if __name__ == "__main__":
    main()
