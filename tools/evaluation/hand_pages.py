"""Pages around the strips of real papers: each paper becomes one white A4 page with its strips in the header of a fixed plan.
NĐ 30/2020/NĐ-CP sets the layout; its smaller sizes suit the print of most strips. Needs Pillow."""
import pathlib
import sys

from PIL import Image, ImageDraw, ImageFont

PAGE_SIZE = (8.27, 11.69)  # inches, like all lengths here
STRIP_PLACES = {"number": (0.5, 1.5), "date": (3.9, 1.5)}  # upper left corners
MODES = ("1", "L", "RGB")  # of images; each holds those before it
FACES = tuple(f"/usr/share/fonts/truetype/{path}" for path in ("liberation2/LiberationSerif-{}.ttf", "croscore/Tinos-{}.ttf"))
LEFT_CENTRE, RIGHT_CENTRE, PAGE_CENTRE, BODY_LEFT = 1.75, 5.7, PAGE_SIZE[0] / 2, 1.58
TITLE_TOP, LINE_HEIGHT = 2.45, 0.27
HEADER_POINTS, BODY_POINTS = 12, 13
HEADER = ((LEFT_CENTRE, 0.9, "ỦY BAN NHÂN DÂN"),
          (RIGHT_CENTRE, 0.9, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
          (RIGHT_CENTRE, 1.12, "Độc lập - Tự do - Hạnh phúc"))
TITLE = ("KẾ HOẠCH", "Thực hiện công tác năm 2024")
BODY = (("Bold", "I. MỤC ĐÍCH, YÊU CẦU"),
        ("Regular", "1. Triển khai đầy đủ, kịp thời các nhiệm vụ của cơ quan trong năm."),
        ("Regular", "2. Phân công rõ người, rõ việc, rõ thời gian hoàn thành."),
        ("Bold", "II. NỘI DUNG"),
        ("Regular", "1. Rà soát hồ sơ, sổ sách của các bộ phận."),
        ("Regular", "2. Sửa chữa trụ sở, vệ sinh nơi làm việc."),
        ("Bold", "III. TỔ CHỨC THỰC HIỆN"),
        ("Regular", "Các bộ phận báo cáo kết quả thực hiện với lãnh đạo cơ quan."))


def find_face():
    face = next((face for face in FACES if pathlib.Path(face.format("Bold")).exists()), None)
    return face or sys.exit("eval: no face like Times is installed (fonts-liberation2 or fonts-croscore)")


class Sheet:
    """A white A4 page. It takes lengths in inches."""

    def __init__(self, mode, dpi):
        self.dpi, self.face = dpi, find_face()
        self.image = Image.new(mode, tuple(map(self.to_pixels, PAGE_SIZE)), "white")
        self.draw = ImageDraw.Draw(self.image)

    def to_pixels(self, inches):
        return round(inches * self.dpi)

    def print(self, x, y, text, points, style, anchor="ma"):
        """`y`: the ascender line. `anchor` of Pillow: "ma" puts the centre of the text at `x`, "la" its left end."""
        font = ImageFont.truetype(self.face.format(style), round(points / 72 * self.dpi), layout_engine=ImageFont.Layout.BASIC)
        self.draw.text((self.to_pixels(x), self.to_pixels(y)), text, font=font, fill="black", anchor=anchor)


def choose_mode(modes):
    """Returns the smallest of MODES that holds images of all these modes."""
    return max((mode if mode in MODES else "RGB" for mode in modes), key=MODES.index)


def print_plan(sheet):
    """Prints the plan, without number and date."""
    for x, y, text in HEADER:
        sheet.print(x, y, text, HEADER_POINTS, "Bold")
    y = TITLE_TOP
    for text in TITLE:
        sheet.print(PAGE_CENTRE, y, text, BODY_POINTS, "Bold")
        y += LINE_HEIGHT
    y += LINE_HEIGHT / 2
    for style, text in BODY:
        sheet.print(BODY_LEFT, y, text, BODY_POINTS, style, "la")
        y += LINE_HEIGHT


def draw_page(strips, dpi):
    """Returns the page of one paper; `strips`: {kind: path}."""
    images = {kind: Image.open(path) for kind, path in strips.items()}
    sheet = Sheet(choose_mode(image.mode for image in images.values()), dpi)
    for kind, image in images.items():
        sheet.image.paste(image.convert(sheet.image.mode), tuple(map(sheet.to_pixels, STRIP_PLACES[kind])))
    print_plan(sheet)
    return sheet.image


def write_page(strips, dpi, path):
    draw_page(strips, dpi).save(path, dpi=(dpi, dpi))
