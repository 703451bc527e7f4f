#!/bin/bash
# Inputs that are broken or mean harm: named with a reason, in bounded time and
# memory, nothing written, and the rest goes on.
# usage: hostile.sh GOVFIG ROOT        SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/common.sh"
has python3 || { finish; exit; }
python - <<'END'
import os, zipfile
deflated = zipfile.ZIP_DEFLATED
with zipfile.ZipFile("bomb.zip", "w", deflated) as z, z.open("zeros.txt", "w", force_zip64=True) as f:
    for _ in range(100):
        f.write(b"a" * (1 << 20))
with zipfile.ZipFile("slip.zip", "w") as z:
    z.writestr("../../evil.txt", "收入12亿元")
    z.writestr("a\nb\x1b[31m.txt", "收入13亿元")
open("deep.jsonl", "w").write('{"text":"收入14亿元","x":' + "[" * 10**6 + "]" * 10**6 + '}\n{"text":"收入15亿元"}\n')
with open("long.jsonl", "w") as f:
    f.write('{"text":"' + "x" * (3 << 20) + '"}\n{"text":"收入16亿元"}\n')
open("cut.jsonl", "w").write('{"text":"收入17亿元"}\n{"text":"收入18\n{"text":"收入19亿元"}\n')
open("cut.json", "w").write('[{"text":"收入17亿元"},{"text":"收')
open("quote.csv", "w").write('id,text\n1,"' + "9" * (3 << 20))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(
    '<!ENTITY a%d "%s">' % (i, "&a%d;" % (i - 1) * 10) for i in range(1, 12))
def word(name, xml):
    with zipfile.ZipFile(name, "w", deflated) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", xml)
word("laugh.docx", '<?xml version="1.0"?><!DOCTYPE x [%s]><w:document %s><w:body><w:p><w:r><w:t>&a11;</w:t>'
     '</w:r></w:p></w:body></w:document>' % (entities, W))
word("outside.docx", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document %s>'
     '<w:body><w:p><w:r><w:t>收入20亿元&e;</w:t></w:r></w:p></w:body></w:document>' % W)
word("big.docx", "<w:document>" + "<w:p>" * (1 << 20))
page = "<html><body>%s收入21亿元"
open("deep.html", "w").write(page % ("<div>" * 300000))
open("tables.html", "w").write(page % ("<table><tr><td>" * 50000))
open("spans.html", "w").write(page % ("<table>" + "<tr><td colspan=99999999 rowspan=99999999>a</td><td>b</td></tr>" * 20000 + "</table>"))
open("labels.html", "w").write(page % ("<table><tr><td colspan=64 rowspan=1000>%s</td><td>1</td></tr>" % ("地" * 190)
                               + "<tr><td>b" * 100000 + "</table>"))
open("entities.html", "w").write(page % ("&amp;&#x4e2d;&nosuch;&#99999999999;" * 40000))
open("nul.html", "wb").write(b"<html><body>\0\0<p>" + b" word" * 99 + "收入21亿元".encode() + b"\xff\xfe</p>")
open("line.txt", "w").write("增" * (5 << 20) + "收入22亿元")
open("random.bin", "wb").write(bytes((i * 7919 >> 3) & 255 for i in range(5000)))
open("empty.txt", "w")
open("old.doc", "wb").write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
open("book.xlsx", "wb").write(b"PK\3\4" + b"\0" * 26 + b"[Content_Types].xml xl/workbook.xml")
os.makedirs("odd/sub")
open("odd/-o", "w").write("收入23亿元")
open("odd/a\nb\x1b[2J.txt", "w").write("收入24亿元")
open("odd/.hidden", "w").write("收入25亿元")
os.symlink("..", "odd/sub/loop")
os.symlink("nowhere", "odd/sub/dangling")
os.mkfifo("odd/sub/pipe")
END

printf '收入12亿元' >slip12.txt

limit=${GOVFIG_SECONDS:-20}

