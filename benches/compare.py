#!/usr/bin/env python3
"""Times whole runs of the program against Typst and XlsxWriter, which make the same table of the same data.

Both are run in turn, so that a machine that slows down does so for both, and the ratio is that of each pair.
Where valgrind is installed, the program's instructions are counted too: they do not wobble.

    cargo build --release
    python3 -m venv target/compare && target/compare/bin/pip install typst XlsxWriter PyYAML
    target/compare/bin/python benches/compare.py [ROWS...]
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target/release/shiryo3"
REAL = ROOT / "data/h29-odawara.yaml"
PAIRS = 7

# The fiscal year's months, each with its place from April on.
MONTHS = {month: place for place, month in enumerate([4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3])}

TABLE = """
#set page(paper: "a3", flipped: true, margin: (x: 8mm, y: 12mm), numbering: "1 / 1")
#set text(font: "BIZ UDGothic", size: 7.5pt, lang: "ja")
#set par(leading: 0.35em)
#let data = json("data.json")
#set document(title: data.title)
#align(center, text(size: 12pt, weight: "bold", data.title))
#let bar(it) = place(dx: it.start / 12 * 100%, dy: it.lane * 12pt,
  box(width: it.length / 12 * 100%, height: 11pt, stroke: 0.4pt, fill: luma(235), align(center + horizon, it.name)))
#table(
  columns: (2em, 5.4em, 16em, 1fr, 12em, 12em, 22em),
  stroke: 0.4pt,
  table.header(..data.heads.map(it => table.cell(fill: luma(225), strong(it)))),
  ..data.themes.map(theme => (
    table.cell(colspan: 7, fill: luma(240), strong(theme.heading)),
    ..theme.rows.map(row => (
      ..row.texts,
      box(width: 100%, height: calc.max(1, row.bars.len()) * 12pt, { for it in row.bars { bar(it) } }),
    )).flatten(),
  )).flatten()
)
"""

HEADS = ["番号", "課題区分", "項目", "内容", "提案機関", "協力機関", "予定"]


def sheet_of(rows):
    """The real sheet's rows again and again, numbered on, as many as wanted."""
    head, themes = REAL.read_text().split("課題:\n")
    lines, number, heading = [head, "課題:\n"], 0, ""
    while True:
        for line in themes.splitlines(keepends=True):
            if line.startswith("      - 番号: "):
                number += 1
                if number > rows:
                    return "".join(lines)
                lines += [heading, f"      - 番号: {number}\n"]
                heading = ""
            elif line.startswith("  - 見出し: ") or heading:
                heading += line
            else:
                lines.append(line)


def bars_of(schedule):
    """The bars of a row: name, first month and length in months."""
    bars = []
    for entry in schedule if isinstance(schedule, list) else []:
        (name, when), *_ = entry.items()
        for months in when if isinstance(when, list) else [when]:
            places = [MONTHS.get(int(month)) for month in re.findall(r"\d+(?=月)", str(months))]
            if places and None not in places:
                length = max(places[-1] - places[0] + 1, 1)
                bars.append({"name": name, "start": places[0], "length": length, "lane": len(bars)})
    return bars


