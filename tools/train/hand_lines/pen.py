"""A model of writing hands: draws digits and letters as strokes of a pen, in a manner that stays the same within a strip."""
import math

import numpy
from PIL import Image, ImageDraw

from .skeletons import SKELETONS

SUPERSAMPLING = 2  # pixels of the drawing for each pixel of the scan, in one direction
SAMPLES_PER_SPAN = 6  # points of the curve between two control points


def sample_blend(tension):
    """Returns the weights of four control points for the points of a cardinal spline between the middle two."""
    t = numpy.linspace(0, 1, SAMPLES_PER_SPAN, endpoint=False)[:, None]
    square, cube = t * t, t * t * t
    return numpy.hstack((tension * (-cube + 2 * square - t), (2 - tension) * cube + (tension - 3) * square + 1,
                         (tension - 2) * cube + (3 - 2 * tension) * square + tension * t, tension * (cube - square)))


def trace_curve(points, corners, blend):
    """Returns the points of the curve through the control points, which turns sharply at the corners only."""
    pieces, bounds = [], [0, *corners, len(points) - 1]
    for first, last in zip(bounds, bounds[1:]):
        part = points[first:last + 1]
        padded = numpy.vstack((2 * part[0] - part[1], part, 2 * part[-1] - part[-2]))
        quads = numpy.stack((padded[:-3], padded[1:-2], padded[2:-1], padded[3:]))
        pieces.append(numpy.einsum("sk,kpd->psd", blend, quads).reshape(-1, 2))
    pieces.append(points[-1:])
    return numpy.concatenate(pieces)


