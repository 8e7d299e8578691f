"""Faces for print, handwriting and numbering stamps, and scanned digits."""
import dataclasses
import functools
import pathlib

import numpy
from PIL import ImageFont

TYPE = "/usr/share/fonts/"

# Regular, italic, bold, bold italic, and the weight of the family. All hold the Vietnamese letters.
PRINT_FAMILIES = (
    (62, [f"truetype/liberation2/LiberationSerif-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic")]),
    (14, [f"truetype/freefont/FreeSerif{style}.ttf" for style in ("", "Italic", "Bold", "BoldItalic")]),
    (3, [f"truetype/gentiumplus/GentiumPlus-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic")]),
    (3, [f"truetype/charis/CharisSIL-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic")]),
    (3, [f"truetype/noto/NotoSerif-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic")]),
    (3, [f"opentype/linux-libertine/LinLibertine_{style}.otf" for style in ("R", "RI", "RB", "RBI")]),
    (7, [f"truetype/liberation2/LiberationSans-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic")]),
    (2, [f"truetype/crosextra/Carlito-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic")]),
    (2, [f"truetype/dejavu/DejaVuSerifCondensed{style}.ttf" for style in ("", "-Italic", "-Bold", "-BoldItalic")]),
    (1, [f"truetype/roboto/unhinted/RobotoTTF/Roboto-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic")]),
)
STAMP_FACES = [TYPE + face for face in (
    "truetype/liberation2/LiberationSans-Bold.ttf", "truetype/liberation2/LiberationSans-Regular.ttf",
    "truetype/liberation2/LiberationSerif-Bold.ttf", "truetype/liberation2/LiberationSerif-Regular.ttf",
    "truetype/liberation2/LiberationMono-Bold.ttf", "truetype/liberation2/LiberationMono-Regular.ttf",
    "truetype/dejavu/DejaVuSerif-Bold.ttf", "truetype/dejavu/DejaVuSansMono.ttf", "truetype/freefont/FreeMonoBold.ttf",
    "truetype/gnutypewriter/GNUTypewriter.ttf", "truetype/tlwg/TlwgTypewriter-Bold.ttf", "truetype/vollkorn/Vollkorn-Bold.ttf",
    "truetype/crosextra/Carlito-Bold.ttf", "truetype/freefont/FreeSansBold.ttf")]
# Handwriting faces of Debian packages: fonts-breip, fonts-dancingscript, fonts-dustin, fonts-bwht, fonts-dkg-handwriting,
# fonts-humor-sans, fonts-kristi, fonts-rufscript, fonts-kaushanscript, fonts-kiloji, fonts-seto, fonts-klee, fonts-ecolier-court.
HAND_FACES = [TYPE + face for face in (
    "truetype/breip/Breip.ttf", "opentype/dancingscript/DancingScript-Regular.otf", "truetype/dustin/Domestic_Manners.ttf",
    "truetype/dustin/El_Abogado_Loco.ttf", "truetype/dustin/Junkyard.ttf", "truetype/dustin/PenguinAttack.ttf",
    "opentype/bwht/BecauseWeBuild-Regular.otf", "opentype/bwht/BecauseWeConnect-Regular.otf",
    "opentype/bwht/BecauseWeCreate-Regular.otf", "opentype/bwht/BecauseWeMentor-Regular.otf",
    "opentype/bwht/BecauseWeOrganize-Regular.otf", "truetype/fifthhorseman/dkg.ttf", "truetype/fifthhorseman/dkgIt.ttf",
    "truetype/humor-sans/Humor-Sans.ttf", "truetype/kristi/Kristi.ttf", "truetype/rufscript/Rufscript010.ttf",
    "opentype/kaushanscript/KaushanScript-Regular.otf", "truetype/kiloji/kiloji.ttf", "truetype/kiloji/kiloji_d.ttf",
    "truetype/kiloji/kiloji_p.ttf", "truetype/seto/setofont.ttf", "truetype/klee/KleeOne-Regular.ttf",
    "truetype/ecolier-court/Ecolier-court.ttf")]
REFERENCE_SIZE = 200


@functools.lru_cache(512)
def load_face(path, size):
    """Returns the face at a size in pixels."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@functools.lru_cache(256)
def measure_sign(path, sign):
    """Returns the height of a sign above the baseline, as a share of the size of the face."""
    return -load_face(path, REFERENCE_SIZE).getbbox(sign, anchor="ls")[1] / REFERENCE_SIZE


@functools.lru_cache(1)
def load_scanned_digits(folder):
    """Returns for each digit an array of scans of 28 x 28 pixels; 255 is ink. `folder`: of tools/train/fetch_hand_shapes."""
    scans, labels = [], []
    for part in ("train", "t10k"):
        scans.append(numpy.fromfile(folder / f"{part}-images-idx3-ubyte", numpy.uint8)[16:].reshape(-1, 28, 28))
        labels.append(numpy.fromfile(folder / f"{part}-labels-idx1-ubyte", numpy.uint8)[8:])
    scans, labels = numpy.concatenate(scans), numpy.concatenate(labels)
    return [scans[labels == digit] for digit in range(10)]


@dataclasses.dataclass(frozen=True)
class HandShapes:
    """Ready shapes of handwriting."""
    faces: tuple  # paths of handwriting faces
    folder: pathlib.Path  # of tools/train/fetch_hand_shapes
    papers: dict = dataclasses.field(default_factory=dict)  # {repository: for each digit a list of pictures}
