"""Sets a line plan: draws print, handwriting and their surroundings on two ink layers, and says where letters stand."""
import dataclasses
import math

from PIL import Image, ImageChops, ImageDraw

from . import faces, glyph_hands, pen, texts

ABOVE, BELOW = 4.4, 3.0  # x-heights of canvas above and below the baseline
MARGIN = 2.5  # x-heights of canvas before and after the line
DIGIT_HEIGHT = 1.48  # x-heights of a printed digit of Times


@dataclasses.dataclass
class SetLine:
    """Layers of ink, and the letters of the line with the columns where each begins and ends."""
    printed: Image.Image
    written: Image.Image
    x_height: float
    baseline: float
    letters: list  # (letter, left, right)
    field_ends: list  # numbers of letters that stand before the end of each field


def choose_hand(chance, noise, value, shapes):
    """Returns a hand that can write the value."""
    draw = chance.random()
    if draw < 0.3 and value.isdigit() and shapes.papers:
        return glyph_hands.PaperHand(chance, shapes.papers)
    if draw < 0.55 and value.isdigit():
        return glyph_hands.ScanHand(chance, shapes.folder)
    if draw < 0.62 and "Đ" not in value:
        return glyph_hands.FaceHand(chance, shapes.faces)
    return pen.PenHand(chance, noise)


