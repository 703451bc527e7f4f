#!/usr/bin/env python3
"""House rules that a compiler does not check.  SPDX-License-Identifier: Apache-2.0

usage: lint.py CHECK ROOT [LIBRARY]
checks: includes, source, functions, folders, symbols (LIBRARY: a shared object)
Prints one line per offence, `file:line: error: what`, and a summary.
"""
import collections
import os
import re
import statistics
import subprocess
import sys

LIBRARIES = ("base", "figure", "data", "extract", "input", "stats", "plot")
FOLDERS = LIBRARIES + ("include", "cli")
# Whose headers a folder may include besides its own and those of the system.
MAY_INCLUDE = {
    "include": (),
    "base": ("include",),
    "figure": ("include", "base"),
    "data": ("base",),  # struct embedded_file, defined by the generated table
    "extract": ("include", "base"),
    "input": ("include", "base"),
    "stats": ("include", "base"),
    "plot": ("include", "base"),
    "cli": ("include", "base"),
}
GPL = ("stats", "plot", "cli")
# Calls that end the process or write to its streams.
FORBIDDEN = re.compile(
    r"\b(exit|_exit|abort|quick_exit|assert|printf|puts|putchar|perror|vprintf|system|popen|gets)\s*\(|"
    r"\bf(?:printf|puts|putc)\s*\(\s*std(?:out|err)|\bstd(?:out|err)\b")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
REGEX_LITERAL = re.compile(r"\(\?[:<=!P]|\\\\[dwsb]|\[\^?[^\]]*-[^\]]*\][+*]")
LIMIT, LIMIT_SHARE = 60, 0.05


def sources(root, folders=FOLDERS, ends=(".c", ".h")):
    for folder in folders:
        for at, dirs, names in os.walk(os.path.join(root, folder)):
            dirs.sort()
            for name in sorted(names):
                if name.endswith(ends):
                    path = os.path.join(at, name)
                    yield folder, os.path.relpath(path, root), path


def holds_chinese(literal):
    """Does a C string literal spell ideographs in escapes?"""
    if re.search(r"\\u(3[0-9A-Fa-f]|[4-9])[0-9A-Fa-f]+", literal):
        return True
    octets = bytes(int(h, 16) for h in re.findall(r"\\x([0-9A-Fa-f]{2})", literal))
    return re.search("[\u3040-\u9fff\uff10-\uffef]", octets.decode("utf-8", "ignore").replace("\ufeff", "")) is not None


def without_comments(text):
    """Blanks comments and keeps line numbers."""
    def blank(m):
        s = m.group(0)
        return s if s[0] in "\"'" else re.sub(r"[^\n]", " ", s)
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', blank, text, flags=re.S)


def check_includes(root):
    for folder, path, full in sources(root):
        for n, line in enumerate(open(full, encoding="utf-8", errors="replace"), 1):
            m = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not m:
                continue
            quote, name = m.groups()
            top = name.split("/")[0]
            owner = "include" if name.startswith("govfig/") else top if top in FOLDERS else None
            if owner is None:
                if quote == '"':
                    yield path, n, 'quoted include "%s" names no folder of the project' % name
                elif folder == "include" and name not in ("stddef.h", "stdint.h", "stdbool.h"):
                    yield path, n, "a public header includes <%s>" % name
            elif owner != folder and owner not in MAY_INCLUDE[folder]:
                yield path, n, "%s/ may not include %s" % (folder, name)


