"""The model that reads scanned pages."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from . import _native


@cache
def find_bundled() -> None:
    """Tells the library of the model that the extra ``juten[ocr]`` installs: it is in the package rapidocr, of which
    nothing else is used. A model added by ``juten models add`` comes first."""
    package = find_spec("rapidocr")
    for folder in (package and package.submodule_search_locations) or []:
        _native.bundled_in(Path(folder) / "models")
