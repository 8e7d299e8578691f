"""codau serve as programs use it: jobs that survive, uploads, watched folders, who is kept out.

usage: serve_test.py CODAU
"""
import contextlib
import hashlib
import http.client
import io
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import time
import unittest
import urllib.parse
import zipfile

import program
from program import CODAU, SMALL_PLAN, wait_until

SECRET = "0123456789abcdef-secret"


class Server:
    """A server of `out`, and a program that uses it."""

    def __init__(self, out, *options):
        secret = pathlib.Path(f"{out}.secret")
        secret.write_text(SECRET + "\n", encoding="ascii")
        secret.chmod(0o600)
        self.process = subprocess.Popen([CODAU, "serve", out, "--token-file", secret, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        assert self.address, self.process.stderr.read()
        parts = urllib.parse.urlparse(self.address)
        self.host, self.port, self.token = parts.netloc, parts.port, parts.query.removeprefix("token=")

    def ask(self, method, path, body=None, **headers):
        sent = {"Host": self.host, "Authorization": f"Bearer {SECRET}"} | headers
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60 * program.PATIENCE)
        try:
            connection.request(method, urllib.parse.quote(path, safe="/?=&%"), body, {name: value for name, value in sent.items() if value is not None})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def json(self, method, path, body=None):
        answer, text = self.ask(method, "/api/v1" + path, json.dumps(body) if isinstance(body, dict) else body)
        return answer.status, json.loads(text)

    def add(self, files):
        """A job of these files, {path: bytes}, that waits."""
        job = self.json("POST", "/jobs", {"kind": "files"})[1]["id"]
        for path, content in files.items():
            status, said = self.json("PUT", f"/jobs/{job}/files/{path}", content)
            assert status == 201, said
        assert self.json("POST", f"/jobs/{job}/start")[0] == 202
        return job

    def wait(self, job):
        told = {}
        def has_ended():
            told.update(self.json("GET", f"/jobs/{job}?wait=10")[1])
            return told["state"] in ("done", "failed", "cancelled")
        wait_until(has_ended)
        return told

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        code = self.process.wait(timeout=program.HANGS)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


def plan(number):
    return SMALL_PLAN.format(number=number).encode()


class ServeTest(unittest.TestCase):
    def setUp(self):
        self.out = self.enterContext(program.Folder()) / "kho"
        self.server = Server(self.out)
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.end())

    def test_files_become_documents_and_downloads(self):
        good, known = plan(1), plan(2)
        self.server.wait(self.server.add({"b.txt": known}))
        told = self.server.wait(self.server.add({"tháng 9/a.txt": good, "hỏng.pdf": b"%PDF-1.4 broken", "lại.txt": known}))
        self.assertEqual(told["state"], "done")
        files = {one["path"]: one for one in told["files"]}
        self.assertEqual({path: one["state"] for path, one in files.items()}, {"tháng 9/a.txt": "done", "hỏng.pdf": "failed", "lại.txt": "known"})
        self.assertEqual(files["tháng 9/a.txt"]["documents"][0]["number"], "01/KH-UBND")
        self.assertEqual(files["tháng 9/a.txt"]["sha256"], hashlib.sha256(good).hexdigest())
        self.assertTrue(files["hỏng.pdf"]["cause"]["vi"] and files["hỏng.pdf"]["hint"]["vi"])
        self.assertTrue((self.out / "text/tháng 9/a.txt").is_file())
        self.assertFalse((self.out / "run.json").exists())
        for form, check in (("xlsx", lambda f: "xl/workbook.xml" in f), ("csv", lambda f: "tasks.csv" in f)):
            status, job = self.server.json("POST", "/jobs", {"kind": "export", "format": form})
            self.assertEqual(status, 201)
            self.assertEqual(self.server.wait(job["id"])["state"], "done")
            answer, body = self.server.ask("GET", f"/api/v1/jobs/{job['id']}/result")
            self.assertEqual(answer.status, 200)
            self.assertTrue(check(zipfile.ZipFile(io.BytesIO(body)).namelist()), form)
        self.assertEqual(self.server.json("POST", "/jobs", {"kind": "export", "format": "postgres"})[0], 400)
        info = self.server.json("GET", "/info")[1]
        self.assertEqual((info["documents"], info["rejects"]), (2, 1))
        health, metrics = self.server.ask("GET", "/healthz", Authorization=None), self.server.ask("GET", "/metrics")[1].decode()
        self.assertEqual(json.loads(health[1]), {"status": "ok"})
        self.assertIn("\ncodau_documents 2\n", metrics)
        self.assertIn('codau_jobs{state="done"} 4\n', metrics)

    def test_a_killed_server_goes_on(self):
        scan = program.SCAN.read_bytes()
        job = self.server.add({"a.pdf": scan, **{f"{i}.txt": plan(i) for i in range(1, 9)}})
        wait_until(lambda: self.server.json("GET", f"/jobs/{job}")[1]["state"] == "running")
        time.sleep(random.uniform(0, 4))
        self.server.end(signal.SIGKILL)
        self.server = Server(self.out)
        told = self.server.wait(job)
        self.assertEqual((told["state"], {one["state"] for one in told["files"]}), ("done", {"done"}), told)

    def test_a_job_is_cancelled_and_tried_again(self):
        job = self.server.add({"a.pdf": program.SCAN.read_bytes()})
        wait_until(lambda: self.server.json("GET", f"/jobs/{job}")[1]["state"] == "running")
        self.assertEqual(self.server.json("POST", f"/jobs/{job}/cancel")[0], 202)
        self.assertEqual(self.server.wait(job)["state"], "cancelled")
        self.assertEqual(self.server.json("POST", f"/jobs/{job}/retry")[0], 202)
        self.assertEqual(self.server.wait(job)["state"], "done")
        self.assertEqual(self.server.json("POST", f"/jobs/{job}/cancel")[0], 409)
        self.assertEqual(self.server.json("DELETE", f"/jobs/{job}")[0], 200)
        self.assertEqual(self.server.json("GET", f"/jobs/{job}")[0], 404)

    def test_people_edit_while_a_job_runs(self):
        self.server.wait(self.server.add({"b.txt": plan(1)}))
        doc = self.server.json("GET", "/review/queue")[1]["documents"]
        doc = sqlite3.connect(self.out / "codau.db").execute("SELECT doc_id FROM documents").fetchone()[0] if not doc else doc[0]["key"]
        job = self.server.add({f"{i}/a.pdf": program.SCAN.read_bytes() + b"\n%" + str(i).encode() for i in range(3)})
        wait_until(lambda: (self.server.json("GET", f"/jobs/{job}")[1]["progress"] or {}).get("stage") == "reading")
        slowest = 0
        for text in ("một", "hai", "ba"):
            version = self.server.json("GET", f"/review/doubt?doc={doc}&table=documents&row={doc}&field=subject")[1]["version"]
            began = time.monotonic()
            status, said = self.server.json("POST", "/review/act", {"action": "write", "doc_id": doc, "table": "documents", "row_id": doc, "field": "subject", "version": version, "value": text})
            slowest = max(slowest, time.monotonic() - began)
            self.assertEqual(status, 200, said)
        self.assertEqual(self.server.json("GET", f"/jobs/{job}")[1]["state"], "running")
        self.assertLess(slowest, 1.5 * program.PATIENCE)
        told = self.server.wait(job)
        self.assertEqual((told["state"], {one["state"] for one in told["files"]}), ("done", {"done"}), told)
        rows = program.rows(self.out, f"SELECT subject FROM documents WHERE doc_id = '{doc}'")
        self.assertEqual(rows, [("ba",)])

    def test_a_watched_folder_is_read(self):
        inbox = self.out.parent / "máy quét"
        inbox.mkdir()
        self.assertEqual(self.server.json("POST", "/folders", {"path": "máy quét"})[0], 400)
        status, folder = self.server.json("POST", "/folders", {"path": str(inbox)})
        self.assertEqual(status, 201)
        (inbox / "a.txt").write_bytes(plan(7))
        wait_until(lambda: self.server.json("GET", "/info")[1]["documents"] == 1)
        wait_until(lambda: self.server.json("GET", "/folders")[1]["items"][0]["documents"] == 1)
        # New settings: files wait for a marker.
        status, again = self.server.json("POST", "/folders", {"path": str(inbox), "marker": ".xong"})
        self.assertEqual((status, again["id"], again["marker"]), (201, folder["id"], ".xong"))
        wait_until(lambda: self.watchers() == ["--marker=.xong"])  # another process
        (inbox / "b.txt").write_bytes(plan(8))
        time.sleep(4)
        self.assertEqual(self.server.json("GET", "/info")[1]["documents"], 1)
        (inbox / "b.txt.xong").touch()
        wait_until(lambda: self.server.json("GET", "/info")[1]["documents"] == 2)
        for wrong in ({"marker": "a/b"}, {"settle": -1}, {"settle": 3601}, {"settle": "x"}, {"path": str(inbox) + "\0"}):
            self.assertEqual(self.server.json("POST", "/folders", {"path": str(inbox)} | wrong)[0], 400, wrong)
        self.assertEqual(self.server.json("DELETE", f"/folders/{folder['id']}")[0], 200)
        self.assertEqual(self.server.json("GET", "/folders")[1]["items"], [])

    def watchers(self):
        """The markers of the processes that watch folders for the server."""
        told = [line.split(b"\0") for line in (path.read_bytes() for path in pathlib.Path("/proc").glob("[0-9]*/cmdline") if path.exists())]
        ours = [one for one in told if b"watch" in one and os.fsencode(self.out) in one]
        return [arg.decode() for one in ours for arg in one if arg.startswith(b"--marker")]

    def test_a_backup_is_made_where_a_person_wants_it(self):
        self.server.wait(self.server.add({"a.txt": plan(1)}))
        suggested = pathlib.Path(self.server.json("GET", "/info")[1]["backup_to"])
        self.assertEqual((suggested.parent, suggested.name.startswith("kho-20"), suggested.name.endswith(".tar.zst")), (self.out.parent, True, True))
        status, job = self.server.json("POST", "/jobs", {"kind": "backup", "path": str(suggested)})
        self.assertEqual((status, self.server.wait(job["id"])["state"], suggested.is_file()), (201, "done", True))
        again = self.server.json("POST", "/jobs", {"kind": "backup", "path": str(suggested)})[1]["id"]
        told = self.server.wait(again)  # nothing is overwritten
        self.assertEqual((told["state"], bool(told["message"]["vi"])), ("failed", True))
        inside = self.server.wait(self.server.json("POST", "/jobs", {"kind": "backup", "path": str(self.out / "x.tar")})[1]["id"])
        self.assertEqual((inside["state"], (self.out / "x.tar").exists()), ("failed", False))
        for path in ("", "kho.tar", "--help", 7, "/" + "x" * 5000):
            self.assertEqual(self.server.json("POST", "/jobs", {"kind": "backup", "path": path})[0], 400, path)

    def test_a_link_is_good_once_and_the_next_is_printed(self):
        first = self.server.ask("GET", f"/?token={self.server.token}", Authorization=None)[0]
        self.assertEqual(first.status, 303)
        cookie = first.getheader("Set-Cookie").split(";")[0]
        self.assertEqual(self.server.ask("GET", f"/?token={self.server.token}", Authorization=None)[0].status, 403)
        self.assertEqual(self.server.ask("GET", "/", Authorization=None, Cookie=cookie)[0].status, 200)
        self.process_line = next(line for line in self.server.process.stderr if "token=" in line)
        renewed = self.process_line.strip().split("token=")[1]
        self.assertEqual(self.server.ask("GET", f"/?token={renewed}", Authorization=None)[0].status, 303)
        self.assertNotIn(self.server.token, pathlib.Path(f"/proc/{self.server.process.pid}/cmdline").read_text(encoding="utf-8"))

    def test_who_is_kept_out(self):
        for headers in ({"Authorization": None}, {"Authorization": "Bearer x"}, {"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            for method, path in (("GET", "/"), ("GET", "/api/v1/info"), ("POST", "/api/v1/jobs"), ("PUT", "/api/v1/jobs/1/files/a"), ("GET", "/metrics")):
                self.assertEqual(self.server.ask(method, path, b"{}" if method != "GET" else None, **headers)[0].status, 403, (method, path, headers))

    def test_a_command_and_the_server_know_of_each_other(self):
        scans = self.out.parent / "quét"
        scans.mkdir()
        for i in range(2):
            (scans / f"{i}.pdf").write_bytes(program.SCAN.read_bytes() + f"\n%{i}".encode())
        with subprocess.Popen([CODAU, "run", scans, "-o", self.out, "--quiet"]) as run:
            wait_until(lambda: (self.server.json("GET", "/info")[1]["run"] or {}).get("pages_all"))
            job = self.server.add({"b.txt": plan(1)})
            wait_until(lambda: (self.server.json("GET", f"/jobs/{job}")[1]["message"] or {}).get("en") or run.poll() is not None)
            told = self.server.json("GET", f"/jobs/{job}")[1]
            if run.poll() is None:
                self.assertEqual(told["state"], "waiting")
                self.assertIn("another codau command", told["message"]["en"])
            self.assertEqual(run.wait(timeout=program.HANGS), 0)
        self.assertEqual(self.server.wait(job)["state"], "done")
        self.assertEqual(self.server.json("GET", "/info")[1]["documents"], 3)
        # And the other way round: a command waits for its turn, or says who works.
        job = self.server.add({f"{i}/a.pdf": program.SCAN.read_bytes() + f"\n%x{i}".encode() for i in range(2)})
        wait_until(lambda: self.server.json("GET", f"/jobs/{job}")[1]["state"] == "running")
        done = program.run([CODAU, "run", scans, "-o", self.out, "--quiet", "--lang", "en"])
        self.assertTrue(done.returncode == 0 or "another" in done.stderr, done.stderr)
        self.assertEqual(self.server.wait(job)["state"], "done")

    def test_the_log_has_requests_and_no_secrets(self):
        self.server.end()
        log = self.out.parent / "log.jsonl"
        self.server = Server(self.out, "--log", log)
        self.assertEqual(self.server.json("GET", "/search?q=mat+khau")[0], 200)
        self.assertEqual(self.server.ask("GET", "/?token=x", Authorization=None)[0].status, 403)
        text = log.read_text(encoding="utf-8")
        told = [json.loads(line) for line in text.splitlines()]
        self.assertEqual([(one["method"], one["path"], one["status"]) for one in told], [("GET", "/api/v1/search", 200), ("GET", "/", 403)])
        self.assertTrue(all(one["time"].endswith("Z") and one["ms"] >= 0 for one in told), told)
        for secret in (SECRET, "mat", "token"):
            self.assertNotIn(secret, text)

    def test_hostile_uploads_leave_nothing(self):
        job = self.server.json("POST", "/jobs", {"kind": "files"})[1]["id"]
        before = sorted(self.out.parent.rglob("*"))
        for path in ("../../x", "a/../../x", ".x", "a//b", "%00", "a%5Cb", "x" * 241, "%FF", "/etc/passwd", "a/" * 600 + "b"):
            answer, body = self.server.ask("PUT", f"/api/v1/jobs/{job}/files/{path}", b"x")
            self.assertIn(answer.status, (400, 404, 414), path)
            self.assertEqual(answer.getheader("Content-Type"), "application/problem+json", path)
        with contextlib.suppress(OSError):
            answer, _ = self.server.ask("PUT", f"/api/v1/jobs/{job}/files/a", iter([b"x" * 1000]), **{"Transfer-Encoding": "chunked"})
            self.assertEqual(answer.status, 400)
        for body in (b"", b"[]", b"{", b'{"kind":"x"}', b'{"kind":7}', b"[" * 100000, b'{"kind":"export","format":"xlsx","doc":["--force"]}', b"\xff"):
            self.assertEqual(self.server.ask("POST", "/api/v1/jobs", body)[0].status, 400, body[:40])
        self.assertEqual(sorted(self.out.parent.rglob("*")), before)
        self.assertEqual(self.server.json("GET", "/info")[0], 200)


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
