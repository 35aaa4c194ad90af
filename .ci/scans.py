"""Scans made of the fixtures, read and compared with the records of the fixtures themselves.

    scans.py JUTEN FIXTURE.pdf...

Each fixture's pages are rendered, then turned, soiled, stamped and compressed; at least so many of the fields of the text
PDF's record must come out the same, and of the wrong ones next to all must be marked as uncertain. Wants Pillow and
pdftoppm.
"""
import json
import random
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

# name, dots per inch, least share of equal fields
KINDS = [("grey300", 300, 0.95), ("skew200", 200, 0.9), ("bilevel200", 200, 0.85), ("seals200", 200, 0.9)]
# of all fields so many may be wrong and not marked
UNMARKED = 0.02


def soiled(page, kind, rng):
    if kind == "skew200":
        page = page.rotate(1.3, resample=Image.BICUBIC, fillcolor="white")
    if kind == "seals200":
        draw = ImageDraw.Draw(page)
        for _ in range(3):
            x, y = rng.randrange(page.width - 120), rng.randrange(page.height - 120)
            draw.ellipse([x, y, x + 110, y + 110], outline=(215, 40, 45), width=5)
        return page
    page = page.convert("L").filter(ImageFilter.GaussianBlur(0.5))
    noise = Image.effect_noise(page.size, 18)
    page = Image.blend(page, noise, 0.06)
    if kind == "bilevel200":
        return page.point(lambda v: 255 if v > 150 else 0).convert("1")
    return page


def scan(pdf, kind, dpi, folder):
    rng = random.Random(kind + pdf.name)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", pdf, folder / "page"], check=True)
    pages = [soiled(Image.open(p).convert("RGB"), kind, rng) for p in sorted(folder.glob("page*.png"))]
    out = folder / f"{pdf.stem}.{kind}.pdf"
    pages[0].save(out, save_all=True, append_images=pages[1:], resolution=dpi, quality=80)
    return out


def record(juten, path):
    run = subprocess.run([juten, "convert", "-q", path], capture_output=True, check=True)
    return json.loads(run.stdout)


def fields(value, path=""):
    """The texts of the sheets, without the whole cells that repeat them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("cells", "figures", "pages"):
                yield from fields(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from fields(inner, f"{path}/{i}")
    elif isinstance(value, str) and value:
        text = unicodedata.normalize("NFKC", value)
        yield path, "".join(text.replace("〇", "○").replace("◯", "○").split())


def main():
    juten, fixtures = sys.argv[1], [Path(p) for p in sys.argv[2:]]
    failed = False
    for pdf in fixtures:
        want = dict(fields(record(juten, pdf)["sheets"], "/sheets"))
        for kind, dpi, least in KINDS:
            with tempfile.TemporaryDirectory() as folder:
                read = record(juten, scan(pdf, kind, dpi, Path(folder)))
            got = dict(fields(read["sheets"], "/sheets"))
            marked = {entry["path"] for entry in read.get("uncertain", [])}
            wrong = [path for path in want if got.get(path) != want[path]]
            share = 1 - len(wrong) / len(want)
            unmarked = len([p for p in wrong if p not in marked]) / len(want)
            bad = share < least or unmarked > UNMARKED
            failed |= bad
            print(f"{pdf.name} {kind}: {share:.3f} of {len(want)} fields, {unmarked:.3f} wrong and unmarked{' FAILED' * bad}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
