"""Plays agencies that answer, and the clerk who decides.

replies.py edit SENT REPLIES             edits what was sent; some files go to to-xlsx, to-ods, to-xls instead, to be
                                         saved by LibreOffice; what must come out goes to expected.json
replies.py decide EXPECTED TABLE         compares what is proposed with that, and takes all of it but for conflicts
replies.py check EXPECTED OLD NEW        looks whether the data file has it all, and its comments
replies.py write FORM REPLY TEXT...      writes into a form; each text is a number, a field and what goes there
"""

import json
import random
import sys
import unicodedata
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

# How many edits there are, beside those of the odd files.
EDITS = 26
# Into what a program saves a reply, in turn: nothing is as openpyxl wrote it.
SAVED = [None, "xlsx", None, "ods", None, "xls"]
FIELDS = ["項目", "内容", "協力機関", "備考"]


def main():
    task, *rest = sys.argv[1:]
    if task == "write":
        write(*rest)
    else:
        {"edit": edit, "decide": decide, "check": check}[task](*map(Path, rest))


def write(form, reply, *texts):
    book = openpyxl.load_workbook(form, rich_text=True)
    for number, field, text in zip(*[iter(texts)] * 3):
        cell_of(book, number, field).value = text
    book.save(reply)


def edit(sent, replies):
    for folder in [replies, *(Path(f"to-{ending}") for ending in ("xlsx", "ods", "xls"))]:
        folder.mkdir()
    rng = random.Random(29)
    forms = sorted(sent.glob("*_回答票_*.xlsx"))
    books = {}
    expected = []
    taken = set()
    for nth, form in enumerate(forms):
        agency = form.stem.split("_回答票_")[1]
        # Every other agency writes into the printed sheet.
        source = form if nth % 2 == 0 else sent / "h29-odawara.xlsx"
        books[agency] = (openpyxl.load_workbook(source, rich_text=True), form)
    numbers = {agency: rows_of(openpyxl.load_workbook(form)) for agency, (_, form) in books.items()}
    free = [(agency, row, field) for agency, rows in numbers.items() for row in rows for field in FIELDS]
    rng.shuffle(free)
    for agency, number, field in free:
        if len(expected) == EDITS:
            break
        if (number, field) in taken or (number, "行") in taken:
            continue
        taken.add((number, field))
        cell = cell_of(books[agency][0], number, field)
        old = str(cell.value or "")
        kind = rng.randrange(4) if old else 2
        new = [f"{old}（{agency}が確認済み）", f"改め {old}", f"書き直した文{len(expected)}", f"{old}\n・{agency}の追記"][kind]
        cell.value = new
        expected.append([number, field, [agency], new])
    odd(books, numbers, taken, expected)
    for nth, (agency, (book, form)) in enumerate(books.items()):
        saved = SAVED[nth % len(SAVED)]
        # A form says who sent it, so that its name may be any; a sheet needs the name.
        name = [f"{agency}.xlsx", f"（{agency}修正）h29-odawara のコピー (2).xlsx", f"回答_{agency}.xlsx"][nth % 3]
        name = f"回答のコピー ({nth}).xlsx" if nth % 4 == 0 else name
        if nth % 5 == 1:
            name = unicodedata.normalize("NFD", name)
        book.save((replies if saved is None else Path(f"to-{saved}")) / name)
    (replies / "~$回答.xlsx").write_bytes(b"locked")
    Path("expected.json").write_text(json.dumps(expected, ensure_ascii=False), "utf-8")


