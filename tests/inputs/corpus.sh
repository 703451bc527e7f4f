#!/bin/bash
# Real files in old encodings, and the large crawl, where they are there.
# usage: corpus.sh GOVFIG ROOT        SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/common.sh"
corpus=$root/../shared/corpus
if [ ! -d "$corpus/encodings" ]; then
  echo "skipped: ../shared/corpus/encodings is not here"
  finish
  exit
fi
encoding_of() { # FILE: the encoding that was found, and how many bytes were malformed
  "$govfig" extract --log-format json "$1" 2>&1 >out | tail -1 |
    sed 's/.*"replaced":\([0-9]*\).*"encodings":{"\([^"]*\)".*/\2 \1/'
}
for f in "$corpus"/encodings/*; do
  name=$(basename "$f")
  case $name in
  *.gb18030.* | *.cp936.*) wanted="GB18030 0" ;;
  *.big5hkscs.*) wanted="BIG5-HKSCS 0" ;;
  *) wanted="UTF-8 0" ;;
  esac
  got=$(encoding_of "$f")
  [ "$got" = "$wanted" ] && good || bad "$name: $got"
  [ "$(wc -l <out)" -gt 1 ] && good || bad "$name: no figures"
done
if [ -n "${GOVFIG_LARGE:-}" ] && [ -f "$corpus/xwlb.jsonl.xz" ]; then
  "$govfig" extract -j 2 --log-format json "$corpus/xwlb.jsonl.xz" -o x.csv 2>err
  [ $? -eq 0 ] && grep -q '"documents":73072,"failed":0' err && good || bad "the large crawl: $(tail -1 err)"
fi
finish
