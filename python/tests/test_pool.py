"""Worker processes: good files beside hostile ones, and nothing left behind."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import juten

from .conftest import DOCUMENTS, command


# Processes are found by /proc.
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")


def children() -> set[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False)
    own = {int(pid) for pid in listed.stdout.split()}
    return {pid for pid in own if Path(f"/proc/{pid}/cmdline").exists() and b"serve" in Path(f"/proc/{pid}/cmdline").read_bytes()}


@on_linux
def test_a_pool_gives_what_this_process_gives() -> None:
    with juten.Pool(2) as pool:
        for outcome in pool.map(DOCUMENTS):
            try:
                expected = juten.convert(outcome.source)
            except juten.JutenError as error:
                assert outcome.error is not None
                assert (outcome.error.code, outcome.error.message) == (error.code, error.message)
            else:
                assert outcome.unwrap() == expected
    assert not children()


def test_bytes_and_paths_are_taken_in_their_order(form: Path) -> None:
    data = form.read_bytes()
    with juten.Pool(2) as pool:
        outcomes = list(pool.map([form, data, str(form), memoryview(data)]))
        assert [outcome.unwrap().name for outcome in outcomes] == [form.name, "-", form.name, "-"]
        assert pool.convert(data, name="a.pdf").name == "a.pdf"
        with pytest.raises(juten.JutenError) as caught:
            pool.convert("no such file.pdf")
        assert caught.value.code == "E101"


def test_a_file_that_never_ends_is_an_error_beside_good_ones(form: Path, hostile: Path) -> None:
    with juten.Pool(2, timeout=3) as pool:
        good, bad, good_again = pool.map([form, hostile, form])
    assert good.document is not None and good_again.document is not None
    assert bad.error is not None and bad.error.code == "E110"
    with pytest.raises(juten.JutenError):
        bad.unwrap()


@on_linux
def test_a_worker_that_is_killed_is_replaced(form: Path) -> None:
    with juten.Pool(1) as pool:
        pool.convert(form)
        (worker,) = children()
        os.kill(worker, signal.SIGKILL)
        assert pool.convert(form).sheets


def test_sources_are_taken_as_they_are_needed(form: Path) -> None:
    taken = []

    def endless() -> Iterator[Path]:
        while True:
            taken.append(form)
            yield form

    with juten.Pool(2) as pool:
        outcomes = pool.map(endless())
        assert [next(outcomes).unwrap().name, next(outcomes).unwrap().name] == [form.name] * 2
    assert len(taken) < 20


def test_a_pool_pickles_and_refuses_when_closed(form: Path) -> None:
    with juten.Pool(1, provenance=True) as pool, pickle.loads(pickle.dumps(pool)) as copy:
        assert copy.convert(form) == pool.convert(form)
        assert copy.convert(form)["provenance"]
    with pytest.raises(ValueError, match="closed"):
        pool.convert(form)


@on_linux
def test_workers_end_with_a_program_that_is_killed(form: Path, tmp_path: Path) -> None:
    script = tmp_path / "job.py"
    script.write_text(
        f"import juten, time\npool = juten.Pool(1)\npool.convert({str(form)!r})\nprint('ready', flush=True)\ntime.sleep(60)\n"
    )
    job = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE)
    assert job.stdout is not None and job.stdout.readline() == b"ready\n"
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(job.pid)], capture_output=True, text=True, check=True)
    workers = [int(pid) for pid in listed.stdout.split()]
    assert workers
    job.kill()
    job.wait()
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            return
        time.sleep(0.05)
    pytest.fail("workers outlive their program")


def test_the_command_has_workers_too(form: Path, hostile: Path, tmp_path: Path) -> None:
    out = command("convert", "-j", "2", "--timeout", "3", "-o", str(tmp_path / "out"), str(form), str(hostile))
    assert out.returncode == 1 and b"E110" in out.stderr
    assert (tmp_path / "out" / f"{form.stem}.json").exists()


def test_progress_is_shown(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with juten.Pool(1) as pool:
        assert len(list(pool.map([form, form], progress=True))) == 2
    assert "2/2" in capsys.readouterr().err
