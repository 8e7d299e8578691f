"""Hands that write with ready shapes: handwriting faces and scanned digits, both deformed by the manner of the strip."""
import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from . import faces

SUPERSAMPLING = 2


class GlyphHand:
    """Sets deformed glyphs side by side. Subclasses give the glyphs."""

    def __init__(self, chance):
        self.chance = chance
        self.slant = chance.gauss(0.04, 0.14)
        self.aspect = min(1.4, max(0.65, chance.gauss(1, 0.15)))
        self.corner_deviation = chance.uniform(0.01, 0.08)
        self.size_deviation = chance.uniform(0.01, 0.1)
        self.drop_deviation = chance.uniform(0.01, 0.06)
        self.spacing = chance.gauss(0.08, 0.09)

    def write(self, text, height):
        """Returns an ink mask (255 is ink), and the row of the baseline in it. `height`: of a digit, in pixels."""
        chance, at, placed = self.chance, 0.0, []
        for sign in text:
            glyph, base = self.make_glyph(sign, height * SUPERSAMPLING * (1 + chance.gauss(0, self.size_deviation)))
            glyph, lead = self.deform(glyph, base)
            drop = chance.gauss(0, self.drop_deviation) * height * SUPERSAMPLING
            placed.append((glyph, round(at - lead), round(drop - base)))
            at += glyph.width - 2 * lead + self.spacing * height * SUPERSAMPLING * chance.uniform(0.4, 1.4)
        left, top = min(x for _, x, _ in placed), min(y for _, _, y in placed)
        top -= top % SUPERSAMPLING
        right = max(x + glyph.width for glyph, x, _ in placed)
        bottom = max(y + glyph.height for glyph, _, y in placed)
        mask = Image.new("L", (math.ceil((right - left) / SUPERSAMPLING) * SUPERSAMPLING,
                               math.ceil((bottom - top) / SUPERSAMPLING) * SUPERSAMPLING), 0)
        for glyph, x, y in placed:
            mask.paste(255, (x - left, y - top), glyph)
        return mask.reduce(SUPERSAMPLING), -top // SUPERSAMPLING

    def deform(self, glyph, base):
        """Returns the glyph, slanted and with its corners moved, and the empty columns that were added on each side."""
        wide, high = glyph.size
        lead = math.ceil(abs(self.slant) * high + 0.1 * wide) + 2
        new_wide = max(3, round(wide * self.aspect))
        grow = lead / new_wide * wide
        corners = []  # of the part of the glyph that fills the new image: upper left, lower left, lower right, upper right
        for x, y in ((-grow, 0), (-grow, high), (wide + grow, high), (wide + grow, 0)):
            slip_x, slip_y = (self.chance.gauss(0, self.corner_deviation) * high for _ in range(2))
            corners += (x + slip_x - self.slant * (base - y), y + slip_y)
        return glyph.transform((new_wide + 2 * lead, high), Image.Transform.QUAD, corners, Image.Resampling.BILINEAR), lead


class FaceHand(GlyphHand):
    """Writes with a handwriting face."""

    def __init__(self, chance, paths):
        super().__init__(chance)
        self.path = chance.choice(paths)
        self.weight = chance.choice((-1, 0, 0, 0, 1))

    def make_glyph(self, sign, height):
        size = max(8, round(height / faces.measure_sign(self.path, "8")))
        face = faces.load_face(self.path, size)
        left, top, right, bottom = face.getbbox(sign, anchor="ls")
        border = 3
        image = Image.new("L", (max(2, right - left) + 2 * border, max(2, bottom - top) + 2 * border), 0)
        ImageDraw.Draw(image).text((border - left, border - top), sign, font=face, fill=255, anchor="ls")
        if self.weight:
            image = image.filter(ImageFilter.MaxFilter(3) if self.weight > 0 or height < 60 else ImageFilter.MinFilter(3))
        return image, border - top


