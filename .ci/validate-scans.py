"""Makes scans of fixtures and compares their records with those of the fixtures: validate-scans.py JUTEN FIXTURE.pdf...

The first pages of each fixture are drawn, then turned, blurred, stamped and compressed. A share of the values must be read
exactly, and nearly all others must be marked as uncertain. Fails otherwise. Also prints the share of wrong characters (CER) and
the CPU time per page.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

# kind, dots per inch, the least share of values that must be right
KINDS = [
    ("grey", 300, 0.95),
    ("skew", 200, 0.92),
    ("sideways", 200, 0.92),
    ("bilevel", 200, 0.88),
    ("seals", 200, 0.90),
    ("coarse", 150, 0.90),
]
# the largest share of values that may be wrong without being marked
UNMARKED = 0.01
# the cover and two sheets
PAGES = 3


def stamped(page, rng):
    """Seals that multiply with the text below them, as ink does."""
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    for _ in range(4):
        x, y = rng.randrange(page.width - 120), rng.randrange(page.height - 120)
        draw.ellipse([x, y, x + 100, y + 100], outline=(215, 60, 60), width=5)
        for dx in (30, 50, 70):
            draw.line([x + dx, y + 20, x + dx, y + 80], fill=(215, 60, 60), width=4)
    return ImageChops.multiply(page, layer)


def scanned(page, kind, rng):
    if kind == "seals":
        return stamped(page, rng).filter(ImageFilter.GaussianBlur(0.5))
    if kind == "skew":
        page = page.rotate(1.3, resample=Image.BICUBIC, fillcolor="white")
    if kind == "sideways":
        page = page.transpose(Image.ROTATE_270)
    page = page.convert("L").filter(ImageFilter.GaussianBlur(0.5))
    page = Image.blend(page, Image.effect_noise(page.size, 18), 0.06)
    if kind == "bilevel":
        # low enough for white paper, high enough for thin strokes
        return page.point(lambda v: 255 if v > 190 else 0).convert("1")
    return page


def scan(pdf, kind, dpi, folder):
    """The first pages of a PDF as a PDF of images."""
    rng = random.Random(kind + pdf.name)
    document = pypdfium2.PdfDocument(pdf)
    drawn = [document[i].render(scale=dpi / 72).to_pil() for i in range(min(PAGES, len(document)))]
    first, *others = [scanned(page.convert("RGB"), kind, rng) for page in drawn]
    out = Path(folder) / f"{pdf.stem}.{kind}.pdf"
    quality = {} if kind == "bilevel" else {"quality": 80}
    first.save(out, save_all=True, append_images=others, resolution=dpi, **quality)
    return out


def record(juten, path):
    run = subprocess.run([juten, "convert", "-q", path], capture_output=True)
    if run.returncode:
        sys.exit(f"{path}: {run.stderr.decode()}")
    return json.loads(run.stdout)


def values(value, path):
    """The texts of a part of a record with their paths; lists of texts as one, without what repeats or follows from others."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("cells", "figures", "pages") and not key.endswith(("_start", "_end")):
                yield from values(inner, f"{path}/{key}")
    elif isinstance(value, list) and value and all(isinstance(inner, str) for inner in value):
        yield from values("".join(value), path)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from values(inner, f"{path}/{i}")
    elif isinstance(value, str) and value:
        # an image does not show which of these a circle is, nor how wide a space is
        text = unicodedata.normalize("NFKC", value).replace("〇", "○").replace("◯", "○")
        yield path, "".join(text.split())


def is_marked(path, marked):
    """Whether a value, a part of it or what contains it is uncertain."""
    return any(f"{path}/".startswith(f"{part}/") or part.startswith(f"{path}/") for part in marked)


def distance(a, b):
    """How many characters have to be inserted, deleted or replaced."""
    row = list(range(len(b) + 1))
    for i, c in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, d in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (c != d))
    return row[-1]


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def passes(juten, pdf, kind, dpi, least):
    """Compares a scan of a fixture with the fixture, prints the shares, and says whether they are good enough."""
    with tempfile.TemporaryDirectory() as folder:
        path = scan(pdf, kind, dpi, folder)
        start = cpu_seconds()
        read = record(juten, path)
        seconds = (cpu_seconds() - start) / read["source"]["pages"]
    sheets = range(len(read["sheets"]))
    whole = record(juten, pdf)
    want = {path: text for i in range(PAGES - 1) for path, text in values(whole["sheets"][i], f"/sheets/{i}")}
    got = {path: text for i in sheets for path, text in values(read["sheets"][i], f"/sheets/{i}")}
    marked = [entry["path"] for entry in read.get("uncertain", [])]
    wrong = [path for path in {**want, **got} if got.get(path) != want.get(path)]
    unmarked = [path for path in wrong if not is_marked(path, marked)]
    right = 1 - len([path for path in wrong if path in want]) / len(want)
    share = len(unmarked) / len(want)
    cer = sum(distance(got.get(path, ""), text) for path, text in want.items()) / sum(map(len, want.values()))
    failed = right < least or share > UNMARKED
    print(
        f"{pdf.name} {kind} {dpi} dpi: {right:.3f} of {len(want)} values, {share:.3f} wrong and unmarked, "
        f"CER {cer:.4f}, {seconds:.1f} s a page",
        flush=True,
    )
    if failed:
        print(f"FAILED: at least {least} must be right, at most {UNMARKED} unmarked: {' '.join(unmarked)}", flush=True)
    return not failed


def main():
    juten, fixtures = sys.argv[1], [Path(path) for path in sys.argv[2:]]
    passed = [passes(juten, pdf, *kind) for pdf in fixtures for kind in KINDS]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
