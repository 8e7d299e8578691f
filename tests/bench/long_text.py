#!/usr/bin/env python3
"""codau restore on a text of any length: words a second, and memory that does not grow.

usage: long_text.py CODAU [--tokens N] [--mode M] [--text FILE]

Words of FILE (default: the stripped sample plan) are written to the filter in lines of an order drawn
anew each time, a tenth of N and then N of them; the two peaks of resident memory are compared.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def feed(pipe, lines, tokens):
    draw = random.Random(7)
    with pipe:
        while tokens > 0:
            order = draw.sample(lines, len(lines))
            pipe.write(b"".join(order))
            tokens -= sum(len(line.split()) for line in order)


def measure(command, lines, tokens):
    """Seconds of processor time and peak resident MiB."""
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    writer = threading.Thread(target=feed, args=(child.stdin, lines, tokens))
    start = time.monotonic()
    writer.start()
    size = 0
    while piece := child.stdout.read(1 << 20):
        size += len(piece)
    writer.join()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"exit status {os.waitstatus_to_exitcode(status)}")
    wall = time.monotonic() - start
    peak = usage.ru_maxrss / 1024
    print(f"{tokens} tokens: {size} bytes out, {wall:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} s of processor, "
          f"{tokens / (usage.ru_utime + usage.ru_stime):.0f} tokens/s, peak {peak:.0f} MiB", flush=True)
    return peak


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codau")
    parser.add_argument("--tokens", type=int, default=50_000_000)
    parser.add_argument("--mode", default="auto")
    parser.add_argument("--text", type=pathlib.Path, default=ROOT / "data/samples/03-san-pham-dia-phuong.txt")
    options = parser.parse_args()
    lines = options.text.read_bytes().splitlines(keepends=True)
    command = [options.codau, "restore", "--mode", options.mode]
    short = measure(command, lines, options.tokens // 10)
    long = measure(command, lines, options.tokens)
    if long > short * 1.1 + 8:
        sys.exit(f"memory grows: {short:.0f} MiB, then {long:.0f} MiB")


if __name__ == "__main__":
    main()
