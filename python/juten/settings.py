"""The keyword arguments that all readers of documents share."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeAlias

from ._native import ConvertOptions
from .models import find_bundled
from .profiles import Profile

# "auto", the id of a profile that comes with juten, the path of a TOML file, a Profile, or several of them.
ProfileLike: TypeAlias = "str | os.PathLike[str] | Profile | Iterable[Profile]"


def options(
    *,
    profile: ProfileLike = "auto",
    password: str | None = None,
    encoding: str | None = None,
    normalize: str = "standard",
    provenance: bool = False,
    municipality: str | None = None,
    ocr: bool = True,
    min_confidence: float = 0.9,
    max_bytes: int | None = None,
    max_pages: int | None = None,
) -> ConvertOptions:
    """Sorts out the arguments; see :func:`juten.convert`."""
    find_bundled()
    return ConvertOptions(
        profiles=tomls(profile),
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


def tomls(profile: ProfileLike) -> list[str] | None:
    """The TOML of each profile meant; ``None`` for all that come with juten."""
    if isinstance(profile, Profile):
        return [profile.toml]
    if isinstance(profile, (str, os.PathLike)):
        return None if profile == "auto" else [Profile.find(profile).toml]
    return [one.toml for one in profile]
