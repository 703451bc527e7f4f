#!/usr/bin/env python3
"""How fast govfig extracts, against ripgrep on the same file.  SPDX-License-Identifier: GPL-3.0-or-later

usage: bench.py [-n PAIRS] [--threads] [--memory] [--instructions] [--crawl] [GOVFIG]

Without options: the yardstick comparison.  Each pair of runs is one of
    rg -oN -j1 '[0-9][0-9,.]*[...]*' FILE       and
    govfig extract -j1 FILE
one after the other, files warm, standard output to a regular file that is empty;
printed is the median of the pairs' quotients.  The gate is 5, the goal 3.  (With -o
the program also waits until the table is safe on the disk, which rg does not.)

  --threads       one thread against two
  --memory        peak memory on 10 MB and on 1 GB
  --instructions  instructions per byte (valgrind), against bench/baseline.txt
  --crawl         a crawl of articles, JSON Lines packed with xz: whole, without
                  a failure, the same bytes from any number of threads
"""
import argparse
import filecmp
import json
import lzma
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORK = os.path.join(ROOT, "build", "bench")
SHARED = os.environ.get("GOVFIG_SHARED_DATA", os.path.join(ROOT, "..", "shared"))
YARDSTICK = ("[0-9][0-9,.]*[\u4e07\u4ebf]?[%\uff05\u9879\u4ef6\u4eba\u6b21\u540d\u5bb6\u4e2a"
             "\u5143\u5929\u5e74]*")
GATE = 5.0
MB = 1000 * 1000


def texts_of_jsonl(path):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        for line in f:
            yield json.loads(line).get("text") or ""


def corpus_texts(name):
    """Texts of the real corpus, or None where it is absent."""
    corpus = os.path.join(SHARED, "corpus")
    if name == "news":
        path = os.path.join(corpus, "xwlb.jsonl.xz")
        return texts_of_jsonl(path) if os.path.exists(path) else None
    folder = os.path.join(corpus, "reports")
    if not os.path.isdir(folder):
        return None
    files = sorted(f for f in os.listdir(folder) if f.endswith(".jsonl"))
    return (t for f in files for t in texts_of_jsonl(os.path.join(folder, f)))


def sample_texts():
    folder = os.path.join(ROOT, "samples")
    return [open(os.path.join(folder, f), encoding="utf-8").read()
            for f in sorted(os.listdir(folder)) if f.endswith(".txt")]


def make_file(name, size):
    """build/bench/NAME.txt of about `size` bytes: texts joined, repeated as needed."""
    path = os.path.join(WORK, name + ".txt")
    note = path + ".source"
    texts = corpus_texts(name)
    source = "samples/" if texts is None else "corpus"
    if os.path.exists(path) and open(note).read() == source:
        return path, source
    texts = sample_texts() if texts is None else texts
    parts, total = [], 0
    for text in texts:
        parts.append(text.rstrip("\n") + "\n\n")
        total += len(parts[-1].encode())
        if total >= size:
            break
    with open(path, "w", encoding="utf-8") as f:
        written = 0
        while written < size:
            for part in parts:
                written += len(part.encode())
                f.write(part)
                if written >= size:
                    break
    with open(note, "w") as f:
        f.write(source)
    return path, source


def run(command, out=None):
    """(wall seconds, CPU seconds, peak KiB) of a command that must succeed."""
    sink = open(out, "wb") if out else subprocess.DEVNULL
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=sink)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = status
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit("bench: failed: " + " ".join(command))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def yardstick(govfig, path, pairs):
    table, found = os.path.join(WORK, "table.csv"), os.path.join(WORK, "rg.out")
    rg = ["rg", "-oN", "-j1", YARDSTICK, path]
    extract = [govfig, "extract", "-q", "-j1", path]
    run(rg, found), run(extract, table)
    walls, cpus, times = [], [], []
    for _ in range(pairs):
        a, b = run(rg, found), run(extract, table)
        walls.append(b[0] / a[0])
        cpus.append(b[1] / a[1])
        times.append((a[0], b[0]))
    rows = sum(1 for _ in open(table, "rb"))
    return statistics.median(walls), statistics.median(cpus), \
        statistics.median(t[0] for t in times), statistics.median(t[1] for t in times), rows


def compare(govfig, pairs):
    worst = 0
    for name, size in (("news", 60 * MB), ("reports", 30 * MB)):
        path, source = make_file(name, size)
        wall, cpu, rg, ours, rows = yardstick(govfig, path, pairs)
        megabytes = os.path.getsize(path) / MB
        print("bench: %-8s %5.1f MB from %s: rg %.3f s, govfig %.3f s (%.0f MB/s, %d lines): "
              "%.2f times the yardstick (CPU %.2f), gate %.0f"
              % (name, megabytes, source, rg, ours, megabytes / ours, rows, wall, cpu, GATE))
        worst = max(worst, wall)
    return worst <= GATE


