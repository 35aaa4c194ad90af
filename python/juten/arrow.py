"""The tables of records as Arrow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from . import _native
from ._native import ArrowTable
from .document import Document
from .profiles import Profile

if TYPE_CHECKING:
    import pandas

__all__ = ["ArrowTable", "to_arrow", "to_pandas"]


def to_arrow(documents: Iterable[Document], *, profile: Profile | None = None) -> dict[str, ArrowTable]:
    """The tables of a package over these documents, by name: days as dates, numbers as numbers, empty cells as null.

    pyarrow, polars, DuckDB and pandas take each without a copy: ``pyarrow.table(tables["measures"])``,
    ``polars.DataFrame(tables["measures"])``. The Japanese title of a column is in its field's metadata.

    Args:
        documents: Records that one profile mapped.
        profile: That profile, where it does not come with juten.

    Raises:
        ValueError: The documents have several forms, so that they have different columns.
        ProfileError: Their profile does not come with juten; give it.
    """
    documents = list(documents)
    ids = sorted({document.profile for document in documents})
    if len(ids) > 1:
        raise ValueError(f"the documents have several forms ({', '.join(ids)}); make the tables of each by itself")
    if profile is None:
        if not ids:
            return {}
        profile = Profile.builtin(ids[0])
    return dict(_native.record_tables([document.to_json().encode() for document in documents], profile.toml))


def to_pandas(table: ArrowTable) -> pandas.DataFrame:
    """A table as a data frame; needs pandas and pyarrow."""
    import pyarrow

    frame: pandas.DataFrame = pyarrow.table(table).to_pandas()
    return frame
