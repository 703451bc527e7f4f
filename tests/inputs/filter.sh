#!/bin/bash
# The program as a part of others: a filter, a shard, a run that goes on.
# usage: filter.sh GOVFIG ROOT        SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/common.sh"

: >nothing
"$govfig" extract --no-header <nothing >out 2>err
[ $? -eq 0 ] && [ ! -s out ] && [ ! -s err ] && good || bad "empty input is not empty output"
"$govfig" extract <nothing >out
[ $? -eq 0 ] && [ "$(wc -l <out)" -eq 1 ] && good || bad "empty input has a header"

# What a user did not mean is told: a folder without documents, a picture for a table.
mkdir hollow
"$govfig" extract --no-header hollow >out 2>err
[ $? -eq 0 ] && [ ! -s out ] && grep -q "no document" err && good || bad "an empty folder is told"
printf '\211PNG\r\n\032\n' >picture
"$govfig" stats picture >out 2>err
[ $? -eq 1 ] && [ ! -s out ] && grep -q "is no table" err && good || bad "a picture is no table"

# One record in, its figures out, while the input stays open.
mkfifo in
"$govfig" extract --input jsonl --flush --no-header -f jsonl <in >out &
exec 3>in
for n in 11 22 33; do
  printf '{"id":"a","text":"收入%s亿元"}\n' $n >&3
  for _ in $(seq 100); do
    grep -q "\"value\":${n}00000000" out && break
    sleep 0.05
  done
  grep -q "\"value\":${n}00000000" out && good || bad "the figure of record $n waits for the next record"
done
exec 3>&-
wait

# A failing record is told, the others are done.
printf '{"id":"a","text":"收入1亿元"}\nnonsense\n{"id":"c","text":"收入3亿元"}\n' |
  "$govfig" extract -q --input jsonl --errors e.jsonl -f tsv >out
[ "$(tail -n +2 out | cut -f1 | tr -d '\n')" = ac ] && grep -q '"document":"-#2"' e.jsonl && good ||
  bad "a broken record: $(cat e.jsonl)"

# Shards: every document once.
for n in $(seq 300); do printf '{"id":"d%s","text":"收入%s亿元"}\n' $n $n; done >a.jsonl
"$govfig" extract a.jsonl >whole
head -1 whole >parts
for i in 1 2 3; do
  "$govfig" extract --no-header --shard $i/3 a.jsonl >part$i
  [ "$(wc -l <part$i)" -gt 50 ] && good || bad "shard $i has $(wc -l <part$i) rows"
done
sort whole >s1
sort parts part1 part2 part3 | cmp -s s1 - && good || bad "the shards are not the whole"
"$govfig" extract --shard 4/3 a.jsonl >out 2>err
[ $? -eq 2 ] && good || bad "--shard 4/3"

# A run that is killed again and again ends in the same table.
for _ in $(seq 400); do cat a.jsonl; done >long.jsonl
"$govfig" extract -q -j 2 long.jsonl none -o whole.csv
for t in 0.3 1.2 1.5 0.7; do
  timeout -s KILL $t "$govfig" extract -q -j 2 long.jsonl none --errors r.err --resume -o r.csv 2>/dev/null
  [ -e r.csv ] && break
done
"$govfig" extract -q long.jsonl none --errors r.err --resume -o r.csv
cmp -s whole.csv r.csv && [ "$(wc -l <r.err)" -eq 1 ] && [ ! -e r.csv.part ] && [ ! -e r.csv.resume ] &&
  good || bad "resumed: $(ls -l r.csv*)"
timeout -s KILL 1.5 "$govfig" extract -q long.jsonl long.jsonl --resume -o r2.csv 2>/dev/null
if [ -e r2.csv.resume ]; then
  "$govfig" extract -q --excel long.jsonl long.jsonl --resume -o r2.csv 2>err
  [ $? -eq 2 ] && grep -q "other options" err && good || bad "resumed with other options: $(cat err)"
  head -c 3000000 long.jsonl | tail -c 2999000 >new.jsonl
  cp new.jsonl long.jsonl
  "$govfig" extract -q long.jsonl long.jsonl --resume -o r2.csv 2>err
  [ $? -eq 2 ] && grep -q "not those" err && good || bad "resumed over other inputs: $(cat err)"
fi

# A link is followed, and a read error is no end of file.
mkdir elsewhere
: >elsewhere/l.csv
ln -s elsewhere/l.csv l.csv
"$govfig" extract -q a.jsonl -o l.csv
[ -L l.csv ] && [ -s elsewhere/l.csv ] && good || bad "-o replaced a link"
if [ -r /proc/self/mem ]; then
  "$govfig" extract /proc/self/mem a.jsonl -o t.csv 2>err
  [ $? -eq 1 ] && grep -q "/proc/self/mem: cannot be read" err && good || bad "a read error: $(cat err)"
fi

# For people.
printf '收入4500000000元，增长5%%。' >p.txt
"$govfig" extract --lang zh --scale 亿 p.txt >out
head -1 out | grep -q '文件,篇,发布者' && grep -q ',45,,等于,亿元,' out && grep -q '增长率' out && good ||
  bad "--lang zh --scale: $(cat out)"
"$govfig" extract --scale dozen p.txt >out 2>err
[ $? -eq 2 ] && grep -q 'one of' err && good || bad "an unknown scale: $(cat err)"
"$govfig" extract --schema p.txt -o t.csv
if has python3; then
  python - <<'END' && good || bad "datapackage.json"
import csv, json
fields = json.load(open("datapackage.json"))["resources"][0]["schema"]["fields"]
assert [f["name"] for f in fields] == next(csv.reader(open("t.csv")))
types = {f["name"]: f["type"] for f in fields}
assert types["region_code"] == "string" and types["value"] == "number" and types["line"] == "integer"
END
fi
"$govfig" extract -f xlsx -o t.xlsx p.txt 2>err
if [ $? -eq 0 ]; then
  [ "$(head -c 2 t.xlsx)" = PK ] && good || bad "xlsx is no zip"
  if has python3; then
    python - <<'END' && good || bad "what is in the workbook"
import re, zipfile
sheet = zipfile.ZipFile("t.xlsx").read("xl/worksheets/sheet1.xml").decode()
assert "<v>4500000000</v>" in sheet and 'state="frozen"' in sheet and "autoFilter" in sheet
END
  fi
else
  grep -q libxlsxwriter err && echo "skipped: workbooks" || bad "xlsx: $(cat err)"
fi
finish
