"""The command ``juten``."""

import signal
import sys

from ._native import main as _main
from .models import find_bundled
from .pool import start_workers_by_python


def main() -> int:
    """Runs the command line and gives the status to exit with."""
    # without the interpreter's own handler, which would wait for the native code to return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    start_workers_by_python()
    find_bundled()
    return _main(["juten", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
