"""tools/make_pages: what the truth says is what the page shows."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLAN = """KẾ HOẠCH
Giữ gìn vệ sinh chợ phiên
Để chợ phiên sạch, đẹp, các đơn vị thực hiện những việc sau:
I. NỘI DUNG
- Quét dọn các dãy hàng rau, hàng thịt sau mỗi phiên chợ
- Đặt thêm thùng rác ở hai cổng chợ và dọc bờ suối
- Nhắc nhở người bán hàng không đổ nước thải ra đường làng
"""


def words(text):
    return text.replace("\n", " ").split()


class PageImages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = pathlib.Path(cls.folder.name)
        plan = cls.out / "cho-phien.txt"
        plan.write_text(PLAN, encoding="utf-8")
        subprocess.run([ROOT / "tools/make_pages", cls.out / "set", plan, "--levels", "clean,fax,turned", "--share", "1"],
                       check=True, stdout=subprocess.DEVNULL)
        cls.manifest = json.loads((cls.out / "set/manifest.json").read_text(encoding="utf-8"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def truth(self, entry):
        return (self.out / "set" / entry["gt"]).read_text(encoding="utf-8")

    def test_every_level_has_every_page(self):
        pages = {}
        for one in self.manifest:
            pages.setdefault(one["variant"].split("+")[0], []).append(one["doc_page"])
        self.assertEqual(sorted(pages), ["clean", "fax", "typical"])
        self.assertEqual(len({tuple(numbers) for numbers in pages.values()}), 1)
        self.assertTrue(all(one["rotate_ccw"] for one in self.manifest if one["variant"].startswith("typical")))

    def test_an_image_is_what_the_manifest_says(self):
        for file in {one["pdf"] for one in self.manifest}:
            done = subprocess.run(["pdfimages", "-list", self.out / "set" / file], capture_output=True, text=True, check=True)
            found = [row.split() for row in done.stdout.splitlines()[2:]]
            entries = [one for one in self.manifest if one["pdf"] == file]
            self.assertEqual([(int(row[3]), int(row[4])) for row in found], [(one["width"], one["height"]) for one in entries])
            self.assertEqual({row[8] for row in found}, {"ccitt" if entries[0]["variant"] == "fax" else "jpeg"})

    def test_the_recogniser_finds_the_lines_of_the_truth(self):
        for one in self.manifest:
            if one["doc_page"] != 1 or one["rotate_ccw"]:
                continue
            stem = self.out / one["variant"]
            subprocess.run(["pdfimages", "-png", "-l", "1", self.out / "set" / one["pdf"], stem], check=True)
            read = subprocess.run(["tesseract", f"{stem}-000.png", "-", "-l", "vie", "--dpi", str(one["dpi"])], check=True,
                                  capture_output=True, text=True).stdout
            expected = words(self.truth(one))
            found = sum(word in words(read) for word in expected)
            self.assertGreater(found, 0.85 * len(expected), (one["variant"], read))

    def test_the_rows_of_the_table_are_printed(self):
        rows = (self.out / "set/truth/cho.tables.jsonl").read_text(encoding="utf-8").splitlines()
        tasks = [row for row in map(json.loads, rows) if row["type"] == "task"]
        self.assertEqual(len(tasks), 3)
        texts = {one["doc_page"]: " ".join(words(self.truth(one))) for one in self.manifest}
        for task in tasks:
            printed = " ".join(texts[page] for page in task["pages"])
            for cell in task["cells"]:
                self.assertIn(cell, printed)


if __name__ == "__main__":
    sys.exit(unittest.main())