def odd(books, numbers, taken, expected):
    """A conflict of two agencies, a row struck through, and a text of which a part is."""
    shared = next(
        (number, field)
        for number in sorted({row for rows in numbers.values() for row in rows})
        for field in FIELDS
        if sum(number in rows for rows in numbers.values()) >= 2 and not any((number, it) in taken for it in FIELDS)
    )
    for agency in [agency for agency, rows in numbers.items() if shared[0] in rows][:2]:
        cell_of(books[agency][0], *shared).value = f"{agency}の文"
        expected.append([*shared, [agency], f"{agency}の文"])
    taken.update((shared[0], it) for it in FIELDS)
    whole = [agency for agency in books if books[agency][0].worksheets[0].title != "回答票"]
    of_sheet = [(agency, row) for agency in whole for row in numbers[agency] if not any((row, it) in taken for it in FIELDS)]
    # xls tells of no part that is struck: openpyxl's own files do.
    names = list(books)
    agency, number = next(pair for pair in of_sheet if SAVED[names.index(pair[0]) % len(SAVED)] != "xls")
    cell = cell_of(books[agency][0], number, "内容")
    cell.value = CellRichText(TextBlock(InlineFont(strike=True), "古い文"), TextBlock(InlineFont(), "新しい文"))
    expected.append([number, "内容", [agency], "新しい文"])
    taken.add((number, "内容"))
    agency, number = next((a, n) for a, n in of_sheet if (n, "内容") not in taken)
    sheet = books[agency][0].worksheets[0]
    row = cell_of(books[agency][0], number, "内容").row
    for column in range(1, sheet.max_column + 1):
        cell = sheet.cell(row, column)
        if cell.value is not None:
            cell.font = Font(strike=True)
    expected.append([number, "取組（削除）", [agency], ""])


def rows_of(book):
    """The numbers of a form's rows."""
    sheet = book.worksheets[0]
    head = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "整理番号")
    values = (sheet.cell(row, 1).value for row in range(head + 1, sheet.max_row + 1))
    return [str(value) for value in values if value is not None and not str(value).startswith("新規")]


def cell_of(book, number, field):
    """The cell of a text, by the names of the workbook."""
    keys = {row[0].value: row[1].value for row in book["_shiryo3"].iter_rows(max_col=2)}
    name = next(key for key, value in keys.items() if str(key).startswith("欄_") and value == field)
    sheet, column = next(book.defined_names[name].destinations)
    _, block = next(book.defined_names[f"取組_{number}"].destinations)
    letters = column.replace("$", "").split(":")[0].rstrip("0123456789")
    row = block.replace("$", "").split(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return book[sheet][f"{letters}{row}"]


def decide(path, table):
    expected = json.loads(path.read_text("utf-8"))
    book = openpyxl.load_workbook(table, rich_text=True)
    lines = [[str(cell.value or "") for cell in row] for row in book["_shiryo3"].iter_rows()]
    proposed = [line for line in lines if line[0] == "案"]
    found = [[line[5], line[4], [it for it in line[10:] if it], line[8]] for line in proposed]
    missed = [it for it in expected if it not in found]
    false = [it for it in found if it not in expected]
    if missed or false:
        sys.exit(f"missed {missed}\nfalse {false}")
    sheet = book["突合表"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "案")
    column = next(cell.column for cell in head if cell.value == "採る")
    seen = set()
    for line in proposed:
        row = head[0].row + int(line[1])
        is_first = (line[5], line[4]) not in seen
        seen.add((line[5], line[4]))
        sheet.cell(row, column).value = "回答" if is_first else "今のまま"
    book.save(table)
    print(f"replies ok: {len(found)} proposals, 0 missed, 0 false")


def check(path, old, new):
    old, new = (path.read_text("utf-8") for path in (old, new))
    comments = [line for line in old.splitlines() if line.strip().startswith("#")]
    kept = [line for line in new.splitlines() if line.strip().startswith("#")]
    if comments != kept:
        sys.exit("comments were lost")
    seen = set()
    for number, field, _, text in json.loads(path.read_text("utf-8")):
        lines = text.split("\n")
        if (number, field) not in seen and not all(line in new for line in lines):
            sys.exit(f"not written: {number} {field} {text}")
        seen.add((number, field))
    print("data file ok")


main()
