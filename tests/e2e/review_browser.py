"""A browser at the review page: its scripts may name what the modules of the page export."""
import re

import browser

# What scripts of tests name, and the module that exports it.
EXPORTS = {"state": "state", "isWholeDocument": "doubt_queue", "isActive": "row_actions", "runIfIdle": "serial_executor", "drawView": "router", "SAMPLE_KEYS": "sample_view"}


class ReviewBrowser(browser.Browser):
    def run(self, script, *arguments):
        imports = [f"const {{ {name} }} = await import('/{module}.js');" for name, module in EXPORTS.items() if re.search(rf"\b{name}\b", script)]
        if imports:
            script = "\n".join(["return (async function () {", *imports, script, "}).apply(null, arguments)"])
        return super().run(script, *arguments)

    def choose(self, name, value):
        """The filter of the queue with this name."""
        self.run("const list = document.querySelector(`#filters select[name=${arguments[0]}]`); list.value = arguments[1];"
                 "if (list.value !== arguments[1]) throw new Error('no such choice'); list.dispatchEvent(new Event('change', { bubbles: true }))", name, value)
