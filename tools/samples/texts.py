"""Plans for page images out of running text: a plan as a text file, or loose administrative lines. What the
text does not say (bodies, number, signer, the task table) is invented."""
import re

from samples import plan as plans

PLACES = [
    ("UBND TỈNH LAM GIANG", ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"], "KH-STTTT", "Lam Giang", ["KT. GIÁM ĐỐC"],
     "PHÓ GIÁM ĐỐC", "Bùi Quỳnh Hường", ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "TỈNH LAM GIANG"]),
    ("TỈNH LAM GIANG", ["ỦY BAN NHÂN DÂN"], "KH-UBND", "Lam Giang", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"],
     "PHÓ CHỦ TỊCH", "Nguyễn Thế Ngữ", ["ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG"]),
    ("UBND HUYỆN THẠCH LŨNG", ["UBND XÃ KHÊ VÂN"], "KH-UBND", "Khê Vân", ["TM. ỦY BAN NHÂN DÂN"],
     "CHỦ TỊCH", "Lường Đức Khuể", ["ỦY BAN NHÂN DÂN XÃ KHÊ VÂN", "H. THẠCH LŨNG - T. LAM GIANG"]),
    ("UBND TỈNH LAM GIANG", ["BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP"], "KH-BQLKCN", "Lam Giang", ["KT. TRƯỞNG BAN"],
     "PHÓ TRƯỞNG BAN", "Đỗ Thị Ánh Tuyết", ["BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP", "TỈNH LAM GIANG"]),
]
BODIES = ["Sở Nội vụ", "Văn phòng UBND tỉnh", "Sở Thông tin và Truyền thông", "Phòng Tư pháp", "Công an tỉnh",
          "UBND các xã, phường, thị trấn", "Sở Tài nguyên và Môi trường", "Thanh tra tỉnh", "Bảo hiểm xã hội tỉnh",
          "Sở Kế hoạch và Đầu tư", "Phòng Lao động - Thương binh và Xã hội", "Đài Phát thanh và Truyền hình",
          "Sở Y tế", "Các sở, ban, ngành", "Hội Liên hiệp Phụ nữ", "Ủy ban Mặt trận Tổ quốc Việt Nam"]
RESULTS = ["Báo cáo kết quả", "Kế hoạch được ban hành", "100% hồ sơ được giải quyết đúng hạn", "Văn bản hướng dẫn",
           "Ít nhất 02 hội nghị", "Tỷ lệ ≥ 95%", "Số liệu được cập nhật đầy đủ, kịp thời", "Tin, bài tuyên truyền",
           "Quyết định phê duyệt", "05 lớp tập huấn", "Chỉ số tăng từ 3 - 5 bậc"]
TIMES = ["Thường xuyên", "Quý II/2024", "Trước ngày 30/6/2024", "Hằng tháng", "Tháng 9/2024", "Trong năm 2024",
         "31/12/2024", "Quý I, quý III", "Theo kế hoạch của tỉnh", "Định kỳ 6 tháng, hằng năm", "15/3 - 20/4/2024"]
COLUMNS = {
    "STT": "ordinal_norm", "TT": "ordinal_norm", "Nhiệm vụ": "task_text", "Nội dung công việc": "task_text",
    "Nội dung thực hiện": "task_text", "Cơ quan chủ trì": "lead_raw", "Đơn vị chủ trì": "lead_raw",
    "Cơ quan phối hợp": "coop_raw", "Đơn vị phối hợp": "coop_raw", "Sản phẩm": "output", "Kết quả": "output",
    "Yêu cầu": "output", "Thời gian hoàn thành": "deadline_raw", "Thời gian thực hiện": "deadline_raw",
    "Thời hạn": "deadline_raw", "Kinh phí": "budget_raw"}
TABLES = [
    (["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Yêu cầu", "Thời gian hoàn thành"],
     [6, 34, 16, 16, 17, 13]),
    (["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Kết quả", "Thời hạn"],
     [7, 32, 17, 17, 16, 13]),
    (["TT", "Nội dung thực hiện", "Thời gian thực hiện", "Đơn vị chủ trì", "Đơn vị phối hợp"], [6, 42, 16, 18, 18]),
    (["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"], [7, 50, 23, 20]),
]
ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXV XXX".split()
CAPITALS, SMALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZĐĂÂÊÔƠƯ", "abcdefghijklmnopqrstuvwxyzđăâêôơư"
OF_CELLS = "x X v - + % ha kg km m tấn ca lớp hộ xã huyện tỉnh thôn bộ cái người có không Đạt Có VP TU CA NV TC KH UBND HĐND MTTQ < > ≤ ≥ =".split()
COMPARING = "<>≤≥<>≤≥=+-"
SHORT_CELLS = 12  # rows of a table of them
PLAIN = re.compile(r"[\w\s.,;:()/%“”\"–\-]+")


