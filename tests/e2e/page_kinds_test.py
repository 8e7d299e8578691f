#!/usr/bin/env python3
"""Every kind of file and page image that a scan comes in, made by tools that are not ours: its own pixels
arrive, in its own resolution.

usage: page_kinds_test.py SHOW_PAGES [unittest options]
"""
import hashlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import made_pdf as made  # noqa: E402
from PIL import Image, ImageChops, ImageDraw, ImageStat  # noqa: E402

SHOW = None
W, H = 560, 792  # A4 at 67.7 dpi: small enough for hundreds of conversions
FULL = (W, H)


def grey(size=FULL):
    """A page with print, a shade and an arrow that tells which way up it is."""
    image = Image.linear_gradient("L").resize(size).point(lambda value: 200 + value // 5)
    draw = ImageDraw.Draw(image)
    for y in range(size[1] // 8, size[1] * 3 // 4, 18):
        draw.text((40, y), f"KE HOACH so {y} ngay thang nam ve viec phong chong thien tai", fill=20)
    draw.polygon([(10, 60), (30, 20), (50, 60)], fill=0)
    draw.rectangle([size[0] - 60, 20, size[0] - 20, 30], fill=90)
    return image


GREY = grey()
INK = GREY.point(lambda value: 255 if value > 128 else 0).convert("1", dither=0)
RGB = Image.merge("RGB", (GREY, ImageChops.offset(GREY, 3), GREY.point(lambda value: min(255, value + 40))))
PALETTE = RGB.quantize(64)


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def reduced(bits):
    """GREY in 2 ** bits levels: as it is packed, and as it must come back."""
    levels = (1 << bits) - 1
    return GREY.point(lambda value: (value >> (8 - bits)) * 255 // levels)


def opened(file):
    with Image.open(file) as image:
        image.load()
    image.bits = pathlib.Path(file).read_bytes()[24]  # of a PNG
    return image


def sha256_of(image):
    """As raster/pixel_digest.h has it."""
    if image.mode == "P":
        image = image.convert("RGB")
    data = image.tobytes()
    if image.mode == "1":
        data = ImageChops.invert(image).tobytes()
    elif image.mode.startswith("I"):
        data = b"".join(value.to_bytes(2, "big") for value in image.getdata())
    bits = {"1": 1, "L": 8, "RGB": 24}.get(image.mode, 16)
    return hashlib.sha256(f"{image.width} {image.height} {bits}\n".encode() + data).hexdigest()


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, **options)


class Kinds(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext_(tempfile.TemporaryDirectory()))

    def enterContext_(self, context):
        self.addCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def write(self, name, data):
        (self.folder / name).write_bytes(data)
        return self.folder / name

    def show(self, file):
        """What is reported of each page, and its pixels."""
        out = self.folder / "out"
        out.mkdir(exist_ok=True)
        done = subprocess.run([SHOW, file, out], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, f"{file.name}: {done.stdout}{done.stderr}")
        facts = [json.loads(line) for line in done.stdout.splitlines()]
        return [(fact, opened(out / f"{fact['page']}.png")) for fact in facts]

    def same(self, file, expected, page=1, tolerance=0.0, dpi=None):
        """Page `page` of `file` has the pixels `expected`, on average no further off than `tolerance`."""
        fact, found = self.show(file)[page - 1]
        self.assertEqual(found.size, expected.size, file.name)
        if dpi:
            self.assertAlmostEqual(fact["dpi"], dpi, delta=1, msg=file.name)
        if found.bits not in (2, 4):  # PIL cannot tell that it had so few
            self.assertEqual(fact["sha256"], sha256_of(found))
        if found.mode.startswith("I"):  # 16 bits
            found = found.point(lambda value: value * (1 / 257)).convert("L")
        difference = ImageChops.difference(found.convert("RGB"), expected.convert("RGB"))
        if tolerance == 0.0:
            self.assertIsNone(difference.getbbox(), file.name)
        else:
            self.assertLess(max(ImageStat.Stat(difference).mean), tolerance, file.name)
        return found

    def pdf(self, name, obj, **options):
        return self.write(f"{name}.pdf", made.one_image(obj, **options))


class PdfCodings(Kinds):
    """A page that is one image, in each coding."""

    def test_fax(self):
        for name, data, parameters in (
                ("g4", made.fax(INK), "/K -1"), ("g3", made.fax(INK, 3), "/K 0"),
                ("g3-2d", made.fax(INK, 3, True), "/K 4"),
                ("g4-rows", made.fax(INK), f"/K -1/Rows {H}/EndOfBlock false")):
            more = f"/Filter/CCITTFaxDecode/DecodeParms<</Columns {W}{parameters}>>"
            with self.subTest(name):
                obj = made.image(W, H, "/DeviceGray", 1, data, more, False)
                self.assertEqual(self.same(self.pdf(name, obj), INK).mode, "1")
        more = f"/Filter/CCITTFaxDecode/DecodeParms<</Columns {W}/K -1/BlackIs1 true>>"
        obj = made.image(W, H, "/DeviceGray", 1, made.fax(INK), more, False)
        self.same(self.pdf("black-is-1", obj), ImageChops.invert(INK))

    def test_jbig2(self):
        small = INK.crop((0, 0, 280, 396))
        obj = made.image(280, 396, "/DeviceGray", 1, made.jbig2(small), "/Filter/JBIG2Decode", False)
        self.assertEqual(self.same(self.pdf("jbig2", obj), small).mode, "1")

    def test_samples_of_every_depth(self):
        self.same(self.pdf("1", made.image(W, H, "/DeviceGray", 1, INK.tobytes())), INK)
        for bits in (2, 4):
            obj = made.image(W, H, "/DeviceGray", bits, made.packed(GREY, bits))
            self.same(self.pdf(str(bits), obj), reduced(bits))
        self.same(self.pdf("8", made.image(W, H, "/DeviceGray", 8, GREY.tobytes())), GREY)
        wide = b"".join(bytes((value, 7)) for value in GREY.tobytes())
        self.same(self.pdf("16", made.image(W, H, "/DeviceGray", 16, wide)), GREY)
        self.same(self.pdf("24", made.image(W, H, "/DeviceRGB", 8, RGB.tobytes())), RGB)
        wide = b"".join(bytes((value, 7)) for value in RGB.tobytes())
        self.same(self.pdf("48", made.image(W, H, "/DeviceRGB", 16, wide)), RGB)

    def test_palettes(self):
        table = bytes(PALETTE.getpalette()[:3 * 64])
        space = f"[/Indexed/DeviceRGB 63<{table.hex()}>]"
        self.same(self.pdf("8", made.image(W, H, space, 8, PALETTE.tobytes())), PALETTE)
        decode = "/Decode[0 255]"
        self.same(self.pdf("decode", made.image(W, H, space, 8, PALETTE.tobytes(), decode)), PALETTE)
        four = RGB.quantize(16)
        table = bytes(four.getpalette()[:48])
        data = made.packed(four.point(lambda value: value << 4), 4)
        obj = made.image(W, H, f"[/Indexed/DeviceRGB 15<{table.hex()}>]", 4, data)
        self.same(self.pdf("4", obj), four)
        obj = made.image(W, H, "[/Indexed/DeviceGray 1<ff00>]", 1, ImageChops.invert(INK).tobytes())
        self.same(self.pdf("1", obj), INK)

    def test_inverted(self):
        decode = "/Decode[1 0]"
        self.same(self.pdf("1", made.image(W, H, "/DeviceGray", 1, ImageChops.invert(INK).tobytes(), decode)), INK)
        self.same(self.pdf("8", made.image(W, H, "/DeviceGray", 8, ImageChops.invert(GREY).tobytes(), decode)), GREY)
        obj = made.image(W, H, "/DeviceRGB", 8, ImageChops.invert(RGB).tobytes(), "/Decode[1 0 1 0 1 0]")
        self.same(self.pdf("rgb", obj), RGB)

    def test_stencil(self):
        obj = made.image(W, H, "", 1, INK.tobytes(), "/ImageMask true")
        self.same(self.pdf("stencil", obj), INK)

    def test_jpeg(self):
        for image, space in ((GREY, "/DeviceGray"), (RGB, "/DeviceRGB")):
            data = encoded(image, "JPEG", quality=85)
            obj = made.image(*FULL, space, 8, data, "/Filter/DCTDecode", False)
            self.same(self.pdf(image.mode, obj), Image.open(io.BytesIO(data)))
        data = encoded(RGB, "JPEG", quality=85, progressive=True)
        obj = made.image(*FULL, "/DeviceRGB", 8, data, "/Filter/DCTDecode", False)
        self.same(self.pdf("progressive", obj), Image.open(io.BytesIO(data)))

    def test_jpeg_in_four_colours(self):
        cmyk = Image.merge("CMYK", (*(Image.new("L", FULL, 0),) * 3, ImageChops.invert(GREY)))
        data = encoded(cmyk, "JPEG", quality=95)  # the library of PIL writes Adobe's marker and inverts
        obj = made.image(*FULL, "/DeviceCMYK", 8, data, "/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode", False)
        self.same(self.pdf("adobe", obj), GREY, tolerance=12)
        obj = made.image(*FULL, "/DeviceCMYK", 8, cmyk.tobytes())
        self.same(self.pdf("flate", obj), GREY, tolerance=12)

    def test_jpeg_2000(self):
        for image in (GREY, RGB):
            data = encoded(image, "JPEG2000")
            obj = made.image(*FULL, "", 8, data, "/Filter/JPXDecode", False)
            self.same(self.pdf(image.mode, obj), image)

    def test_a_jpeg_packed_twice(self):
        data = encoded(GREY, "JPEG", quality=90)
        obj = made.image(*FULL, "/DeviceGray", 8, data.hex().encode() + b">",
                         "/Filter[/ASCIIHexDecode/DCTDecode]", False)
        self.same(self.pdf("hex", obj), Image.open(io.BytesIO(data)))

    def test_masks(self):
        soft = made.image(W, H, "/DeviceGray", 8, Image.new("L", FULL, 255).tobytes())
        obj = made.image(W, H, "/DeviceGray", 8, GREY.tobytes(), "/SMask 1001 0 R")
        self.same(self.pdf("soft", obj, extra={1001: soft}), GREY)
        half = Image.new("L", FULL, 255)
        half.paste(0, (0, 0, W // 2, H))
        soft = made.image(W, H, "/DeviceGray", 8, half.tobytes())
        expected = GREY.copy()
        expected.paste(255, (0, 0, W // 2, H))
        self.same(self.pdf("half", obj, extra={1001: soft}), expected)

    def test_colour_spaces(self):
        profile = made.stream("/N 3", b"not a profile")
        obj = made.image(W, H, "[/ICCBased 1001 0 R]", 8, RGB.tobytes())
        self.same(self.pdf("icc", obj, extra={1001: profile}), RGB)
        space = "[/Separation/Black/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]"
        self.same(self.pdf("separation", made.image(W, H, space, 8, ImageChops.invert(GREY).tobytes())), GREY,
                  tolerance=1)

    def test_by_img2pdf(self):
        for name, image, options in (("ink.png", INK, {}), ("grey.png", GREY, {}), ("rgb.png", RGB, {}),
                                     ("palette.png", PALETTE, {}), ("g4.tif", INK, {"compression": "group4"}),
                                     ("lzw.tif", RGB, {"compression": "tiff_lzw"}), ("page.jpg", GREY, {})):
            image.save(self.folder / name, dpi=(150, 150), **options)
            run("img2pdf", self.folder / name, "-o", self.folder / "made.pdf")
            self.same(self.folder / "made.pdf", opened(self.folder / name), dpi=150)

    def test_by_other_tools(self):
        INK.save(self.folder / "ink.tif", compression="group4", dpi=(150, 150))
        run("tiff2pdf", "-o", self.folder / "tiff2pdf.pdf", self.folder / "ink.tif")
        self.same(self.folder / "tiff2pdf.pdf", INK, dpi=150)
        GREY.save(self.folder / "pil.pdf", resolution=150, quality=95)
        self.same(self.folder / "pil.pdf", GREY, tolerance=3, dpi=150)
        run("gs", "-q", "-o", self.folder / "gs.pdf", "-sDEVICE=pdfwrite", "-dAutoFilterGrayImages=false",
            "-dGrayImageFilter=/FlateEncode", "-dDownsampleGrayImages=false", self.folder / "pil.pdf")
        self.same(self.folder / "gs.pdf", GREY, tolerance=3, dpi=150)


class PdfPages(Kinds):
    """How the image lies on the page."""

    def setUp(self):
        super().setUp()
        self.image = made.image(W, H, "/DeviceGray", 8, GREY.tobytes())

    def test_rotate(self):
        for degrees, turned in ((90, Image.ROTATE_270), (180, Image.ROTATE_180), (270, Image.ROTATE_90),
                                (-90, Image.ROTATE_90), (450, Image.ROTATE_270)):
            file = self.pdf(str(degrees), self.image, entries=made.box() + f"/Rotate {degrees}")
            self.same(file, GREY.transpose(turned))

    def test_turned_by_the_matrix(self):
        w, h = made.A4
        for name, matrix, size, expected in (
                ("90", (0, -w, h, 0, 0, w), (h, w), GREY.transpose(Image.ROTATE_270)),
                ("180", (-w, 0, 0, -h, w, h), (w, h), GREY.transpose(Image.ROTATE_180)),
                ("270", (0, w, -h, 0, h, 0), (h, w), GREY.transpose(Image.ROTATE_90)),
                ("mirrored", (-w, 0, 0, h, w, 0), (w, h), GREY.transpose(Image.FLIP_LEFT_RIGHT)),
                ("bottom up", (w, 0, 0, -h, 0, h), (w, h), GREY.transpose(Image.FLIP_TOP_BOTTOM)),
                ("transposed", (0, w, h, 0, 0, 0), (h, w),
                 GREY.transpose(Image.FLIP_LEFT_RIGHT).transpose(Image.ROTATE_270))):
            with self.subTest(name):
                file = self.write(f"{name}.pdf", made.one_image(self.image, matrix, made.box(size)))
                self.same(file, expected)
                both = self.write("both.pdf", made.one_image(self.image, matrix, made.box(size) + "/Rotate 90"))
                self.same(both, expected.transpose(Image.ROTATE_270))

    def test_boxes_away_from_the_origin(self):
        w, h = made.A4
        matrix = (w, 0, 0, h, 100, -50)
        self.same(self.pdf("media", self.image, matrix=matrix, entries=made.box(offset=(100, -50))), GREY)
        entries = "/MediaBox[0 -100 900 900]" + made.box(offset=(100, -50)).replace("Media", "Crop")
        self.same(self.pdf("crop", self.image, matrix=matrix, entries=entries), GREY)

    def test_an_image_cut_by_the_page(self):
        w, h = made.A4
        file = self.pdf("cut", self.image, entries=made.box() + f"/CropBox[0 0 {w / 2} {h}]")
        self.same(file, GREY.crop((0, 0, W // 2, H)))

    def test_an_image_with_a_margin(self):
        w, h = made.A4
        file = self.pdf("margin", self.image, matrix=(w * .8, 0, 0, h * .8, w * .1, h * .1))
        expected = Image.new("L", (W * 10 // 8, H * 10 // 8), 255)
        expected.paste(GREY, (W // 8, H // 8))
        self.same(file, expected)

    def test_strips_and_tiles(self):
        w, h = made.A4
        for name, columns, rows in (("strips", 1, 9), ("strips of one row of text", 1, 44), ("tiles", 4, 6)):
            objects, names, content = {}, {}, ""
            for row in range(rows):
                for column in range(columns):
                    part = (W * column // columns, H * row // rows, W * (column + 1) // columns, H * (row + 1) // rows)
                    key = 1000 + len(objects)
                    tile = GREY.crop(part)
                    objects[key] = made.image(*tile.size, "/DeviceGray", 8, tile.tobytes())
                    names[f"I{key}"] = key
                    # Coordinates as programs write them, with two digits.
                    content += (f"q {tile.width * w / W:.2f} 0 0 {tile.height * h / H:.2f} {part[0] * w / W:.2f} "
                                f"{h - part[3] * h / H:.2f} cm /I{key} Do Q\n")
            with self.subTest(name):
                self.same(self.write(f"{name}.pdf", made.pages([(content, names, made.box())], objects)), GREY)

    def test_tiles_of_different_depth(self):
        w, h = made.A4
        upper, lower = RGB.crop((0, 0, W, H // 2)), INK.crop((0, H // 2, W, H))
        objects = {1000: made.image(W, H // 2, "/DeviceRGB", 8, upper.tobytes()),
                   1001: made.image(W, H // 2, "[/Indexed/DeviceRGB 1<000000ff0000>]", 1, lower.tobytes())}
        content = f"q {w} 0 0 {h / 2} 0 {h / 2} cm /U Do Q q {w} 0 0 {h / 2} 0 0 cm /L Do Q"
        expected = RGB.copy()
        expected.paste(Image.merge("RGB", (lower.convert("L"), *(Image.new("L", lower.size),) * 2)), (0, H // 2))
        self.same(self.write("two.pdf", made.pages([(content, {"U": 1000, "L": 1001}, made.box())], objects)), expected)

    def test_what_lies_over_a_scan(self):
        seal = made.image(40, 40, "/DeviceRGB", 8, bytes((200, 0, 0)) * 1600)
        names = {"I": 1000, "S": 1001}
        w, h = made.A4
        drawn = f"q {w} 0 0 {h} 0 0 cm /I Do Q q 60 0 0 60 300 100 cm /S Do Q BT /F 8 Tf 10 10 Td (Ky boi) Tj ET"
        file = self.write("seal.pdf", made.pages([(drawn, names, made.box())], {1000: self.image, 1001: seal}))
        self.same(file, GREY)

    def test_a_page_with_text_and_a_picture_is_drawn(self):
        text = "".join(f"1 0 0 1 50 {800 - 12 * n} Tm (Line {n} of a born-digital page) Tj " for n in range(30))
        drawn = f"BT /F 11 Tf {text} ET q 300 0 0 200 50 50 cm /I Do Q"
        fact, _ = self.show(self.write("mixed.pdf", made.pages([(drawn, {"I": 1000}, made.box())], {1000: self.image})))[0]
        self.assertEqual(fact["dpi"], 300)
        self.assertGreater(fact["words"], 150)

    LAYER = "".join(f"1 0 0 1 50 {800 - 12 * n} Tm (Line {n} of an earlier reading of it) Tj " for n in range(60))

    def layered(self, name, content, objects):
        """A page of several pictures, print as stencils among them, with a reading of it that is not seen."""
        names = {f"I{key}": key for key in objects}
        return self.show(self.write(f"{name}.pdf", made.pages([(content, names, made.box())], objects)))[0]

    def test_a_compressed_scan(self):
        """A fine stencil of the print over a coarse ground, as programs that shrink scans write them."""
        w, h = made.A4
        fine = INK.resize((W * 3, H * 3))
        ground = Image.new("RGB", (W // 2, H // 2), (250, 240, 220))
        whole = f"q {w} 0 0 {h} 0 0 cm"
        below = made.image(*ground.size, "/DeviceRGB", 8, ground.tobytes())
        thin = made.image(*fine.size, "", 1, fine.tobytes(), "/ImageMask true")
        fax = made.image(W, H, "", 1, made.fax(INK), f"/ImageMask true/Filter/CCITTFaxDecode/DecodeParms<</Columns {W}/K -1>>",
                         False)
        small = INK.crop((0, 0, 280, 396))
        jbig = made.image(280, 396, "", 1, made.jbig2(small), "/ImageMask true/Filter/JBIG2Decode", False)
        masked = made.image(*fine.size, "/DeviceGray", 8, b"\0" * (fine.width * fine.height), "/SMask 1002 0 R")
        soft = made.image(*fine.size, "/DeviceGray", 8, ImageChops.invert(fine.convert("L")).tobytes())
        hidden, under = f"BT 3 Tr /F 11 Tf {self.LAYER} ET ", f"BT /F 11 Tf {self.LAYER} ET "
        over = f"{whole} /I1000 Do Q 0.1 g {whole} /I1001 Do Q "
        for name, content, print_, dpi, more in (
                ("text not painted", over + hidden, thin, 203, {}), ("text below", under + over, fax, 100, {}),
                ("text between", f"{whole} /I1000 Do Q {hidden} {whole} /I1001 Do Q", jbig, 100, {}),
                ("soft mask", over + hidden, masked, 203, {1002: soft})):
            with self.subTest(name):
                fact, found = self.layered(name, content, {1000: below, 1001: print_, **more})
                self.assertTrue(fact["scan"])
                self.assertGreater(fact["words"], 400)
                self.assertAlmostEqual(fact["dpi"], dpi, delta=2)
                drawn = found.convert("L").resize((W, H)).point(lambda value: 255 if value > 150 else 0)
                ink = (jbig is print_ and small or INK).resize((W, H)).convert("L")
                self.assertLess(ImageStat.Stat(ImageChops.difference(drawn, ink)).mean[0], 12)

    def test_a_compressed_scan_in_pieces(self):
        """Stencils of single lines are print, not seals."""
        w, h = made.A4
        ground = made.image(100, 140, "/DeviceRGB", 8, bytes((250, 240, 220)) * 14000)
        objects, content = {1000: ground}, f"q {w} 0 0 {h} 0 0 cm /I1000 Do Q 0 g "
        for row in range(0, H, 18):
            line = INK.crop((40, row, 420, row + 18))
            key = 1000 + len(objects)
            objects[key] = made.image(*line.size, "", 1, line.tobytes(), "/ImageMask true")
            content += f"q {380 * w / W} 0 0 {18 * h / H} {40 * w / W} {h - (row + 18) * h / H} cm /I{key} Do Q "
        fact, found = self.layered("pieces", content + f"BT 3 Tr /F 11 Tf {self.LAYER} ET", objects)
        self.assertTrue(fact["scan"])
        self.assertGreater(ImageStat.Stat(ImageChops.invert(found.convert("L"))).mean[0], 15)

    def test_strips_over_a_reading(self):
        w, h = made.A4
        objects, content = {}, f"BT /F 11 Tf {self.LAYER} ET "
        for row in range(9):
            strip = GREY.crop((0, H * row // 9, W, H * (row + 1) // 9))
            objects[1000 + row] = made.image(*strip.size, "/DeviceGray", 8, strip.tobytes())
            content += f"q {w} 0 0 {h / 9:.2f} 0 {h - (row + 1) * h / 9:.2f} cm /I{1000 + row} Do Q "
        fact, found = self.layered("strips", content, objects)
        self.assertTrue(fact["scan"])
        self.assertEqual(found.size, FULL)

    def test_what_one_sees_through_hides_nothing(self):
        w, h = made.A4
        mark = made.image(W, H, "/DeviceGray", 8, b"\x80" * (W * H), "/SMask 1001 0 R")
        soft = made.image(W, H, "/DeviceGray", 8, b"\x20" * (W * H))
        fact, found = self.layered("watermark", f"BT /F 11 Tf {self.LAYER} ET q {w} 0 0 {h} 0 0 cm /I1000 Do Q",
                                   {1000: mark, 1001: soft})
        self.assertFalse(fact["scan"])
        self.assertGreater(fact["words"], 400)
        self.assertLess(min(found.convert("L").getdata()), 80)  # the text itself

    def test_a_slanted_scan_is_drawn_in_its_resolution(self):
        w, h = made.A4
        fact, _ = self.show(self.pdf("slanted", self.image, matrix=(w, 12, -17, h, 8, -5)))[0]
        self.assertEqual(fact["dpi"], 100)

    def test_pages_of_different_kinds(self):
        objects = {1000: self.image, 1001: made.image(W, H, "/DeviceGray", 1, INK.tobytes())}
        w, h = made.A4
        content = f"q {w} 0 0 {h} 0 0 cm /I Do Q"
        file = self.write("two.pdf", made.pages([(content, {"I": 1000}, made.box()), (content, {"I": 1001}, made.box())],
                                                objects))
        self.same(file, GREY)
        self.same(file, INK, page=2)

    def test_a_coarse_fax_is_stretched(self):
        coarse = made.image(W, H // 2, "/DeviceGray", 8, GREY.resize((W, H // 2)).tobytes())
        size = (72 * W / 150, 72 * H / 150)
        found = self.same(self.pdf("coarse", coarse, size=size), GREY, tolerance=12, dpi=150)
        self.assertEqual(found.size, FULL)

    def test_encrypted(self):
        plain = self.pdf("plain", self.image)
        for name, bits, more in (("rc4-40", 40, []), ("rc4-128", 128, ["--use-aes=n"]), ("aes-128", 128, ["--use-aes=y"]),
                                 ("aes-256", 256, [])):
            weak = ["--allow-weak-crypto"] if "rc4" in name or bits == 128 else []
            for user, cause in (("", None), ("secret", "ENCRYPTED")):
                file = self.folder / f"{name}-{user}.pdf"
                run("qpdf", *weak, "--encrypt", user, "owner", bits, *more, "--", plain, file)
                if cause is None:
                    self.same(file, GREY)
                else:
                    done = subprocess.run([SHOW, file], capture_output=True, text=True)
                    self.assertEqual(json.loads(done.stdout)["error"], cause)

    def test_codings_under_encryption(self):
        fax = made.image(W, H, "/DeviceGray", 1, made.fax(INK),
                         f"/Filter/CCITTFaxDecode/DecodeParms<</Columns {W}/K -1>>", False)
        cmyk = Image.merge("CMYK", (*(Image.new("L", FULL, 0),) * 3, ImageChops.invert(GREY)))
        for name, obj, expected, tolerance in (("fax", fax, INK, 0.0),
                                               ("cmyk", made.image(*FULL, "/DeviceCMYK", 8, cmyk.tobytes()), GREY, 12)):
            run("qpdf", "--encrypt", "", "owner", "256", "--", self.pdf(name, obj), self.folder / "locked.pdf")
            self.same(self.folder / "locked.pdf", expected, tolerance=tolerance)


class Pictures(Kinds):
    """Files that are no PDF."""

    def save(self, name, image, **options):
        image.save(self.folder / name, **options)
        return self.folder / name

    def test_tiff_codings(self):
        for coding in ("raw", "group3", "group4", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
            found = self.same(self.save(f"{coding}.tif", INK, compression=coding, dpi=(150, 150)), INK, dpi=150)
            self.assertEqual(found.mode, "1")
        for coding in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
            self.same(self.save(f"{coding}-grey.tif", GREY, compression=coding), GREY)
            self.same(self.save(f"{coding}-rgb.tif", RGB, compression=coding), RGB)
        self.same(self.save("palette.tif", PALETTE), PALETTE)
        for image in (GREY, RGB):
            self.same(self.save(f"jpeg-{image.mode}.tif", image, compression="jpeg", quality=95), image, tolerance=3)

    def test_tiff_depths(self):
        grey_png, rgb_png = self.save("g.png", GREY), self.save("r.png", RGB)
        for name, source, options, expected, tolerance in (
                ("2", grey_png, ("-depth", 2, "-colorspace", "gray", "-define", "quantum:format=unsigned"), None, 0),
                ("4", grey_png, ("-depth", 4, "-colorspace", "gray"), GREY, 9),
                ("16", grey_png, ("-depth", 16, "-colorspace", "gray"), GREY, 1),
                ("48", rgb_png, ("-depth", 16), RGB, 1),
                ("cmyk", rgb_png, ("-colorspace", "cmyk"), RGB, 12),
                ("planar", rgb_png, ("-interlace", "plane", "-compress", "lzw"), RGB, 0),
                ("tiled", rgb_png, ("-define", "tiff:tile-geometry=128x128"), RGB, 0),
                ("tiled-jpeg", rgb_png, ("-define", "tiff:tile-geometry=128x128", "-compress", "jpeg"), RGB, 5),
                ("alpha", rgb_png, ("-alpha", "set", "-depth", 8), RGB, 0),
                ("big-endian", rgb_png, ("-endian", "MSB"), RGB, 0)):
            with self.subTest(name):
                run("convert", source, *options, self.folder / f"{name}.tif")
                if expected is None:
                    self.show(self.folder / f"{name}.tif")
                else:
                    self.same(self.folder / f"{name}.tif", expected, tolerance=tolerance)

    def test_tiff_polarity_and_tiles_of_ink(self):
        source = self.save("ink.tif", INK, compression="group4")
        run("tiffcp", "-c", "g4", "-t", "-w", 128, "-l", 128, source, self.folder / "tiles.tif")
        self.same(self.folder / "tiles.tif", INK)
        run("tiffcp", "-c", "lzw", source, self.folder / "black.tif")
        run("tiffset", "-s", 262, 0, self.folder / "black.tif")
        self.same(self.folder / "black.tif", ImageChops.invert(INK))
        grey_tiff = self.save("white.tif", GREY)
        run("tiffset", "-s", 262, 0, grey_tiff)
        self.same(grey_tiff, ImageChops.invert(GREY))
        run("tiffcp", "-8", source, self.folder / "big.tif")
        self.same(self.folder / "big.tif", INK)

    def test_tiff_orientations(self):
        turned = {2: Image.FLIP_LEFT_RIGHT, 3: Image.ROTATE_180, 4: Image.FLIP_TOP_BOTTOM, 5: Image.TRANSPOSE,
                  6: Image.ROTATE_270, 7: Image.TRANSVERSE, 8: Image.ROTATE_90}
        for image in (INK, GREY, RGB):
            for orientation, turn in turned.items():
                file = self.save(f"{orientation}.tif", image, tiffinfo={274: orientation})
                self.same(file, image.transpose(turn))

    def test_tiff_of_many_pages(self):
        parts = [self.save("1.tif", INK, compression="group4", dpi=(300, 300)), self.save("2.tif", RGB, dpi=(150, 150)),
                 self.save("3.tif", GREY.resize((300, 200)), compression="tiff_lzw")]
        run("tiffcp", *parts, self.folder / "all.tif")
        self.same(self.folder / "all.tif", INK)
        self.same(self.folder / "all.tif", RGB, page=2)
        self.same(self.folder / "all.tif", opened(parts[2]), page=3)

    def test_png(self):
        self.same(self.save("1.png", INK, dpi=(150, 150)), INK, dpi=150)
        self.same(self.save("8.png", GREY), GREY)
        self.same(self.save("24.png", RGB), RGB)
        self.same(self.save("palette.png", PALETTE), PALETTE)
        for name, options in (("2", ("-depth", 2)), ("4", ("-depth", 4)), ("16", ("-depth", 16)),
                              ("interlaced", ("-interlace", "PNG"))):
            run("convert", self.folder / "8.png", *options, self.folder / f"{name}.png")
            self.same(self.folder / f"{name}.png", opened(self.folder / "8.png"), tolerance=60 if name == "2" else 10)
        run("convert", self.folder / "24.png", "-depth", 16, f"PNG48:{self.folder / '48.png'}")
        self.same(self.folder / "48.png", RGB)

    def test_what_is_transparent_is_white(self):
        half = Image.new("L", FULL, 255)
        half.paste(0, (0, 0, W // 2, H))
        for name, image in (("rgba", RGB), ("la", GREY)):
            with_alpha = image.copy()
            with_alpha.putalpha(half)
            expected = image.copy()
            expected.paste("white", (0, 0, W // 2, H))
            self.same(self.save(f"{name}.png", with_alpha), expected)
        ink = Image.new("LA", FULL, (0, 0))  # black print on nothing, as drawing programs export
        ink.putalpha(ImageChops.invert(GREY))
        self.same(self.save("ink.png", ink), GREY, tolerance=1)
        palette = PALETTE.copy()
        palette.info["transparency"] = 0
        self.show(self.save("palette.png", palette, transparency=0))

    def test_jpeg(self):
        for image in (GREY, RGB):
            file = self.save("page.jpg", image, quality=90, dpi=(300, 300))
            self.same(file, opened(file))
        file = self.save("progressive.jpg", RGB, quality=90, progressive=True)
        self.same(file, opened(file))
        cmyk = Image.merge("CMYK", (*(Image.new("L", FULL, 0),) * 3, ImageChops.invert(GREY)))
        self.same(self.save("cmyk.jpg", cmyk, quality=95), GREY, tolerance=12)

    def test_jpeg_turned_by_the_camera(self):
        turned = {1: None, 2: Image.FLIP_LEFT_RIGHT, 3: Image.ROTATE_180, 4: Image.FLIP_TOP_BOTTOM,
                  5: Image.TRANSPOSE, 6: Image.ROTATE_270, 7: Image.TRANSVERSE, 8: Image.ROTATE_90}
        for orientation, turn in turned.items():
            exif = Image.Exif()
            exif[274] = orientation
            file = self.save("photo.jpg", RGB, quality=90, exif=exif)
            plain = opened(file)
            self.same(file, plain if turn is None else plain.transpose(turn))

    def test_webp_and_jpeg_2000(self):
        self.same(self.save("lossless.webp", RGB, lossless=True), RGB)
        lossy = self.save("lossy.webp", RGB, quality=95)
        self.same(lossy, opened(lossy), tolerance=3)
        for image in (GREY, RGB):
            self.same(self.save("page.jp2", image), image)
        run("opj_compress", "-i", self.save("in.pgm", GREY), "-o", self.folder / "stream.j2k")
        self.same(self.folder / "stream.j2k", GREY)
        deep = Image.new("I;16", FULL)
        deep.putdata([value * 257 for value in GREY.tobytes()])
        run("convert", self.save("deep.tif", deep), self.folder / "deep.pgm")
        run("opj_compress", "-i", self.folder / "deep.pgm", "-o", self.folder / "deep.jp2")
        self.same(self.folder / "deep.jp2", GREY, tolerance=1)

    def test_resolutions(self):
        a4 = {72: (595, 842), 96: (794, 1123), 100: (827, 1169), 200: (1654, 2339), 300: (2480, 3508), 600: (4960, 7016)}
        for dpi, size in a4.items():
            page = Image.new("1", size, 255)
            for tag, expected in ((dpi, dpi), (0, dpi), (1, dpi), (9999, dpi)):
                fact, _ = self.show(self.save("page.tif", page, compression="group4", dpi=(tag, tag)))[0]
                self.assertAlmostEqual(fact["dpi"], expected, delta=2, msg=f"{dpi} dpi tagged {tag}")
            for tag in (72, 96):  # what programs write that do not know
                fact, _ = self.show(self.save("page.png", page, dpi=(tag, tag)))[0]
                if dpi >= 200:
                    self.assertAlmostEqual(fact["dpi"], dpi, delta=2, msg=f"{dpi} dpi tagged {tag}")


if __name__ == "__main__":
    SHOW = sys.argv.pop(1)
    unittest.main()
