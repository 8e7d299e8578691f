"""Texts of number lines and place-and-date lines: pieces of print and fields that are filled in later."""
import dataclasses

PLACES = (
    "Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "TP. Hồ Chí Minh", "Tp. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "An Giang",
    "Bà Rịa - Vũng Tàu", "Bắc Giang", "Bắc Kạn", "Bạc Liêu", "Bắc Ninh", "Bến Tre", "Bình Định", "Bình Dương", "Bình Phước",
    "Bình Thuận", "Cà Mau", "Cao Bằng", "Đắk Lắk", "Đăk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam",
    "Hà Tĩnh", "Hải Dương", "Hậu Giang", "Hòa Bình", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lâm Đồng",
    "Lạng Sơn", "Lào Cai", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình",
    "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên",
    "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh", "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái", "Biên Hòa",
    "Buôn Ma Thuột", "Châu Đốc", "Củ Chi", "Đà Lạt", "Đông Anh", "Gò Vấp", "Hạ Long", "Hoài Đức", "Hội An", "Long Xuyên", "Mỹ Tho",
    "Nha Trang", "Phan Thiết", "Phú Quốc", "Pleiku", "Quận 1", "Quận 12", "Quy Nhơn", "Rạch Giá", "Sa Đéc", "Sầm Sơn", "Tam Kỳ",
    "Tân Bình", "Thủ Đức", "Tuy Hòa", "Uông Bí", "Việt Trì", "Vinh", "Vũng Tàu", "Xuân Lộc", "Ý Yên", "Ứng Hòa", "Yên Lạc")
TYPES = ("QĐ", "KH", "TB", "BC", "CV", "TTr", "GM", "NQ", "CT", "HD", "GGT", "TM", "BB", "PA", "ĐA", "CTr", "GP", "QC", "HĐ", "TT", "NĐ", "UQ")
ORGANS = ("UBND", "HĐND", "SYT", "SNV", "STC", "SXD", "SCT", "STP", "SGDĐT", "STTTT", "SKHĐT", "SNN", "SNN&PTNT", "STNMT", "SGTVT",
          "SVHTTDL", "SLĐTBXH", "TTg", "CP", "BNV", "BYT", "BTC", "BCT", "BGDĐT", "BTTTT", "BXD", "BKHĐT", "TU", "HU", "ĐU", "ĐUK",
          "VP", "VPCP", "TTYT", "BVĐK", "CAT", "BHXH", "CTUBND", "PGDĐT", "THPT", "THCS", "ĐHQG", "ĐTN", "LĐLĐ", "CĐCS", "MTTQ",
          "BQL", "BCĐ", "HĐQT", "TCT", "CCTHADS", "TAND", "VKS", "KBNN", "NHNN", "CT", "XD", "ĐHYD")
OFFICES = ("VP", "NV", "NVY", "NVD", "TCCB", "KHTC", "TC", "KT", "TH", "NC", "VX", "QLN", "NSTH", "TTra", "PC", "CNTT", "HCTH", "KGVX", "TCKT", "KHĐT", "VHXH", "ĐTXD")
CAPITALS = "ABCDĐGHKLMNPQSTUVXY"
SUFFIX_LETTERS = "aaabbcdABCDĐ"


@dataclasses.dataclass
class Field:
    """A place for a number. `how`: hand, typed, stamped, blank, or other (a mark that nobody can read)."""
    how: str
    value: str

    @property
    def text(self):
        return {"blank": "", "other": "*"}.get(self.how, self.value)


@dataclasses.dataclass
class LinePlan:
    """The pieces of a line: print as text, and fields. `windowed` is the piece at which a cut-out of the line begins."""
    kind: str
    pieces: list
    windowed: int


def make_notation(chance):
    """Returns what follows the number, its separator included."""
    organ = chance.choice(ORGANS) if chance.random() < 0.7 else "".join(chance.choices(CAPITALS, k=chance.randint(2, 6)))
    office = chance.choice(OFFICES) if chance.random() < 0.7 else "".join(chance.choices(CAPITALS, k=chance.randint(1, 4)))
    kind = chance.choice(TYPES)
    draw = chance.random()
    if draw < 0.5:
        text = f"/{kind}-{organ}"
    elif draw < 0.75:
        text = f"/{organ}-{office}"
    elif draw < 0.82:
        text = f"/{kind}-{organ}-{office}"
    elif draw < 0.87:
        text = f"/{chance.randint(1999, 2026)}/{kind}-{organ}"
    elif draw < 0.95:
        text = f"-{kind}/{chance.choice(('TU', 'HU', 'ĐU', 'TW', 'ĐUK', 'BTGTU', organ))}"
    elif draw < 0.98:
        text = f"/{organ}"
    else:
        text = f".{chance.randint(1, 30)}/{kind}-{organ}"
    if chance.random() < 0.07:
        text = text[0] + chance.choice((" ", "")) + text[1:].replace("-", chance.choice(("- ", " - ", " -", "–"))).replace("–", "-")
    return text


