"""PDFs and TIFFs written by hand, down to the object: kinds that common tools do not make."""
import io
import struct
import zlib

from PIL import Image, ImageChops

A4 = (595.0, 842.0)


def number(value):
    return f"{value:.4f}".rstrip("0").rstrip(".")


def stream(entries, data):
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def pdf(objects):
    """`objects`: {number: bytes}; 1 is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for key in sorted(objects):
        offsets[key] = out.tell()
        out.write(f"{key} 0 obj\n".encode() + objects[key] + b"\nendobj\n")
    out.write(b"%" + b" " * (3 * max(objects)) + b"\n")  # qpdf 12 ignores numbers of objects above a third of the file's bytes
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for key, offset in offsets.items():
        out.write(f"{key} 1\n{offset:010} 00000 n \n".encode())
    out.write(f"trailer\n<</Size {max(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def pages(list_of_pages, extra=None):
    """`list_of_pages`: (content, {name: object number}, entries) each; `extra`: further objects, from 1000."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", **(extra or {}),
               3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
    kids = []
    for index, (content, names, entries) in enumerate(list_of_pages):
        page, body = 10 + 2 * index, 11 + 2 * index
        kids.append(f"{page} 0 R")
        drawn = "".join(f"/{name} {key} 0 R" for name, key in names.items())
        objects[page] = (f"<</Type/Page/Parent 2 0 R/Contents {body} 0 R/Resources<</Font<</F 3 0 R>>"
                         f"/XObject<<{drawn}>>>>{entries}>>").encode()
        objects[body] = stream("", content.encode())
    objects[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    return pdf(objects)


def image(width, height, space, bits, data, more="", packed=True):
    """An image object; `data` are samples, which are deflated unless `more` names their filter."""
    if packed:
        data, more = zlib.compress(data), more + "/Filter/FlateDecode"
    return stream(f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
                  + (f"/ColorSpace{space}" if space else "") + f"/BitsPerComponent {bits}{more}", data)


def box(size=A4, offset=(0, 0)):
    return f"/MediaBox[{number(offset[0])} {number(offset[1])} {number(offset[0] + size[0])} {number(offset[1] + size[1])}]"


def one_image(obj, matrix=None, entries=None, extra=None, size=A4):
    """A page that is the image `obj`."""
    a, b, c, d, e, f = matrix or (size[0], 0, 0, size[1], 0, 0)
    content = f"q {number(a)} {number(b)} {number(c)} {number(d)} {number(e)} {number(f)} cm /I Do Q"
    return pages([(content, {"I": 1000}, entries or box(size))], {1000: obj, **(extra or {})})


def packed(pixels, bits):
    """Rows of grey or palette pixels, `bits` each, on byte borders."""
    width, height = pixels.size
    data = pixels.tobytes()
    out = bytearray()
    for y in range(height):
        held, count = 0, 0
        for value in data[y * width:(y + 1) * width]:
            held, count = held << bits | value >> (8 - bits), count + bits
            if count == 8:
                out.append(held)
                held = count = 0
        if count:
            out.append(held << (8 - count))
    return bytes(out)


def fax(pixels, group=4, two_dimensional=False):
    """CCITT data of a 1-bit picture without a header around them; black is 1 as a fax has it."""
    out = io.BytesIO()
    tags = {292: 1} if two_dimensional else {}
    ImageChops.invert(pixels).save(out, "TIFF", compression=f"group{group}", tiffinfo=tags)
    return tiff_strip(out.getvalue())


def tiff_strip(data):
    """The bytes of a TIFF's strip."""
    with Image.open(io.BytesIO(data)) as opened:
        tags = opened.tag_v2
        assert len(tags[273]) == 1, "the rows of a picture of up to 64 KiB are one strip"
        return data[tags[273][0]:tags[273][0] + tags[279][0]]


# ISO 14492 table E.1: probability estimate, next state after the likelier and after the other symbol, switch.
QE = [(0x5601, 1, 1, 1), (0x3401, 2, 6, 0), (0x1801, 3, 9, 0), (0x0AC1, 4, 12, 0), (0x0521, 5, 29, 0),
      (0x0221, 38, 33, 0), (0x5601, 7, 6, 1), (0x5401, 8, 14, 0), (0x4801, 9, 14, 0), (0x3801, 10, 14, 0),
      (0x3001, 11, 17, 0), (0x2401, 12, 18, 0), (0x1C01, 13, 20, 0), (0x1601, 29, 21, 0), (0x5601, 15, 14, 1),
      (0x5401, 16, 14, 0), (0x5101, 17, 15, 0), (0x4801, 18, 16, 0), (0x3801, 19, 17, 0), (0x3401, 20, 18, 0),
      (0x3001, 21, 19, 0), (0x2801, 22, 19, 0), (0x2401, 23, 20, 0), (0x2201, 24, 21, 0), (0x1C01, 25, 22, 0),
      (0x1801, 26, 23, 0), (0x1601, 27, 24, 0), (0x1401, 28, 25, 0), (0x1201, 29, 26, 0), (0x1101, 30, 27, 0),
      (0x0AC1, 31, 28, 0), (0x09C1, 32, 29, 0), (0x08A1, 33, 30, 0), (0x0521, 34, 31, 0), (0x0441, 35, 32, 0),
      (0x02A1, 36, 33, 0), (0x0221, 37, 34, 0), (0x0141, 38, 35, 0), (0x0111, 39, 36, 0), (0x0085, 40, 37, 0),
      (0x0049, 41, 38, 0), (0x0025, 42, 39, 0), (0x0015, 43, 40, 0), (0x0009, 44, 41, 0), (0x0005, 45, 42, 0),
      (0x0001, 45, 43, 0), (0x5601, 46, 46, 0)]


class ArithmeticEncoder:
    """The encoder of ISO 14492 annex E (the same as that of JPEG 2000)."""

    def __init__(self):
        self.a, self.c, self.count, self.out = 0x8000, 0, 12, bytearray(b"\0")  # the first byte is dropped
        self.states = {}

    def byte_out(self):
        if self.out[-1] == 0xFF:
            stuffed = True
        elif self.c < 0x8000000:
            stuffed = False
        else:
            self.out[-1] += 1
            stuffed = self.out[-1] == 0xFF
            if stuffed:
                self.c &= 0x7FFFFFF
        shift = 20 if stuffed else 19
        self.out.append(self.c >> shift & 0xFF)
        self.c &= (1 << shift) - 1
        self.count = 7 if stuffed else 8

    def encode(self, context, bit):
        state, likely = self.states.get(context, (0, 0))
        qe, next_likely, next_other, switch = QE[state]
        self.a -= qe
        if bit == likely:
            if self.a & 0x8000:
                self.c += qe
                return
            if self.a < qe:
                self.a = qe
            else:
                self.c += qe
            self.states[context] = (next_likely, likely)
        else:
            if self.a < qe:
                self.c += qe
            else:
                self.a = qe
            self.states[context] = (next_other, likely ^ switch)
        while not self.a & 0x8000:
            self.a, self.c, self.count = self.a << 1, self.c << 1, self.count - 1
            if self.count == 0:
                self.byte_out()

    def finish(self):
        bound = self.c + self.a
        self.c |= 0xFFFF
        if self.c >= bound:
            self.c -= 0x8000
        for _ in range(2):
            self.c <<= self.count
            self.byte_out()
        return bytes(self.out[1:]) + b"\xFF\xAC"


def jbig2(pixels):
    """A JBIG2 page of one generic region (arithmetic coding, template 0), as PDF embeds it."""
    width, height = pixels.size
    rows = [[0] * (width + 8) for _ in range(2)]
    encoder = ArithmeticEncoder()
    for y in range(height):
        row = [0] * 4 + [int(pixels.getpixel((x, y)) == 0) for x in range(width)] + [0] * 4
        two, one = rows[-2], rows[-1]
        for x in range(4, width + 4):
            near = (*two[x - 2:x + 3], *one[x - 3:x + 4], *row[x - 4:x])
            encoder.encode(near, row[x])
        rows.append(row)
    region = struct.pack(">IIIIB", width, height, 0, 0, 0) + b"\0"
    region += struct.pack("8b", 3, -1, -3, -1, 2, -2, -2, -2) + encoder.finish()
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)

    def segment(index, kind, data):
        return struct.pack(">IBBBI", index, kind, 0, 1, len(data)) + data
    return segment(0, 48, page) + segment(1, 38, region)
