"""Exact records from the evaluation sheets of Japanese municipalities.

>>> import juten
>>> document = juten.convert("fixtures/somu-r2.calc-ipaex.pdf")
>>> document["document"]["department"]
'総務部'

:func:`convert` gives a :class:`Document`, :class:`Pool` converts many inputs in worker processes, :func:`tables` and
:func:`text` show what any document holds, :func:`inspect` puts the page beside the record, :func:`propose` drafts a
profile for a form that none fits, and :func:`package` writes an open-data package.
"""

from ._native import __version__
from .arrow import ArrowTable, to_arrow
from .document import Document
from .drafts import Draft, propose
from .errors import JutenError, ProfileError
from .packages import package
from .pages import Cell, Line, Table, tables, text
from .pool import Outcome, Pool
from .profiles import Profile, profiles
from .reading import convert
from .reports import Report, inspect

__all__ = [
    "ArrowTable",
    "Cell",
    "Document",
    "Draft",
    "JutenError",
    "Line",
    "Outcome",
    "Pool",
    "Profile",
    "ProfileError",
    "Report",
    "Table",
    "__version__",
    "convert",
    "inspect",
    "package",
    "profiles",
    "propose",
    "tables",
    "text",
    "to_arrow",
]
