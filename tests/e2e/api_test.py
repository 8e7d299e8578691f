"""The API of codau serve against its own description: every answer fits the schema in openapi.json, lists give every row once.

usage: api_test.py CODAU
"""
import contextlib
import json
import signal
import subprocess
import sys
import unittest
import urllib.error
import urllib.parse
import urllib.request

import jsonschema

import program
from program import CODAU

SECRET = "a-secret-of-thirty-two-characters"
RECURRING = "\n2. Trạm Y tế xã chủ trì báo cáo định kỳ hằng tháng.\n3. Hội Nông dân xã chủ trì tuyên truyền.\n"


class Api:
    """A program that speaks to the server at `address`, and compares each answer with the description."""

    def __init__(self, address, secret):
        parts = urllib.parse.urlparse(address)
        self.base, self.secret = f"http://{parts.netloc}/api/v1", secret
        self.asked = set()
        self.described = json.loads(self.ask("/openapi.json")[1])

    def ask(self, path, method="GET", body=None, **headers):
        request = urllib.request.Request(self.base + path, body, {"Authorization": f"Bearer {self.secret}"} | headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60 * program.PATIENCE) as answer:
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(), error.headers

    def schema_of(self, pattern, method, status):
        responses = self.described["paths"][pattern][method.lower()]["responses"]
        found = responses.get(str(status), responses["default"])
        while "$ref" in found:
            found = self.described["components"]["responses"][found["$ref"].rsplit("/", 1)[1]]
        return found.get("content", {})

    def check(self, pattern, status, body, headers, method="GET"):
        """The body, once it fits the schema of its status."""
        content = self.schema_of(pattern, method, status)
        kind = headers.get_content_type()
        assert kind in content, f"{pattern}: {status} {kind}, described are {list(content)}"
        if not kind.endswith("json"):
            return body
        found = json.loads(body)
        jsonschema.Draft202012Validator(content[kind]["schema"] | {"components": self.described["components"]}).validate(found)
        return found

    def get(self, pattern, expected=200, _method="GET", _body=None, _headers=(), **parameters):
        """Asks a path of the description; parameters of its path by name, the others in the query."""
        path = pattern
        for name in [one for one in parameters if "{" + one + "}" in pattern]:
            path = path.replace("{" + name + "}", urllib.parse.quote(str(parameters.pop(name)), safe=""))
        if parameters:
            path += "?" + urllib.parse.urlencode(parameters)
        status, body, headers = self.ask(path, _method, _body, **dict(_headers))
        assert status == expected, f"{path}: {status} {body[:500]}"
        self.asked.add((pattern, _method.lower()))
        return self.check(pattern, status, body, headers, _method)

    def every(self, pattern, **parameters):
        """All rows of a list, page by page."""
        rows = []
        while True:
            page = self.get(pattern, **parameters)
            rows += page["items"]
            if page["next"] is None:
                return rows
            parameters["after"] = page["next"]


