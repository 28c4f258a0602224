"""Draws the fonts that the tests add to the built-in ones: python3 make.py (needs fontTools).

Their characters are built of bars, drawn for this project: 𠮷, the private-use U+E000 (a 外字) and
葛 with the variation selector U+E0101. The bold one has 𠮷 only, with CFF outlines.
"""

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000


def bars(thick):
    """Glyphs as rectangles: left, bottom, right, top."""
    mouth = [(250, 0, 250 + thick, 330), (750 - thick, 0, 750, 330), (250, 330 - thick, 750, 330), (250, 0, 750, thick)]
    earth = [(180, 640, 820, 640 + thick), (500 - thick // 2, 420, 500 + thick // 2, 800), (80, 420, 920, 420 + thick)]
    frame = [(100, -60, 900, -60 + thick), (100, 780 - thick, 900, 780), (100, -60, 100 + thick, 780), (900 - thick, -60, 900, 780)]
    cross = [(200, 360, 800, 360 + thick), (500 - thick // 2, 60, 500 + thick // 2, 660)]
    return {".notdef": frame, "yoshi": earth + mouth, "gaiji": frame + cross, "kuzu": cross + mouth}


def draw(pen, rectangles):
    for left, bottom, right, top in rectangles:
        pen.moveTo((left, bottom))
        for point in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(point)
        pen.closePath()


def build(path, name, weight, thick, characters, selected):
    is_cff = path.endswith(".otf")
    shapes = {glyph: shape for glyph, shape in bars(thick).items() if glyph in {".notdef", *characters.values(), *selected.values()}}
    font = FontBuilder(EM, isTTF=not is_cff)
    font.setupGlyphOrder(list(shapes))
    font.setupCharacterMap(characters, uvs=[(base, selector, glyph) for (base, selector), glyph in selected.items()])
    if is_cff:
        outlines = {}
        for glyph, shape in shapes.items():
            pen = T2CharStringPen(EM, None)
            draw(pen, shape)
            outlines[glyph] = pen.getCharString()
        font.setupCFF(name, {"FullName": name}, outlines, {})
    else:
        outlines = {}
        for glyph, shape in shapes.items():
            pen = TTGlyphPen(None)
            draw(pen, shape)
            outlines[glyph] = pen.glyph()
        font.setupGlyf(outlines)
    font.setupHorizontalMetrics({glyph: (EM, 0) for glyph in shapes})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Shiryo3 Test", "styleName": "Bold" if weight > 400 else "Regular", "psName": name})
    font.setupOS2(usWeightClass=weight, fsType=0)
    font.setupPost()
    font.font["head"].created = font.font["head"].modified = 0
    font.font.recalcTimestamp = False
    font.save(path)


build("gaiji.ttf", "Shiryo3Test-Regular", 400, 60, {0x20BB7: "yoshi", 0xE000: "gaiji"}, {(0x845B, 0xE0101): "kuzu"})
build("gaiji-bold.otf", "Shiryo3Test-Bold", 700, 110, {0x20BB7: "yoshi"}, {})
