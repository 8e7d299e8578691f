#!/usr/bin/env python3
"""Attacks and kills of codau serve: nothing crashes, nobody is let in, no received file is lost.

usage: serve_faults.py CODAU hostile [N]   N made requests at each door (default 1000), without and with the secret
       serve_faults.py CODAU kill [N]      N kills at random moments of uploads and jobs (default 50)
"""
import contextlib
import hashlib
import json
import pathlib
import random
import socket
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
SEED = 20261130

import program
import serve_test
from serve_test import SECRET, Server

DOORS = ["/", "/?token=x", "/healthz", "/metrics", "/api/v1/info", "/api/v1/jobs", "/api/v1/jobs/x", "/api/v1/jobs/x/files/a.pdf", "/api/v1/jobs/x/start",
         "/api/v1/jobs/x/result", "/api/v1/jobs/x/arrangement", "/api/v1/jobs/x/arrangement/picture", "/api/v1/names", "/api/v1/folders",
         "/api/v1/documents", "/api/v1/documents/0123456789abcdef", "/api/v1/documents/0123456789abcdef/tasks",
         "/api/v1/documents/0123456789abcdef/pages/1", "/api/v1/documents/0123456789abcdef/lines", "/api/v1/documents/0123456789abcdef/pdf", "/api/v1/tasks",
         "/api/v1/calendar", "/api/v1/search", "/api/v1/changes", "/api/v1/failures", "/api/v1/corrections", "/api/v1/openapi.json", "/api/v1/review/queue",
         "/api/v1/review/doubt", "/api/v1/review/act", "/api/v1/review/scan", "/api/v1/review/sample", "/api/v1/review/statistics"]
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "G\0T"]
NAMES = ["limit", "after", "q", "doc", "organ", "from", "until", "month", "page", "part", "sort", "sheet", "lang", "since", "token", "wait"]


def odd_text(chance):
    return chance.choice(["", "%00", "..%2f..%2fetc%2fpasswd", "'%3B--", "%22%3E%3Cscript%3E", "-1", "9" * 30, "%ff%fe", "a" * 3000, "*", "%2A%2A", "NEAR(", "%22", "2026-13-99",
                          "x" * 60000, "%F0%9F%92%A9", "1e9", "0,0,1,99999999999", "SELECT", "%0d%0aX:%20y", "NaN"])


def odd_body(chance):
    return chance.choice([b"", b"{", b"[]", b"null", b"[" * 50000, b'{"a":' * 9000, b"\xff\xfe", b"PK\x03\x04" + bytes(400), b'{"kind":"export","format":"xlsx","organ":"--force"}',
                          b'{"path":"/etc"}', b'{"path":"../.."}', b'{"action":"set","value":' + b"9" * 5000 + b"}", b"0" * 900000, json.dumps([{}] * 3000).encode(),
                          b'{"kind":"files","name":"<img src=x onerror=alert(1)>"}', b'{"kind":"backup","path":"--help"}', b'{"path":"/etc","marker":"../x","settle":-1}', b'[{"doc_id":"x","action":"set_line","line":1,"before":"a","value":"b"}]'])


def odd_request(chance, door, host, with_secret):
    """The bytes of a request that no client of ours sends."""
    path = door + ("&" if "?" in door else "?") + "&".join(f"{chance.choice(NAMES)}={odd_text(chance)}" for _ in range(chance.randrange(4)))
    if chance.random() < 0.2:
        path = path.replace("/", chance.choice(["//", "/./", "/../", "/%2e%2e/", "\\"]), chance.randrange(1, 4))
    body = odd_body(chance)
    headers = [f"Host: {chance.choice([host, host, host, 'evil.example', '', '127.0.0.1', host + chr(9)])}", f"Content-Length: {chance.choice([len(body)] * 6 + [-1, 0, 10**18, 'x'])}"]
    if with_secret:
        headers.append(f"Authorization: Bearer {SECRET}")
    headers += chance.sample(["Origin: http://evil.example", "Origin: null", "Transfer-Encoding: chunked", "Content-Encoding: gzip", "Range: bytes=0-,0-,0-", "Cookie: codau_session_1=x",
                              "Content-Type: multipart/form-data; boundary=x", "Content-Type: application/x-www-form-urlencoded", "Expect: 100-continue", "X: " + "y" * 70000,
                              "If-None-Match: *", "Connection: keep-alive", "Upgrade: websocket"], chance.randrange(4))
    return (f"{chance.choice(METHODS)} {path} HTTP/{chance.choice(['1.1', '1.1', '1.0', '2.0', '9'])}\r\n" + "\r\n".join(headers) + "\r\n\r\n").encode("utf-8", "surrogateescape") + body


