"""The example notebook runs, and draws what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import ROOT

NOTEBOOK = ROOT / "python" / "examples" / "targets.ipynb"


def test_the_notebook_leads_from_a_folder_to_a_plot(tmp_path: Path) -> None:
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("matplotlib")
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = "".join(output.get("data", {}).get("text/plain", "") for output in outputs)
    # a measure of 財政部 in 令和元年度, one of 福祉部 in 令和3年度
    for words in ["収納率の向上と滞納整理の推進", "ひきこもり支援の充実"]:
        assert words in shown
    assert not [output for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    assert (tmp_path / "targets.png").stat().st_size > 10_000