def make_number(chance):
    """Returns a number as registers have them: small numbers are the most frequent."""
    digits = chance.choices((1, 2, 3, 4, 5), (10, 27, 33, 28, 2))[0]
    number = str(chance.randrange(10 ** (digits - 1), 10 ** digits))
    if digits <= 2 and chance.random() < (0.6 if digits == 1 else 0.06):
        number = "0" + number
    elif digits == 3 and chance.random() < 0.02:
        number = "0" + number
    return number + (chance.choice(SUFFIX_LETTERS) if chance.random() < 0.06 else "")


def make_number_line(chance):
    how = chance.choices(("hand", "typed", "stamped", "blank", "other"), (70, 11, 8, 8, 3))[0]
    head = chance.choices(("Số:", "Số", "Số :", "SỐ:", "SỐ", "số:", "Số.", "Số hiệu:"), (76, 12, 6, 2, 1, 1, 1, 1))[0]
    number, notation = make_number(chance), make_notation(chance)
    if how == "stamped" and chance.random() < 0.2:
        number = number.zfill(chance.randint(3, 6))
    if how == "hand" and chance.random() < 0.03 and notation.startswith("/"):  # the mark after the number is written, too
        sign = chance.choice("/-.")
        number, notation = number + sign, notation[1:].lstrip()
    return LinePlan("number", [head + " ", Field(how, number), notation], 0)


def make_date_line(chance):
    how = chance.choices(("hand", "typed", "stamped", "blank", "other"), (68, 15, 6, 8, 3))[0]
    day, month, year = chance.randint(1, 31), chance.randint(1, 12), chance.randint(2000, 2027)
    day = f"{day:02}" if chance.random() < 0.75 else str(day)
    month_text = f"{month:02}" if month < 3 and chance.random() < 0.8 or chance.random() < 0.35 else str(month)
    how_month = how if how in ("hand", "stamped", "blank") and chance.random() < {"hand": 0.27, "stamped": 0.6, "blank": 0.35}[how] else "typed"
    place = chance.choice(PLACES)
    head = f"{place}, {'ngày' if chance.random() < 0.97 else 'Ngày'} " if chance.random() < 0.97 else "Ngày "
    pieces = [head, Field(how, day), " tháng ", Field(how_month, month_text)]
    if how_month in ("hand", "stamped") and chance.random() < 0.12:
        shown = chance.choice((0, 2, 3))  # of the year, printed digits
        pieces += [f" năm {str(year)[:shown]}", Field(how_month, str(year)[shown:])]
    else:
        pieces += [f" năm {year}"]
    if chance.random() < 0.05:
        pieces.append(".")
    return LinePlan("date", pieces, 0)


ABOVE_NUMBER = ("SỞ Y TẾ", "VĂN PHÒNG", "ỦY BAN NHÂN DÂN", "SỞ XÂY DỰNG", "BAN CHỈ ĐẠO", "PHÒNG NỘI VỤ", "HUYỆN ỦY", "SỞ TÀI CHÍNH",
                "TỈNH KIÊN GIANG", "THÀNH PHỐ CẦN THƠ", "CÔNG ĐOÀN", "TRUNG TÂM Y TẾ", "HỘI ĐỒNG NHÂN DÂN", "*", "TRƯỜNG THPT")
BELOW_NUMBER = ("V/v triển khai thực hiện Quyết định", "V/v góp ý kiến dự thảo", "V/v báo cáo tình hình", "V/v tổ chức Hội nghị",
                "V/v đề nghị hỗ trợ kinh phí", "V/v hướng dẫn thủ tục", "v/v cử cán bộ tham gia lớp", "(V/v phối hợp kiểm tra)", "HỎA TỐC",
                "Về việc điều chỉnh dự toán", "V/v chấn chỉnh công tác")
ABOVE_DATE = ("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM", "Độc lập- Tự do- Hạnh phúc")
BELOW_DATE = ("KẾ HOẠCH", "QUYẾT ĐỊNH", "THÔNG BÁO", "Kính gửi: Ủy ban nhân dân", "BÁO CÁO", "Kính gửi:")
