"""A real browser for tests: headless Chromium by chromedriver, spoken to with the standard library."""
import base64
import http.client
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Home": "\ue011", "End": "\ue010", "F2": "\ue032", "F4": "\ue034", "F6": "\ue036", "F7": "\ue037", "F8": "\ue038", "F9": "\ue039", "F10": "\ue03a", "Backspace": "\ue003",
        "Shift": "\ue008", "Control": "\ue009", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015"}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def need():
    """Ends the test as skipped where there is no browser, as failed where CI=true says that there is to be one."""
    missing = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
    if not missing:
        return
    print(f"no {' and no '.join(missing)}: tools/test --install-only installs chromium and chromium-driver", file=sys.stderr)
    sys.exit(1 if os.environ.get("CI") == "true" else 77)


class Browser:
    """One window. Errors of the driver are RuntimeErrors with its message."""

    def __init__(self, width=1280, height=900):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="codau-browser-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.driver = subprocess.Popen(["chromedriver", f"--port={self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       env=os.environ | {"HOME": str(self.folder)})
        self.session = ""
        try:
            self._wait_for_driver()
            options = {"args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", f"--window-size={width},{height}",
                                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--user-data-dir={self.folder / 'profile'}"]}
            made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
            self.session = f"/session/{made['sessionId']}"
        except BaseException:
            self.close()
            raise

    def _wait_for_driver(self):
        for _ in range(300):
            try:
                return self._ask("GET", "/status")
            except (OSError, RuntimeError):
                time.sleep(0.1)
        raise RuntimeError("chromedriver does not answer")

    def _ask(self, method, path, body=None):
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=120) as answer:
                return json.loads(answer.read())["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.loads(error.read())["value"]["message"]) from None
        except http.client.HTTPException as error:
            raise RuntimeError(str(error)) from None

    def _post(self, path, body=None):
        return self._ask("POST", self.session + path, body)

    def close(self):
        if self.session:
            try:
                self._ask("DELETE", self.session)
            except (OSError, RuntimeError):
                pass
        self.driver.terminate()
        self.driver.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # ---- what a person does ----

    def go(self, address):
        self._post("/url", {"url": address})

    def reload(self):
        self._post("/refresh")

    def press(self, *keys):
        """Keys one after another, wherever the focus is: names of KEYS, also behind "Control+", or characters."""
        actions = []
        for key in keys:
            held = [KEYS["Control"]] if key.startswith("Control+") else []
            key = key.removeprefix("Control+")
            actions += [{"type": "keyDown", "value": one} for one in held]
            for one in [KEYS[key]] if key in KEYS else key:
                actions += [{"type": "keyDown", "value": one}, {"type": "keyUp", "value": one}]
            actions += [{"type": "keyUp", "value": one} for one in held]
        self._post("/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def size(self, width, height):
        """Of the viewport, in CSS pixels, narrower than a window can be."""
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def new_tab(self):
        self._post("/window", {"handle": self._post("/window/new", {"type": "tab"})["handle"]})

    def tabs(self):
        return self._ask("GET", f"{self.session}/window/handles")

    def to_tab(self, handle):
        self._post("/window", {"handle": handle})

    # ---- what he sees ----

    def run(self, script, *arguments):
        return self._post("/execute/sync", {"script": script, "args": list(arguments)})

    def command(self, name, **parameters):
        """Of the DevTools protocol."""
        return self._post("/goog/cdp/execute", {"cmd": name, "params": parameters})

    def text(self, selector="body"):
        return self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector)

    def value(self, selector):
        return self.run("return document.querySelector(arguments[0])?.value ?? null", selector)

    def wait(self, script, *arguments, seconds=20):
        """Until the script gives something; that."""
        end = time.monotonic() + seconds
        while True:
            got = self.run(script, *arguments)
            if got:
                return got
            if time.monotonic() > end:
                raise AssertionError(f"never came: {script} {arguments}\n{self.text()[:2000]}")
            time.sleep(0.03)

    def accessible(self):
        """Role and name of everything that a screen reader tells of."""
        nodes = self.command("Accessibility.getFullAXTree")["nodes"]
        return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node.get("ignored") and "role" in node]

    def picture(self, file):
        pathlib.Path(file).write_bytes(base64.b64decode(self._ask("GET", f"{self.session}/screenshot")))
