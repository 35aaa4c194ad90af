from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"

# Documents of each kind of producer, with a record and without.
DOCUMENTS = sorted(path for path in FIXTURES.iterdir() if path.suffix in {".pdf", ".txt"})


def command(*arguments: str, input: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Runs the command line that comes with the package."""
    return subprocess.run([sys.executable, "-m", "juten", *arguments], input=input, capture_output=True, check=False)


@pytest.fixture(scope="session")
def form() -> Path:
    return FIXTURES / "somu-r2.calc-ipaex.pdf"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A PDF whose page sets a graphics state of a hundred thousand entries so often that reading it would take for ever."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</ExtGState<</G 5 0 R>>>>>>",
        _stream(b"<<>>", b"/G gs " * 100_000),
        b"<<%s>>" % b"".join(b"/K%d 0 " % number for number in range(100_000)),
    ]
    path = tmp_path / "hang.pdf"
    path.write_bytes(_pdf(objects))
    return path


def _stream(head: bytes, body: bytes) -> bytes:
    return head[:-2] + b"/Length %d>>\nstream\n%s\nendstream" % (len(body), body)


def _pdf(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        count,
        table,
        count,
        len(out),
    )