def check_source(root):
    for folder, path, full in sources(root):
        raw = open(full, "rb").read()
        for n, line in enumerate(raw.split(b"\n"), 1):
            if any(b > 126 or (b < 32 and b != 9) for b in line):
                yield path, n, "not ASCII"
            if b"\t" in line or line != line.rstrip():
                yield path, n, "tab or blank at the end of the line"
            if len(line) > 120:
                yield path, n, "longer than 120 characters"
        text = raw.decode("utf-8", "replace")
        head = text[:400]
        licence = "GPL-3.0-or-later" if folder in GPL else "Apache-2.0"
        if not re.match(r"/\* %s - " % re.escape(os.path.basename(path)), text):
            yield path, 1, "does not begin with '/* %s - '" % os.path.basename(path)
        public_gpl = folder == "include" and re.search(r"(stats|plot)\.h$", path)
        if "SPDX-License-Identifier: " + licence not in head and not public_gpl:
            yield path, 1, "no SPDX line for " + licence
        code = without_comments(text)
        tool = path in ("data/embed.c", "extract/image_make.c")  # a program of the build
        for n, line in enumerate(code.split("\n"), 1):
            plain = LITERAL.sub('""', line)
            if folder in LIBRARIES and not tool and FORBIDDEN.search(plain):
                yield path, n, "a library does not exit, print or assert: " + line.strip()
            if any(REGEX_LITERAL.search(s) for s in LITERAL.findall(line)):
                yield path, n, "a pattern in code: " + line.strip()
            if any(holds_chinese(literal) for literal in LITERAL.findall(line)):
                yield path, n, "Chinese text in code: " + line.strip()


def functions(root):
    """(path, line, name, lines of its body) of every function."""
    for _, path, full in sources(root, ends=(".c",)):
        lines = open(full, encoding="utf-8", errors="replace").read().split("\n")
        start = None
        for n, line in enumerate(lines):
            if line == "{":
                start = n
            elif line == "}" and start is not None:
                k = start - 1
                while k > 0 and not re.match(r"[A-Za-z_].*\(", lines[k]):
                    k -= 1
                name = re.search(r"(\w+)\s*\(", lines[k])
                yield path, start + 1, name.group(1) if name else "?", n - start - 1
                start = None


def check_functions(root):
    all_functions = list(functions(root))
    lengths = sorted(f[3] for f in all_functions)
    if not lengths:
        yield ".", 0, "no functions found"
        return
    p95 = lengths[min(len(lengths) - 1, int(0.95 * len(lengths)))]
    print("note: %d functions, median %d lines, 95%% within %d, longest %d"
          % (len(lengths), statistics.median(lengths), p95, lengths[-1]))
    files = collections.Counter()
    for _, path, full in sources(root, ends=(".c",)):
        files[path] = sum(1 for _ in open(full, errors="replace"))
    sizes = sorted(files.values())
    print("note: %d files, median %d lines, longest %d (%s)" %
          (len(sizes), statistics.median(sizes), sizes[-1], files.most_common(1)[0][0]))
    over = [f for f in all_functions if f[3] > LIMIT]
    if len(over) > LIMIT_SHARE * len(lengths):
        for path, n, name, length in over:
            yield path, n, "%s has %d lines" % (name, length)


def check_folders(root):
    for folder in FOLDERS:
        where = os.path.join(root, folder)
        if not os.path.isdir(where) or folder == "include" or not os.listdir(where):
            continue
        readme = os.path.join(where, "README.md")
        if not os.path.exists(readme):
            yield folder + "/README.md", 1, "is missing"
            continue
        body = re.sub(r"^#.*\n+", "", open(readme, encoding="utf-8").read())
        if not body.startswith("Takes "):
            yield folder + "/README.md", 1, "does not open with 'Takes ..., gives ..., remembers ...'"


def check_symbols(root, library):
    out = subprocess.run(["nm", "-D", "--defined-only", library], stdout=subprocess.PIPE,
                         universal_newlines=True, check=True).stdout
    names = [line.split()[-1] for line in out.splitlines()]
    for name in names:
        if not name.startswith("govfig_"):
            yield os.path.basename(library), 0, "exports " + name
    if not names:
        yield os.path.basename(library), 0, "exports nothing"


def main():
    checks = {"includes": check_includes, "source": check_source, "functions": check_functions,
              "folders": check_folders, "symbols": check_symbols}
    if len(sys.argv) < 3 or sys.argv[1] not in checks:
        sys.exit(__doc__)
    offences = list(checks[sys.argv[1]](*sys.argv[2:]))
    for path, n, what in offences:
        print("%s:%d: error: %s" % (path, n, what))
    print("%s: %d offences" % (sys.argv[1], len(offences)))
    sys.exit(1 if offences else 0)


main()
