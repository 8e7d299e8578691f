"""Is a change that claims a confidence of 0.9 right nine times in ten? Reliability, and a diagram of it."""
import bisect
import itertools

from evaluation import report, runs, scoring

BINS = 10
ENOUGH = 10  # changes; fewer make no point of the diagram
DIAGRAM = runs.ROOT / "tests/accuracy/calibration.svg"


class Reliability:
    """Changes by confidence: how many, how sure, how many right."""

    def __init__(self, name):
        self.name = name
        self.number, self.sure, self.right = [0] * BINS, [0.0] * BINS, [0] * BINS

    def add(self, confidence, right):
        place = min(BINS - 1, int(confidence * BINS))
        self.number[place] += 1
        self.sure[place] += confidence
        self.right[place] += right

    @property
    def total(self):
        return sum(self.number)

    def error(self):
        """Expected calibration error: the bins' |mean confidence - share right|, weighted by their size."""
        return sum(abs(sure - right) for sure, right in zip(self.sure, self.right)) / max(1, self.total)

    def points(self):
        """(mean confidence, share right, share of all changes) of each bin that has enough to tell"""
        return [(sure / number, right / number, number / self.total)
                for number, sure, right in zip(self.number, self.sure, self.right) if number >= ENOUGH]


def right_syllables(reader, truth, produced, forgiving):
    """-> ([byte where a syllable of `produced` begins], [is it right, None where its line cannot be judged])"""
    true_lines, made_lines = reader.lines(truth, forgiving), produced.split("\n")
    judged = len(true_lines) == len(made_lines)
    if not judged:
        true_lines, made_lines = [[syllable for line in true_lines for syllable in line]], [produced]
    begins, right, offset = [], [], 0
    for line, text in zip(true_lines, made_lines):
        counted = not reader.lacks_marks(line)
        bytes_before = list(itertools.accumulate((len(letter.encode()) for letter in text), initial=0))
        found = list(scoring.SYLLABLE.finditer(text))
        keys = [scoring.tone_key(one[0]) if forgiving else one[0] for one in found]
        verdicts = [x == y for x, y in scoring.align([syllable.key for syllable in line], keys) if y is not None]
        begins += [offset + bytes_before[one.start()] for one in found]
        right += [verdict if counted else None for verdict in verdicts]
        offset += bytes_before[-1] + 1
    return begins, right


def reliability(name, reader, truth, produced, changes, forgiving):
    """`produced` and `changes` as `codau restore` gave them."""
    out = Reliability(name)
    begins, right = right_syllables(reader, truth, produced, forgiving)
    for change in changes:
        first, last = (bisect.bisect_left(begins, change[end]) for end in ("out_start", "out_end"))
        verdicts = right[first:last]
        if verdicts and None not in verdicts:
            out.add(change["confidence"], all(verdicts))
    return out


def table(measured):
    return report.table(["text", "changes", "calibration error", "of 0.9 and more: sure %", "right %"],
                        [[one.name, one.total, f"{one.error():.4f}", report.percent(one.sure[-1], one.number[-1]),
                          report.percent(one.right[-1], one.number[-1])] for one in measured])


SIDE, GAP, TOP, PER_ROW = 150, 52, 50, 4


def panel(one, left, top, things):
    """One square: confidence to the right, share right upwards, the diagonal where they agree."""
    def x(value):
        return f"{left + value * SIDE:.1f}"

    def y(value):
        return f"{top + (1 - value) * SIDE:.1f}"

    out = [f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" class="frame"/>',
           f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" class="ideal"/>',
           f'<text x="{left}" y="{top - 26}" class="name">{one.name}</text>',
           f'<text x="{left}" y="{top - 12}">{one.total:,} {things}, error {one.error():.4f}</text>']
    for mark in (0, 0.5, 1):
        out.append(f'<text x="{x(mark)}" y="{top + SIDE + 14}" text-anchor="middle">{mark:g}</text>')
        out.append(f'<text x="{left - 5}" y="{float(y(mark)) + 4:.1f}" text-anchor="end">{mark:g}</text>')
    points = one.points()
    path = " ".join(f"{x(sure)},{y(right)}" for sure, right, _ in points)
    out.append(f'<polyline points="{path}" class="found"/>')
    out += [f'<circle cx="{x(sure)}" cy="{y(right)}" r="{2 + 7 * share ** 0.5:.1f}"/>' for sure, right, share in points]
    return out


def diagram(measured, things="changes"):
    """The reliability diagram as SVG: a square for each text, a disc for each tenth of confidence."""
    rows = -(-len(measured) // PER_ROW)
    width, height = 40 + PER_ROW * (SIDE + GAP), rows * (SIDE + TOP + 34) + 34
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
           "<style>text{font:11px sans-serif;fill:#333}.name{font-weight:bold}.frame{fill:#fff;stroke:#999}"
           ".ideal{stroke:#999;stroke-dasharray:4 3}.found{fill:none;stroke:#15607a;stroke-width:1.5}"
           "circle{fill:#15607a;fill-opacity:.55}</style>",
           f'<rect width="{width}" height="{height}" fill="#fafafa"/>']
    for place, one in enumerate(measured):
        row, column = divmod(place, PER_ROW)
        out += panel(one, 40 + column * (SIDE + GAP), TOP + row * (SIDE + TOP + 34), things)
    out.append(f'<text x="40" y="{height - 12}">to the right: confidence of a change; upwards: share of such changes '
               "that are right; disc: how many (ten or more); dashed: ideal</text>")
    return "\n".join([*out, "</svg>"]) + "\n"
