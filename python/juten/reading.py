"""One document in this process."""

from __future__ import annotations

from . import _native
from .document import Document
from .settings import ProfileLike, options
from .sources import Source, load


def convert(
    source: Source,
    *,
    profile: ProfileLike = "auto",
    name: str | None = None,
    password: str | None = None,
    encoding: str | None = None,
    normalize: str = "standard",
    provenance: bool = False,
    municipality: str | None = None,
    ocr: bool = True,
    min_confidence: float = 0.9,
    max_bytes: int | None = None,
    max_pages: int | None = None,
) -> Document:
    """Converts a document into its record.

    Files that you do not trust are better converted by :class:`juten.Pool`, where one that crashes or never ends harms
    nothing. The interpreter's lock is released meanwhile.

    Args:
        source: A path, bytes (anything with the buffer protocol), or a file opened in binary mode.
        profile: ``"auto"`` takes the profile that fits best of those that come with juten; else an id, the path of a TOML
            file, a :class:`juten.Profile`, or several of them to choose from.
        name: The document's name in the record; the file's name if it has one.
        password: Of an encrypted PDF, workbook or Word document.
        encoding: Of text input, for example ``"cp932"``; detected if not given.
        normalize: How far characters are normalised: ``"standard"``, ``"nfkc"`` or ``"none"``.
        provenance: Whether the record says where each value stands.
        municipality: Whose document it is, by name or code, where the profile says otherwise.
        ocr: Read scanned pages; needs a model (``pip install juten[ocr]``, or ``juten models add``).
        min_confidence: A value of a scanned page is listed as uncertain if one of its characters was read with less.
        max_bytes: Larger files are refused (E107).
        max_pages: Documents with more pages are refused (E107).

    Raises:
        JutenError: The document gives no record.
        ProfileError: The profile is wrong, or there is none of this id.
        OSError: The file cannot be read.
    """
    chosen = options(
        profile=profile,
        password=password,
        encoding=encoding,
        normalize=normalize,
        provenance=provenance,
        municipality=municipality,
        ocr=ocr,
        min_confidence=min_confidence,
        max_bytes=max_bytes,
        max_pages=max_pages,
    )
    data, name = load(source, name)
    return Document(_native.convert(data, name, chosen))
