"""Plans of which everything is invented, with the truth of their records in the form of tests/accuracy/plans: what
tools/make_calibration learns from. Places are those of data/lexicon/places.tsv, drawn at random; nobody is meant."""
import dataclasses
import datetime
import random
import re

from samples import key_values, plan as plans

SURNAMES = ("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lò Vi Hà Quàng Lương Đinh Mai Tạ Tô Trịnh Chu "
            "Cao Đoàn Lâm Mạc Nông Tẩn Thào Giàng Hầu Bế Ma Siu Rơ Y Kpă Thạch Kiều Ninh Triệu Cầm Bạc Khuất Phùng Quách").split()
MIDDLES = "Văn Thị Hữu Đức Minh Quang Thanh Ngọc Xuân Đình Công Bá Thế Trọng Mạnh Hồng Kim Thu Bích Việt Tiến Duy Khắc Viết Sỹ A".split()
GIVEN = ("Hùng Dũng Cường Hải Nam Sơn Thuỷ Hương Lan Hạnh Oanh Yến Tuyết Nga Liên Phượng Thắng Lợi Quyền Tựu Khoát Hiển Tuấn Bằng "
         "Luyến Nhượng Quyết Triển Khiêm Vượng Thưởng Ngữ Đoan Quế Trúc Vinh Thịnh Phúc Lộc Thọ Nghĩa Tín Trường Chỉnh Sáng Hoạt "
         "Ích Đạm Lượng Duệ Toại Kỷ Thơ Mười Chiến Thái Hoà Bình An Khôi Nguyên Hiệp").split()
VERBS = ["Rà soát, lập danh sách", "Tổng hợp số liệu về", "Tổ chức tập huấn cho cán bộ về", "Kiểm tra việc quản lý", "Tu sửa",
         "Xây dựng quy chế phối hợp về", "Tuyên truyền trên hệ thống loa truyền thanh về", "Bố trí kinh phí cho", "Hướng dẫn hồ sơ đối với",
         "Thẩm định dự toán", "Lắp đặt", "Bàn giao", "Số hoá hồ sơ", "Khảo sát thực trạng", "Niêm yết công khai thông tin về",
         "Xử lý dứt điểm vướng mắc đối với", "Biên soạn tài liệu về", "Đấu thầu mua sắm", "Nghiệm thu", "Đôn đốc tiến độ thi công",
         "Thống kê, phân loại", "Phê duyệt danh mục", "Vận hành thử", "Sắp xếp lại", "Thanh lý", "Cấp phát", "Giám sát chất lượng"]
THINGS = ["công trình thuỷ lợi, kênh mương nội đồng", "hộ nghèo, hộ cận nghèo", "thủ tục hành chính", "diện tích cây trồng vụ đông",
          "vật tư, phương tiện dự phòng", "nguồn nước sinh hoạt", "tổ công nghệ số cộng đồng", "đường trục thôn, ngõ xóm",
          "chợ phiên và điểm bán hàng", "nhà văn hoá thôn", "sổ theo dõi dịch bệnh", "biển báo và rào chắn", "trạm bơm, cống tiêu úng",
          "đội dân quân thường trực", "bếp ăn tập thể", "giống lợn, giống gà", "máy gặt đập liên hợp", "lớp học xoá mù chữ",
          "tủ thuốc y tế học đường", "phòng máy vi tính", "hợp tác xã kiểu mới", "bãi chôn lấp chất thải rắn", "mốc giới hành lang an toàn",
          "quỹ đất ở tái định cư", "đèn chiếu sáng công cộng", "vườn ươm keo lai", "ao nuôi tôm thẻ", "bến thuỷ nội địa", "lò giết mổ",
          "đê bao, bờ vùng", "nghĩa trang liệt sĩ", "thiết chế thể thao", "làng nghề dệt thổ cẩm", "phần mềm quản lý văn bản",
          "chữ ký số chuyên dùng", "hệ thống camera giám sát", "bể chứa nước ngọt", "thẻ bảo hiểm y tế", "chế độ trợ cấp một lần",
          "xe cứu thương", "vắc xin lở mồm long móng", "quy hoạch phân khu", "bảng giá đất", "con dấu và tài khoản", "kho lưu trữ"]