class ScanHand(GlyphHand):
    """Writes with scanned digits, redrawn with a new weight of the stroke."""

    def __init__(self, chance, folder):
        super().__init__(chance)
        self.folder = folder
        self.level = chance.uniform(70, 190)
        self.narrowing = chance.uniform(0.75, 1.1)
        self.warp_deviation = chance.choice((0, 0.02, 0.04))
        self.chosen = {}  # by sign: a writer repeats a form

    def find_scans(self, digit):
        return faces.load_scanned_digits(self.folder)[digit]

    def make_glyph(self, sign, height):
        scans = self.find_scans(int(sign))
        if sign not in self.chosen or self.chance.random() < 0.4:
            self.chosen[sign] = self.chance.randrange(len(scans))
        image = self.warp(Image.fromarray(scans[self.chosen[sign]]))
        left, top, right, bottom = image.getbbox()
        scale = height / (bottom - top)
        image = image.crop((left - 1, top - 1, right + 1, bottom + 1))
        image = image.resize((max(4, round(image.width * scale * self.narrowing)), max(4, round(image.height * scale))), Image.Resampling.BICUBIC)
        image = image.filter(ImageFilter.GaussianBlur(scale * 0.35))
        level, slope = self.level, 255 / 40
        return image.point([min(255, max(0, round(128 + (value - level) * slope))) for value in range(256)]), round(height + scale)


    def warp(self, image):
        """Returns the scan with the inner points of a grid moved."""
        if not self.warp_deviation:
            return image
        columns, rows = ([0, round(0.36 * size), round(0.64 * size), size] for size in image.size)
        reach = self.warp_deviation * image.height
        at = {(x, y): (x, y) if x in (0, image.width) or y in (0, image.height) else
              (x + self.chance.gauss(0, reach), y + self.chance.gauss(0, reach)) for x in columns for y in rows}
        mesh = [((left, top, right, bottom), (*at[left, top], *at[left, bottom], *at[right, bottom], *at[right, top]))
                for left, right in zip(columns, columns[1:]) for top, bottom in zip(rows, rows[1:])]
        return image.transform(image.size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)


class PaperHand(ScanHand):
    """Writes with handwritten digits of real papers, those of one repository where it has them."""

    def __init__(self, chance, papers):
        super().__init__(chance, None)
        self.papers = papers
        names = sorted(papers)
        # the square root: a repository with many papers has few hands
        self.repository = chance.choices(names, [sum(map(len, papers[name])) ** 0.5 for name in names])[0]

    def find_scans(self, digit):
        return self.papers[self.repository][digit] or [scan for name in sorted(self.papers) for scan in self.papers[name][digit]]


class StampHand:
    """A numbering stamp: typed digits, turned as one, with uneven ink."""

    def __init__(self, chance, noise):
        self.chance, self.noise = chance, noise
        self.path = chance.choice(faces.STAMP_FACES)
        self.turn = chance.gauss(0, 2.2)
        self.spacing = chance.choice((0, 0.05, 0.15, 0.3))
        self.wheel_deviation = chance.choice((0, 0.02, 0.06))
        self.aspect = chance.choice((0.75, 0.9, 1, 1, 1.1))
        self.unevenness = chance.choice((0.1, 0.35, 0.7))

    def write(self, text, height):
        """Returns an ink mask (255 is ink), and the row of the baseline in it. `height`: of a digit, in pixels."""
        face = faces.load_face(self.path, max(8, round(height / faces.measure_sign(self.path, "8"))))
        border = math.ceil(height * 0.5)
        advances = [face.getlength(sign) + self.spacing * height for sign in text]
        image = Image.new("L", (math.ceil(sum(advances)) + 2 * border, math.ceil(height * 1.5) + border), 0)
        draw, at, base = ImageDraw.Draw(image), border, border + math.ceil(height)
        for sign, advance in zip(text, advances):
            draw.text((at, base + self.chance.gauss(0, self.wheel_deviation) * height), sign, font=face, fill=255, anchor="ls")
            at += advance
        image = image.resize((max(4, round(image.width * self.aspect)), image.height), Image.Resampling.BILINEAR)
        image = image.rotate(self.turn, Image.Resampling.BILINEAR)
        small = self.noise.random((max(2, image.height // 9), max(2, image.width // 9))) * 255 * self.unevenness
        blots = Image.fromarray((255 - small).astype("uint8")).resize(image.size, Image.Resampling.BICUBIC)
        image = ImageChops.multiply(image, blots)
        left, top, right, bottom = image.getbbox() or (0, 0, *image.size)
        return image.crop((left, top, right, bottom)), base - top
