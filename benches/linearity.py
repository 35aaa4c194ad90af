#!/usr/bin/env python3
"""Counts instructions at n and 2n: no stage may grow faster than n log n.

    apt-get install valgrind
    cargo build --profile fast
    python3 benches/linearity.py target/fast/juten [NAME…]

Each input repeats one thing, in a text or on a page of a PDF, that once took quadratic time. What the program costs
without it is taken off. Growth from n to 2n is 2 for n and 2.1 or less for n log n at these sizes; above LIMIT the exit
status is 1.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 2.3

FIXTURES = Path(__file__).parents[1] / "fixtures"

HEADER = ("取組項目及び方法・手段（何をどのように）\t期間・期限（いつ・いつまでに）\t数値目標（どの水準まで）\t"
          "中間報告（目標に対する進捗状況・進捗度）\t期末報告（目標に対する達成状況・達成度）\n")


def sheet(no=1, department="総務部", item="①\t○訓練の実施 (1) 避難訓練\t(1) 通年\t(1) 3回\t(1) 1回\t(1) 4回\n", notes=""):
    return (f"令和4年度 重点目標管理シート\n\n重点目標\t備えの充実\t部局名\t{department}\t優先順位\t{no}位\n"
            f"{HEADER}{item}特記事項\t{notes}\n\n")


def item(lead="○訓練の実施 (1) 避難訓練", period="(1) 通年", report="(1) 4回"):
    return f"①\t{lead}\t{period}\t(1) 3回\t(1) 1回\t{report}\n"


def cover(n):
    return "令和4年度 重点目標\n順位\t重点目標\n" + "".join(f"{i}\t目標その{i}\n" for i in range(1, n + 1))


def pdf(marks, height=14_400):
    """A page with these marks: ("line", x0, y0, x1, y1) or ("text", x, y, text), in points from the bottom left corner."""
    ops = []
    for kind, x, y, *rest in marks:
        if kind == "line":
            ops.append("%g %g m %g %g l S" % (x, y, *rest))
        else:
            ops.append("BT /F 5 Tf %g %g Td <%s> Tj ET" % (x, y, rest[0].encode("utf-16-be").hex()))
    content = "\n".join(ops)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 {height}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/UniJIS-UCS2-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)"
        "/Supplement 2>>/DW 1000>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"


def rows(n, indent=lambda i: 0):
    """Rows with a rule below them and four columns that only white space parts."""
    for i in range(n):
        y = 14_380 - 7 * i
        yield "line", 20, y - 2, 280, y - 2
        for text, x in zip(["公園の点検", "通年", "全128公園", "完了した"], [22, 90, 150, 215]):
            yield "text", x + indent(i), y, text


def boxes(n):
    """Boxes of two cells, here and there."""
    for i in range(n):
        x, y = 20 + i * 71 % 240 / 1.25, 14_380 - 14 * i
        for at in (y, y - 8):
            yield "line", x, at, x + 35, at
        for at in (x, x + 17, x + 35):
            yield "line", at, y, at, y - 8
        yield "text", x + 2, y - 6, "点検"
        yield "text", x + 19, y - 6, "9月"


def lines(n):
    for i in range(n):
        yield "text", 20, 14_380 - 7 * i, "重点目標の達成に向けて、計画的に取り組みます。"


def page(*tables):
    """The 事業点検シート of fixtures/forms as a web page; each table is a list of rows of cells."""
    rows = lambda table: "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in table)
    return "<html><p>令和６年度　事業点検シート" + "".join(f"<table>{rows(table)}</table>" for table in tables)


def block(i):
    """A block of its group, with a matrix."""
    return [["取組名", f"取組{i}", ""], ["内容", "用具を貸す。", ""], ["年度", "５年度", "６年度"], ["参加者（人）", i, i]]


# Name: n, and the text, the PDF or the web page that holds n of something.
INPUTS = {
    "rows without verticals": (1_000, lambda n: pdf(rows(n))),
    "ragged rows without verticals": (1_000, lambda n: pdf(rows(n, lambda i: i * 37 % 23 / 2))),
    "scattered boxes": (500, lambda n: pdf(boxes(n))),
    "lines of prose": (1_000, lambda n: pdf(lines(n))),
    "open tags": (20_000, lambda n: sheet(item=item(report="<" * n))),
    "open known tags": (5_000, lambda n: sheet(item=item(report="<b " * n))),
    "open comments": (5_000, lambda n: sheet(item=item(report="<!--" * n))),
    "cover list": (1_000, lambda n: cover(n) + "\n" + sheet()),
    "cover list with its sheets": (100, lambda n: cover(n) + "\n" + "".join(sheet(i) for i in range(1, n + 1))),
    "sheets of as many departments": (150, lambda n: "".join(sheet(1, f"第{i}部") for i in range(n))),
    "items": (200, lambda n: sheet(item=item() * n)),
    "headings in notes": (2_000, lambda n: sheet(notes="○ " * n)),
    "labels in a line": (500, lambda n: sheet() + "部局名：総務部　" * n + "\n"),
    "kana in a row": (10_000, lambda n: sheet(item=item(lead="ア・" * n))),
    "markers in a row": (3_000, lambda n: sheet(item=item(period="(1) " * n))),
    "ranges in a row": (200, lambda n: sheet(item=item(period="(1)～(9) " * n))),
    "measures of one number": (400, lambda n: sheet(item=item(lead="○訓練 " + "(1) 避難 " * n + "(2) 消火", report="(2) 4回 " * n))),
    "sub-points": (1_000, lambda n: sheet(item=item(lead="○訓練 (1) 避難" + " ・点検" * n))),
    "prose": (4_000, lambda n: sheet(item=item(report="点検の結果を共有した。" * n))),
    "lines without a table": (1_000, lambda n: sheet() + "点検の結果を共有した。\n" * n),
    "blocks of a group": (250, lambda n: page(*map(block, range(n)))),
    "rows of a records table": (500, lambda n: page([["委託先", "業務", "金額", "備考"]] + [["団体", "運搬", i, ""] for i in range(n)])),
    "labels that no field claims": (250, lambda n: page([["事業名", "清掃"]] + [[f"区分{i}", "用具"] for i in range(n)])),
    "figures": (500, lambda n: sheet(item=item(report="3回 1,234千円、" * n))),
}


# Ending of the file and arguments for each kind of input, by what it begins with.
KINDS = {
    "%PDF": ("pdf", ["tables"]),
    "<html": ("html", ["convert", "--quiet", "--profile", str(FIXTURES / "forms/shiomi-tenken.toml")]),
    "": ("txt", ["convert", "--quiet"]),
}
# What each kind costs without what is counted.
NOTHING = {"%PDF": pdf([]), "<html": page([["事業名", "清掃"]]), "": sheet()}


def kind_of(text):
    return next(start for start in KINDS if text.startswith(start))


def instructions(juten, text):
    ending, arguments = KINDS[kind_of(text)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input.{ending}"
        path.write_text(text, encoding="utf-8")
        juten = [juten, *arguments, str(path)]
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *juten]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    counted = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode not in (0, 1) or not counted:
        sys.exit(f"{command}: {done.stderr[-500:]}")
    return int(counted[1])


def main(juten, names):
    bases = {kind: instructions(juten, text) for kind, text in NOTHING.items()}
    failed = False
    print(f"{'input':32s}{'n':>8s}{'M instr. at n':>15s}{'at 2n':>9s}{'growth':>9s}")
    for name, (n, text) in INPUTS.items():
        if names and name not in names:
            continue
        base = bases[kind_of(text(1))]
        once, twice = (instructions(juten, text(size)) - base for size in (n, 2 * n))
        growth = twice / once
        failed |= growth > LIMIT
        print(f"{name:32s}{n:8d}{once / 1e6:15.1f}{twice / 1e6:9.1f}{growth:9.2f}{'  <- too much' * (growth > LIMIT)}", flush=True)
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
