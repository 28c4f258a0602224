"""Compares reply forms with what LibreOffice and openpyxl make of them.

forms.py FOLDER WORK   the forms of FOLDER; LibreOffice's copies in WORK/libreoffice, its prints in WORK/pages
"""

import sys
from pathlib import Path

import openpyxl
import pymupdf

import faults

FORM, KEYS = "回答票", "_shiryo3"
# The long and the short side of A4 in points, and how far a page may be off.
A4, TOLERANCE = (842, 595), 2
# What an agency writes, and where: below the heads, in the column with this head.
WRITTEN, REASON = "人事異動のため", "修正理由"


def main():
    folder, work = Path(sys.argv[1]), Path(sys.argv[2])
    faults.tell("forms", sorted(folder.glob("*_回答票_*.xlsx")), lambda form: check(form, work))


def check(form, work):
    right = told(openpyxl.load_workbook(form))
    libreoffice = openpyxl.load_workbook(work / "libreoffice" / form.name)
    yield from compared("LibreOffice", right, told(libreoffice))
    edited = work / "edited.xlsx"
    workbook = openpyxl.load_workbook(form)
    cell = reason(workbook[FORM])
    cell.value = WRITTEN
    workbook.save(edited)
    again = openpyxl.load_workbook(edited)
    yield from compared("openpyxl", right, told(again))
    if reason(again[FORM]).value != WRITTEN:
        yield "openpyxl lost what was written"
    with pymupdf.open(work / "pages" / f"{form.stem}.pdf") as pages:
        for number, page in enumerate(pages, 1):
            if any(abs(side - right) > TOLERANCE for side, right in zip(page.rect.br, A4)):
                yield f"page {number} is no A4: {page.rect}"
            if "整理番号" not in page.get_text().replace("\n", ""):
                yield f"page {number} lacks the heads"


def reason(sheet):
    heads = next(row for row in sheet.iter_rows() if any(cell.value == REASON for cell in row))
    head = next(cell for cell in heads if cell.value == REASON)
    return sheet.cell(head.row + 1, head.column)


def told(workbook):
    """What must stay of a form, by what it is called."""
    sheet, keys = workbook[FORM], workbook[KEYS]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    protection = sheet.protection
    return {
        "keys": [[cell.value for cell in row if cell.value] for row in keys.iter_rows()],
        "whether keys are hidden": keys.sheet_state != "visible",
        "names": {
            name: place.attr_text.replace("'", "") for name, place in workbook.defined_names.items() if name[:2] != "_x"
        },
        "protection": (bool(protection.sheet), protection.password in (None, "")),
        "unlocked cells": sorted(cell.coordinate for cell in cells if not cell.protection.locked and cell.row < 99),
        "lists": sorted({v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}),
        "merges": len(sheet.merged_cells.ranges),
    }


def compared(program, right, found):
    for what, value in right.items():
        if found[what] != value:
            yield f"{program} changed {what}: {value} became {found[what]}"


if __name__ == "__main__":
    main()
