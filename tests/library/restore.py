#!/usr/bin/env python3
"""The smallest program that uses the module codau: restore.py MODELS DATA TEXT"""
import sys

import codau

models, data, text = sys.argv[1:]
try:
    result = codau.Restorer(models, data).restore(text, tokens=True, log=True)
except codau.Error as error:
    print(error, file=sys.stderr)
    sys.exit(error.status)
print(result.text)
for change in result.changes:
    print(f"{change.before} -> {change.after} {change.confidence:.4f}")
for token in result.tokens:
    for other in token.alternatives:
        print(f"{token.after} or {other.text} {other.confidence:.4f}")
sys.exit(codau.undo(result.text, result.log) != text)
