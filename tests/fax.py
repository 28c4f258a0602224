"""Measures whether a sheet survives a fax or a black-and-white copy: renders each page in one bit, once
with a threshold and once dithered, and counts black dots where the golden pages.txt says that bars,
grounds and their texts stand.

Use: python3 tests/fax.py FILE.pdf pages.txt
"""

import itertools
import re
import subprocess
import sys
import unicodedata

# Group 3 fax, fine: 204 x 196; and what is left of that where an A3 sheet is copied down to A4.
RESOLUTIONS = (200, 142)
BOX = re.compile(r"(.+?): box ([\d.]+),([\d.]+) ([\d.]+) x ([\d.]+) fill (\S+) outline (\S+)")
TEXT = re.compile(r"(.+?): ([\d.]+),([\d.]+) ([\d.]+)pt( bold)?(?: (#\w{6}))? (.+)")


class Page:
    """A page in one bit a dot."""

    def __init__(self, pdf, number, dithered, dpi):
        self.dpi = dpi
        command = ["pdftoppm", "-r", str(dpi), "-f", str(number), "-l", str(number), "-singlefile", pdf]
        data = subprocess.run(command + (["-mono"] if dithered else ["-gray"]), check=True, capture_output=True).stdout
        head = re.match(rb"P[45]\s+(\d+)\s+(\d+)\s+(?:255\s)?", data)
        self.width, self.height = int(head[1]), int(head[2])
        dots = data[head.end() :]
        stride = (self.width + 7) // 8 if dithered else self.width
        self.rows = [dots[row * stride : (row + 1) * stride] for row in range(self.height)]
        self.is_black = self.bit if dithered else self.threshold

    def bit(self, x, y):
        return self.rows[y][x // 8] >> (7 - x % 8) & 1 == 1

    def threshold(self, x, y):
        return self.rows[y][x] < 128

    def black(self, left, top, width, height):
        """The share of black dots in a rectangle given in points."""
        scale = self.dpi / 72
        columns = range(round(left * scale), max(round((left + width) * scale), round(left * scale) + 1))
        rows = range(round(top * scale), max(round((top + height) * scale), round(top * scale) + 1))
        return sum(self.is_black(x, y) for y in rows for x in columns) / (len(columns) * len(rows))


def is_dark(color):
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128


def width(text):
    """The width of a text in em."""
    return sum(1 if unicodedata.east_asian_width(c) in "FWA" else 0.5 for c in text)


def faults(page, lines):
    boxes = [match.groups() for line in lines if (match := BOX.fullmatch(line))]
    texts = [match.groups() for line in lines if (match := TEXT.fullmatch(line)) and not BOX.fullmatch(line)]
    for role, left, top, wide, high, fill, outline in boxes:
        left, top, wide, high = map(float, (left, top, wide, high))
        if role.startswith("artifact") and fill != "-":
            # A stretch of ground beside the texts: light enough to be written on.
            share = page.black(left + 1.5, top + 1.5, 4, min(high - 3, 4))
            if share > 0.15:
                yield f"{role}: the ground is {share:.0%} black"
        if " Bar " in role and is_dark(fill):
            share = page.black(left + 2, top + 1.5, 10, high - 3)
            # White dots break the white text on it.
            if share < 0.98:
                yield f"{role}: the dark bar is {share:.0%} black"
        elif " Bar " in role:
            share = page.black(left + 2, top + 1.5, 4, high - 3)
            if share > 0.1:
                yield f"{role}: the light bar is {share:.0%} black"
        if outline != "-":
            edge = max(page.black(left + 2, top + shift, wide - 4, 72 / page.dpi) for shift in (-0.4, -0.2, 0, 0.2))
            if edge < 0.9:
                yield f"{role}: the outline is {edge:.0%} black"
    for role, left, base, size, _, color, text in texts:
        left, base, size = float(left), float(base), float(size)
        share = page.black(left, base - size * 0.85, width(text) * size, size)
        ink = 1 - share if color and not is_dark(color) else share
        # Thin strokes such as those of 一 or 1 are few dots; a swallowed text has none or all.
        if not 0.03 < ink < 0.6:
            yield f"{role}: {ink:.0%} of 「{text}」 is ink"


def main():
    pdf, golden = sys.argv[1:]
    pages = open(golden, encoding="utf-8").read().split("# page ")[1:]
    found, looked_at = [], 0
    for number, page in enumerate(pages, 1):
        lines = page.splitlines()[1:]
        looked_at += sum(1 for line in lines if BOX.fullmatch(line) or TEXT.fullmatch(line))
        for dpi, dithered in itertools.product(RESOLUTIONS, (False, True)):
            look = f"page {number}, {dpi} dpi, " + ("dithered" if dithered else "threshold")
            found += [f"{look}: {fault}" for fault in faults(Page(pdf, number, dithered, dpi), lines)]
    if found or not looked_at:
        sys.exit("\n".join(["FAIL: lost on a fax or copy", *found]))
    print(f"fax ok: {looked_at} boxes and texts")


main()
