#!/usr/bin/env python3
"""How fast govfig summarises, against Miller on the same table.  SPDX-License-Identifier: GPL-3.0-or-later

usage: stats.py [-n PAIRS] [--rows ROWS] GOVFIG DOCUMENTS...

Extracts DOCUMENTS, repeats the table with other document names up to ROWS (1,000,000), and runs in turn
    mlr --icsv stats1 -a count,mean,p50 -f value -g region,publisher,kind,unit,measure,status TABLE   and
    govfig stats TABLE
files warm, output to regular files.  Printed is the median of the pairs' quotients; the gate is 0.5.
Passages repeat with the documents, so reprints are found in most rows: --reprints is what it is by default.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

GROUPS = "region,publisher,kind,unit,measure,status"
GATE = 0.5


def repeat(table, rows, out):
    """`rows` rows of `table`; every repetition is of other documents and passages."""
    with open(table, encoding="utf-8", newline="") as f:
        header, *lines = f.read().splitlines(keepends=True)
    passage = header.rstrip("\n").split(",").index("passage")
    written, turn = 0, 0
    with open(out, "w", encoding="utf-8", newline="") as f:
        f.write(header)
        while lines and written < rows:
            for line in lines[:rows - written]:
                cells = line.split(",")
                if '"' not in line:  # a quoted row is repeated as it is
                    cells[0] = f"{turn}/{cells[0]}"
                    cells[passage] = cells[passage][:1] + f"{turn % 0xFFFF:04x}" + cells[passage][5:]
                f.write(",".join(cells))
            written += len(lines)
            turn += 1


def seconds(command, to):
    start = time.monotonic()
    with open(to, "wb") as f:
        subprocess.run(command, stdout=f, stderr=subprocess.DEVNULL, check=True)
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("-n", type=int, default=5)
    parser.add_argument("--rows", type=int, default=1000000)
    parser.add_argument("govfig")
    parser.add_argument("documents", nargs="+")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        once, table, out = (os.path.join(work, name) for name in ("once.csv", "table.csv", "out"))
        subprocess.run([args.govfig, "extract", "-q", "-o", once, *args.documents], check=True)
        repeat(once, args.rows, table)
        miller = ["mlr", "--icsv", "--ocsv", "stats1", "-a", "count,mean,p50", "-f", "value", "-g", GROUPS,
                  table]
        ours = [args.govfig, "stats", "-q", "-f", "csv", table]
        seconds(ours, out)
        pairs = [(seconds(miller, out), seconds(ours, out)) for _ in range(args.n)]
        megabytes = os.path.getsize(table) / 1e6
    quotient = statistics.median(o / m for m, o in pairs)
    print(f"{args.rows} rows, {megabytes:.0f} MB: mlr {statistics.median(m for m, _ in pairs):.2f} s, "
          f"govfig stats {statistics.median(o for _, o in pairs):.2f} s, quotient {quotient:.2f} (gate {GATE})")
    return 0 if quotient <= GATE else 1


if __name__ == "__main__":
    sys.exit(main())
