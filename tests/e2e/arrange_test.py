"""Pages of scans are arranged before they are read: blank pages dropped, sides put in order, piles parted, and all of it undone.

usage: arrange_test.py CODAU
"""
import hashlib
import io
import signal
import sys
import unittest

from PIL import Image, ImageDraw, ImageFont

import program
from program import SMALL_PLAN, wait_until
from serve_test import Server

FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
SIZE = (1240, 1754)  # A4 at 150 dpi
MM = 150 / 25.4


def draw_page(text=""):
    page = Image.new("L", SIZE, 250)
    font = ImageFont.truetype(FONT, 29)
    for number, line in enumerate(text.splitlines()):
        ImageDraw.Draw(page).text((130, 110 + 48 * number), line, font=font, fill=20)
    return page


def draw_blank():
    """Paper with dust, two punch holes, and the print of the other side showing through."""
    page = draw_page()
    draw = ImageDraw.Draw(page)
    for line in range(20):
        draw.text((150, 200 + 60 * line), "hcaoh ek auq neih nart ab", font=ImageFont.truetype(FONT, 29), fill=215)
    for y in (108, 188):
        draw.ellipse([9 * MM, y * MM, 15 * MM, (y + 6) * MM], fill=30)
    for i in range(60):
        draw.point([(97 * i) % SIZE[0], (331 * i) % SIZE[1]], fill=60)
    return page


def draw_separator():
    """The bars of src/office/page/separator.svg."""
    page = draw_page()
    for y, height in ((40, 18), (64, 6), (82, 6), (94, 18)):
        ImageDraw.Draw(page).rectangle([25 * MM, y * MM, 185 * MM, (y + height) * MM], fill=10)
    return page.rotate(2, fillcolor=250)


def plan_page(number):
    return draw_page(SMALL_PLAN.format(number=number))


def make_pdf(*pages):
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return file.getvalue()


def make_tiff(*pages):
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:], dpi=(150, 150), compression="tiff_lzw")
    return file.getvalue()


def make_picture(page):
    file = io.BytesIO()
    page.save(file, "JPEG", quality=85, dpi=(150, 150))
    return file.getvalue()