class LineSetter:
    """Sets one plan from left to right."""

    def __init__(self, plan, chance, noise, shapes):
        self.plan, self.chance, self.noise, self.shapes = plan, chance, noise, shapes
        self.family = chance.choices([family for _, family in faces.PRINT_FAMILIES], [weight for weight, _ in faces.PRINT_FAMILIES])[0]
        styles = (86, 5, 8, 1) if plan.kind == "number" else (8, 86, 1, 5)
        self.path = faces.TYPE + self.family[chance.choices(range(4), styles)[0]]
        wanted = chance.choices((12, 14, 16.5, 20, 24.5), (4, 10, 42, 18, 26))[0] * chance.uniform(0.94, 1.06)
        size = max(12, round(wanted / faces.measure_sign(self.path, "x")))
        self.face = faces.load_face(self.path, size)
        self.x_height = size * faces.measure_sign(self.path, "x")
        self.digit = size * faces.measure_sign(self.path, "8")
        self.space = self.face.getlength(" ")
        self.hand = None
        self.size = min(2.7, max(0.95, chance.lognormvariate(math.log(1.36), 0.23)))  # of handwritten digits, of printed ones
        self.at, self.letters, self.field_ends = MARGIN * self.x_height, [], []
        self.prints, self.writings, self.leaders = [], [], []

    def add_print(self, text, face=None, drop=0.0):
        face = face or self.face
        self.prints.append((self.at, drop, text, face))
        for number, letter in enumerate(text):
            left = self.at + face.getlength(text[:number])
            self.letters.append((letter, left, left + face.getlength(letter)))
        self.at += face.getlength(text)

    def add_gap(self, mask, base, value):
        """Leaves a gap in the print for written digits, and puts the digits there: touching the print, or clear of it."""
        chance, wide = self.chance, mask.width
        if chance.random() < 0.45:
            gap, lead = wide * chance.uniform(0.72, 1.0), -chance.uniform(0, 0.45) * self.x_height
            if chance.random() < 0.4:  # at the end, not at the start
                lead = gap - wide - lead
        else:
            gap = wide + chance.uniform(0.3, 3.2) * self.x_height
            lead = chance.uniform(0, 0.9) ** 1.7 * (gap - wide)
        start = self.at
        self.writings.append((mask, round(start + lead), base))
        for number, sign in enumerate(value):
            self.letters.append((sign, start + lead + wide * number / len(value), start + lead + wide * (number + 1) / len(value)))
        self.at = start + gap
        if chance.random() < 0.07:
            self.leaders.append((start, self.at))

    def add_field(self, field):
        chance = self.chance
        getattr(self, f"add_{field.how}")(field)
        self.field_ends.append(len(self.letters))

    def add_hand(self, field):
        if self.hand is None or not (field.value.isdigit() or isinstance(self.hand, pen.PenHand)):
            self.hand = choose_hand(self.chance, self.noise, field.value, self.shapes)
        height = self.digit * self.size * self.chance.uniform(0.93, 1.07)
        mask, base = self.hand.write(field.value, height)
        if self.chance.random() < 0.35:  # a line of writing that rises or falls
            mask = mask.rotate(self.chance.gauss(1, 2.5), Image.Resampling.BILINEAR, center=(mask.width / 2, base))
        self.add_gap(mask, base - self.choose_drop(height), field.value)

    def choose_drop(self, height):
        """Returns how far below the printed baseline the written one stands, in pixels. High digits hang over both edges."""
        return round((height - self.digit) * self.chance.uniform(0, 0.75) + self.chance.gauss(0, 0.17) * self.x_height)

    def add_other(self, field):
        hand = pen.PenHand(self.chance, self.noise)
        mask, base = hand.scribble(self.digit * self.size)
        self.add_gap(mask, base - self.choose_drop(self.digit * self.size), "*")

    def add_stamped(self, field):
        if not isinstance(self.hand, glyph_hands.StampHand):
            self.hand = glyph_hands.StampHand(self.chance, self.noise)
        height = self.digit * self.chance.uniform(0.9, 1.55)
        mask, base = self.hand.write(field.value, height)
        self.add_gap(mask, base + round(self.chance.gauss(0.25, 0.3) * self.x_height), field.value)

    def add_blank(self, field):
        start = self.at
        self.at += self.chance.choice((0, 2, 3, 4, 6, 8, 12)) * self.space * self.chance.uniform(0.7, 1.1)
        if self.chance.random() < 0.3 and self.at - start > 4 * self.space:
            self.leaders.append((start, self.at))

    def add_typed(self, field):
        face, drop = self.face, 0.0
        if self.plan.kind == "number" and self.chance.random() < 0.25 or self.chance.random() < 0.08:  # typed later
            family = self.chance.choice(faces.PRINT_FAMILIES)[1]
            path = faces.TYPE + self.chance.choice(family if self.chance.random() < 0.5 else self.family)
            face = faces.load_face(path, max(10, round(self.face.size * self.chance.uniform(0.85, 1.2))))
            drop = self.chance.gauss(0, 0.05) * self.x_height
            self.at += self.chance.uniform(0, 1.5) * self.space
        self.add_print(field.value, face, drop)
        if face is not self.face:
            self.at += self.chance.uniform(0, 1.5) * self.space

    def set(self):
        """Returns the set line."""
        chance, pieces = self.chance, self.plan.pieces
        for number, piece in enumerate(pieces):
            if isinstance(piece, texts.Field):
                self.add_field(piece)
                continue
            text, field_before = piece, number > 0 and isinstance(pieces[number - 1], texts.Field)
            is_loose = field_before and pieces[number - 1].how == "typed"
            if is_loose and self.plan.kind == "number" and chance.random() < 0.25:
                text = " " + text
            if number + 1 < len(pieces) and isinstance(pieces[number + 1], texts.Field):
                follows = pieces[number + 1].how
                if follows == "typed" and self.plan.kind == "number" and chance.random() < 0.1:
                    text = text.rstrip()
                elif follows == "typed" and chance.random() < 0.3:
                    text += " "
                elif follows in ("hand", "other", "stamped") and chance.random() < 0.4:
                    self.add_print(text.rstrip())
                    self.letters.append((" ", self.at, self.at))
                    self.at += chance.uniform(0, 0.5) * self.space
                    continue
            if field_before and text.startswith(" ") and pieces[number - 1].how in ("hand", "other", "stamped") and chance.random() < 0.5:
                self.letters.append((" ", self.at, self.at))
                text = text[1:]
            self.add_print(text)
        return self.draw()

    def draw(self):
        unit = self.x_height
        size = (math.ceil(self.at + MARGIN * unit), math.ceil((ABOVE + BELOW) * unit))
        baseline = round(ABOVE * unit)
        printed, written = Image.new("L", size, 0), Image.new("L", size, 0)
        draw = ImageDraw.Draw(printed)
        for x, drop, text, face in self.prints:
            draw.text((x, baseline + drop), text, font=face, fill=255, anchor="ls")
        for first, last in self.leaders:
            step, radius = self.chance.uniform(0.3, 0.6) * unit, self.chance.uniform(0.06, 0.11) * unit
            while first < last:
                draw.ellipse((first - radius, baseline - 2 * radius, first + radius, baseline), fill=255)
                first += step
        for mask, x, base in self.writings:
            written.paste(ImageChops.lighter(mask, written.crop((x, baseline - base, x + mask.width, baseline - base + mask.height))),
                          (x, baseline - base))
        self.draw_surroundings(draw, size, baseline)
        self.draw_marks(written if self.chance.random() < 0.6 else printed, size, baseline)
        return SetLine(printed, written, unit, baseline, self.letters, self.field_ends)

    def draw_surroundings(self, draw, size, baseline):
        """Draws rulings under the head and parts of the lines above and below."""
        chance, unit, is_number = self.chance, self.x_height, self.plan.kind == "number"
        middle = size[0] / 2
        spacing = chance.uniform(2.35, 3.6) * unit
        if chance.random() < (0.3 if is_number else 0.25):
            text = chance.choice(texts.ABOVE_NUMBER if is_number else texts.ABOVE_DATE)
            face = faces.load_face(faces.TYPE + self.family[2], self.face.size)
            draw.text((middle + chance.uniform(-3, 3) * unit, baseline - spacing * chance.uniform(0.95, 1.5)), text, font=face, fill=255, anchor="ms")
        if chance.random() < 0.45:
            half = chance.uniform(1.5, 5) * unit if is_number else chance.uniform(5, 16) * unit
            x, y = middle + chance.gauss(0, 2) * unit, baseline - chance.uniform(1.95, 3.6) * unit
            tilt = chance.gauss(0, 0.004) * half
            draw.line((x - half, y - tilt, x + half, y + tilt), fill=255, width=max(1, round(chance.uniform(0.06, 0.2) * unit)))
        if chance.random() < (0.55 if is_number else 0.12):
            text = chance.choice(texts.BELOW_NUMBER if is_number else texts.BELOW_DATE)
            style = chance.choices((0, 1, 2), (6, 2, 2))[0] if is_number else 2
            face = faces.load_face(faces.TYPE + self.family[style], max(10, round(self.face.size * chance.choice((0.85, 0.92, 1, 1)))))
            draw.text((middle + chance.uniform(-3, 3) * unit, baseline + spacing), text, font=face, fill=255, anchor="ms")

    def draw_marks(self, layer, size, baseline):
        """Draws what scans have besides: the arc of a seal, the frame of a stamp, streaks, strokes of a pen."""
        chance, unit, draw = self.chance, self.x_height, ImageDraw.Draw(layer)
        wide = max(1, round(chance.uniform(0.08, 0.25) * unit))
        if chance.random() < 0.025:
            radius, x, y = chance.uniform(6, 12) * unit, chance.uniform(0, size[0]), baseline + chance.choice((-1, 1)) * chance.uniform(5, 12) * unit
            for reach in (radius, radius * 0.9):
                draw.ellipse((x - reach, y - reach, x + reach, y + reach), outline=chance.randint(110, 220), width=wide)
        if chance.random() < 0.025:
            x, y = chance.uniform(-6, 8) * unit, baseline + chance.uniform(0.7, 1.6) * unit
            for inset in (0, 0.45 * unit):
                draw.rectangle((x - inset, y + inset, x + 9 * unit - inset, y + 6 * unit), outline=220, width=wide)
        if chance.random() < 0.02:
            x = chance.uniform(0, size[0])
            draw.line((x, 0, x + chance.gauss(0, 2), size[1]), fill=chance.randint(90, 255), width=max(1, wide // 2))
        if chance.random() < 0.015:
            points = [(chance.uniform(0, size[0]), chance.choice((0, size[1]))), (chance.uniform(0, size[0]), baseline + chance.choice((-2.6, 1)) * unit)]
            draw.line(points, fill=255, width=wide)