# Runs with 1 GB of address space, 20 s of the processor and 120 s of the clock;
# leaves $status and the values in $got.
values() {
  (ulimit -v 1048576 -t "$limit"; timeout $((limit * 6)) "$govfig" extract --max-document 2 -f tsv "$@" 2>err >out)
  status=$?
  got=$(tail -n +2 out | cut -f13 | tr '\n' ' ')
  got=${got% }
}
[ -n "${GOVFIG_NO_MEMORY_LIMIT:-}" ] && ulimit() { :; } # sanitizers need all of it
expect() { # NAME STATUS VALUES WORDS FILE...
  name=$1 wanted=$2 found=$3 words=$4
  shift 4
  values "$@"
  if [ "$status" -eq "$wanted" ] && [ "$got" = "$found" ] && { [ -z "$words" ] || grep -q -e "$words" err; }; then
    good
  else
    bad "$name: exit $status, found '$got', said: $(head -c 300 err)"
  fi
}
expect "a zip bomb" 1 1200000000 "more than 1000-fold" bomb.zip slip12.txt
expect "paths that lead out" 0 "1200000000 1300000000" "" slip.zip
[ ! -e ../evil.txt ] && [ ! -e ../../evil.txt ] && good || bad "a member was written to disk"
expect "JSON a million deep" 0 "1400000000 1500000000" "" deep.jsonl
expect "a record past the limit" 1 1600000000 "long.jsonl#1: .*larger than 2 MiB" long.jsonl
expect "a broken record" 1 "1700000000 1900000000" "cut.jsonl#2: " cut.jsonl
expect "JSON that breaks off" 1 1700000000 "cut.json#2: " cut.json
expect "a quote that is never closed" 3 "" "larger than 2 MiB" quote.csv
expect "entities of entities" 3 "" "damaged" laugh.docx
expect "an entity from outside" 0 2000000000 "" outside.docx
grep -q root out && bad "a file was read through an entity" || good
expect "a large document" 3 "" "larger than 2 MiB" big.docx
for f in deep.html tables.html spans.html labels.html; do expect "$f" 0 2100000000 "" $f; done
expect "entities" 0 2100000000 "" entities.html
expect "NULs in a page" 0 2100000000 "" nul.html
expect "a line of 15 MB" 0 2200000000 "" line.txt
expect "binary" 3 "" "is binary" random.bin
expect "empty" 1 "" "is empty" empty.txt
expect "an old Word file" 3 "" "save it as .docx" old.doc
expect "a workbook" 3 "" "spreadsheet" book.xlsx
expect "a folder of odd names" 1 "2300000000 2400000000" "neither a file nor a folder" odd
grep -q "$(printf '\033')" err && bad "an escape reached the terminal" || good
grep -q "not followed" err && good || bad "a link to a folder is not named"
mv odd/-o . && expect "a name like an option" 0 2300000000 "" -- -o
expect "the rest goes on" 1 "1200000000 1300000000 1400000000 1500000000" "failed" \
  empty.txt slip.zip random.bin nowhere.txt deep.jsonl laugh.docx
"$govfig" extract -q --errors e.jsonl empty.txt random.bin nowhere.txt slip.zip >out 2>err
[ "$(wc -l <e.jsonl)" -eq 3 ] && grep -q '"document":"random.bin".*"reason":"is binary' e.jsonl && [ ! -s err ] &&
  good || bad "--errors: $(cat e.jsonl)"
"$govfig" extract --log-format json empty.txt slip.zip >out 2>err
python -c 'import json,sys; [json.loads(l) for l in open("err")]' && good || bad "--log-format json: $(cat err)"

# A PDF whose text never ends: the child is stopped.
mkdir bin
printf '#!/bin/sh\nexec yes 01234567890123456789\n' >bin/pdftotext
chmod +x bin/pdftotext
printf '%%PDF-1.4\n' >endless.pdf
(PATH=$work/bin:$PATH timeout 60 "$govfig" extract --max-document 1 endless.pdf slip12.txt >out 2>err)
[ $? -eq 1 ] && grep -q "said too much" err && good || bad "endless PDF: $(head -c 200 err)"

# Spreadsheets run cells that begin with = + - @.
printf '{"id":"=1+1","title":"@SUM(A1)","text":"收入下降12%%。"}\n' >formula.jsonl
"$govfig" extract --excel formula.jsonl >out
grep -q "'=1+1" out && grep -q -e ',-12,' out && [ "$(head -c 3 out | od -An -tx1 | tr -d ' ')" = efbbbf ] &&
  good || bad "--excel"

if has zip; then
  printf '收入26亿元' >secret.txt
  zip -q -P word secret.zip secret.txt
  expect "an encrypted zip" 3 "" "is encrypted" secret.zip
  head -c 60 secret.zip >half.zip
  expect "half a zip" 3 "" "half.zip" half.zip
fi
finish
