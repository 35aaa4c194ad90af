"""What a document may be given as."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable


@runtime_checkable
class Readable(Protocol):
    """A file object that gives bytes."""

    @property
    def read(self) -> Callable[[], bytes]: ...


# A path, the bytes themselves (or anything with the buffer protocol, such as a pyarrow.Buffer), or a file opened in
# binary mode.
Source: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview | Readable"


def load(source: Source, name: str | None) -> tuple[bytes, str]:
    """The bytes of a source, and the name that its record bears: ``name``, else the file's name, else ``-``.

    Raises:
        OSError: The file cannot be read.
        TypeError: It is no path, no bytes and no binary file.
    """
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        return path.read_bytes(), name or path.name
    if isinstance(source, Readable):
        data = source.read()
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError("the file gives text; open it in binary mode, open(path, 'rb')")
        return bytes(data), name or _name_of(source)
    return _bytes_of(source), name or "-"


def _bytes_of(source: object) -> bytes:
    try:
        return bytes(memoryview(source))  # type: ignore[arg-type]
    except TypeError:
        wanted = "a path, bytes or a file opened in binary mode"
        raise TypeError(f"a document is {wanted}, not {type(source).__name__}") from None


def _name_of(file: object) -> str:
    name = getattr(file, "name", None)
    return Path(name).name if isinstance(name, str) else "-"