class ApiTest(unittest.TestCase):
    """`out` has five plans, one of them with recurring and undated tasks, and a file that cannot be read."""

    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        cls.out = cls.path / "out"
        (cls.path / "in").mkdir()
        for number in range(1, 6):
            text = program.SMALL_PLAN.format(number=number).replace("28/02", f"{number:02}/02")
            (cls.path / f"in/{number}.txt").write_text(text + (RECURRING if number == 1 else ""), encoding="utf-8")
        (cls.path / "in/broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
        program.run([CODAU, "run", cls.path / "in", "-o", cls.out])
        secret = cls.path / "secret"
        secret.write_text(SECRET + "\n", encoding="utf-8")
        secret.chmod(0o600)
        cls.server = subprocess.Popen([CODAU, "serve", cls.out, "--token-file", secret, "--lang", "en"],
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.end)
        cls.api = Api(cls.server.stdout.readline().split()[-1], SECRET)

    @classmethod
    def end(cls):
        with contextlib.suppress(ProcessLookupError):
            cls.server.send_signal(signal.SIGTERM)
        cls.server.wait(timeout=program.HANGS)
        cls.server.stdout.close()
        cls.server.stderr.close()

    def documents(self):
        return self.api.get("/documents", sort="name")["items"]

    def test_documents(self):
        for sort in ("-issued", "issued", "number", "-number", "name", "added", "-added"):
            rows = self.api.every("/documents", sort=sort, limit=2)
            self.assertEqual(len(rows), 5, sort)
            self.assertEqual(len({row["doc_id"] for row in rows}), 5, sort)
        numbers = [row["number"] for row in self.api.every("/documents", sort="number", limit=2)]
        self.assertEqual(numbers, sorted(numbers))
        page = self.api.get("/documents", facets=1)
        self.assertEqual(page["total"], 5)
        self.assertEqual(page["facets"]["year"], [{"key": "2026", "count": 5}])
        organ = page["facets"]["organ"][0]
        self.assertEqual(self.api.get("/documents", organ=organ["key"])["total"], organ["count"])
        self.assertEqual(self.api.get("/documents", q="thien tai")["total"], 5)
        self.assertEqual(self.api.get("/documents", q="khong co")["total"], 0)
        self.assertEqual(self.api.get("/documents", year=2025)["items"], [])

    def test_a_document(self):
        for item in self.documents():
            document = self.api.get("/documents/{doc_id}", doc_id=item["doc_id"])
            self.assertEqual(document["counts"]["tasks"], item["tasks"])
            self.assertEqual({field["field"]: field["value"] for field in document["fields"]}["code_notation"], "KH-UBND")
            for table in ("tasks", "sections", "references", "recipients", "task_deadlines", "task_agencies", "sources", "evidence", "corrections"):
                rows = self.api.get("/documents/{doc_id}/{table}", doc_id=item["doc_id"], table=table)
                names = {column["name"] for column in rows["columns"]}
                for row in rows["items"]:
                    self.assertEqual(set(row) - ({"row_id", "version", "doubts"} - names), names)
            self.api.get("/documents/{doc_id}/history", doc_id=item["doc_id"])
            page = self.api.get("/documents/{doc_id}/pages/{page}", doc_id=item["doc_id"], page=1)
            self.assertEqual([line["text"] for line in page["lines"]], page["text"].removesuffix("\n").split("\n"))

    def test_tasks(self):
        for sort in ("due", "-due", "agency", "document"):
            rows = self.api.every("/tasks", sort=sort, limit=3)
            self.assertEqual(len(rows), len({(row["row_id"], row["due"]) for row in rows}), sort)
            self.assertEqual(len({row["row_id"] for row in rows}), 7, sort)
        days = [row["due"] for row in self.api.every("/tasks", sort="due")]
        self.assertEqual(days, sorted(days, key=lambda day: day or "~"))
        self.assertEqual(len(self.api.every("/tasks", without_date=1)), 1)
        agencies = self.api.get("/tasks", facets=1)["facets"]["agency"]
        for one in agencies:
            self.assertEqual(self.api.get("/tasks", agency=one["key"])["total"], one["count"])
        self.assertEqual(len(self.api.every("/tasks", q="kenh muong", limit=2)), 5)

    def test_the_calendar_has_what_the_list_has(self):
        month = self.api.get("/calendar", month="2026-02")
        listed = self.api.every("/tasks", **{"from": "2026-02-01", "until": "2026-02-28"})
        self.assertEqual({day["date"] for day in month["days"]}, {row["due"] for row in listed})
        self.assertEqual(sum(day["count"] for day in month["days"]), len(listed))

    def test_search(self):
        rows = self.api.every("/search", q="thiên tai", limit=2)
        self.assertGreaterEqual(len({row["doc_id"] for row in rows}), 5)
        for row in rows:
            units = row["text"].encode("utf-16-le")
            for begin, end in row["marks"]:
                self.assertIn(units[2 * begin:2 * end].decode("utf-16-le").lower(), ("thiên", "tai", "thiên tai"))

    def test_changes_and_failures(self):
        seen, since = [], 0
        while True:
            page = self.api.get("/changes", since=since, limit=2)
            seen += [one["doc_id"] for one in page["items"]]
            since = page["seq"]
            if not page["more"]:
                break
        self.assertEqual(set(seen), {item["doc_id"] for item in self.documents()})
        failures = self.api.every("/failures", limit=1)
        self.assertEqual([one["file"] for one in failures], ["broken.pdf"])

    def test_other_answers_fit(self):
        self.api.get("/info")
        self.api.get("/jobs")
        self.api.get("/folders")
        self.api.get("/openapi.json")

    def test_failures_name_the_job_of_their_file(self):
        job = self.add_files({"hỏng.pdf": b"%PDF-1.7 broken too"})
        self.api.get("/jobs/{id}/start", 202, "POST", id=job)
        self.wait(job)
        self.assertEqual({one["file"]: one["job"] for one in self.api.every("/failures")}, {"broken.pdf": None, "hỏng.pdf": job})

    def add_files(self, files):
        job = self.api.get("/jobs", 201, "POST", b'{"kind":"files"}')["id"]
        for path, content in files.items():
            self.api.get("/jobs/{id}/files/{path}", 201, "PUT", content, id=job, path=path)
        return job

    def wait(self, job):
        told = {}
        while told.get("state") not in ("done", "failed", "cancelled"):
            told = self.api.get("/jobs/{id}", id=job, wait=10)
        return told

    def test_z_every_operation_answers_as_described(self):
        """Goes last: what it asks, and what the others have asked, is all that the description has."""
        api = self.api
        job = self.add_files({"quét.pdf": program.SCAN.read_bytes()})
        while api.get("/jobs/{id}/arrangement", id=job)["state"] != "ready":
            pass
        picture = api.get("/jobs/{id}/arrangement/picture", id=job, path="quét.pdf", page=1)
        self.assertEqual(picture[:3], b"\xff\xd8\xff")
        api.get("/jobs/{id}/arrangement", 200, "POST", json.dumps({"files": [{"path": "quét.pdf", "drop_blank": True}]}).encode(), id=job)
        api.get("/jobs/{id}/start", 202, "POST", id=job)
        api.get("/jobs/{id}/first", 202, "POST", id=job)
        doc = self.wait(job)["files"][0]["documents"][0]["doc_id"]
        for what in ("pdf", "text", "xlsx"):
            self.assertTrue(api.get(f"/documents/{{doc_id}}/{what}", doc_id=doc))
        self.assertTrue(api.get("/documents/{doc_id}/pages/{page}/picture", doc_id=doc, page=1))
        line = next(one for one in api.get("/documents/{doc_id}/pages/{page}", doc_id=doc, page=1)["lines"] if one["text"])
        change = {"page": 1, "line": line["line"], "was": line["text"], "text": line["text"] + " x"}
        self.assertEqual(api.get("/documents/{doc_id}/lines", 200, "POST", json.dumps(change).encode(), doc_id=doc)["made"], 1)
        accept = [{"doc_id": doc, "table": "documents", "row_id": doc, "action": "set", "field": "subject", "value": "Một tên khác"}]
        self.assertEqual(api.get("/corrections", 200, "POST", json.dumps(accept).encode())["made"], 1)
        self.assertEqual(len(api.get("/documents/{doc_id}/history", doc_id=doc)["items"]), 2)
        export = api.get("/jobs", 201, "POST", b'{"kind":"export","format":"csv"}')["id"]
        self.wait(export)
        self.assertEqual(api.get("/jobs/{id}/result", id=export)[:2], b"PK")
        api.get("/jobs/{id}", 200, "DELETE", id=export)
        stopped = self.add_files({"a.txt": b"x"})
        api.get("/jobs/{id}/cancel", 202, "POST", id=stopped)
        api.get("/jobs/{id}/retry", 202, "POST", id=stopped)
        self.wait(stopped)
        backup = api.get("/jobs", 201, "POST", json.dumps({"kind": "backup", "path": str(self.path / "kho.tar")}).encode())["id"]
        self.assertEqual((self.wait(backup)["state"], (self.path / "kho.tar").is_file()), ("done", True))
        folder = api.get("/folders", 201, "POST", json.dumps({"path": str(self.path / "in"), "marker": ".done", "settle": 5}).encode())
        self.assertEqual([(one["marker"], one["settle"]) for one in api.get("/folders")["items"]], [(".done", 5)])
        self.assertEqual(api.get("/names"), {"items": [], "next": None, "total": 0})
        api.get("/folders/{id}", 200, "DELETE", id=folder["id"])
        described = {(path, method) for path, methods in api.described["paths"].items() for method in methods if method != "parameters"}
        self.assertEqual(described - api.asked, set())

    def test_problems_fit(self):
        doc = self.documents()[0]["doc_id"]
        for pattern, status, parameters in [
                ("/documents", 400, {"limit": 0}), ("/documents", 400, {"limit": 100000}), ("/documents", 400, {"after": "'--"}),
                ("/documents", 400, {"sort": "x"}), ("/tasks", 400, {"from": "2026-02-30"}), ("/tasks", 400, {"after": "WyJ0YXNrc2R1ZSJd"}),
                ("/calendar", 400, {"month": "2026-13"}), ("/search", 400, {"q": "a" * 501}), ("/changes", 400, {"since": -1}),
                ("/documents/{doc_id}", 404, {"doc_id": "0" * 16}), ("/documents/{doc_id}", 404, {"doc_id": "' OR 1=1"}),
                ("/documents/{doc_id}/{table}", 404, {"doc_id": doc, "table": "made"}),
                ("/documents/{doc_id}/pages/{page}", 404, {"doc_id": doc, "page": 99}), ("/jobs/{id}", 404, {"id": "x"})]:
            problem = self.api.get(pattern, status, **parameters)
            self.assertEqual(problem["status"], status)
            self.assertTrue(problem["detail"] and problem["detail_en"], problem)

    def test_an_answer_that_is_known_is_not_sent_again(self):
        _, _, headers = self.api.ask("/documents")
        status, body, _ = self.api.ask("/documents", **{"If-None-Match": headers["ETag"]})
        self.assertEqual((status, body), (304, b""))

    def test_the_description_is_valid(self):
        described = self.api.described
        self.assertEqual(described["openapi"], "3.1.0")
        for schema in described["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(schema)
        for path in described["paths"]:
            names = {part[1:-1] for part in path.split("/") if part.startswith("{")}
            for operation in described["paths"][path].values():
                parameters = [described["components"]["parameters"][one["$ref"].rsplit("/", 1)[1]] if "$ref" in one else one
                              for one in operation.get("parameters", [])]
                self.assertEqual({one["name"] for one in parameters if one["in"] == "path"}, names, path)


if __name__ == "__main__":
    sys.argv.pop(1)
    unittest.main()
