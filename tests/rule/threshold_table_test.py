#!/usr/bin/env python3
"""Every threshold of the rooms from src/raster to src/ocr stands in tests/accuracy/THRESHOLDS.md with its present value.

usage: threshold_table_test.py ROOT
"""
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from evaluation import threshold_table  # noqa: E402

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = threshold_table.missing(pathlib.Path(sys.argv[1]))
    if found:
        sys.exit("\n".join(found) + "\nMeasure them (tools/thresholds measure), or run `tools/thresholds table`, which writes down "
                 "that they are not measured yet.")
