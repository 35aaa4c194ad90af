"""What the engines share: bytes and names in, rows out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .pool import Outcome, Pool

# An input that could not be fetched.
UNREADABLE = "E101"


class Row(TypedDict):
    """The outcome of an input: its record as a line of JSON, or the code and message of its error."""

    record: str | None
    code: str | None
    message: str | None


def rows(pool: Pool, data: Sequence[bytes | None], paths: Sequence[str]) -> list[Row]:
    """A row for each input, in order; an input without bytes could not be fetched."""
    fetched = [(one, path.rsplit("/", 1)[-1]) for one, path in zip(data, paths) if one is not None]
    outcomes = pool.map([one for one, _ in fetched], names=[name for _, name in fetched])
    lost = Row(record=None, code=UNREADABLE, message="it could not be fetched; look whether it is still there")
    return [lost if one is None else _row(next(outcomes)) for one in data]


def _row(outcome: Outcome) -> Row:
    if outcome.error is not None:
        return Row(record=None, code=outcome.error.code, message=outcome.error.message)
    return Row(record=outcome.unwrap().to_jsonl().rstrip("\n"), code=None, message=None)


def listing(pattern: str, **storage: object) -> list[tuple[str, str]]:
    """Path and version of every file of a pattern, sorted; needs fsspec, and for object storage its companion (s3fs …).

    The version is the ETag where the storage has one, else size and time of the last change.

    Args:
        pattern: A path or URL, with ``*`` and ``**``.
        storage: What fsspec's file system takes, for example ``endpoint_url``.
    """
    import fsspec

    system, path = fsspec.core.url_to_fs(pattern, **storage)
    found = system.glob(path, detail=True)
    files = [about for about in found.values() if about["type"] == "file"]
    return sorted((system.unstrip_protocol(about["name"]), _version(about)) for about in files)


def _version(about: dict[str, object]) -> str:
    etag = about.get("ETag") or about.get("etag")
    return str(etag).strip('"') if etag else f"{about['size']}-{about.get('mtime', about.get('LastModified'))}"