def threads(govfig):
    path, _ = make_file("news", 60 * MB)
    # One file of plain text is one document; records of one file are many.
    records = os.path.join(WORK, "news.jsonl")
    if not os.path.exists(records):
        with open(records, "w", encoding="utf-8") as f:
            for i, part in enumerate(open(path, encoding="utf-8").read().split("\n\n")):
                f.write(json.dumps({"id": str(i), "text": part}, ensure_ascii=False) + "\n")
    table = os.path.join(WORK, "table.csv")
    quotients = []
    for _ in range(5):
        one = run([govfig, "extract", "-q", "-j1", records, "-o", table])[0]
        two = run([govfig, "extract", "-q", "-j2", records, "-o", table])[0]
        quotients.append(one / two)
    q = statistics.median(quotients)
    print("bench: JSON Lines, two threads: %.2f times as fast as one (%.3f s on one), gate 1.8" % (q, one))
    return q >= 1.8


def memory(govfig):
    source, _ = make_file("news", 60 * MB)
    peaks = []
    for name, size in (("10 MB", 10 * MB), ("1 GB", 1000 * MB)):
        path = os.path.join(WORK, "memory.txt")
        with open(path, "wb") as f:
            left = size
            while left > 0:  # little at a time: a child's peak begins with its parent's
                with open(source, "rb") as text:
                    for part in iter(lambda: text.read(min(left, MB)), b""):
                        left -= f.write(part)
        peak = run([govfig, "extract", "-q", "-j1", path, "-o", "/dev/null"])[2]
        peaks.append(peak)
        print("bench: peak memory on %s: %.1f MB" % (name, peak / 1024))
        os.remove(path)
    return peaks[1] <= peaks[0] * 1.1 + 1024


def instructions(govfig):
    source, kind = make_file("news", 60 * MB)
    path = os.path.join(WORK, "small.txt")
    counts = []
    # the difference leaves start-up out, and the machine code of patterns, made when they first run
    for size in (3 * MB, 6 * MB):
        with open(path, "wb") as f:
            f.write(open(source, "rb").read(size))
        out = subprocess.run(["valgrind", "--tool=callgrind",
                              "--callgrind-out-file=/dev/null", govfig, "extract", "-q", "-j1", path,
                              "-o", "/dev/null"], stderr=subprocess.PIPE, universal_newlines=True)
        counts.append(int(re.search(r"Collected : (\d+)", out.stderr).group(1)))
    per_byte = (counts[1] - counts[0]) / (3 * MB)
    baseline = os.path.join(ROOT, "bench", "baseline.txt")
    known = float(open(baseline).read().split()[0]) if os.path.exists(baseline) else None
    print("bench: %.1f instructions per byte (%s), start-up %.0f million; baseline %s"
          % (per_byte, kind, (counts[0] - per_byte * 3 * MB) / 1e6, known))
    return known is None or kind != "corpus" or per_byte <= known * 1.05


def extract(govfig, source, table, threads):
    """(wall seconds, peak KiB, failed documents) of one extraction."""
    errors = table + ".errors"
    wall, _, peak = run([govfig, "extract", "-q", "-j%d" % threads, source, "-o", table, "--errors", errors])
    return wall, peak, sum(1 for _ in open(errors, "rb")) if os.path.exists(errors) else 0


def crawl(govfig):
    packed = os.path.join(SHARED, "corpus", "xwlb.jsonl.xz")
    if not os.path.exists(packed):
        print("bench: skipped: no crawl beside the project")
        return True
    plain, tables = os.path.join(WORK, "crawl.jsonl"), [os.path.join(WORK, "crawl%d.csv" % i) for i in (0, 1, 2)]
    with lzma.open(packed) as source, open(plain, "wb") as f:
        shutil.copyfileobj(source, f)
    records, size = sum(1 for _ in open(plain, "rb")), os.path.getsize(plain) / MB
    runs = [extract(govfig, packed, tables[0], 1)]
    print("bench: crawl of %d articles, %.0f MB: from .xz %.1f s, peak %.0f MB" %
          (records, size, runs[0][0], runs[0][1] / 1024))
    quotients = []
    for _ in range(3):
        one, two = extract(govfig, plain, tables[1], 1), extract(govfig, plain, tables[2], 2)
        quotients.append(one[0] / two[0])
        runs += [one, two]
    q = statistics.median(quotients)
    print("bench: unpacked: -j1 %.2f s (%.0f MB/s, peak %.0f MB), -j2 %.2f s (peak %.0f MB): %.2f times, gate 1.8" %
          (one[0], size / one[0], one[1] / 1024, two[0], two[1] / 1024, q))
    same = filecmp.cmp(tables[1], tables[2], shallow=False)
    failed = sum(r[2] for r in runs)
    print("bench: %d failures, %d rows, %s" % (failed, sum(1 for _ in open(tables[1], "rb")) - 1,
                                               "the same bytes" if same else "different bytes"))
    return same and failed == 0 and q >= 1.8


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("govfig", nargs="?", default=os.path.join(ROOT, "build", "release", "govfig"))
    ap.add_argument("-n", type=int, default=7)
    for option in ("--threads", "--memory", "--instructions", "--crawl"):
        ap.add_argument(option, action="store_true")
    a = ap.parse_args()
    os.makedirs(WORK, exist_ok=True)
    good = True
    if not (a.threads or a.memory or a.instructions or a.crawl):
        good = compare(a.govfig, a.n)
    good = (threads(a.govfig) if a.threads else True) and good
    good = (memory(a.govfig) if a.memory else True) and good
    good = (instructions(a.govfig) if a.instructions else True) and good
    good = (crawl(a.govfig) if a.crawl else True) and good
    sys.exit(0 if good else 1)


main()
