#!/usr/bin/env python3
"""How long people wait for codau serve: ten of them at one archive, each asking something every two seconds.

usage: office.py CODAU OUT [--seconds S] [--sessions N] [--beside FOLDER]

OUT is an output of codau run; nothing is changed in it, unless --beside is given: then `nice -n 19 codau run FOLDER -o OUT`
goes on meanwhile. Prints for lists, searches, documents and doubts milliseconds by the clock (median, 95th of 100, most),
then milliseconds of processor time of the server for one request at a time, which a busy machine does not change; and the
memory of the server.
"""
import argparse
import http.client
import json
import pathlib
import random
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.parse

SECRET = "a-secret-of-thirty-two-characters"
PAUSE = 2.0
WORDS = ["ke hoach", "chuyen doi so", "ho ngheo", "kênh mương", "phong chay", "rung", "tram y te xa", "giao thong", "thuy loi noi dong", "bao cao ket qua"]


class Server:
    def __init__(self, codau, out, folder):
        secret = pathlib.Path(folder) / "secret"
        secret.write_text(SECRET + "\n", encoding="ascii")
        secret.chmod(0o600)
        begun = time.monotonic()
        self.process = subprocess.Popen([codau, "serve", out, "--token-file", secret], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = urllib.parse.urlparse(self.process.stdout.readline().strip()).port
        self.listens = time.monotonic() - begun

    def memory(self):
        """MiB: now, and at the most."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return [int(status.split(name)[1].split()[0]) // 1024 for name in ("VmRSS:", "VmHWM:")]

    def processor_time(self):
        """Milliseconds of all threads that there are; those of connections stay until the end."""
        return sum(int(one.read_text(encoding="ascii").split()[0]) for one in pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")) / 1e6

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=600)
        self.process.stdout.close()


class Session:
    """A person: asks by one connection."""

    def __init__(self, server, seed, documents):
        self.server, self.chance, self.documents = server, random.Random(seed), documents
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
        self.cursor, self.rank = None, ""

    def get(self, path, **parameters):
        self.connection.request("GET", f"/api/v1{path}?{urllib.parse.urlencode(parameters)}", headers={"Authorization": f"Bearer {SECRET}"})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} {parameters}: {answer.status} {body[:300]}")
        return json.loads(body)

    def list(self):
        kind = self.chance.randrange(4)
        if kind == 0:
            return self.get("/tasks", limit=50, sort="due")
        if kind == 1:
            return self.get("/documents", limit=50, year=self.chance.randrange(2016, 2026), facets=1)
        if kind == 2:
            return self.get("/documents", limit=50, sort=self.chance.choice(["issued", "-issued", "number", "name", "-added"]))
        page = self.get("/documents", limit=50, sort="number", **({"after": self.cursor} if self.cursor else {}))
        self.cursor = page["next"]
        return page

    def search(self):
        return self.get("/search", q=self.chance.choice(WORDS), limit=20)

    def document(self):
        doc = self.chance.choice(self.documents)
        return self.get(self.chance.choice([f"/documents/{doc}", f"/documents/{doc}/tasks", f"/documents/{doc}/sections"]))

    def doubt(self):
        """The next doubt, as the page asks for it."""
        queue = self.get("/review/queue", after=self.rank)
        item = queue["items"][min(1, len(queue["items"]) - 1)]
        self.rank = item["rank"]
        return self.get("/review/doubt", doc=item["doc_id"], table=item["table"], row=item["row_id"], field=item["field"])


KINDS = ("list", "search", "document", "doubt")


def show(title, times):
    print(title)
    for kind in KINDS:
        some = sorted(times[kind])
        print(f"  {kind:9} {len(some):5} times: {statistics.median(some):7.1f} {some[int(0.95 * (len(some) - 1))]:7.1f} {some[-1]:7.1f} ms", flush=True)


def ask_together(server, documents, sessions, seconds):
    times, trouble = {kind: [] for kind in KINDS}, []
    end = time.monotonic() + seconds

    def work(seed):
        session = Session(server, seed, documents)
        time.sleep(PAUSE * seed / sessions)
        try:
            while time.monotonic() < end:
                kind = session.chance.choice(KINDS)
                begun = time.monotonic()
                getattr(session, kind)()
                spent = time.monotonic() - begun
                times[kind].append(1000 * spent)
                time.sleep(max(0, PAUSE - spent))
        except (OSError, RuntimeError, http.client.HTTPException) as error:
            trouble.append(error)
    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(sessions)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if trouble:
        raise trouble[0]
    return times


def ask_alone(server, documents, rounds):
    session, times = Session(server, 4711, documents), {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind in KINDS:
            before = server.processor_time()
            getattr(session, kind)()
            times[kind].append(server.processor_time() - before)
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codau")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--beside", type=pathlib.Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="codau-bench-") as folder:
        server = Server(given.codau, given.out, folder)
        run = None
        try:
            session = Session(server, 0, [])
            begun = time.monotonic()
            first = session.get("/documents", limit=200)
            documents = [one["doc_id"] for one in first["items"]]
            while session.get("/review/queue")["unseen"]:
                time.sleep(1)
            print(f"{first['total']} documents; listens after {server.listens:.2f} s, all doubts are known after {time.monotonic() - begun:.1f} s, {server.memory()} MiB")
            for sort in ("name", "number", "issued"):
                documents += [one["doc_id"] for one in session.get("/documents", limit=200, sort=sort)["items"]]
            show("one after another, processor time", ask_alone(server, documents, given.rounds))
            if given.beside:
                command = ["nice", "-n", "19", given.codau, "run", given.beside, "-o", given.out, "--quiet"]
                run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            times = ask_together(server, documents, given.sessions, given.seconds)
            if run and run.poll() is not None:
                print("the run has ended before: give it more files")
            show(f"{given.sessions} sessions, by the clock{', beside a niced run' if run else ''}", times)
            print(f"memory {server.memory()} MiB")
        finally:
            if run and run.poll() is None:
                run.terminate()
                run.wait(timeout=600)
            server.end()


if __name__ == "__main__":
    main()