WHERE = ["tại các thôn vùng cao", "ở những nơi có nguy cơ sạt lở", "trên toàn địa bàn", "tại khu vực trung tâm", "ở ba thôn ven suối",
         "theo từng tổ, từng hộ", "trong mùa mưa bão", "sau khi thu hoạch vụ mùa", "bảo đảm đúng quy định", "theo Quyết định được phê duyệt",
         "không để tồn đọng", "phù hợp với điều kiện thực tế", "gắn với phong trào thi đua", "từ nguồn ngân sách được giao",
         "nhằm nâng cao đời sống vật chất và tinh thần của Nhân dân", "đạt ít nhất 85% chỉ tiêu", ""]
SUBJECTS = ["Phòng, chống thiên tai và tìm kiếm cứu nạn", "Cải cách hành chính", "Chuyển đổi số", "Xây dựng nông thôn mới",
            "Bảo vệ và phát triển rừng", "Giảm nghèo bền vững", "Phổ biến, giáo dục pháp luật", "Tiêm phòng gia súc, gia cầm",
            "Bảo đảm trật tự an toàn giao thông", "An toàn thực phẩm", "Khuyến học, khuyến tài", "Thu gom rác thải sinh hoạt",
            "Triển khai công tác văn thư, lưu trữ", "Phòng, chống đuối nước trẻ em", "Ứng phó hạn hán, xâm nhập mặn",
            "Phát triển du lịch cộng đồng", "Kiểm tra công vụ", "Đào tạo nghề cho lao động nông thôn", "Thực hành tiết kiệm, chống lãng phí"]
OUTPUTS = ["Báo cáo kết quả", "Kế hoạch được ban hành", "Biên bản nghiệm thu", "02 lớp tập huấn", "Danh sách được phê duyệt", "Hồ sơ lưu trữ",
           "Tờ trình", "100% số hộ", "05 công trình", "Quyết định phê duyệt", "Văn bản hướng dẫn", "Sổ tay 300 bản", "Dữ liệu sạch"]
OFFICES = {
    "commune": ["Công an xã", "Ban Chỉ huy Quân sự xã", "Trạm Y tế xã", "Hội Liên hiệp Phụ nữ xã", "Hội Nông dân xã", "Đoàn Thanh niên xã",
                "Công chức Văn phòng - Thống kê", "Công chức Tài chính - Kế toán", "Công chức Tư pháp - Hộ tịch", "Hội Cựu chiến binh xã",
                "Công chức Văn hoá - Xã hội", "Ủy ban Mặt trận Tổ quốc Việt Nam xã", "các thôn", "Trường Tiểu học xã"],
    "district": ["Phòng Nội vụ", "Phòng Tài chính - Kế hoạch", "Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Tư pháp",
                 "Phòng Giáo dục và Đào tạo", "Phòng Kinh tế và Hạ tầng", "Phòng Văn hóa và Thông tin", "Thanh tra huyện", "Công an huyện",
                 "Ban Chỉ huy Quân sự huyện", "Trung tâm Y tế huyện", "Văn phòng HĐND và UBND huyện", "Hạt Kiểm lâm huyện",
                 "UBND các xã, thị trấn", "Phòng LĐTBXH", "Phòng TN&MT", "Trung tâm Văn hóa - Thể thao huyện", "Huyện đoàn", "Chi cục Thuế khu vực",
                 "Ban Quản lý dự án đầu tư xây dựng huyện"],
    "province": ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế", "Sở Xây dựng", "Sở Công Thương", "Sở Giao thông vận tải",
                 "Sở Thông tin và Truyền thông", "Sở Kế hoạch và Đầu tư", "Sở NN&PTNT", "Sở GD&ĐT", "Công an tỉnh", "Văn phòng UBND tỉnh",
                 "Sở Văn hóa, Thể thao và Du lịch", "Sở Khoa học và Công nghệ", "Thanh tra tỉnh", "Ban Dân tộc", "Đài Phát thanh và Truyền hình tỉnh",
                 "UBND các huyện, thành phố", "Bảo hiểm xã hội tỉnh", "Kho bạc Nhà nước tỉnh", "Báo tỉnh", "Chi cục Kiểm lâm", "Cục Thuế tỉnh"]}
