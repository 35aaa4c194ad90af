"""Drafts of profiles for forms that none fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import _native
from .profiles import Profile
from .settings import options
from .sources import Source, load


@dataclass(frozen=True)
class Draft:
    """A profile drafted from documents: its TOML, and what was found, in words."""

    toml: str
    summary: str

    def profile(self) -> Profile:
        """The draft as a profile."""
        return Profile.parse(self.toml)


def propose(
    sources: Iterable[Source], *, id: str = "draft", password: str | None = None, encoding: str | None = None
) -> Draft | None:
    """Drafts a profile from documents of one form; the more documents, the surer it is. ``None`` if they hold no form.

    Raises:
        JutenError: A document cannot be read.
    """
    chosen = options(password=password, encoding=encoding)
    made = _native.propose([load(source, None) for source in sources], id, chosen)
    return None if made is None else Draft(*made)