class ArrangeTest(unittest.TestCase):
    def setUp(self):
        self.out = self.enterContext(program.Folder()) / "kho"
        self.server = Server(self.out)
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.end())

    def send(self, files):
        job = self.server.json("POST", "/jobs", {"kind": "files"})[1]["id"]
        for path, content in files.items():
            self.assertEqual(self.server.json("PUT", f"/jobs/{job}/files/{path}", content)[0], 201)
        return job

    def look(self, job):
        """The arrangement once all pages were looked at."""
        told = {}
        def is_ready():
            told.update(self.server.json("GET", f"/jobs/{job}/arrangement")[1])
            return told["state"] == "ready"
        wait_until(is_ready)
        return told

    def choose(self, job, *files, status=200):
        got, told = self.server.json("POST", f"/jobs/{job}/arrangement", {"files": list(files)})
        self.assertEqual(got, status, told)
        return told

    def read(self, job, how="start"):
        self.assertEqual(self.server.json("POST", f"/jobs/{job}/{how}")[0], 202)
        told = self.server.wait(job)
        self.assertEqual(told["state"], "done", told)
        return told

    def numbers(self):
        return [number for number, in program.rows(self.out, "SELECT code_number FROM documents ORDER BY 1")]

    def page_texts(self, name):
        return (self.out / f"text/{name}.txt").read_text(encoding="utf-8").split("\f")

    def test_blank_pages_go_a_pile_is_parted_and_undone(self):
        scan = make_pdf(plan_page(1), draw_blank(), draw_separator(), draw_blank(), plan_page(2))
        job = self.send({"xấp.pdf": scan, "b.txt": SMALL_PLAN.format(number=7).encode()})
        told = self.look(job)
        files = {one["path"]: one for one in told["files"]}
        self.assertEqual([one["kind"] for one in files["xấp.pdf"]["items"]], ["content", "blank", "separator", "blank", "content"])
        self.assertEqual((files["xấp.pdf"]["changes"], files["b.txt"]["pages"], told["chosen"]), (False, 0, False))
        answer, picture = self.server.ask("GET", f"/api/v1/jobs/{job}/arrangement/picture?path=xấp.pdf&page=3")
        self.assertEqual((answer.status, answer.getheader("Content-Type"), picture[:3]), (200, "image/jpeg", b"\xff\xd8\xff"))
        told = self.choose(job, {"path": "xấp.pdf", "drop_blank": True, "split": "separators"})
        self.assertEqual([(one["fate"], one["part"]) for one in told["files"][-1]["items"]],
                         [("kept", 1), ("dropped", None), ("splits", None), ("dropped", None), ("kept", 2)])
        done = {one["path"]: one for one in self.read(job)["files"]}
        self.assertEqual([one["number"] for one in done["xấp.pdf"]["documents"]], ["01/KH-UBND", "02/KH-UBND"])
        self.assertEqual(self.numbers(), ["01", "02", "07"])
        self.assertEqual([len(self.page_texts(name)) for name in ("xấp-1", "xấp-2")], [1, 1])
        original = self.out / "serve/uploads" / job / ".original/xấp.pdf"
        self.assertEqual(original.read_bytes(), scan)
        # The file is known, although no document is of its bytes.
        again = self.server.json("POST", "/jobs", {"kind": "files"})[1]["id"]
        self.assertIsNotNone(self.server.json("PUT", f"/jobs/{again}/files/lại.pdf", scan)[1]["known"])
        # A choice is taken back: the scan is read as it came, and its parts are gone.
        self.assertFalse(self.choose(job)["chosen"])
        done = {one["path"]: one for one in self.read(job, "retry")["files"]}
        self.assertEqual(done["xấp.pdf"]["state"], "done")
        self.assertEqual((self.out / "serve/uploads" / job / "xấp.pdf").read_bytes(), scan)
        self.assertEqual(sorted(one.name for one in (self.out / "serve/uploads" / job).iterdir() if one.is_file()), ["b.txt", "xấp.pdf"])
        self.assertEqual(len(self.page_texts("xấp")), 5)
        self.assertFalse((self.out / "text/xấp-1.txt").exists())
        self.assertIn("07", self.numbers())
        # And the same choice again.
        self.choose(job, {"path": "xấp.pdf", "drop_blank": True, "split": "separators"})
        self.read(job, "retry")
        self.assertEqual(self.numbers(), ["01", "02", "07"])
        self.assertEqual(original.read_bytes(), scan)

    def test_sides_of_one_file_are_put_in_order(self):
        sides = [draw_page(f"UỶ BAN NHÂN DÂN\nTrang thứ {name} của văn bản") for name in ("nhất", "ba", "năm", "sáu", "tư", "hai")]
        job = self.send({"hai mặt.tif": make_tiff(*sides)})
        self.look(job)
        told = self.choose(job, {"path": "hai mặt.tif", "sides": "backs_backward"})
        self.assertEqual([one["page"] for one in told["files"][0]["items"]], [1, 6, 2, 5, 3, 4])
        self.read(job)
        self.assertEqual([text.split("thứ ")[1].split()[0] for text in self.page_texts("hai mặt")], ["nhất", "hai", "ba", "tư", "năm", "sáu"])

    def test_sides_of_two_files_are_put_in_order(self):
        def side(name):
            return draw_page(f"UỶ BAN NHÂN DÂN\nTrang thứ {name} của văn bản")
        job = self.send({"a.pdf": make_pdf(side("nhất"), side("ba")), "b.pdf": make_pdf(side("hai"), draw_blank()), "c.pdf": make_pdf(plan_page(3))})
        self.look(job)
        told = self.choose(job, {"path": "a.pdf", "sides": "backs_forward", "backs": "b.pdf", "drop_blank": True})
        files = {one["path"]: one for one in told["files"]}
        self.assertEqual([(one["file"], one["page"], one["fate"]) for one in files["a.pdf"]["items"]],
                         [(0, 1, "kept"), (1, 1, "kept"), (0, 2, "kept"), (1, 2, "dropped")])
        self.assertEqual(files["b.pdf"]["taken_by"], "a.pdf")
        done = {one["path"]: one for one in self.read(job)["files"]}
        self.assertEqual({one["state"] for one in done.values()}, {"done"}, done)
        self.assertEqual([text.split("thứ ")[1].split()[0] for text in self.page_texts("a")], ["nhất", "hai", "ba"])
        self.assertFalse((self.out / "text/b.txt").exists())

    def test_single_pictures_are_joined_parted_and_undone(self):
        sides = {f"ảnh {number}.jpg": draw_page(f"UỶ BAN NHÂN DÂN\nTrang thứ {name} của văn bản") for number, name in
                 ((1, "nhất"), (2, "hai"), (10, "ba"))}
        job = self.send({path: make_picture(page) for path, page in sides.items()} | {"ảnh 11.jpg": make_picture(draw_separator()), "ảnh 12.jpg": make_picture(plan_page(4))})
        self.look(job)
        joined = {"path": "ảnh 1.jpg", "joined": ["ảnh 2.jpg", "ảnh 10.jpg", "ảnh 11.jpg", "ảnh 12.jpg"], "split": "separators"}
        told = {one["path"]: one for one in self.choose(job, joined)["files"]}
        self.assertEqual([(one["file"], one["page"], one["fate"], one["part"]) for one in told["ảnh 1.jpg"]["items"]],
                         [(0, 1, "kept", 1), (1, 1, "kept", 1), (2, 1, "kept", 1), (3, 1, "splits", None), (4, 1, "kept", 2)])
        self.assertEqual((told["ảnh 1.jpg"]["taken_by"], told["ảnh 12.jpg"]["taken_by"]), (None, "ảnh 1.jpg"))
        done = {one["path"]: one for one in self.read(job)["files"]}
        self.assertEqual(done["ảnh 11.jpg"]["state"], "left_out")
        self.assertEqual([one["number"] for one in done["ảnh 12.jpg"]["documents"]], ["04/KH-UBND"])
        self.assertEqual(done["ảnh 2.jpg"]["documents"], done["ảnh 10.jpg"]["documents"])
        self.assertEqual([text.split("thứ ")[1].split()[0] for text in self.page_texts("ảnh 1-1")], ["nhất", "hai", "ba"])
        # A person parts the pile elsewhere, and takes everything back.
        self.choose(job, joined | {"begin": [[2, 1]]})
        self.read(job, "retry")
        self.assertEqual([len(self.page_texts(f"ảnh 1-{part}")) for part in (1, 2, 3)], [2, 1, 1])
        for wrong in ([joined, {"path": "ảnh 2.jpg", "joined": ["ảnh 1.jpg"]}], [joined | {"backs": "ảnh 2.jpg"}], [joined | {"joined": ["ảnh 1.jpg"]}],
                      [joined | {"joined": ["x.jpg"]}], [joined | {"joined": ["ảnh 2.jpg", "ảnh 2.jpg"]}], [joined, {"path": "ảnh 12.jpg", "joined": ["ảnh 2.jpg"]}]):
            self.choose(job, *wrong, status=400)
        self.choose(job)
        self.read(job, "retry")
        self.assertEqual(sorted(one.name for one in (self.out / "text").iterdir()), sorted(f"ảnh {number}.txt" for number in (1, 2, 10, 11, 12)))

    def test_choices_are_taken_back_in_an_archive_that_was_moved(self):
        job = self.send({"a.pdf": make_pdf(plan_page(1), draw_separator(), plan_page(2)), "b.txt": SMALL_PLAN.format(number=7).encode()})
        self.look(job)
        self.choose(job, {"path": "a.pdf", "split": "separators"})
        self.read(job)
        self.server.end()
        other = self.out.parent / "nơi khác"
        program.run([program.CODAU, "backup", self.out, self.out.parent / "kho.bak"])
        program.run([program.CODAU, "restore-backup", self.out.parent / "kho.bak", other])
        self.out, self.server = other, Server(other)
        self.choose(job)
        self.read(job, "retry")
        self.assertEqual(sorted(one.name for one in (self.out / "text").iterdir()), ["a.txt", "b.txt"])
        self.assertEqual(self.numbers().count("07"), 1)

    def test_a_kill_loses_nothing(self):
        scan = make_pdf(plan_page(1), draw_blank(), plan_page(2))
        job = self.send({"a.pdf": scan})
        self.look(job)
        self.choose(job, {"path": "a.pdf", "split": "blank_pages"})
        self.assertEqual(self.server.json("POST", f"/jobs/{job}/start")[0], 202)
        wait_until(lambda: self.server.json("GET", f"/jobs/{job}")[1]["state"] != "waiting")
        self.server.end(signal.SIGKILL)
        self.server = Server(self.out)
        self.assertEqual(self.server.wait(job)["state"], "done")
        self.assertEqual(self.numbers(), ["01", "02"])
        self.assertEqual(hashlib.sha256((self.out / "serve/uploads" / job / ".original/a.pdf").read_bytes()).digest(), hashlib.sha256(scan).digest())

    def test_wrong_choices_are_refused(self):
        job = self.send({"a.pdf": make_pdf(draw_blank(), draw_blank()), "b.pdf": make_pdf(plan_page(1), draw_blank())})
        self.look(job)
        for files in ([{"path": "x.pdf"}], [{"path": "a.pdf"}, {"path": "a.pdf"}], [{"path": "a.pdf", "sides": "x"}], [{"path": 7}], ["a.pdf"],
                      [{"path": "a.pdf", "backs": "a.pdf"}], [{"path": "a.pdf", "backs": "../b"}], [{"path": "a.pdf", "keep": [[0, 0]]}],
                      [{"path": "a.pdf", "drop_blank": True}, {"path": "b.pdf", "drop": [[0, 1], [0, 2]]}]):
            self.choose(job, *files, status=400)
        for body in (b"", b"[]", b"{", b'{"files":7}', b"\xff"):
            self.assertEqual(self.server.ask("POST", f"/api/v1/jobs/{job}/arrangement", body)[0].status, 400, body)
        for query in ("path=a.pdf&page=9", "path=a.pdf&page=0", "path=a.pdf&page=x", "path=../a.pdf&page=1", ""):
            self.assertEqual(self.server.ask("GET", f"/api/v1/jobs/{job}/arrangement/picture?{query}")[0].status, 404, query)
        self.assertEqual(self.server.json("GET", "/jobs/x/arrangement")[0], 404)
        self.choose(job, {"path": "a.pdf", "drop_blank": True})
        done = {one["path"]: one["state"] for one in self.read(job)["files"]}
        self.assertEqual(done, {"a.pdf": "left_out", "b.pdf": "done"})
        busy = self.send({"c.pdf": make_pdf(plan_page(3))})
        self.assertEqual(self.server.json("POST", f"/jobs/{busy}/arrangement", {"files": [{"path": "c.pdf", "drop_blank": True}]})[0], 409)


if __name__ == "__main__":
    sys.argv.pop(1)
    unittest.main()
