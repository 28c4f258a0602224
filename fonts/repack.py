#!/usr/bin/env python3
"""Orders what an outline leaves open so that a PDF packs it smaller: where each contour starts, and which comes first.

A glyph is the same with its contours in another order and with each begun at another point of it, but not what has
to be written of it: points as distances from the one before, behind the kinds of these distances ("glyf", Simple
Glyph Description). The order that takes the fewest bits is looked for with the costs that bytes and kinds have in the
whole face: a kind costs little behind two that it often follows, as deflate then finds it in an earlier glyph.

    python3 fonts/repack.py fonts/BIZUDGothic-Regular.ttf
"""

import math
import sys
from collections import Counter, defaultdict

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates, flagOnCurve

# How many kinds before one its cost depends on.
CONTEXT = 2

# How many orders of contours are followed at once, and how often the costs are taken anew from every tenth glyph.
BEAM, ROUNDS = 12, 4

ON_CURVE, SHORT, SAME = 1, (2, 4), (16, 32)


def distance(value, axis):
    """A distance along an axis: its bits of the kind, and its bytes."""
    if value == 0:
        return SAME[axis], b""
    if abs(value) < 256:
        return SHORT[axis] | (SAME[axis] if value > 0 else 0), bytes([abs(value)])
    return 0, value.to_bytes(2, "big", signed=True)


def step(start, point):
    """The kind of a point, seen from the one before it, and the bytes of its distance."""
    (x, x_bytes), (y, y_bytes) = distance(point[0] - start[0], 0), distance(point[1] - start[1], 1)
    return point[2] | x | y, x_bytes + y_bytes


def contours(glyph):
    """The contours of a glyph, each as its points: their places, and whether they are on the curve."""
    points = [(x, y, flag & ON_CURVE) for (x, y), flag in zip(glyph.coordinates, glyph.flags)]
    starts = [0] + [end + 1 for end in glyph.endPtsOfContours]
    return [points[start:end] for start, end in zip(starts, starts[1:])]


def steps(parts):
    """All steps of contours in their order."""
    points = [(0, 0, 0)] + [point for part in parts for point in part]
    return [step(start, point) for start, point in zip(points, points[1:])]


class Costs:
    """What kinds and bytes cost in bits, by how often glyphs have them."""

    def __init__(self, glyphs):
        self.seen, plain = [defaultdict(Counter) for _ in range(CONTEXT + 1)], Counter()
        for parts in glyphs:
            before = ()
            for kind, distances in steps(parts):
                for length in range(len(before) + 1):
                    self.seen[length][before[len(before) - length:]][kind] += 1
                plain.update(distances)
                plain[kind] += 1
                before = (*before, kind)[-CONTEXT:]
        total = sum(plain.values())
        self.bytes = [-math.log2((plain[byte] + 0.5) / total) for byte in range(256)]
        self.known = {}

    def kind(self, before, kind):
        """The cost of a kind behind others; where these are rare, that behind the last of them counts too."""
        if (before, kind) not in self.known:
            share = 1 / 64
            for length in range(len(before) + 1):
                counts = self.seen[length][before[len(before) - length:]]
                if counts:
                    share = (counts[kind] + len(counts) * share) / (counts.total() + len(counts))
            self.known[before, kind] = -math.log2(share)
        return self.known[before, kind]

    def distances(self, distances):
        return sum(self.bytes[byte] for byte in distances)


class Contour:
    """A contour that may begin at any of its points that are on the curve."""

    def __init__(self, points, costs):
        self.points, self.costs = points, costs
        self.starts = [at for at, point in enumerate(points) if point[2]] or [0]
        self.steps = [step(points[at - 1], points[at]) for at in range(len(points))]
        self.whole = sum(costs.distances(distances) for _, distances in self.steps)

    def follow(self, cost, end, before, start):
        """The cost of what stands before with this contour behind it, and the last kinds then. The way around has
        all steps but the one to the start, which is made from the end of what stands before."""
        first, distances = step(end, self.points[start])
        cost = cost + self.whole + self.costs.distances(distances) - self.costs.distances(self.steps[start][1])
        around = self.steps[start + 1:] + self.steps[:start]
        for kind in [first, *(kind for kind, _ in around)]:
            cost += self.costs.kind(before, kind)
            before = (*before, kind)[-CONTEXT:]
        return cost, before


def ordered(parts, costs):
    """The contours in the cheapest order found, each from its best start."""
    rings = [Contour(part, costs) for part in parts]
    beam = [(0, (0, 0), (), ())]
    for _ in rings:
        longer = {}
        for cost, end, before, chosen in beam:
            taken = frozenset(index for index, _ in chosen)
            for index, start in ((i, s) for i, ring in enumerate(rings) if i not in taken for s in ring.starts):
                total, kinds = rings[index].follow(cost, end, before, start)
                last = parts[index][start - 1]
                key = (taken | {index}, last, kinds)
                if key not in longer or longer[key][0] > total:
                    longer[key] = (total, last, kinds, (*chosen, (index, start)))
        beam = sorted(longer.values())[:BEAM]
    return [parts[index][start:] + parts[index][:start] for index, start in beam[0][3]]


def main():
    """Writes a font file anew, with the contours of each glyph in the cheapest order."""
    font = TTFont(sys.argv[1], recalcBBoxes=False, recalcTimestamp=False)
    glyf = font["glyf"]
    simple = [glyph for glyph in (glyf[name] for name in font.getGlyphOrder()) if glyph.numberOfContours > 0]
    if any(glyph.isComposite() for glyph in glyf.glyphs.values()):
        sys.exit("a glyph of others may name their points by number")
    sample = [contours(glyph) for glyph in simple[::10]]
    for _ in range(ROUNDS):
        costs = Costs(sample)
        sample = [ordered(parts, costs) for parts in sample]
    costs = Costs(sample)
    for glyph in simple:
        if any(flag & ~ON_CURVE for flag in glyph.flags):
            sys.exit("a point has more to say than whether it is on the curve")
        parts = ordered(contours(glyph), costs)
        points = [point for part in parts for point in part]
        glyph.coordinates = GlyphCoordinates([point[:2] for point in points])
        glyph.flags = bytearray(flagOnCurve if point[2] else 0 for point in points)
        glyph.endPtsOfContours = [sum(map(len, parts[:at + 1])) - 1 for at in range(len(parts))]
    font.save(sys.argv[1])


if __name__ == "__main__":
    main()
