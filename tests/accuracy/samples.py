#!/usr/bin/env python3
"""Grades the program on samples/.  SPDX-License-Identifier: Apache-2.0

usage: samples.py GOVFIG SAMPLES [-v]

Rows are paired in document order where the text is the same or one contains the
other.  A figure is right when value, upper end and unit are; the other columns
are graded over the right ones.  grades.py compares the shares with goals and
floors; exit 1 when one fell under its floor.
"""
import csv
import io
import os
import subprocess
import sys

import grades

FIELDS = ("kind", "bound", "change", "measure", "status", "region_code", "period", "indicator")


def matches(expected, cell, contains=False):
    if "*" in expected.split("|"):
        return True
    return any((e != "" and e in cell) if contains and expected != "" else e == cell
               for e in expected.split("|"))


def is_right(want, got):
    return all(matches(want[c], got[c]) for c in ("value", "high", "unit"))


def same_place(want, got):
    a, b = want["text"], got["text"]
    return a == b or (len(a) > 1 and a in b) or (len(b) > 1 and b in a)


def pair(want, got):
    """Longest common subsequence of the two lists by same_place, right ones first."""
    n, m = len(want), len(got)
    best = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            score = 0
            if same_place(want[i], got[j]):
                score = best[i + 1][j + 1] + (3 if is_right(want[i], got[j]) else 2)
            best[i][j] = max(score, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < n and j < m:
        if best[i][j] == best[i + 1][j]:
            yield want[i], None
            i += 1
        elif best[i][j] == best[i][j + 1]:
            yield None, got[j]
            j += 1
        else:
            yield want[i], got[j]
            i, j = i + 1, j + 1
    for w in want[i:]:
        yield w, None
    for g in got[j:]:
        yield None, g


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def main():
    govfig, folder, verbose = sys.argv[1], sys.argv[2], "-v" in sys.argv
    counts = {f: 0 for f in FIELDS}
    right = wanted = found = 0
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".expected.csv"):
            continue
        document = os.path.join(folder, name.replace(".expected.csv", ".txt"))
        want = rows(open(os.path.join(folder, name), encoding="utf-8", newline="").read())
        run = subprocess.run([govfig, "extract", "-q", document], stdout=subprocess.PIPE, check=True)
        got = rows(run.stdout.decode("utf-8"))
        wanted, found = wanted + len(want), found + len(got)
        for w, g in pair(want, got):
            if w is None or g is None or not is_right(w, g):
                if verbose:
                    print("%s: expected %s, got %s" % (
                        name, w and [w[c] for c in ("text", "value", "high", "unit")],
                        g and [g[c] for c in ("text", "value", "high", "unit", "rule")]))
                continue
            right += 1
            for f in FIELDS:
                if matches(w[f], g[f], f == "indicator"):
                    counts[f] += 1
                elif verbose:
                    print("%s: %s: %s expected '%s', got '%s'" % (name, w["text"], f, w[f], g[f]))
    shares = {"precision": right / max(1, found), "recall": right / max(1, wanted)}
    shares.update((f, counts[f] / max(1, right)) for f in FIELDS)
    shares["region"] = shares.pop("region_code")
    sys.exit(0 if grades.report("samples", shares) else 1)


main()
