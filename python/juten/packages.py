"""Open-data packages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable


def package(
    inputs: Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    profile: str | os.PathLike[str] = "auto",
    license: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    xlsx: bool = False,
    headers: str = "en",
    jobs: int = 0,
    strict: bool = False,
    arguments: Iterable[str] = (),
) -> None:
    """Writes an open-data package of documents into a folder, as ``juten package`` does.

    Args:
        inputs: Files, folders, zip archives or patterns.
        output: The package's folder.
        profile: ``"auto"``, the id of a profile, or the path of a TOML file.
        license: For example ``"CC-BY-4.0"``.
        publisher: Who publishes the data.
        title: Title of the package.
        xlsx: Add the tables as a workbook.
        headers: ``"en"`` for keys in the tables' headers, ``"ja"`` for Japanese titles.
        jobs: How many inputs are converted at once; 0 is as many as there are processors.
        strict: Fail on any warning.
        arguments: Further arguments of ``juten package``.

    Raises:
        subprocess.CalledProcessError: An input failed (the others are in the package), or the arguments are wrong; its
            ``stderr`` says which and why.
    """
    command = ["package", "--output", os.fspath(output), "--profile", os.fspath(profile)]
    command += ["--headers", headers, "--jobs", str(jobs), "--quiet"]
    given = {"--license": license, "--publisher": publisher, "--title": title}
    for flag, value in given.items():
        command += [flag, value] if value is not None else []
    command += [flag for flag, is_set in {"--xlsx": xlsx, "--strict": strict}.items() if is_set]
    command += [*arguments, "--", *(os.fspath(path) for path in inputs)]
    subprocess.run([sys.executable, "-m", "juten", *command], check=True, capture_output=True, text=True)
