"""Profiles: what a form calls its fields."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from . import _native
from .errors import ProfileError


@dataclass(frozen=True)
class Profile:
    """A profile of a form, as TOML (``docs/profiles.md`` describes the language)."""

    id: str
    title: str
    toml: str

    @classmethod
    def parse(cls, toml: str) -> Profile:
        """A profile from its TOML.

        Raises:
            ProfileError: It is wrong; the message has line and column.
        """
        id, title = _native.describe(toml)
        return cls(id, title, toml)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Profile:
        """A profile from a TOML file."""
        return cls.parse(Path(path).read_text(encoding="utf-8"))

    @classmethod
    def builtin(cls, id: str) -> Profile:
        """A profile that comes with juten.

        Raises:
            ProfileError: There is none of this id.
        """
        found = [one for one in profiles() if one.id == id]
        if not found:
            raise ProfileError(f"there is no profile '{id}'; there are {', '.join(one.id for one in profiles())}")
        return found[0]

    @classmethod
    def find(cls, id_or_path: str | os.PathLike[str]) -> Profile:
        """A profile of this file, or one that comes with juten."""
        path = Path(id_or_path)
        return cls.load(path) if path.is_file() else cls.builtin(os.fspath(id_or_path))


def profiles() -> list[Profile]:
    """The profiles that come with juten."""
    return [Profile.parse(toml) for _, toml in _native.builtin()]
