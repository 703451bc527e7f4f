#!/bin/sh
# The same bytes from one thread and from many.
# usage: threads.sh GOVFIG ROOT        SPDX-License-Identifier: GPL-3.0-or-later
set -eu
govfig=$1 root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
extract() { # THREADS; exit 1 says that a case is meant to fail
  "$govfig" extract -q -j "$1" "$root/samples" "$root/tests/cases" "$root/tests/faults/inputs" "$root/tests/faults/archives" \
    >"$work/$1.csv" 2>"$work/$1.err" || [ $? -eq 1 ] || { echo "exit $?"; cat "$work/$1.err"; exit 1; }
}
extract 1
[ "$(wc -l <"$work/1.csv")" -gt 100 ] || { echo "too few rows"; exit 1; }
for j in 2 3 8; do
  extract $j
  cmp "$work/1.csv" "$work/$j.csv"
done
echo "1, 2, 3 and 8 threads agree on $(wc -l <"$work/1.csv") lines"
