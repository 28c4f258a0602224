"""Looks at workbooks from outside, with openpyxl and with LibreOffice's prints of them.

workbook.py prepare FOLDER WORK   for each workbook of FOLDER, the copies that are to be printed
workbook.py check FOLDER WORK     compares the prints with the workbooks and with our PDFs
"""

import re
import subprocess
import sys
import warnings
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pymupdf
from openpyxl.cell.rich_text import CellRichText, TextBlock

import faults

# How wide the columns of a copy are, of ours: another renderer may make them narrower.
COPIES = {"same": 1.0, "narrow": 0.97}
# How far in points a character may stick out of its cell: renderers round rows to their own units.
TOLERANCE = 1.0
# How far in points a table without the face may be wider or narrower than with it.
FACELESS = 3.0
# Above the baseline and below it, of the type size: the line of BIZ UD Gothic.
ASCENT, DESCENT = 0.88, 0.12
KEYS = "_shiryo3"
# Which page it is stands behind the label of our further pages; rows that Excel repeats can't say that.
PAGE_OF_LABEL = r"（\d+/\d+）"


def main():
    task, folder, work = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    warnings.simplefilter("error")
    workbooks = sorted(folder.glob("*.xlsx"))
    if task == "prepare":
        for workbook in workbooks:
            for copy, factor in COPIES.items():
                write_copy(workbook, work / "copies" / f"{workbook.stem}.{copy}.xlsx", factor)
        return
    faults.tell("workbooks", workbooks, lambda workbook: check(workbook, work))


def write_copy(source, target, factor):
    """Copies a workbook with other column widths."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                widths = r'(<col [^>]*width=")([\d.]+)'
                data = re.sub(widths, lambda m: m[1] + str(float(m[2]) * factor), data.decode()).encode()
            new.writestr(name, data)


def check(path, work):
    workbook = openpyxl.load_workbook(path)
    for copy, factor in COPIES.items():
        printed = work / "prints" / f"{path.stem}.{copy}.pdf"
        yield from (f"{copy}: {fault}" for fault in page_faults(printed, path.with_suffix(".pdf")))
        pages = zip(pymupdf.open(printed), page_rows(workbook.worksheets[0]))
        for number, (page, rows) in enumerate(pages, 1):
            for fault in cell_faults(workbook.worksheets[0], page, rows, factor):
                yield f"{copy}: page {number}: {fault}"
    yield from faceless_faults(work / "prints" / f"{path.stem}.same.pdf", work / "faceless" / f"{path.stem}.pdf")
    tables = [table for sheet in workbook for table in sheet.tables]
    if KEYS not in workbook:
        # One that shows what changed, which nobody fills in.
        yield from mark_faults(openpyxl.load_workbook(path, rich_text=True).worksheets[0], path.stem)
        if tables:
            yield f"tables {tables}"
        return
    yield from key_faults(workbook, openpyxl.load_workbook(work / "back" / path.name))
    if tables != ["取組一覧", "予定一覧"]:
        yield f"tables {tables}"


def characters(pdf, without="$^"):
    """What each page shows, without what matches an expression. Not mupdf's: it gives what a reader of tags says in place of a text, too.
    Without hyphens, which pdftotext leaves out where they end a line; cells are looked at with them. Without →,
    which stands in a workbook for the heads of arrows, drawn in our PDF."""
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    text = re.sub(without, "", text)
    return [Counter(c for c in page if not c.isspace() and c not in "-→") for page in text.split("\f")[:-1]]


def page_faults(printed, ours):
    """Pages that hold other characters than those of our PDF, or are of another size."""
    sizes = [{(round(page.rect.width), round(page.rect.height)) for page in pymupdf.open(pdf)} for pdf in (printed, ours)]
    if sizes[0] != sizes[1]:
        yield f"paper {sizes[0]}, not {sizes[1]}"
    theirs, ours = characters(printed), characters(ours, without=PAGE_OF_LABEL)
    if len(theirs) != len(ours):
        yield f"{len(theirs)} pages, not {len(ours)}"
    for number, (own, other) in enumerate(zip(ours, theirs), 1):
        if own != other:
            yield f"page {number} lacks {dict(own - other)} and has {dict(other - own)}"


def faceless_faults(printed, faceless):
    """What becomes of the pages where the face is not installed. Texts may look otherwise there."""
    with_face, without = ([table_frame(page) for page in pymupdf.open(pdf)] for pdf in (printed, faceless))
    if len(without) != len(with_face):
        yield f"{len(without)} pages without the face, not {len(with_face)}"
    for number, (own, other) in enumerate(zip(with_face, without), 1):
        if abs(own.width - other.width) > FACELESS or abs(own.height - other.height) > FACELESS:
            size = f"{other.width:.0f} x {other.height:.0f} pt"
            yield f"page {number} is {size} without the face, not {own.width:.0f} x {own.height:.0f}"


def page_rows(sheet):
    """The rows of each page, from top to bottom: on further pages those that are repeated come first."""
    last = openpyxl.utils.range_boundaries(sheet.print_area.rpartition("!")[2])[3]
    ends = [b.id for b in sheet.row_breaks.brk] + [last]
    first, last = [int(row) for row in re.findall(r"\d+", sheet.print_title_rows or "1:0")]
    starts = [1] + [end + 1 for end in ends[:-1]]
    for start, end in zip(starts, ends):
        repeated = range(first, last + 1) if start > 1 else ()
        yield [*repeated, *range(start, end + 1)]


def cell_faults(sheet, page, rows, factor):
    """Cells whose rectangle on the page holds other characters than their text."""
    columns = column_edges(sheet, factor)
    frame = table_frame(page)
    # Nothing has lines around it in the title's row, nor in those of notes.
    lined = [at for at, row in enumerate(rows) if has_lines(sheet, row)]
    framed = rows[lined[0] : lined[-1] + 1]
    heights = {row: sheet.row_dimensions[row].height for row in rows}
    scale = frame.height / sum(heights[row] for row in framed)
    top, tops = frame.y0 - scale * sum(heights[row] for row in rows[: lined[0]]), {}
    for row in rows:
        tops[row] = (top, top + scale * heights[row])
        top = tops[row][1]
    across = frame.width / columns[-1]
    drawn = list(glyphs(page))
    for block, text in blocks(sheet):
        left, first, right, last = reach(sheet, block)
        if first not in tops:
            continue
        rect = pymupdf.Rect(
            frame.x0 + across * columns[left - 1], tops[first][0], frame.x0 + across * columns[right], tops[last][1]
        )
        inside = Counter(glyph for glyph, box in drawn if is_inside(box, rect))
        expected = Counter(c for c in text if not c.isspace())
        if inside != expected:
            name = openpyxl.utils.get_column_letter(left) + str(first)
            yield f"{name} shows {sum(inside.values())} characters of {sum(expected.values())}: {text!r}"


def has_lines(sheet, row):
    """Whether any cell of a row has a line above or below it."""
    return any(cell.border.top.style or cell.border.bottom.style for cell in sheet[row])


def column_edges(sheet, factor):
    """The right edges of the columns, and 0 before them, in characters."""
    edges = [0.0]
    for column in sorted(sheet.column_dimensions.values(), key=lambda column: column.min):
        for _ in range(column.min, column.max + 1):
            edges.append(edges[-1] + column.width * factor)
    return edges


def table_frame(page):
    """The rectangle of the outermost lines of the page. Upright ones alone: those across may belong to a text."""
    lines = [drawing["rect"] for drawing in page.get_drawings() if drawing["type"] == "s"]
    down = [line for line in lines if line.width == 0]
    left, right = (edge(line.x0 for line in down) for edge in (min, max))
    return pymupdf.Rect(left, min(line.y0 for line in down), right, max(line.y1 for line in down))


def glyphs(page):
    """Each character, and the box of its line's height."""
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", []):
            for span in line["spans"]:
                for char in span["chars"]:
                    if not char["c"].isspace():
                        (x0, _, x1, _), base, size = char["bbox"], char["origin"][1], span["size"]
                        yield char["c"], pymupdf.Rect(x0, base - ASCENT * size, x1, base + DESCENT * size)


