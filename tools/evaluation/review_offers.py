"""The other values that codau review offers a clerk for a value in doubt, asked of its server as its page does."""
import contextlib
import http.client
import json
import subprocess
import sys
import time
import urllib.parse

MAX_OFFERS = 3  # of a doubt; a clerk is expected to read no more
TIMEOUT_SECONDS = 60  # of one answer, and until the server knows the doubts of all documents


class Session:
    """A browser that has opened the address printed by codau review."""

    def __init__(self, address):
        parts = urllib.parse.urlparse(address)
        self.port, self.cookie = parts.port, ""
        answer, _ = self.ask(f"/?{parts.query}")
        self.cookie = answer.getheader("Set-Cookie", "").split(";")[0]

    def ask(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            return answer, answer.read()

    def get(self, path, **parameters):
        answer, body = self.ask(f"{path}?{urllib.parse.urlencode(parameters)}")
        if answer.status != 200:
            sys.exit(f"eval: codau review answers {path} with {answer.status}: {body.decode(errors='replace')}")
        return json.loads(body)

    def wait_for_doubts(self):
        end = time.monotonic() + TIMEOUT_SECONDS
        while self.get("/api/v1/review/queue")["unseen"]:
            if time.monotonic() > end:
                sys.exit("eval: codau review does not find all doubts in time")
            time.sleep(0.1)


@contextlib.contextmanager
def serve(setting, folder):
    """Runs codau review on an output folder, on a free port. Gives a Session."""
    server = subprocess.Popen([setting.codau, "review", folder, "--actor", "eval"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()
        if not address:
            sys.exit(f"eval: codau review ended with {server.wait()}: {server.stderr.read()}")
        session = Session(address)
        session.wait_for_doubts()
        yield session
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()
        server.stderr.close()


def request_offers(setting, output, fields):
    """Returns {(doc_id, field): the first offers} for these fields of the table documents, if they are in doubt."""
    found = {}
    with serve(setting, output.folder) as session:
        for doc_id in output.documents:
            for one in session.get("/api/v1/review/queue", doc=doc_id)["items"]:
                if one["table"] == "documents" and one["field"] in fields:
                    doubt = session.get("/api/v1/review/doubt", doc=doc_id, table=one["table"], row=one["row_id"], field=one["field"])
                    found[doc_id, one["field"]] = [offer["value"] for offer in doubt["alternatives"]][:MAX_OFFERS]
    return found