def send(port, request):
    """The first bytes of the answer; empty if the server hung up."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        return line.recv(65536)
    return b""


def hostile(number):
    with program.Folder() as folder:
        server = Server(folder / "kho")
        server.wait(server.add({"a.txt": serve_test.plan(1)}))
        chance = random.Random(SEED)
        let_in, defects, answers = [], [], {}
        began = time.monotonic()
        for door in DOORS:
            for i in range(number):
                with_secret = i % 2 == 1
                request = odd_request(chance, door, server.host, with_secret)
                answer = send(server.port, request)
                status = answer[9:12].decode("latin-1")
                answers[status] = answers.get(status, 0) + 1
                if not with_secret and status.startswith("2") and not door.startswith("/healthz"):
                    let_in.append((request[:200], answer[:200]))
                if status == "500" or server.process.poll() is not None:
                    defects.append((request[:300], answer[-300:]))
            if server.process.poll() is not None:
                break
        resident = int(pathlib.Path(f"/proc/{server.process.pid}/status").read_text().split("VmHWM:")[1].split()[0]) if server.process.poll() is None else 0
        print(f"{sum(answers.values())} requests in {time.monotonic() - began:.0f} s, answers {dict(sorted(answers.items()))}, let in {len(let_in)}, defects {len(defects)}, peak {resident >> 10} MiB")
        for one in (let_in + defects)[:10]:
            print(one)
        server.end()
        return bool(let_in or defects)


def kill(number):
    chance = random.Random(SEED)
    lost = 0
    with program.Folder() as folder:
        out = folder / "kho"
        sent = {}
        for i in range(number):
            server = Server(out)
            content = program.SCAN.read_bytes() + f"\n%{i}".encode() if i % 5 == 0 else serve_test.plan(i + 1)
            stop = time.monotonic() + chance.uniform(0, 3)
            with contextlib.suppress(OSError, AssertionError, KeyError):
                job = server.json("POST", "/jobs", {"kind": "files"})[1]["id"]
                if server.json("PUT", f"/jobs/{job}/files/{i}.{'pdf' if i % 5 == 0 else 'txt'}", content)[0] == 201:
                    sent[job] = hashlib.sha256(content).hexdigest()
                    server.json("POST", f"/jobs/{job}/start")
            time.sleep(max(0, stop - time.monotonic()))
            server.end(9)
        server = Server(out)
        for job, digest in sent.items():
            if server.json("GET", f"/jobs/{job}")[1]["state"] == "receiving":
                server.json("POST", f"/jobs/{job}/start")
            told = server.wait(job)
            if [one["sha256"] for one in told["files"] if one["state"] in ("done", "known")] != [digest]:
                lost += 1
                print(job, told["state"], told["message"], told["files"])
        print(f"{number} kills, {len(sent)} files received, {lost} lost; documents: {server.json('GET', '/info')[1]['documents']}")
        server.end()
    return lost > 0


if __name__ == "__main__":
    serve_test.CODAU = sys.argv[1]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else {"hostile": 1000, "kill": 50}[sys.argv[2]]
    sys.exit({"hostile": hostile, "kill": kill}[sys.argv[2]](count))