class PenHand:
    """One writer with one pen: slant, proportions, topologies, habits of strokes, and the nib."""

    def __init__(self, chance, noise):
        self.chance, self.noise = chance, noise
        self.slant = chance.gauss(0.16, 0.16)
        self.aspect = min(1.4, max(0.55, chance.gauss(0.88, 0.17)))
        self.spacing = chance.gauss(0.1, 0.09)  # of the height, between two digits
        self.blend = sample_blend(chance.choice((0.35, 0.5, 0.5, 0.6, 0.75)))
        self.habit_deviation = chance.uniform(0.01, 0.055)  # of the height: of this writer from the skeleton
        self.slip_deviation = chance.uniform(0.006, 0.03)  # of the height: of one digit from the others
        self.size_deviation = chance.uniform(0.02, 0.12)
        self.drop_deviation = chance.uniform(0.01, 0.07)
        self.turn_deviation = chance.uniform(0.5, 4)  # degrees
        self.flying = chance.choice((0, 0, 0.15, 0.5))  # share of strokes with a lengthened end
        self.hooking = chance.choice((0, 0, 0, 0.2, 0.5))  # share of strokes with a hook at the start
        self.connecting = chance.choice((0, 0, 0, 0.1, 0.4))  # share of pairs of digits with a joining stroke
        self.nib = min(0.19, max(0.045, chance.lognormvariate(math.log(0.08), 0.33)))  # of the height of a digit
        self.spacing = max(self.spacing, 0.6 * self.nib - 0.05)  # thick strokes need room
        self.pressure = chance.choice((0.05, 0.15, 0.3, 0.5))  # change of the width along a stroke
        self.calligraphy = chance.choice((0, 0, 0, 0.35))  # a fountain pen: width by direction
        self.tapering = chance.choice((0, 0, 0.4, 0.7))  # decrease of the width at the end of a stroke
        self.variants, self.habits = {}, {}

    def choose_variant(self, sign):
        weights, variants = SKELETONS[sign]
        if sign not in self.variants or self.chance.random() < 0.12:
            self.variants[sign] = self.chance.choices(range(len(variants)), weights)[0]
        return self.variants[sign]

    def shape_strokes(self, sign):
        """Returns the curves of one sign at height 1, with y downwards and the baseline at 0."""
        chosen, chance = self.choose_variant(sign), self.chance
        strokes = SKELETONS[sign][1][chosen]
        if (sign, chosen) not in self.habits:
            self.habits[sign, chosen] = [self.noise.normal(0, self.habit_deviation, (len(points), 2)) for points, _ in strokes]
        curves = []
        for (points, corners), habit in zip(strokes, self.habits[sign, chosen]):
            points = numpy.array(points) + habit + self.noise.normal(0, self.slip_deviation, (len(points), 2))
            if chance.random() < self.flying:
                points = numpy.vstack((points, points[-1] + (points[-1] - points[-2]) * chance.uniform(0.3, 1.1)))
            if chance.random() < self.hooking:
                hook = points[0] + numpy.array((chance.uniform(-0.14, 0.02), chance.uniform(-0.12, 0.06)))
                points, corners = numpy.vstack((hook, points)), [corner + 1 for corner in corners]
            curves.append(trace_curve(points, corners, self.blend))
        size = 1 + chance.gauss(0, self.size_deviation)
        turn = math.radians(chance.gauss(0, self.turn_deviation))
        matrix = size * numpy.array(((self.aspect * math.cos(turn), math.sin(turn)),
                                     (self.slant * math.cos(turn) - self.aspect * math.sin(turn), -math.cos(turn))))
        drop = chance.gauss(0, self.drop_deviation)
        return [curve @ matrix + (0, drop) for curve in curves]

    def write(self, text, height):
        """Returns an ink mask (255 is ink), and the row of the baseline in it. `height`: of a digit, in pixels."""
        chance, at, curves, before = self.chance, 0.0, [], None
        for sign in text:
            strokes = self.shape_strokes(sign)
            left = min(curve[:, 0].min() for curve in strokes)
            right = max(curve[:, 0].max() for curve in strokes)
            strokes = [curve + (at - left, 0) for curve in strokes]
            if before is not None and chance.random() < self.connecting:
                middle = (before + strokes[0][0]) / 2 + (0, chance.uniform(-0.1, 0.15))
                curves.append((trace_curve(numpy.vstack((before, middle, strokes[0][0])), [], self.blend), 0.7))
            curves += [(curve, 1.0) for curve in strokes]
            before = strokes[-1][-1]
            at += right - left + self.spacing * chance.uniform(0.3, 1.5)
        return self.draw(curves, height)

    def draw(self, curves, height):
        """Returns the ink mask of the curves and the row of the baseline in it."""
        scale = height * SUPERSAMPLING
        every = numpy.concatenate([curve for curve, _ in curves])
        low, high = every.min(0), every.max(0)
        border = self.nib * 1.2 + 2 / height
        base = math.ceil((border - low[1]) * height)  # a whole row of the scan
        shift = numpy.array((border - low[0], base / height))
        columns, rows = (math.ceil((border + high[0] - low[0]) * height) + math.ceil(border * height),
                         base + math.ceil((high[1] + border) * height))
        image = Image.new("L", (max(4, columns) * SUPERSAMPLING, max(4, rows) * SUPERSAMPLING), 0)
        draw = ImageDraw.Draw(image)
        for curve, share in curves:
            self.draw_curve(draw, (curve + shift) * scale, self.nib * scale * share)
        return image.reduce(SUPERSAMPLING), base

    def draw_curve(self, draw, points, nib):
        steps = numpy.diff(points, axis=0)
        count = len(points)
        wave = self.noise.normal(0, 1, 4)
        along = numpy.linspace(0, 1, count)
        width = 1 + self.pressure * 0.5 * (wave[0] * numpy.sin(3 * along + wave[1]) + 0.5 * wave[2] * numpy.sin(9 * along + wave[3]))
        if self.calligraphy:
            angle = numpy.arctan2(steps[:, 1], steps[:, 0])
            width[:-1] *= 1 + self.calligraphy * numpy.sin(angle - 0.7)
        if self.tapering:
            width *= 1 - self.tapering * numpy.clip(along * 3 - 2, 0, 1)
        width = numpy.maximum(width * nib, 1.2)
        flat = points.tolist()
        for (x, y), (next_x, next_y), wide in zip(flat, flat[1:] + flat[-1:], width.tolist()):
            draw.line((x, y, next_x, next_y), fill=255, width=max(1, round(wide)))
            half = wide / 2 - 0.25
            draw.ellipse((x - half, y - half, x + half, y + half), fill=255)

    def scribble(self, height):
        """Returns the mask of a scribble that nobody can read, and the row of the baseline in it."""
        chance, kind = self.chance, self.chance.randrange(4)
        if kind == 0:  # a number, crossed out several times
            number = "".join(chance.choice("0123456789") for _ in range(chance.randint(1, 4)))
            mask, base = self.write(number, height)
            draw, (wide, high) = ImageDraw.Draw(mask), mask.size
            for _ in range(chance.randint(3, 7)):
                draw.line((chance.uniform(0, 0.3) * wide, chance.uniform(0, 1) * high, chance.uniform(0.7, 1) * wide,
                           chance.uniform(0, 1) * high), fill=255, width=max(2, round(self.nib * height)))
            return mask, base
        count = chance.randint(6, 22)
        if kind == 1:  # loops to the right
            points = [(0.14 * step + chance.uniform(-0.2, 0.2), -0.4 + 0.5 * math.sin(step * 2.2) * chance.uniform(0.4, 1)) for step in range(count)]
        elif kind == 2:  # a zigzag
            points = [(0.09 * step, -(step % 2) * chance.uniform(0.5, 1.0)) for step in range(count)]
        else:  # a knot, as a signature
            points = [(chance.uniform(0, 1.4), -chance.uniform(-0.2, 1.1)) for _ in range(count // 2 + 3)]
        curve = trace_curve(numpy.array(points, float), [], self.blend)
        return self.draw([(curve, 1.0)], height)
