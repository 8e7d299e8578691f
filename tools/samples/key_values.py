"""Plans full of key values, each typed as truth: the words of a sample plan with a number, dates, citations, deadlines
and amounts of money that no page had before. What a page repeats (its own number in the appendix) agrees with itself."""
import calendar
import dataclasses
import datetime

from samples import plan as plans

# (as printed, type, year in the code, notation)
CITED = [
    ("Nghị định số {number}/{year}/NĐ-CP ngày {date} của Chính phủ", "NĐ", True, "NĐ-CP"),
    ("Thông tư số {number}/{year}/TT-BTC ngày {date} của Bộ Tài chính", "TT", True, "TT-BTC"),
    ("Quyết định số {number}/QĐ-TTg ngày {date} của Thủ tướng Chính phủ", "QĐ", False, "QĐ-TTg"),
    ("Nghị quyết số {number}-NQ/TU ngày {date} của Ban Thường vụ Tỉnh ủy", "NQ", False, "NQ/TU"),
    ("Quyết định số {number}/QĐ-UBND ngày {date} của Ủy ban nhân dân tỉnh", "QĐ", False, "QĐ-UBND"),
    ("Kế hoạch số {number}/KH-UBND ngày {date} của Ủy ban nhân dân huyện", "KH", False, "KH-UBND"),
    ("Công văn số {number}/STC-QLNS ngày {date} của Sở Tài chính", "CV", False, "STC-QLNS"),
    ("Thông báo số {number}/TB-VP ngày {date} của Văn phòng Ủy ban nhân dân tỉnh", "TB", False, "TB-VP")]
COLUMNS = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành", "Kinh phí"]
WIDTHS = [6, 40, 21, 19, 16]


def padded(number, least):
    return f"{number:02}" if number < least else str(number)


def printed(date):
    """NĐ 30: a zero before days below 10 and months below 3."""
    return f"{padded(date.day, 10)}/{padded(date.month, 3)}/{date.year}"


def day_of(chance, year, first_month=1):
    """A day of the year up to October."""
    first = datetime.date(year, first_month, 1)
    return first + datetime.timedelta(days=chance.randrange((datetime.date(year, 11, 1) - first).days))


def month_end(year, month):
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def deadline(chance, year, in_cell):
    """Of a plan issued by March of that year. -> (as printed, due date, start date)"""
    day, month, quarter = day_of(chance, year, 3), chance.randint(3, 12), chance.randint(2, 4)
    later = day + datetime.timedelta(days=chance.randint(9, 60))
    forms = [(f"trước ngày {printed(day)}", day, None), (f"chậm nhất ngày {printed(day)}", day, None),
             (f"trong tháng {padded(month, 3)}/{year}", month_end(year, month), None)]
    if in_cell:
        forms += [(printed(day), day, None), (f"từ ngày {printed(day)} đến ngày {printed(later)}", later, day),
                  (f"Quý {('I', 'II', 'III', 'IV')[quarter - 1]}/{year}", month_end(year, 3 * quarter), None)]
    text, due, start = chance.choice(forms)
    return text[0].upper() + text[1:] if in_cell else text, due, start


def money(chance):
    """-> (as printed, đồng)"""
    thousands, millions = chance.randint(1200, 98000) * 50, chance.randint(15, 985)
    return chance.choice(((f"{thousands * 1000:,} đồng".replace(",", "."), thousands * 1000),
                          (f"{millions} triệu đồng", millions * 1_000_000),
                          (f"{millions // 10},{millions % 10} tỷ đồng", millions * 100_000_000)))


def citation(chance, year):
    """-> (as printed, truth)"""
    form, kind, has_year, notation = chance.choice(CITED)
    date = day_of(chance, year - chance.randint(1, 9))
    number = padded(chance.randint(1, 3200), 10)
    return (form.format(number=number, year=date.year, date=printed(date)),
            {"type_code": kind, "number": number, "year": date.year if has_year else None, "notation": notation,
             "issued_date": date.isoformat(), "title": None})


