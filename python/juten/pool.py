"""Many documents in worker processes."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from . import _native
from .document import Document
from .errors import JutenError
from .settings import options
from .sources import Source, load


# How a worker is started: with the parent's own search path, so that a folder named juten in the current folder is not it.
_WORKER = f"import sys; sys.path[:] = {sys.path!r}; from juten._native import serve; sys.exit(serve())"


def start_workers_by_python() -> None:
    """Has the library start its workers in this interpreter's program; without it, it would start ``python`` bare."""
    _native.start_by([sys.executable, "-c", _WORKER])


@dataclass(frozen=True)
class Outcome:
    """The outcome of an input: a document, or the error that says why there is none."""

    source: Any
    document: Document | None = None
    error: JutenError | None = None

    def unwrap(self) -> Document:
        """The document.

        Raises:
            JutenError: There is none.
        """
        if self.document is None:
            raise self.error or RuntimeError("neither document nor error")
        return self.document


class Pool:
    """Worker processes that convert documents.

    A file that crashes the reader, takes longer than ``timeout`` seconds or wants more memory than ``max_memory`` bytes
    becomes an error (E109, E110, E111) beside the good ones.

    >>> with juten.Pool() as pool:
    ...     for outcome in pool.map(paths):
    ...         print(outcome.document or outcome.error)

    A pool can be pickled: the copy has workers of its own. Workers start with the first input and end with the pool, also
    where the program is killed.
    """

    def __init__(
        self, workers: int | None = None, *, timeout: float = 120.0, max_memory: int = 2 << 30, **convert: Any
    ) -> None:
        """A pool; ``convert`` takes the keyword arguments of :func:`juten.convert` but ``name``.

        Args:
            workers: How many inputs are converted at once; as many as there are processors if not given.
            timeout: Seconds that an input may take.
            max_memory: Bytes of address space of a worker, or of memory in use on Windows and macOS.
        """
        self._arguments = {"workers": workers, "timeout": timeout, "max_memory": max_memory, **convert}
        start_workers_by_python()
        self.workers = workers or _processors()
        self._native: _native.Workers | None = _native.Workers(options(**convert), timeout, max_memory)
        self._threads = ThreadPoolExecutor(self.workers, thread_name_prefix="juten")

    def convert(self, source: Source, *, name: str | None = None) -> Document:
        """Converts a document in a worker.

        Raises:
            JutenError: It gives no record.
        """
        if self._native is None:
            raise ValueError("the pool is closed")
        if isinstance(source, (str, os.PathLike)) and name is None:
            path = os.fspath(source)
            return Document(self._native.convert(path, path))
        data, name = load(source, name)
        return Document(self._native.convert(data, name))

    def map(
        self, sources: Iterable[Source], *, names: Iterable[str] | None = None, progress: bool = False
    ) -> Iterator[Outcome]:
        """Converts documents side by side and gives the outcome of each, in their order.

        Only some inputs more than there are workers are taken ahead, so that ``sources`` may be endless.

        Args:
            sources: The documents; paths are read by the workers.
            names: The documents' names in their records, one for each source.
            progress: Show a progress bar; needs tqdm.
        """
        named = ((source, None) for source in sources) if names is None else zip(sources, names)
        outcomes = self._map(named)
        return _with_progress(outcomes, sources) if progress else outcomes

    def _map(self, named: Iterable[tuple[Source, str | None]]) -> Iterator[Outcome]:
        waiting: deque[Future[Outcome]] = deque()
        try:
            for source, name in named:
                waiting.append(self._threads.submit(self._outcome, source, name))
                if len(waiting) > 4 * self.workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def _outcome(self, source: Source, name: str | None) -> Outcome:
        try:
            return Outcome(source, document=self.convert(source, name=name))
        except JutenError as error:
            return Outcome(source, error=error)

    def close(self) -> None:
        """Ends the workers when those in work are done."""
        self._threads.shutdown(cancel_futures=True)
        self._native = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> Any:
        return (_restored, (self._arguments,))


def _restored(arguments: dict[str, Any]) -> Pool:
    return Pool(**arguments)


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _with_progress(outcomes: Iterator[Outcome], sources: Iterable[Source]) -> Iterator[Outcome]:
    from tqdm.auto import tqdm

    total = len(sources) if isinstance(sources, Sized) else None
    return iter(tqdm(outcomes, total=total, unit="file"))
