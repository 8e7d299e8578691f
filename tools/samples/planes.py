"""Label planes of page images: one mask for each class of ink or ground. A mask goes through every change of form that
its page image goes through, so that it labels the pixels exactly. Labels use no random numbers."""
import numpy
from PIL import Image, ImageChops, ImageDraw

CLASSES = ("print", "ruling", "streak", "seal", "stamp", "hand", "bleed", "off_sheet", "picture", "dark_ground", "core",
           "speck", "white_streak")  # bit k of a pixel of a planes picture
(PRINT, RULING, STREAK, SEAL, STAMP, HAND, BLEED, OFF_SHEET, PICTURE, DARK_GROUND, CORE, SPECK,
 WHITE_STREAK) = range(len(CLASSES))
INK = (PRINT, RULING, STREAK, SEAL, STAMP, HAND, BLEED, SPECK)  # shows as dark pixels, on a dark ground as light ones
COVERING = (PRINT, RULING, STREAK, SEAL, STAMP, HAND, PICTURE, DARK_GROUND)  # hide what is HIDDEN
HIDDEN = (BLEED, SPECK)
THIN = (RULING, STREAK, WHITE_STREAK)
LEAST_SEEN = 8  # greys that faint ink must be darker than white paper
LEAST, LEAST_THIN = 102, 56  # of 255: how much of a pixel a mask must cover; thin lines: any of four pixels when halving


def firm(mask):
    """Returns a mask of uneven ink as even ink with soft edges."""
    return mask.point(lambda value: min(255, 2 * value))


class Planes:
    """The masks of one page, by class. Without a size it keeps nothing, and all its functions do nothing."""

    def __init__(self, size=None, masks=None):
        self.size, self.masks = size, masks or {}

    def copy(self):
        return Planes(self.size, {kind: mask.copy() for kind, mask in self.masks.items()})

    def mask(self, kind):
        if kind not in self.masks:
            self.masks[kind] = Image.new("L", self.size, 0)
        return self.masks[kind]

    def pen(self, image, kind):
        """Returns what draws on an image as ImageDraw does and labels the same pixels."""
        return Pen(image, self.mask(kind)) if self.size else ImageDraw.Draw(image)

    def paste(self, kind, mask, at=(0, 0)):
        """Labels ink that was pasted through a mask."""
        if self.size:
            self.mask(kind).paste(255, at, firm(mask))

    def add(self, other, at):
        """Takes over the labels of a smaller picture that was pasted."""
        for kind, mask in other.masks.items():
            self.mask(kind).paste(255, at, mask)

    def box(self, kind, box):
        if self.size:
            ImageDraw.Draw(self.mask(kind)).rectangle([round(side) for side in box], fill=255)

    def wipe(self, mask, at=(0, 0)):
        """Takes all labels away where something opaque was pasted through a mask."""
        for plane in self.masks.values():
            plane.paste(0, at, mask)

    def bleach(self, mask, at=(0, 0)):
        """Labels print and rulings below a white streak or patch as lost."""
        if self.size:
            whole = Image.new("L", self.size, 0)
            whole.paste(mask, at)
            mask = whole
            for kind in (PRINT, RULING):
                lost = ImageChops.darker(self.mask(kind), mask)
                self.masks[WHITE_STREAK] = ImageChops.lighter(self.mask(WHITE_STREAK), lost)
            for kind in INK:
                if kind in self.masks:
                    self.masks[kind] = ImageChops.subtract(self.masks[kind], mask)

    def shine_through(self, ink, share, faint):
        """Labels bleed-through. `ink` is the grey other side at an even share of its ink, `faint` is all that is seen."""
        if self.size:
            whole = ink.point(lambda value: min(255, round((255 - value) / share)))
            self.masks[BLEED] = ImageChops.darker(whole, faint.point(lambda value: 255 * (value <= 255 - LEAST_SEEN)))

    def warped(self, function, beyond=0):
        """Returns the planes after a change of form: `function` takes a mask and what lies beyond its edges. The sheet
        ends at these edges if `beyond` is not 0."""
        if not self.size:
            return self
        needed = {PRINT, OFF_SHEET} if beyond else {PRINT}
        masks = {kind: function(self.mask(kind), beyond if kind == OFF_SHEET else 0)
                 for kind in needed | {kind for kind, mask in self.masks.items() if mask.getbbox()}}
        return Planes(next(iter(masks.values())).size, masks)

    def resized(self, size):
        """Returns the planes at another resolution: each pixel of a mask is the share that it covers."""
        return self.warped(lambda mask, _outside: mask.resize(size, Image.BOX))

    def keep_visible(self, image):
        """Takes labels of ink away that a picture of one bit does not show."""
        if not self.size:
            return
        shown = image.convert("L").point(lambda value: 255 - value)
        if DARK_GROUND in self.masks:
            shown = ImageChops.difference(shown, self.masks[DARK_GROUND].point(lambda value: 255 * (value >= LEAST)))
        for kind in INK:
            if kind in self.masks:
                self.masks[kind] = ImageChops.darker(self.masks[kind], shown)

    def packed(self):
        """Returns an array of 16-bit pixels, a bit for each class."""
        found = numpy.zeros(self.size[::-1], numpy.uint16)
        for kind, mask in self.masks.items():
            on = numpy.asarray(mask) >= (LEAST_THIN if kind in THIN else LEAST)
            found |= on.astype(numpy.uint16) << numpy.uint16(kind)
        covered = found & numpy.uint16(sum(1 << kind for kind in COVERING)) != 0
        found[covered] &= numpy.uint16(0xffff ^ sum(1 << kind for kind in HIDDEN))
        found[found & numpy.uint16(1 << OFF_SHEET) != 0] = 1 << OFF_SHEET
        return found

    def save(self, path):
        Image.fromarray(self.packed()).save(path)


class Pen:
    """Calls the functions of ImageDraw for an image and for a mask."""

    def __init__(self, image, mask):
        self.on_image, self.on_mask = ImageDraw.Draw(image), ImageDraw.Draw(mask)

    def __getattr__(self, name):
        def draw(*where, **how):
            getattr(self.on_image, name)(*where, **how)
            inked = {key: 255 for key in ("fill", "outline") if how.get(key) is not None}
            getattr(self.on_mask, name)(*where, **{**how, **inked})
        return draw


def warp(page, function, outside="white"):
    """Changes the form of a page's image, and of its planes by the same function of (picture, what lies outside)."""
    beyond = 0 if outside in ("white", 255) else 255
    page.image = function(page.image, (outside,) * 3 if beyond and page.image.mode == "RGB" else outside)
    page.planes = page.planes.warped(function, beyond)
