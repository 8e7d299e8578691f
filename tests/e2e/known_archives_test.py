"""codau serve without a folder: the archives that the user has opened are offered in the browser, and a new one is made.

usage: known_archives_test.py CODAU
"""
import http.client
import json
import os
import signal
import subprocess
import sys
import unittest
import urllib.parse

import program
from program import CODAU, wait_until

DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY")


class Page:
    """A browser that has opened the link of a server."""

    def __init__(self, address):
        parts = urllib.parse.urlparse(address)
        self.host = parts.netloc
        answer, _ = self.ask("GET", f"{parts.path}?{parts.query}")
        assert answer.status == 303, answer.status
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=60 * program.PATIENCE)
        headers = {"Host": self.host, "Origin": f"http://{self.host}"} | ({"Cookie": self.cookie} if hasattr(self, "cookie") else {})
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def json(self, method, path, body=None):
        answer, text = self.ask(method, "/api/v1" + path, body)
        return answer.status, json.loads(text)


class KnownArchivesTest(unittest.TestCase):
    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.home = self.path / "nhà"
        self.state = self.path / "state"
        (self.path / "bin").mkdir()
        self.home.mkdir()
        browser = self.path / "bin/xdg-open"
        browser.write_text(f'#!/bin/sh\ncp "$1" {self.path}/opened.html\n', encoding="utf-8")
        browser.chmod(0o755)
        self.environment = {name: value for name, value in os.environ.items() if name not in DESKTOP} | {
            "HOME": str(self.home), "XDG_STATE_HOME": str(self.state), "PATH": f"{self.path}/bin:{os.environ['PATH']}"}

    def serve(self, *arguments, **more):
        process = subprocess.Popen([CODAU, "serve", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.environment | more, cwd=self.path)
        def end():
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(timeout=program.HANGS), 0)
            process.stdout.close()
            process.stderr.close()
        self.addCleanup(lambda: process.poll() is None and end())
        return process, end

    def remembered(self):
        file = self.state / "codau/archives"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def test_without_a_desktop_one_line_says_what_to_give(self):
        for language, words in (("vi", "hãy ghi thư mục kết quả, ví dụ: codau serve ket-qua"), ("en", "name the folder of the archive")):
            done = subprocess.run([CODAU, "serve", "--lang", language], capture_output=True, text=True, env=self.environment, check=False)
            self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1), done.stderr)
            self.assertIn(words, done.stderr)

    def test_opened_archives_are_remembered(self):
        for name in ("một", "hai", "một"):
            process, end = self.serve(name)
            process.stdout.readline()
            wait_until(lambda: self.remembered()[:1] == [str(self.path / name)])
            end()
        self.assertEqual(self.remembered(), [str(self.path / "một"), str(self.path / "hai")])

    def test_a_list_that_cannot_be_written_matters_nothing(self):
        self.state.write_text("no folder", encoding="utf-8")
        process, end = self.serve("một")
        self.assertTrue(process.stdout.readline().startswith("http://127.0.0.1:"))
        end()

    def test_a_known_archive_is_opened_and_a_new_one_made(self):
        for name in ("một", "hai"):
            process, end = self.serve(name)
            process.stdout.readline()
            wait_until(lambda: self.remembered()[:1] == [str(self.path / name)])
            end()
        (self.path / "hai").rename(self.path / "đã chuyển")  # is offered no more
        process, end = self.serve(DISPLAY=":99")
        page = Page(process.stdout.readline().strip())
        wait_until((self.path / "opened.html").exists)
        self.assertIn("Mở liên kết trên", process.stderr.readline())
        status, told = page.json("GET", "/archives")
        self.assertEqual((status, told), (200, {"items": [{"path": str(self.path / "một"), "name": "một"}], "suggested": str(self.home / "Kho văn bản")}))
        (self.home / "ảnh").mkdir()
        (self.home / "ảnh/1.jpg").touch()
        for body, expected in (({"path": "ảnh"}, 400), ({"path": ""}, 400), ({"path": 7}, 400), ([], 400), ({"path": "a\0b"}, 400), ({"path": "/proc/x"}, 409)):
            status, problem = page.json("POST", "/archives", body)
            self.assertEqual((status, bool(problem["detail"] and problem["detail_en"])), (expected, True), (body, problem))
        status, told = page.json("POST", "/archives", {"path": "Kho mới"})
        self.assertEqual(status, 200, told)
        archive = Page(told["address"])
        self.assertEqual(archive.json("GET", "/info")[1]["archive"], "Kho mới")
        self.assertTrue((self.home / "Kho mới/codau.db").is_file())
        self.assertEqual(self.remembered()[0], str(self.home / "Kho mới"))
        end()

    def test_a_backup_is_brought_back(self):
        process, end = self.serve("kho")
        process.stdout.readline()
        wait_until((self.path / "kho/codau.db").is_file)
        end()
        program.run([CODAU, "backup", self.path / "kho", self.path / "kho.tar"])
        process, end = self.serve(DISPLAY=":99")
        page = Page(process.stdout.readline().strip())
        for body, expected in (({"path": str(self.path / "kho"), "backup": str(self.path / "kho.tar")}, 400), ({"path": "mới", "backup": 7}, 400),
                               ({"path": "mới", "backup": str(self.path / "x.tar")}, 409), ({"path": "mới", "backup": ""}, 409)):
            status, problem = page.json("POST", "/archives", body)
            self.assertEqual((status, bool(problem["detail"])), (expected, True), (body, problem))
        status, told = page.json("POST", "/archives", {"path": "mới", "backup": str(self.path / "kho.tar")})
        self.assertEqual(status, 200, told)
        self.assertEqual(Page(told["address"]).json("GET", "/info")[1]["archive"], "mới")
        end()

    def test_it_ends_while_it_asks(self):
        process, end = self.serve(WAYLAND_DISPLAY="wayland-0")
        self.assertTrue(process.stdout.readline().startswith("http://127.0.0.1:"))
        end()


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