def paragraphs(text):
    """The paragraphs of a text whose lines may be broken anywhere: one ends at an empty line unless its last
    letter and the next line say that it goes on."""
    found, open_end = [], False
    for line in text.splitlines():
        line = re.sub(r"[*#<>|]|\bbr\b", "", line).strip()
        if not line:
            open_end = False
            continue
        marked = re.match(r"([IVX]+|\d+|[a-zđ])[.)] |- ", line)
        if found and not marked and (open_end or line[0].islower()) and not heading_level(found[-1]):
            found[-1] += " " + line
        else:
            found.append(line)
        open_end = True
    return found


def heading_level(text):
    if len(text) < 110 and re.match(r"[IVX]+\. ", text):
        return 1
    return 2 if len(text) < 110 and re.match(r"\d+\. ", text) and text[-1] not in ".;" else 0


def block(text):
    level = heading_level(text)
    return plans.Block("heading" if level else "bullet" if text.startswith("- ") else "para", text, level)


def header_of(subject, chance):
    governing, organ, notation, place, authority, position, name, ring = chance.choice(PLACES)
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2019, 2025)
    header = {"governing": [governing], "organ": organ, "number": str(chance.randint(3, 980)), "notation": notation,
              "place": place, "day": f"{day:02}", "month": f"{month:02}" if month < 3 else str(month), "year": str(year),
              "type": "KẾ HOẠCH", "subject": subject}
    closing = {"authority": authority, "position": position, "name": name, "stamp": ring,
               "recipients": [*chance.sample(BODIES, chance.randint(2, 6)), "Lưu: VT"]}
    return header, closing


