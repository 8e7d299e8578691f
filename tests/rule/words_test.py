#!/usr/bin/env python3
"""What codau says: in both languages, and in the words of data/terms.md.

usage: words_test.py
"""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What these rooms hold of Vietnamese is said to people; the others hold words of the documents that are read.
SPEAKING = ("app", "core", "export", "raster", "source", "views", "page", "segment", "layout", "pipeline", "store", "worker")
CALLS = {"both", "pick", "say", "Message"}
# Tables with a column for each language, or of Vietnamese alone: headings and names of codes.
TABLES = {"core/error.cpp", "core/message.cpp", "export/export_manifest.cpp", "export/xlsx/plan_sheets.cpp", "record/schema/flat_tables.cpp",
          "record/schema/codes.cpp", "record/schema/reasons.cpp", "app/export_report.cpp", "pipeline/inputs/rejects.cpp"}
SCRIPTS = {"app/completion.cpp"}  # in the languages of shells
PICTURES = {"page/born_digital_page.cpp", "views/overlay.cpp", "views/step_pictures.cpp", "page/clean_page.cpp",
            "segment/page_map_picture.cpp"}  # "tiếng Việt · English"
CONNECTING = set("của và về để hay theo trên bên trong lời văn là khác được đầy đủ dùng lấy gửi tìm thành đến từ "
                 "tên người ngày số nơi cách nhóm cha".split())
VIETNAMESE = re.compile("[À-ỹ]")
SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def literals(text):
    """Every string of C++ source, neighbours joined, with the calls it is an argument of, innermost last."""
    calls, found, at, word = [], [], 0, ""
    token = re.compile(r'#include[^\n]*|//[^\n]*|/\*.*?\*/|R"\((?:.|\n)*?\)"|u?U?"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])\'|[A-Za-z_]\w*|[(){}\[\]]|\s+|.', re.S)
    while at < len(text):
        match = token.match(text, at)
        piece, at = match.group(), match.end()
        if piece.isspace() or piece.startswith(("#", "//", "/*")):
            continue
        if piece.endswith('"') and len(piece) > 1:
            inner = piece[piece.index('"') + 1:-1]
            if word == '"':
                found[-1] = (found[-1][0] + inner, found[-1][1])
            else:
                found.append((inner, tuple(calls)))
            word = '"'
            continue
        if piece in "([{":
            calls.append(word if piece == "(" else "")
        elif piece in ")]}" and calls:
            calls.pop()
        word = piece
    return found


def sources(*rooms):
    for room in rooms:
        for path in sorted((ROOT / "src" / room).rglob("*.*")):
            if path.suffix in (".cpp", ".h"):
                yield path.relative_to(ROOT / "src").as_posix(), path.read_text(encoding="utf-8")


