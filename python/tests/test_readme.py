"""What the README shows runs, from the root of the repository."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from .conftest import ROOT

README = (ROOT / "python" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", README, re.S)


def test_the_examples_run_one_after_the_other() -> None:
    pytest.importorskip("polars")
    assert len(EXAMPLES) >= 4
    out = subprocess.run([sys.executable, "-c", "\n".join(EXAMPLES)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stderr
    assert out.stdout.startswith("総務部\n")
    assert "<juten.Document 'somu-r2.calc-ipaex.pdf'" in out.stdout
    assert "E105" in out.stdout