def is_inside(box, rect):
    across = rect.x0 < (box.x0 + box.x1) / 2 < rect.x1
    return across and rect.y0 - TOLERANCE < box.y0 and box.y1 < rect.y1 + TOLERANCE


def blocks(sheet):
    """Each cell or merged block with a text, as left, top, right, bottom."""
    merged = {area.bounds[:2]: area.bounds for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                place = (cell.column, cell.row)
                yield merged.get(place, place + place), str(cell.value)


def reach(sheet, block):
    """The cells that the text of a block may show in: where it neither wraps nor shrinks, the empty ones on the side
    to which it runs over, too."""
    left, first, right, last = block
    alignment = sheet.cell(first, left).alignment
    if alignment.wrap_text or alignment.shrink_to_fit or alignment.horizontal not in ("left", "right"):
        return block

    def is_empty(column):
        cell = sheet.cell(first, column) if 1 <= column <= sheet.max_column else None
        return cell is not None and cell.value is None and cell.coordinate not in sheet.merged_cells

    while alignment.horizontal == "left" and is_empty(right + 1):
        right += 1
    while alignment.horizontal == "right" and is_empty(left - 1):
        left -= 1
    return left, first, right, last


def mark_faults(sheet, name):
    """What is wrong with the marked parts of texts: a part that is struck through is not underlined, and only a
    marked handout has such."""
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    parts = [part for value in values if isinstance(value, CellRichText) for part in value]
    fonts = [part.font for part in parts if isinstance(part, TextBlock)]
    struck, underlined = [font for font in fonts if font.strike], [font for font in fonts if font.u]
    if not underlined and not struck:
        yield "nothing is marked"
    if any(font.strike and font.u for font in fonts):
        yield "struck through and underlined at once"
    if struck and name.endswith("新旧対照表"):
        yield "struck through in a comparison"


def key_faults(workbook, back):
    """What LibreOffice has changed in the keys by opening and saving the workbook."""
    names = {name: value.attr_text.replace("'", "") for name, value in workbook.defined_names.items()}
    kept = {name: value.attr_text.replace("'", "") for name, value in back.defined_names.items()}
    lost = [name for name, cells in names.items() if kept.get(name, "").lstrip("$") != cells]
    if lost or not names:
        yield f"names that LibreOffice did not keep: {lost}"
    if [row for row in back[KEYS].values] != [row for row in workbook[KEYS].values]:
        yield f"LibreOffice did not keep {KEYS}"
    if back[KEYS].sheet_state == "visible":
        yield f"LibreOffice shows {KEYS}"


if __name__ == "__main__":
    main()