BUREAUS = [("PHÒNG NỘI VỤ", "PNV"), ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PGDĐT"), ("PHÒNG TƯ PHÁP", "PTP"), ("PHÒNG Y TẾ", "PYT"),
           ("PHÒNG VĂN HÓA VÀ THÔNG TIN", "VHTT"), ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "TCKH"), ("TRUNG TÂM Y TẾ", "TTYT")]
DEPARTMENTS = [("SỞ NỘI VỤ", "SNV"), ("SỞ Y TẾ", "SYT"), ("SỞ CÔNG THƯƠNG", "SCT"), ("SỞ TƯ PHÁP", "STP"), ("SỞ XÂY DỰNG", "SXD"),
               ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SGDĐT"), ("SỞ TÀI CHÍNH", "STC"), ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", "SNN")]
ROMAN = ("I", "II", "III", "IV")
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def places_before_reform(path):
    """[(province, district, commune)] of the units that ended with June 2025, as "Tỉnh Yên Bái"."""
    found, province, district = [], "", ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        name, _, kind, begins, *_ = [*line.split("\t"), "", ""]
        if kind == "province":
            province = name
        elif kind == "district":
            district = name
        elif kind == "commune" and not begins and district and not name.split()[-1].isdigit() and province.startswith("Tỉnh"):
            found.append((province, district, name))
    return found


@dataclasses.dataclass
class Issuer:
    left: list
    governing: str | None
    organ: str
    level: str
    notation: str
    place: str
    authority: str | None
    position: str