def table_of(tasks, chance, header):
    """A task table of these texts: under letters and Roman numerals, under Roman numerals, or without groups."""
    columns, widths = chance.choice(TABLES)
    depth, restart, rows, number = chance.randrange(3), chance.random() < 0.4, [], 0
    pick = {"lead_raw": BODIES, "coop_raw": BODIES, "output": RESULTS, "deadline_raw": TIMES}
    groups = 0
    for place, task in enumerate(tasks):
        if depth and place % 4 == 0:
            if depth == 2 and place % 8 == 0:
                rows.append(plans.Row(["ABCDEFGH"[place // 8], chance.choice(("NHIỆM VỤ CHUNG", "NHIỆM VỤ CỤ THỂ"))]))
                groups = 0
            rows.append(plans.Row([("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[groups],
                                   chance.choice(("Công tác chỉ đạo, điều hành", "Tham gia của người dân",
                                                  "Cung ứng dịch vụ công", "Quản trị môi trường"))]))
            groups += 1
            number = 0 if restart else number
        number += 1
        cells = [str(number), task] + [
            "" if COLUMNS[title] == "coop_raw" and chance.random() < 0.2 else chance.choice(pick[COLUMNS[title]])
            for title in columns[2:]]
        rows.append(plans.Row(cells, plans.Deadline()))
    note = (f"(Kèm theo Kế hoạch số {header['number']}/{header['notation']} ngày "
            f"{header['day']}/{header['month']}/{header['year']})")
    return plans.Appendix("PHỤ LỤC", ["PHÂN CÔNG NHIỆM VỤ THỰC HIỆN KẾ HOẠCH NĂM " + header["year"]], note, columns, rows,
                          widths, landscape=chance.random() < 0.5, repeat_header=chance.random() < 0.5)


def short_cell(chance):
    """What stands alone in a narrow cell: an ordinal mostly."""
    draw = chance.randrange(14)
    if draw < 7:
        one = (chance.choice(CAPITALS), chance.choice(ROMAN), chance.choice(ROMAN[:10]), chance.choice(SMALL),
               str(chance.randint(1, 10)), str(chance.randint(1, 150)), f"{chance.randint(1, 31):02}")[draw]
        return one + chance.choice(("", "", "", "", ".", ")"))
    if draw < 9:
        return ".".join(str(chance.randint(1, 12)) for _ in range(chance.choice((2, 2, 3)))) + chance.choice(("", "", "."))
    if draw > 11:
        return compared(chance)
    return (chance.choice(OF_CELLS), f"{chance.randint(1, 100)}%", f"{chance.randint(1, 12)}/{chance.randint(2015, 2030)}")[draw - 9]


def compared(chance):
    """A bound, as the columns of norms and terms have it: "≤ 20", ">5%"."""
    return chance.choice(COMPARING) + chance.choice((" ", " ", "")) + str(chance.randint(1, 100)) + chance.choice(("", "", "%"))


def long_number(chance):
    number = str(chance.randint(10000, 99999999))
    return chance.choice((number, f"{int(number):,}".replace(",", "."), f"{number[:-2]},{number[-2:]}"))


def short_table(chance):
    """A table of short cells, each behind a long number, by which it is known whatever it is read as."""
    rows = [plans.Row([one for _ in range(4) for one in (long_number(chance), short_cell(chance))],
                      style=chance.choice(("regular", "regular", "bold", "italic", "bold_italic")))
            for _ in range(SHORT_CELLS)]
    return plans.Appendix("PHỤ LỤC", ["SỐ LIỆU"], "(Kèm theo Kế hoạch)", ["Kết quả", "STT"] * 4, rows, [16, 9] * 4)


def first_columns(chance):
    """-> a title and what stands below it in a first column that is no plain count, groups as lists of one"""
    kind = chance.randrange(6)
    if kind < 2:
        groups = ROMAN[:chance.randint(2, 5)] if kind == 0 else [str(one) for one in range(1, chance.randint(3, 6))]
        return chance.choice(("TT", "STT")), [one for group in groups for one in
                                              ([group], *(f"{group}.{own}" for own in range(1, chance.randint(2, 5))))]
    return (("Tháng", [f"T{one}" for one in sorted(chance.sample(range(1, 13), 4))]),
            ("Năm", [str(2019 + one) for one in range(4)]),
            ("Ngày", [f"{chance.randint(1, 28)}/{chance.randint(1, 12)}" for _ in range(4)]),
            ("Mục", list("abcde")))[kind - 2]


def numbered_table(chance):
    """A table whose first column is no plain count: "I.2", "1.2", "T9", "5/7", years, small letters."""
    title, numbers = first_columns(chance)
    rows = [plans.Row([*one, chance.choice(BODIES)] if isinstance(one, list) else
                      [one, chance.choice(BODIES), chance.choice(TIMES), chance.choice(RESULTS)],
                      plans.Deadline()) for one in numbers]
    return plans.Appendix("PHỤ LỤC", ["TIẾN ĐỘ"], "(Kèm theo Kế hoạch)", [title, "Đơn vị chủ trì", "Thời hạn", "Kết quả"], rows,
                          [8, 44, 24, 24])


def plan_of(found, subject, chance, tasks):
    header, closing = header_of(subject, chance)
    table = [table_of(tasks, chance, header)] if tasks else []
    return plans.Plan({}, header, closing, [block(text) for text in found], table)


def short(text):
    return text.removeprefix("- ").split(";")[0].rstrip(".,:;")


def read_text(path, chance, rows):
    """A plan as text; its bullets make the rows of a table."""
    found = paragraphs(path.read_text(encoding="utf-8"))
    start = next((k for k, text in enumerate(found) if text.upper().startswith("KẾ HOẠCH")), 0)
    end = next((k for k, text in enumerate(found) if text.startswith("Nơi nhận")), len(found))
    first = start + 1
    while first < end and not re.match(r"(Căn cứ|Thực hiện|Nhằm|Để|I\.)", found[first]):
        first += 1
    subject = [text for text in found[start + 1:first]] or ["Nâng cao chất lượng phục vụ Nhân dân"]
    tasks = [short(text) for text in found[first:end] if text.startswith("- ") and 30 < len(short(text)) < 260]
    return plan_of(found[first:end], subject, chance, tasks[:rows])


def lines_plan(path, chance, count, rows, any_signs=False):
    """A plan of loose lines: nothing but their letters is like a plan. With any signs they may lack marks, too."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if 40 < len(line) < 500 and not heading_level(line) and (any_signs or
             PLAIN.fullmatch(line) and sum(letter > "\u00bf" for letter in line) > len(line) * 0.15)]
    chosen = chance.sample(lines, count + rows)
    heads = ["I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG THỰC HIỆN", "III. TỔ CHỨC THỰC HIỆN"]
    found = [text for k, text in enumerate(chosen[:count]) for text in ([heads[k * 3 // count]] if
             k == 0 or k * 3 // count != (k - 1) * 3 // count else []) + [text]]
    subject = ["Triển khai thực hiện các quy định của pháp luật " + chance.choice(("trên địa bàn huyện", "năm 2024"))]
    return plan_of(found, subject, chance, [short(text)[:220].rsplit(" ", 1)[0] for text in chosen[count:]])