def task(text, ordinal, due, start, amount=None):
    return {"ordinal": ordinal, "task_text": text, "budget_vnd": amount,
            "deadlines": [{"due_date": due.isoformat(), "start_date": start and start.isoformat()}]}


def header_of(plan, chance):
    """The plan's own, with a number and a date of its own. -> (header, its date, year of the plan)"""
    date = datetime.date(chance.randint(2015, 2024), chance.choice((10, 11, 12)), 1) + datetime.timedelta(chance.randrange(90))
    year = date.year + (date.month > 9)
    subject = [line.replace(str(plan.header["plan_year"]), str(year)) for line in plan.header["subject"]]
    return plan.header | {"number": padded(chance.randint(1, 480), 10), "day": padded(date.day, 10),
                          "month": padded(date.month, 3), "year": str(date.year), "subject": subject}, date, year


def words_of(found):
    """What the task tables of plans say without a number, and who leads. -> (texts, names)"""
    rows = [row.cells for plan in found for appendix in plan.appendices for row in appendix.rows if not row.is_group]
    return ([cells[1].replace("//", " ") for cells in rows if not any(letter.isdigit() for letter in cells[1])],
            sorted({cells[2] for cells in rows if cells[2]}))


def prose(chance, texts, leads, year):
    """-> (blocks, tasks)"""
    blocks, found = [], []
    for number, lead in enumerate(leads, 1):
        blocks.append(plans.Block("heading", f"{number}. {lead}", 2))
        for _ in range(2):
            text, due, start = deadline(chance, year, in_cell=False)
            duty = texts.pop() + ", hoàn thành " + text + "."
            blocks.append(plans.Block("bullet", "- " + duty))
            found.append(task(duty, None, due, start))
    return blocks, found


def table(chance, texts, leads, year):
    """-> (rows, tasks)"""
    rows, found = [], []
    for number, text in enumerate(texts, 1):
        (words, due, start), (cost, amount) = deadline(chance, year, in_cell=True), money(chance)
        rows.append(plans.Row([str(number), text, chance.choice(leads), words, cost], plans.Deadline()))
        found.append(task(text, str(number), due, start, amount))
    return rows, found


def varied(plan, words, chance):
    """`words` as of words_of. -> (plan, truth in the form of tests/accuracy/plans)"""
    header, date, year = header_of(plan, chance)
    texts, leads = chance.sample(words[0], len(words[0])), words[1]
    cited = [citation(chance, date.year) for _ in range(6)]
    blocks, tasks = prose(chance, texts, chance.sample(leads, 3), year)
    rows, in_table = table(chance, texts[:12], leads, year)
    own = f"số {header['number']}/{header['notation']} ngày {printed(date)}"
    body = [plans.Block("para", f"Căn cứ {words};") for words, _ in cited]
    body += [plans.Block("heading", "I. MỤC ĐÍCH, YÊU CẦU", 1),
             plans.Block("para", "Phân công rõ người, rõ việc, rõ thời gian và rõ kết quả."),
             plans.Block("heading", "II. TỔ CHỨC THỰC HIỆN", 1), *blocks]
    appendix = plans.Appendix("PHỤ LỤC", ["PHÂN CÔNG NHIỆM VỤ VÀ KINH PHÍ"], f"(Kèm theo Kế hoạch {own})", COLUMNS, rows,
                              WIDTHS, landscape=chance.random() < 0.5)
    itself = {"type_code": "KH", "number": header["number"], "year": None, "notation": header["notation"],
              "issued_date": date.isoformat(), "title": None}
    truth = {"kind": "key values",
             "fields": {"code_number": header["number"], "code_notation": header["notation"], "issued_edtf": date.isoformat()},
             "tasks": tasks + in_table, "references": [*(one for _, one in cited), itself]}
    return dataclasses.replace(plan, header=header, body=body, appendices=[appendix]), truth
