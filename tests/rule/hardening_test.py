#!/usr/bin/env python3
"""Program, worker and library are hardened: guards on the stack, checked copies, position-independent code, and tables of
the linker that are read-only once they are filled.

usage: hardening_test.py BUILD_TYPE PROGRAM WORKER LIBRARY
"""
import re
import subprocess
import sys

build_type, *files = sys.argv[1:]
faults = []
for file in files:
    told = subprocess.run(["readelf", "--wide", "--file-header", "--dynamic", "--program-headers", "--dyn-syms", file],
                          check=True, capture_output=True, text=True).stdout
    is_library = ".so" in file
    wanted = {
        "position-independent code": r"Type: +DYN" if is_library else r"Flags:.*\bPIE\b",
        "read-only tables (-z relro)": r"GNU_RELRO",
        "tables filled at the start (-z now)": r"BIND_NOW|Flags:.*\bNOW\b",
        "a stack without code": r"GNU_STACK.* RW +0x",
        "guards on the stack (-fstack-protector-strong)": r"__stack_chk_fail",
    }
    if build_type == "Release" and not is_library:
        wanted["checked copies (_FORTIFY_SOURCE)"] = r"__(?!stack)\w+_chk\b"
    faults += [f"{file}: lacks {what}" for what, pattern in wanted.items() if not re.search(pattern, told)]
print("\n".join(faults))
sys.exit(1 if faults else 0)