def terms():
    """(Vietnamese terms, English, forbidden wordings) of each row of data/terms.md."""
    rows = []
    for line in (ROOT / "data/terms.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[0] != "Tiếng Việt" and set(cells[0]) != {"-"}:
            rows.append([[one.strip().lower() for one in cells[i].split(";") if one.strip()] for i in (0, 1, 3)])
    return rows


def headings():
    found = set()
    for name, start in (("record/schema/schema.def", r"^(?:TABLE|(?:READ_)?COLUMN)\((?:\w+, )+"),
                        ("record/schema/flat_tables.cpp", r'make_column\(\s*"\w+",\s*\w+,\s*\w+,\s*'),
                        ("export/xlsx/plan_sheets.cpp", r'\{\s*"\w+", ')):
        text = (ROOT / "src" / name).read_text(encoding="utf-8")
        found.update(re.findall(start + '"([^"]+)"', text, re.M))
    return sorted(found)


def without(text, words):
    for word in sorted(words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "·", text)
    return text


def has(text, wording):
    return re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", text) is not None


def uncovered(heading, known):
    """The words of a heading that no term has."""
    rest = without(re.sub(r"\(.*?\)|[:,–]|codau|SHA-256|byte", " ", heading).lower(), known)
    return [word for word in rest.split() if word != "·" and word not in CONNECTING]


class Words(unittest.TestCase):
    def test_the_table_is_whole(self):
        rows = terms()
        self.assertGreater(len(rows), 60)
        vietnamese = [term for row in rows for term in row[0]]
        self.assertEqual(sorted(vietnamese), sorted(set(vietnamese)), "a term stands twice")
        self.assertTrue(all(row[0] and row[1] for row in rows))
        for _, _, forbidden in rows:
            for old in forbidden:
                self.assertNotIn(old, vietnamese)

    def test_old_wordings_are_nowhere(self):
        texts = {name: " \n".join(words for words, _ in literals(text)) for name, text in sources(*SPEAKING)}
        for name in ("record/schema/codes.cpp", "record/schema/reasons.cpp", "record/schema/schema.def", "record/schema/flat_tables.cpp"):
            texts[name] = (ROOT / "src" / name).read_text(encoding="utf-8")
        for name, text in sources("restore", "lm", "ocr"):
            texts[name] = " \n".join(words for words, calls in literals(text) if CALLS & set(calls))
        for path in ("README.md", "CONTRIBUTING.md", "docs/reference.md", *(str(one.relative_to(ROOT)) for one in (ROOT / "docs/handbook").rglob("*.md")), "data/codes.md", "data/review-reasons.md", *(f"src/app/{one.name}" for one in (ROOT / "src/app").glob("*.1"))):
            texts[path] = (ROOT / path).read_text(encoding="utf-8")
        for name, text in texts.items():
            for row in terms():
                for old in row[2]:
                    left = without(text.lower(), row[0] + ["văn bản"] * ("văn bản" not in old))
                    self.assertFalse(has(left, old), f"{name}: {old!r}: say {row[0][0]!r}")

    def test_headings_are_made_of_the_terms(self):
        known = [term for row in terms() for term in row[0]]
        self.assertGreater(len(headings()), 100)
        self.assertEqual({heading: left for heading in headings() if (left := uncovered(heading, known))}, {})

    def test_whatever_is_said_in_vietnamese_is_said_in_english(self):
        for name, text in sources(*SPEAKING):
            if name in TABLES | PICTURES or name.startswith("views/glyph"):
                continue
            for words, calls in literals(text):
                if VIETNAMESE.search(words):
                    self.assertTrue(CALLS & set(calls), f"{name}: {words!r} stands in no Message")
        for name in PICTURES:
            for words, _ in literals((ROOT / "src" / name).read_text(encoding="utf-8")):
                if VIETNAMESE.search(words) and " " in words.strip():
                    self.assertIn("·", words, f"{name}: {words!r} has no English")

    def test_whatever_the_program_says_in_english_is_said_in_vietnamese(self):
        for name, text in sources("app"):
            for words, calls in literals(text):
                if SENTENCE.search(words) and name not in TABLES | SCRIPTS:
                    self.assertTrue(CALLS & set(calls), f"{name}: {words!r} stands in no Message")

    def test_no_message_is_empty_or_one_language_twice(self):
        for name, text in sources(*SPEAKING, "restore", "lm", "ocr"):
            for vi, en in re.findall(r'\bboth\(\s*((?:"(?:\\.|[^"\\])*"\s*)+),\s*((?:"(?:\\.|[^"\\])*"\s*)+)[,)]', text):
                vi, en = ("".join(re.findall(r'"((?:\\.|[^"\\])*)"', one)) for one in (vi, en))
                self.assertTrue(vi.strip() and en.strip() and vi != en, f"{name}: {vi!r}, {en!r}")
                self.assertFalse(VIETNAMESE.search(en), f"{name}: {en!r}")

    def test_the_check_can_fail(self):
        self.assertEqual(literals('f(both("a" "b", x("c"))); // "d"'),
                         [("ab", ("f", "both")), ("c", ("f", "both", "x"))])
        self.assertTrue(has("thẩm quyền ký", "thẩm quyền ký"))
        self.assertFalse(has(without("định dạng xuất", ["định dạng"]), "dạng xuất"))
        self.assertEqual(uncovered("Ai làm", ["văn bản"]), ["ai", "làm"])


if __name__ == "__main__":
    unittest.main()