def read(path):
    """The table of a data file: its title, and its themes with their rows."""
    import yaml

    data = yaml.load(path.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    themes = []
    for theme in data["課題"]:
        rows = []
        for row in theme["取組"]:
            texts = [str(row["番号"]), theme.get("区分", theme["見出し"])]
            texts += [str(row.get(name) or "") for name in HEADS[2:6]]
            rows.append({"texts": texts, "bars": bars_of(row.get("予定"))})
        themes.append({"heading": theme["見出し"], "rows": rows})
    return {"title": data["表題"], "heads": HEADS, "themes": themes}


def write_pdf(table, folder):
    import typst

    (folder / "data.json").write_text(json.dumps(table, ensure_ascii=False))
    (folder / "table.typ").write_text(TABLE)
    typst.compile(folder / "table.typ", output=folder / "table.pdf", font_paths=[ROOT / "fonts"])


def write_workbook(table, folder):
    import xlsxwriter

    workbook = xlsxwriter.Workbook(folder / "table.xlsx")
    text = workbook.add_format({"text_wrap": True, "border": 1, "valign": "vcenter", "font_name": "BIZ UDゴシック"})
    strong = workbook.add_format({"bold": True, "border": 1, "bg_color": "#E0E0E0", "text_wrap": True})
    worksheet = workbook.add_worksheet("資料３")
    worksheet.set_landscape()
    worksheet.set_paper(8)
    for column, head in enumerate(HEADS[:6]):
        worksheet.write(0, column, head, strong)
    worksheet.merge_range(0, 6, 0, 17, HEADS[6], strong)
    at = 1
    for theme in table["themes"]:
        worksheet.merge_range(at, 0, at, 17, theme["heading"], strong)
        at += 1
        for row in theme["rows"]:
            last = at + max(len(row["bars"]), 2) - 1
            for column, value in enumerate(row["texts"]):
                worksheet.merge_range(at, column, last, column, value, text)
            for line in range(at, last + 1):
                for column in range(6, 18):
                    worksheet.write_blank(line, column, None, text)
            for bar in row["bars"]:
                line, first = at + bar["lane"], 6 + bar["start"]
                if bar["length"] > 1:
                    worksheet.merge_range(line, first, line, first + bar["length"] - 1, bar["name"], strong)
                else:
                    worksheet.write(line, first, bar["name"], strong)
            at = last + 1
    workbook.close()


def run(command):
    """What a process takes: seconds, seconds of all processors together, and megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ends with {process.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def instructions(command, folder):
    """How many million instructions a process takes; nothing where they can't be counted."""
    if not shutil.which("valgrind"):
        return "–"
    counting = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder / 'callgrind'}", *command]
    said = subprocess.run(counting, capture_output=True, text=True).stderr
    count = re.search(r"Collected : (\d+)", said)[1]
    return f"{int(count) / 1e6:,.0f} M"


def compare(rows):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "sheet.yaml"
        data.write_text(REAL.read_text() if rows == 23 else sheet_of(rows))
        ours = [str(PROGRAM), "build", str(data), "-o", str(folder)]
        theirs = [sys.executable, __file__, "--make", str(data)]
        run(ours), run(theirs)
        pairs = [(run(ours), run(theirs)) for _ in range(PAIRS)]
        own, other = (
            [statistics.median(figures) for figures in zip(*runs)] for runs in zip(*pairs)
        )
        ratios = [statistics.median(them[at] / us[at] for us, them in pairs) for at in (0, 1)]
        count = instructions(ours, folder) if rows < 1_000 else "–"
        # Rounded up, as the program says them.
        sizes = [-(-(folder / f"sheet.{kind}").stat().st_size // 1024) for kind in ("pdf", "xlsx")]
        cells = [f"{rows:,}"]
        for seconds, processors, memory in (own, other):
            cells += [f"{seconds * 1000:,.0f} ms", f"{processors * 1000:,.0f} ms", f"{memory:,.0f} MB"]
        cells += [f"{ratio:.1f}" for ratio in ratios]
        cells += [count, *(f"{size:,} KB" for size in sizes)]
        print(f"| {' | '.join(cells)} |", flush=True)


HEAD = "rows|time|processors|memory|theirs: time|processors|memory|ratio: time|processors|instructions|PDF|xlsx"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        path = Path(sys.argv[2])
        table = read(path)
        write_pdf(table, path.parent)
        write_workbook(table, path.parent)
    else:
        heads = HEAD.split("|")
        print(f"| {' | '.join(heads)} |")
        print(f"| {' | '.join('---:' for _ in heads)} |")
        for rows in [int(rows) for rows in sys.argv[1:]] or [23, 230, 2_300]:
            compare(rows)
