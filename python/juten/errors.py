"""What can go wrong."""

from __future__ import annotations

import re


class JutenError(Exception):
    """An input gives no record.

    Attributes:
        code: What happened, for example ``E201``; ``juten`` documents each in ``docs/diagnostics.md``.
        message: What is wrong and what to do.
        input: The input, as it was named.
        page: The page concerned, one-based, where the message names one.
    """

    code: str
    message: str
    input: str

    def __init__(self, code: str, message: str, input: str) -> None:
        super().__init__(code, message, input)
        self.code = code
        self.message = message
        self.input = input

    @property
    def page(self) -> int | None:
        found = re.search(r"\bpage (\d+)", self.message)
        return int(found.group(1)) if found else None

    def __str__(self) -> str:
        return f"{self.input}: {self.code}: {self.message}"


class ProfileError(ValueError):
    """A profile is wrong; the message has its line and column."""
