"""A record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from . import _native


class Document(Mapping[str, Any]):
    """A record: a read-only mapping with the keys of its JSON, in the order of the form.

    It pickles, compares and hashes by its content. :meth:`to_json` gives the bytes that ``juten convert`` writes.
    """

    def __init__(self, json: bytes) -> None:
        """From the JSON of a record.

        >>> Document.loads(document.to_json()) == document
        True
        """
        self._json = json

    @classmethod
    def loads(cls, text: str | bytes) -> Document:
        """A document from the JSON of a record that was written before.

        Raises:
            ValueError: It is no record.
        """
        data = text.encode() if isinstance(text, str) else text
        _native.line(data)
        return cls(data)

    @cached_property
    def _record(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(self._json)
        return record

    def to_json(self) -> str:
        """The record as indented JSON, ending with a line feed."""
        return self._json.decode()

    def to_jsonl(self) -> str:
        """The record on one line, ending with a line feed."""
        return _native.line(self._json).decode()

    def to_dict(self) -> dict[str, Any]:
        """The record as a dictionary of its own, free to be changed."""
        record: dict[str, Any] = json.loads(self._json)
        return record

    @property
    def id(self) -> str:
        """The document's id, the key of its rows in all tables."""
        return str(self._record["document"]["id"])

    @property
    def name(self) -> str:
        """Name of the file."""
        return str(self._record["source"]["name"])

    @property
    def profile(self) -> str:
        """Id of the profile that mapped it."""
        return str(self._record["profile"])

    @property
    def sheets(self) -> list[dict[str, Any]]:
        """The sheets, in the order of the document."""
        sheets: list[dict[str, Any]] = self._record["sheets"]
        return sheets

    @property
    def coverage(self) -> dict[str, Any]:
        """Where the characters of the source went."""
        coverage: dict[str, Any] = self._record["coverage"]
        return coverage

    @property
    def diagnostics(self) -> list[dict[str, Any]]:
        """What a reader of the record should know: ``code``, ``severity``, ``message``, and the place where there is one."""
        diagnostics: list[dict[str, Any]] = self._record["diagnostics"]
        return diagnostics

    @property
    def warnings(self) -> list[dict[str, Any]]:
        """The diagnostics that need a look."""
        return [one for one in self.diagnostics if one["severity"] == "warning"]

    @property
    def uncertain(self) -> list[dict[str, Any]]:
        """The uncertain values of scanned pages: ``path`` (a JSON Pointer), ``confidence``, and ``characters`` as read."""
        uncertain: list[dict[str, Any]] = self._record.get("uncertain", [])
        return uncertain

    def __getitem__(self, key: str) -> Any:
        return self._record[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._record)

    def __len__(self) -> int:
        return len(self._record)

    def __eq__(self, other: object) -> bool:
        return self._record == other._record if isinstance(other, Document) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[type[Document], tuple[bytes]]:
        return (Document, (self._json,))

    def __repr__(self) -> str:
        return f"<juten.Document {self.name!r}: {self.profile}, {len(self.sheets)} sheets, {len(self.warnings)} warnings>"
