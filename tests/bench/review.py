#!/usr/bin/env python3
"""What a clerk waits for codau review, by the clock.

usage: review.py CODAU OUT [--doubts N] [--pictures] [--filters]

OUT is an output of codau run; it is copied first where it is small (below 1 GiB), else answered as it is. Prints seconds from
the command to the first answer, then milliseconds (median, 95th of 100, most) of the queue, of what is known of a doubt,
of an answer to it that is saved, of undoing one, of a page of text and, with --pictures, of crops and pages of scans that
nobody has asked for before; with --filters, of the queue by one thing; and the memory of the server.
"""
import argparse
import http.client
import json
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.parse

SMALL = 1 << 30


class Page:
    def __init__(self, address):
        parts = urllib.parse.urlparse(address)
        self.host = parts.netloc
        self.cookie = ""
        self.times = {}
        _, headers = self.ask("GET", f"/?{parts.query}")
        self.cookie = headers["Set-Cookie"].split(";")[0]

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=600)
        connection.request(method, path, body, {"Cookie": self.cookie, "Origin": f"http://{self.host}"})
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return read, answer.headers

    def timed(self, what, method, path, body=None):
        begun = time.monotonic()
        read, _ = self.ask(method, path, body)
        self.times.setdefault(what, []).append(1000 * (time.monotonic() - begun))
        return read

    def get(self, what, path, **parameters):
        return json.loads(self.timed(what, "GET", f"{path}?{urllib.parse.urlencode(parameters)}"))

    def act(self, what, **deed):
        return json.loads(self.timed(what, "POST", "/api/v1/review/act", json.dumps(deed)))


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def memory(pid):
    """MiB: what it has now, and had at the most."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return [int(status.split(name)[1].split()[0]) // 1024 for name in ("VmRSS:", "VmHWM:")]


def answer_doubts(page, given):
    after = ""
    left = given.doubts
    while left > 0:
        queue = page.get("queue", "/api/v1/review/queue", after=after)
        if not queue["items"]:
            break
        for item in queue["items"][:left]:
            after = item["rank"]
            doubt = page.get("doubt", "/api/v1/review/doubt", doc=item["doc_id"], table=item["table"], row=item["row_id"], field=item["field"])
            if "version" not in doubt:
                continue  # settled with another one of its row
            if given.pictures:
                for scan in doubt["scans"]:
                    page.timed("crop", "GET", scan["url"])
                shown = page.get("text of a page", "/api/v1/review/page", doc=item["doc_id"], page=doubt["page"] or 1)
                if "scan" in shown:
                    page.timed("page of a scan", "GET", shown["scan"]["url"])
            deed = {key: doubt[key] for key in ("doc_id", "table", "row_id", "field", "version")}
            is_document = deed["table"] == "documents" and not deed["field"]
            done = page.act("act", action="sign", doc_id=deed["doc_id"], version=doubt["document"]["version"]) if is_document \
                else page.act("act", action="accept", blank=True, **deed)
            if left % 10 == 0 and "undo" in done:
                page.act("undo", **done["undo"])
            left -= 1
            time.sleep(given.thought)


def filter_queue(page):
    """Once all documents were looked through: what a clerk chooses from, each ten times."""
    while (all_of := page.get("looked through", "/api/v1/review/queue"))["unseen"]:
        time.sleep(1)
    rarest = min(all_of["reasons"], key=lambda one: one["count"])
    commonest = max(all_of["reasons"], key=lambda one: one["count"])
    for _ in range(10):
        page.get("of rare reason", "/api/v1/review/queue", reason=rarest["key"])
        page.get("of a reason", "/api/v1/review/queue", reason=commonest["key"])
        page.get("of an organ", "/api/v1/review/queue", organ=all_of["organs"][-1]["key"])
        page.get("of a document", "/api/v1/review/queue", doc=all_of["items"][-1]["doc_id"])
        page.get("names", "/api/v1/review/queue", name="no such name")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codau")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--doubts", type=int, default=100)
    parser.add_argument("--thought", type=float, default=0, help="seconds between two answers")
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--filters", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="codau-bench-") as folder:
        out = given.out
        if size(out) < SMALL:
            out = pathlib.Path(folder) / "out"
            shutil.copytree(given.out, out)
        begun = time.monotonic()
        server = subprocess.Popen([given.codau, "review", out], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            page = Page(server.stdout.readline())
            listens = time.monotonic() - begun
            page.get("first queue", "/api/v1/review/queue")
            print(f"listens after {listens:.2f} s, first queue after {time.monotonic() - begun:.2f} s, {memory(server.pid)[0]} MiB")
            answer_doubts(page, given)
            if given.filters:
                filter_queue(page)
            for what, times in page.times.items():
                times.sort()
                print(f"{what:15} {len(times):5} times: {statistics.median(times):7.1f} {times[int(0.95 * (len(times) - 1))]:7.1f} {times[-1]:7.1f} ms")
            waits = statistics.mean(page.times.get("act", [0])) / 1000
            print(f"of a doubt that takes 4 s of thought {100 * waits / (4 + waits):.1f} % is waiting for an answer to be saved")
            print(f"memory {memory(server.pid)} MiB; doubts left {page.get('last', '/api/v1/review/queue')['all']}")
        finally:
            server.terminate()
            server.wait(timeout=600)
            server.stdout.close()


if __name__ == "__main__":
    main()
