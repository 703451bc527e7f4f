"""Figures of govfig as a pandas data frame.  SPDX-License-Identifier: Apache-2.0"""
import os
import subprocess
import pandas

NUMBERS = ("value", "high")
INTEGERS = ("article", "repeat_of", "line", "start", "end")


def read_figures(source, *options, program="govfig"):
    """The table at `source` (.csv or .tsv), or what `govfig extract` makes of it."""
    if str(source).endswith((".csv", ".tsv")) and not options:
        tab = "\t" if str(source).endswith(".tsv") else ","
        return _typed(pandas.read_csv(source, sep=tab, dtype=str, keep_default_na=False))
    command = [program, "extract", *options, "--", os.fspath(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        table = pandas.read_csv(run.stdout, dtype=str, keep_default_na=False)
    if run.returncode > 1:  # 1: some documents failed, the rest is there
        raise RuntimeError(f"govfig extract ended with {run.returncode}")
    return _typed(table)


def _typed(table):
    table = table.mask(table == "")
    table["value_text"] = table["value"]
    for name in NUMBERS:
        table[name] = table[name].astype(float)
    for name in INTEGERS:
        table[name] = table[name].astype(float).astype("Int64")
    return table
