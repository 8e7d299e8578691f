"""Strips of real papers: number lines and date lines with typed labels, and the handwritten digits in them.

papers.tsv lists them, one line for each strip, with these columns:
- repository, blob, path: of a public GitHub repository, as git names the file; SHA-256 of the file
- page: from 1; dpi: at which a PDF is rendered, 0 for a picture
- kind: number or date; text: of the whole line; how: hand, typed, stamped or blank, for a date of day and month
- left, right, baseline, x-height: of the line, in pixels of the page
- values: left and right of the number, or of day and month, in pixels of the page; empty: no digits are cut out of the line
No paper of an evaluation set is among them, nor a paper of an office that such a set has.
"""
import csv
import functools
import hashlib
import io
import pathlib
import subprocess

import numpy
from PIL import Image, ImageOps

LIST = pathlib.Path(__file__).with_name("papers.tsv")
HELD = LIST.with_name("held.tsv")  # lines of other offices, in the same columns, that no network learns from
COLUMNS = ("repository", "blob", "path", "sha256", "page", "dpi", "kind", "text", "how", "left", "right", "baseline", "x_height", "values")
INK_LEVEL = 0.45  # of the darkness between paper and ink
MIN_PIXELS = 8  # of a stroke, at 200 dpi
MIN_DIGIT = 1.0  # x-heights


def read_list(path=LIST):
    with open(path, encoding="utf-8") as lines:
        return list(csv.DictReader(lines, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE))


def load_file(repositories, row):
    """Returns the bytes of the file of a row. Throws ValueError if they are others. `repositories`: a folder of clones owner+name."""
    clone = repositories / row["repository"].replace("/", "+")
    folder = clone / ".git" if (clone / ".git").exists() else clone
    data = subprocess.run(["git", f"--git-dir={folder}", "cat-file", "blob", row["blob"]], check=True, capture_output=True).stdout
    if hashlib.sha256(data).hexdigest() != row["sha256"]:
        raise ValueError(f"{row['repository']} {row['path']}: another file")
    return data


@functools.lru_cache(4)
def render(data, page, dpi):
    """Returns a page of a file in grey."""
    if dpi:
        data = subprocess.run(["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-singlefile", "-png", "-"],
                              input=data, check=True, capture_output=True).stdout
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("L")


def cut_line(page, row, above, below):
    """Returns the part of a page around a line, white where the page ends."""
    left, top, unit = int(row["left"]), round(float(row["baseline"]) - above * float(row["x_height"])), float(row["x_height"])
    out = Image.new("L", (int(row["right"]) - left, round((above + below) * unit)), 255)
    out.paste(page.crop((left, max(0, top), int(row["right"]), top + out.height)), (0, max(0, -top)))
    return out


class Strip:
    """A line of a paper, with a margin. Columns and rows count from its own left top."""

    def __init__(self, image, row, above):
        self.image, self.kind, self.text, self.how = image, row["kind"], row["text"], row["how"].split(",")
        self.x_height, self.repository = float(row["x_height"]), row["repository"]
        self.baseline = above * self.x_height
        self.spans = [tuple(int(end) - int(row["left"]) for end in span.split("-")) for span in row["values"].split(",") if span]

    @property
    def values(self):
        """Returns the digits of the values, as many as spans."""
        if self.kind == "number":
            return [self.text.split(":", 1)[-1].split("/")[0].strip()]
        words = self.text.split()
        return [next((word for word in words[words.index(label) + 1:][:1] if word.isdigit()), "") for label in ("ngày", "tháng")]


def load_strips(repositories, above, below):
    """Returns the strips of all papers, in the order of the list. Lines that were cut are kept in FOLDER/strips."""
    out, kept = [], repositories / "strips"
    kept.mkdir(exist_ok=True)
    for row in read_list():
        path = kept / f"{row['sha256'][:16]}-{row['page']}-{row['kind']}-{above}-{below}.png"
        if not path.exists():
            page = render(load_file(repositories, row), int(row["page"]), int(row["dpi"]))
            cut_line(page, row, above, below).save(path)
        out.append(Strip(Image.open(path).copy(), row, above))
    return out


# ---- digits ----

def find_components(mask):
    """Returns the rows and columns of each connected component, as arrays of pairs."""
    seen, out = numpy.zeros(mask.shape, bool), []
    for start in zip(*numpy.nonzero(mask)):
        if seen[start]:
            continue
        seen[start], stack, points = True, [start], []
        while stack:
            y, x = stack.pop()
            points.append((y, x))
            for near in ((y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)):
                inside = 0 <= near[0] < mask.shape[0] and 0 <= near[1] < mask.shape[1]
                if inside and mask[near] and not seen[near]:
                    seen[near] = True
                    stack.append(near)
        out.append(numpy.array(points))
    return out


def join_columns(components):
    """Returns the components with those joined that stand above each other."""
    groups = []
    for one in sorted(components, key=lambda points: points[:, 1].min()):
        left, right = one[:, 1].min(), one[:, 1].max()
        if groups:
            before = groups[-1]
            shared = min(right, before[:, 1].max()) - max(left, before[:, 1].min()) + 1
            if shared >= 0.4 * min(right - left + 1, before[:, 1].max() - before[:, 1].min() + 1):
                groups[-1] = numpy.concatenate((before, one))
                continue
        groups.append(one)
    return groups


def cut_digits(strip):
    """Returns (digit, picture with ink of 255) for the handwritten values whose digits do not touch each other."""
    out, grey, unit = [], numpy.asarray(strip.image, dtype=float), strip.x_height
    paper = numpy.percentile(grey, 85)
    for (left, right), value, how in zip(strip.spans, strip.values, strip.how):
        left, right = max(0, left - round(0.35 * unit)), min(grey.shape[1], right + round(0.45 * unit))
        part = grey[:, left:right]
        if how != "hand" or not value.isdigit() or right - left < 4 or paper - numpy.percentile(part, 3) < 40:
            continue
        ink = numpy.clip((paper - part) / (paper - numpy.percentile(part, 3)), 0, 1)
        groups = join_columns(points for points in find_components(ink > INK_LEVEL)
                              if len(points) >= MIN_PIXELS * (unit / 16.5) ** 2
                              and points[:, 1].min() > 0 and points[:, 1].max() < ink.shape[1] - 1
                              and points[:, 0].min() < strip.baseline + 0.4 * unit and points[:, 0].max() > strip.baseline - 1.7 * unit)
        groups = [points for points in groups if numpy.ptp(points[:, 0]) >= MIN_DIGIT * unit]
        if len(groups) != len(value):
            continue
        for points, digit in zip(groups, value):
            mask = numpy.zeros_like(ink)
            mask[points[:, 0], points[:, 1]] = 1
            for axis in (0, 1):
                mask = numpy.maximum.reduce([mask, numpy.roll(mask, 1, axis), numpy.roll(mask, -1, axis)])
            top, foot, first, last = points[:, 0].min(), points[:, 0].max(), points[:, 1].min(), points[:, 1].max()
            cut = (ink * mask)[max(0, top - 1):foot + 2, max(0, first - 1):last + 2]
            out.append((int(digit), (cut * 255).astype(numpy.uint8)))
    return out