def issuer(chance, places):
    province, district, commune = chance.choice(places)
    level = chance.choice(("commune", "district", "province", "department", "bureau", "council"))
    chief, deputy = (None, "GIÁM ĐỐC"), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    if level in ("department", "bureau"):
        name, code = chance.choice(DEPARTMENTS if level == "department" else BUREAUS)
        unit, rank = (province, "province") if level == "department" else (district, "district")
        above = f"UBND {unit.upper()}"
        authority, position = chance.choice((chief, deputy))
        if level == "bureau" and name.startswith("PHÒNG"):
            authority, position = chance.choice(((None, "TRƯỞNG PHÒNG"), ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")))
        return Issuer([above, name], above, name, rank, f"KH-{code}", bare(unit), authority, position)
    if level == "council":
        authority, position = chance.choice((("TM. THƯỜNG TRỰC HĐND", "CHỦ TỊCH"), ("TM. THƯỜNG TRỰC HĐND | KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")))
        return Issuer(["HỘI ĐỒNG NHÂN DÂN", district.upper()], None, f"HỘI ĐỒNG NHÂN DÂN {district.upper()}", "district", "KH-HĐND",
                      bare(district), authority, position)
    unit = {"commune": commune, "district": district, "province": province}[level]
    people = chance.choice(("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"))
    authority, position = chance.choice(((f"TM. {people}", "CHỦ TỊCH"), (f"TM. {people} | KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")))
    return Issuer([people, unit.upper()], None, f"{people} {unit.upper()}", level, "KH-UBND", bare(unit), authority, position)


def bare(unit):
    """Tỉnh Yên Bái → Yên Bái"""
    return re.sub(r"^(Tỉnh|Thành phố|Huyện|Quận|Thị xã|Thị trấn|Xã|Phường) ", "", unit)


def deadline(chance, year, in_cell):
    """-> (as printed, truth); ("", None) where none is printed"""
    pick = chance.random()
    if pick < (0.06 if in_cell else 0.35):
        return "", {"kind": "none", "due_date": None, "due_op": None, "recurrence": None}
    if in_cell and pick < 0.2:
        text, rule = chance.choice((("Thường xuyên", None), ("Hằng tháng", "FREQ=MONTHLY"), ("Hằng quý", "FREQ=MONTHLY;INTERVAL=3")))
        return text, {"kind": "recurring" if rule else "continuous", "due_date": None, "due_op": None, "recurrence": rule}
    text, due, start = key_values.deadline(chance, year, in_cell)
    kind = "quarter" if "quý" in text.lower() else "month" if "tháng" in text.lower() else "interval" if start else "fixed"
    return text, {"kind": kind, "due_date": due.isoformat(), "due_op": "before" if text.lower().startswith("trước") else "by",
                  "recurrence": None}


class Writer:
    """One plan while it is written."""

    def __init__(self, chance, places, duties):
        self.chance, self.duties = chance, duties
        self.by = issuer(chance, places)
        self.offices = chance.sample(OFFICES[self.by.level], 9)
        self.date = datetime.date(chance.randint(2017, 2024), chance.randint(1, 3), 1) + datetime.timedelta(chance.randrange(58))
        self.lines, self.tasks, self.sections, self.references = [], [], [], []

    def duty(self):
        pick = self.chance
        if pick.random() < 0.25:
            return pick.choice(self.duties).rstrip(".;,")
        return " ".join(f"{pick.choice(VERBS)} {pick.choice(THINGS)} {pick.choice(WHERE)}".split())

    def head(self):
        by, day, chance = self.by, self.date, self.chance
        self.number = key_values.padded(chance.randint(1, 480), 10)
        year = f"năm {day.year}"
        self.subject = f"{chance.choice(SUBJECTS)} {year}"
        dated = f"{by.place}, ngày {key_values.padded(day.day, 10)} tháng {key_values.padded(day.month, 3)} năm {day.year}"
        self.lines += [*by.left, f"Số: {self.number}/{by.notation}", "", *STATE, dated, "", "KẾ HOẠCH", self.subject, ""]
        for _ in range(chance.randint(1, 4)):
            words, truth = key_values.citation(chance, day.year)
            self.lines += [f"Căn cứ {words};", ""]
            self.references.append(truth)
        opening = f"Để thực hiện tốt nhiệm vụ trong năm {day.year}, {chance.choice(self.offices)} được giao tham mưu, cụ thể như sau:"
        self.lines += [opening, ""]

    def heading(self, path, label, text):
        self.lines += [f"{label} {text}", ""]
        self.sections.append({"path": path, "heading": text})

    def bullet(self, path, text):
        self.lines += [f"- {text}", ""]
        self.sections.append({"path": path, "heading": None})

    def task(self, origin, ordinal, text, lead, coop, due, **more):
        self.tasks.append({"origin": origin, "ordinal": ordinal, "task_text": text, "lead": [lead], "coop": coop, "deadlines": [due], **more})

    def aims(self):
        self.heading("I", "I.", "MỤC ĐÍCH, YÊU CẦU")
        for number, name in ((1, "Mục đích"), (2, "Yêu cầu")):
            self.heading(f"I.{number}", f"{number}.", name)
            for k in range(1, self.chance.randint(2, 4)):
                self.bullet(f"I.{number}.-{k}", self.duty() + ".")

    def table(self, number):
        self.heading(ROMAN[number], f"{ROMAN[number]}.", "NHIỆM VỤ VÀ TIẾN ĐỘ THỰC HIỆN")
        titles = ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Kết quả", "Kinh phí"]
        kept = titles[:5] + [title for title in titles[5:] if self.chance.random() < 0.6]
        self.lines.append("\t".join(kept))
        for ordinal in range(1, self.chance.randint(4, 10)):
            lead, *helpers = self.chance.sample(self.offices, self.chance.randint(1, 3))
            (due_text, due), text, output = deadline(self.chance, self.date.year, True), self.duty(), self.chance.choice(OUTPUTS)
            cost, amount = key_values.money(self.chance)
            cells = dict(zip(titles, [str(ordinal), text, lead, "; ".join(helpers), due_text, output, cost]))
            self.lines.append("\t".join(cells[title] for title in kept))
            more = {"output": output} if "Kết quả" in kept else {}
            more |= {"budget_vnd": amount} if "Kinh phí" in kept else {}
            self.task("table", str(ordinal), text, lead, helpers, due, **more)
        self.lines.append("")

    def prose(self, number):
        path = ROMAN[number]
        self.heading(path, f"{path}.", "TỔ CHỨC THỰC HIỆN")
        for k, lead in enumerate(self.chance.sample(self.offices, self.chance.randint(3, 5)), 1):
            name = lead[0].upper() + lead[1:]
            self.heading(f"{path}.{k}", f"{k}.", name)
            for n in range(1, self.chance.randint(2, 4)):
                text, helper = self.duty(), self.chance.choice([one for one in self.offices if one != lead])
                helped = self.chance.random() < 0.3
                if helped:
                    text = f"Chủ trì, phối hợp với {helper} {text[0].lower()}{text[1:]}"
                due_text, due = deadline(self.chance, self.date.year, False)
                text += (f", hoàn thành {due_text}" if due_text else "") + "."
                self.bullet(f"{path}.{k}.-{n}", text)
                self.task("prose", None, text, name, [helper] if helped else [], due, output=None)

    def foot(self):
        by, chance = self.by, self.chance
        self.name = f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
        self.recipients = [chance.choice(("Như trên", "Thường trực Đảng ủy", "Sở Nội vụ", "Lãnh đạo đơn vị")),
                           *chance.sample(self.offices, chance.randint(2, 4)), "Lưu: VT."]
        signs = [*(by.authority.split(" | ") if by.authority else []), by.position, "", "", self.name]
        self.lines += ["Nơi nhận:", *(f"- {one};" for one in self.recipients[:-1]), "- Lưu: VT.", "", *signs, ""]

    def written(self):
        """-> (text, truth)"""
        self.head()
        self.aims()
        parts = [part for part, share in ((self.table, 0.7), (self.prose, 1)) if self.chance.random() < share]
        for number, part in enumerate(parts, 1):
            part(number)
        self.foot()
        by, year = self.by, self.date.year
        fields = {"type_code": "KH", "code_number": self.number, "code_notation": by.notation, "issued_place": by.place,
                  "issued_edtf": self.date.isoformat(), "governing_organ": by.governing, "organ_name": by.organ, "organ_level": by.level,
                  "subject": self.subject, "plan_year": year, "signer_authority": by.authority, "signer_position": by.position,
                  "signer_name": self.name, "priority": "normal", "secrecy": "none"}
        truth = {"kind": "invented", "fields": fields, "recipients": self.recipients, "sections": self.sections, "tasks": self.tasks,
                 "references": self.references}
        return "\n".join(self.lines), truth


def duties_of(sources):
    """What bodies and tables of the sample plans give as duties, without numbers or dates."""
    found = []
    for path in sources:
        plan = plans.read_plan(path)
        found += [block.text.removeprefix("- ") for block in plan.body if block.kind == "bullet"]
        found += [row.cells[1].replace("//", " ") for one in plan.appendices for row in one.rows if not row.is_group]
    return [text for text in found if not any(letter.isdigit() for letter in text) and len(text) < 180]


def plans_of(count, places, duties):
    """[(name, text, truth)]"""
    return [(f"invented-{k:03}", *Writer(random.Random(f"plan {k}"), places, duties).written()) for k in range(count)]
