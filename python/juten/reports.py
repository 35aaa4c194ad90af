"""The page beside its record."""

from __future__ import annotations

import html
import os
from dataclasses import dataclass, field
from pathlib import Path

from . import _native
from .errors import JutenError
from .settings import ProfileLike, options
from .sources import Source, load


@dataclass(frozen=True)
class Report:
    """A report: one HTML file that needs nothing but a browser. A notebook shows it where it is the value of a cell."""

    html: str = field(repr=False)
    error: JutenError | None = None

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the report into a file."""
        Path(path).write_text(self.html, encoding="utf-8")

    def _repr_html_(self) -> str:
        inner = html.escape(self.html, quote=True)
        return f'<iframe sandbox="allow-scripts" width="100%" height="700" style="border:0" srcdoc="{inner}"></iframe>'


def inspect(
    source: Source,
    *,
    profile: ProfileLike = "auto",
    stage: str | None = None,
    name: str | None = None,
    password: str | None = None,
    encoding: str | None = None,
    ocr: bool = True,
) -> Report:
    """Puts a document beside its record, every value boxed where it was found.

    Where no profile knows the form the report shows what was found, and its ``error`` says why there is no record.

    Args:
        source: A path, bytes, or a file opened in binary mode.
        profile: As for :func:`juten.convert`.
        stage: Show what a stage saw instead of the record: ``"glyphs"``, ``"rules"``, ``"cells"`` or ``"rows"``.
        name: The document's name in the report.
        password: Of an encrypted PDF, workbook or Word document.
        encoding: Of text input; detected if not given.
        ocr: Read scanned pages, if there is a model.

    Raises:
        JutenError: The document cannot be read.
    """
    data, name = load(source, name)
    chosen = options(profile=profile, password=password, encoding=encoding, ocr=ocr)
    page, refused = _native.inspect(data, name, chosen, stage)
    return Report(page, JutenError(*refused, name) if refused else None)
