#!/bin/bash
# The same report through every encoding, format and container.
# usage: formats.sh GOVFIG ROOT        SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/common.sh"

# What a report gives, whatever it is called.
rows() { "$govfig" extract "$@" <&0 | sed 's/^[^,]*,//'; }
same() { # NAME WANTED FILE...
  name=$1 wanted=$2
  shift 2
  rows "$@" >got 2>err
  if [ -s got ] && cmp -s "$wanted" got; then good; else bad "$name: $(diff "$wanted" got | head -3) $(head -1 err)"; fi
}

# --- encodings ---
plain=$root/samples/communique.txt trad=$root/samples/budget-traditional.txt
rows "$plain" >want-plain
rows "$trad" >want-trad
[ "$(wc -l <want-plain)" -gt 20 ] || bad "the sample has too few figures"
for e in GB18030 UTF-16 UTF-16LE UTF-16BE; do
  iconv -f UTF-8 -t $e "$plain" >p.txt
  same "$e" want-plain p.txt
  same "$e from a stream" want-plain - <p.txt
done
for e in GBK EUC-CN CP936; do
  if iconv -f UTF-8 -t $e "$plain" >p.txt 2>/dev/null; then same "$e" want-plain p.txt; fi
done
iconv -c -f UTF-8 -t BIG5-HKSCS "$trad" >p.txt
iconv -f BIG5-HKSCS -t UTF-8 p.txt >q.txt
rows q.txt >want-big5
same "Big5" want-big5 p.txt
same "Big5, said so" want-big5 --encoding big5 p.txt
{ printf '\357\273\277'; cat "$plain"; } >p.txt
same "a byte order mark" want-plain p.txt
iconv -f UTF-8 -t GB18030 "$plain" >p.txt
{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE "$plain"; } >q.txt
same "UTF-16, the mark tells the order" want-plain --encoding utf-16 q.txt
same "gb2312 for GB18030" want-plain --encoding gb2312 p.txt

# --- records ---
if has python3; then
  python - "$plain" "$trad" <<'END'
import csv, json, sys
texts = [open(f, encoding="utf-8").read() for f in sys.argv[1:]]
records = [dict(id="r%d" % i, title="t", content=t, 日期="x", extra={"n": [1, {"}": "]"}]})
           for i, t in enumerate(texts * 40)]
open("a.jsonl", "w").write("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records))
open("b.jsonl", "w").write("".join(json.dumps(r) + "\r\n" for r in records))
open("c.json", "w").write(json.dumps(records, ensure_ascii=False, indent=2))
open("d.json", "w").write("\n".join(json.dumps(r, indent=1) for r in records))
open("e.jsonl", "wb").write(open("a.jsonl").read().encode("gb18030"))
open("f.json", "wb").write(open("c.json").read().encode("utf-16"))
with open("g.csv", "w", newline="") as f:
    w = csv.writer(f)
    w.writerow(["id", "title", "正文"])
    w.writerows([r["id"], r["title"], r["content"]] for r in records)
open("h.tsv", "w", newline="").write("")
with open("h.tsv", "w", newline="", encoding="gb18030") as f:
    w = csv.writer(f, delimiter="\t")
    w.writerow(["content", "id", "title"])
    w.writerows([r["content"], r["id"], r["title"]] for r in records)
END
  "$govfig" extract a.jsonl >want
  [ "$(cut -d, -f1 want | sort -u | wc -l)" -eq 81 ] || bad "80 records make $(cut -d, -f1 want | sort -u | wc -l) documents"
  for f in b.jsonl c.json d.json e.jsonl f.json g.csv h.tsv; do
    "$govfig" extract $f >got 2>err
    if cmp -s want got; then good; else bad "$f: $(head -1 err)"; fi
  done
  "$govfig" extract <g.csv >got # by content
  cmp -s want got && good || bad "CSV from a stream"
  printf '{"id":"p","html":"x","content":"<p>收入<b>12</b>亿元，</p><script>增长7%%</script>"}\n' >p.jsonl
  [ "$("$govfig" extract -f tsv p.jsonl | tail -n +2 | cut -f13)" = 1200000000 ] && good || bad "a page in a record"
  printf '{"id":"l","paragraphs":["收入12亿元，","增长\\u0035%%。"]}\n' >p.jsonl
  [ "$("$govfig" extract -f tsv p.jsonl | tail -n +2 | cut -f13 | tr '\n' ' ')" = "1200000000 5 " ] && good ||
    bad "paragraphs in an array"
  for j in 2 5; do
    "$govfig" extract -j $j a.jsonl b.jsonl >got
    cat want <(tail -n +2 want) | cmp -s - got && good || bad "-j $j"
  done
  "$govfig" extract --text-field nothing a.jsonl >got 2>err
  [ $? -eq 3 ] && grep -q "no field with text" err && good || bad "records without text: $(head -1 err)"
fi

# --- containers ---
cp "$plain" r.txt
rows r.txt >want
gzip -k r.txt && same "gzip" want r.txt.gz
has xz && xz -k r.txt && same "xz" want r.txt.xz
has zstd && zstd -q r.txt && same "zstd" want r.txt.zst
has bzip2 && bzip2 -k r.txt && same "bzip2" want r.txt.bz2
tar cf r.tar r.txt && same "tar" want r.tar
tar czf r.tgz r.txt r.txt.gz
"$govfig" extract r.tgz >got
[ "$(cut -d, -f1 got | sort -u | grep -c 'r.tgz/r.txt')" -eq 2 ] && good || bad "a compressed file in a tar"
cp r.tgz r && same "by content, not by name" want r.txt.gz
if has python3; then
  python - <<'END'
import zipfile
w = zipfile.ZipFile("r.zip", "w", zipfile.ZIP_DEFLATED)
w.write("r.txt")
w.writestr(".hidden.txt", "12%")
w.close()
for n in range(1, 4):
    w = zipfile.ZipFile("n%d.zip" % n, "w")
    w.write("r.zip" if n == 1 else "n%d.zip" % (n - 1))
    w.close()
END
  same "zip" want r.zip
  same "zip in a zip" want n1.zip
  "$govfig" extract n2.zip >got 2>err
  [ $? -eq 3 ] && grep -q "within 2 others" err && good || bad "a zip in a zip in a zip"
fi

# --- pages: running text, as blanks in it mean less than in plain text ---
cp "$root/samples/work-report.txt" r.txt
{
  printf '<html><head><meta charset="gb2312"><title>x</title><script>var a="99%%";</script><style>p{width:98%%}</style></head>'
  printf '<body><div><a>97%%</a><a>96%%</a><a>95%%</a></div>\n'
  sed 's/&/\&amp;/g; s/</\&lt;/g; s/[0-9][0-9.]*/<b>&<\/b>/; s/.*/<p>&<\/p>/' r.txt
  printf '</body></html>\n'
} | iconv -f UTF-8 -t GB18030 >page.html
# positions differ: what is compared is the figures themselves
values() { "$govfig" extract -f tsv "$@" | cut -f12-16,18-19; }
values r.txt >want
[ "$(wc -l <want)" -gt 20 ] || bad "the sample has too few figures"
values page.html >got
cmp -s want got && good || bad "HTML: $(diff want got | head -4)"
if has python3; then
  python - <<'END'
import zipfile
from xml.sax.saxutils import escape
body = "".join("<w:p><w:r><w:t xml:space='preserve'>%s</w:t></w:r><w:del><w:r><w:delText>77%%</w:delText></w:r></w:del>"
               "<w:r><w:t>%s</w:t></w:r></w:p>" % (escape(l[:3]), escape(l[3:]))
               for l in open("r.txt", encoding="utf-8").read().split("\n"))
w = zipfile.ZipFile("r.docx", "w", zipfile.ZIP_DEFLATED)
w.writestr("[Content_Types].xml", "<Types/>")
w.writestr("word/document.xml", '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
           'wordprocessingml/2006/main"><w:body>%s</w:body></w:document>' % body)
w.close()
END
  values r.docx >got
  cmp -s want got && good || bad "Word: $(diff want got | head -4)"
fi
if has python3; then
  python - <<'END'
import email.mime.image, email.mime.multipart, email.mime.text
page = open("page.html", "rb").read().decode("gb18030")
for name, charset in ("quoted.mht", "utf-8"), ("base64.mht", "gb18030"):
    m = email.mime.multipart.MIMEMultipart("related", type="text/html")
    m["Subject"] = "saved"
    part = email.mime.text.MIMEText("", "html")
    part.replace_header("Content-Type", 'text/html; charset="%s"' % charset)
    del part["Content-Transfer-Encoding"]
    if name == "quoted.mht":
        import quopri
        part["Content-Transfer-Encoding"] = "quoted-printable"
        part.set_payload(quopri.encodestring(page.encode(charset)).decode("ascii"))
    else:
        import base64
        part["Content-Transfer-Encoding"] = "base64"
        part.set_payload(base64.encodebytes(page.encode(charset)).decode("ascii"))
    m.attach(email.mime.image.MIMEImage(b"GIF89a", "gif"))
    m.attach(part)
    open(name, "w").write(m.as_string())
END
  for f in quoted.mht base64.mht; do
    values $f >got
    cmp -s want got && good || bad "$f: $(diff want got | head -4)"
  done
fi
if has pandoc; then
  # what navigates a page is text like any other in Word: left out
  iconv -f GB18030 -t UTF-8 page.html | sed 's/gb2312/utf-8/; s/<div>.*<\/div>//' |
    pandoc -f html -t docx -o pandoc.docx
  values pandoc.docx >got
  cmp -s want got && good || bad "Word by pandoc: $(diff want got | head -4)"
fi
if has gnuplot && has pdftotext; then
  gnuplot >/dev/null 2>&1 <<'END'
set term pdfcairo font "WenQuanYi Micro Hei,12" size 12cm,8cm
set output 'r.pdf'
unset border; unset tics; unset key
set label 1 "2023年全市一般公共预算收入1234.5亿元，增长5.6％。" at graph 0,0.9
plot [0:1][0:1] -1
END
  if [ "$(pdftotext r.pdf - 2>/dev/null | grep -c 1234.5)" -eq 1 ]; then
    values r.pdf >got
    [ "$(grep -c 123450000000 got)" -eq 1 ] && good || bad "PDF"
    head -c 900 r.pdf >broken.pdf
    "$govfig" extract broken.pdf >got 2>err
    [ $? -eq 3 ] && good || bad "a damaged PDF"
    (PATH=/nowhere "$govfig" extract r.pdf >got 2>err)
    grep -q poppler-utils err && good || bad "pdftotext missing: $(head -1 err)"
  fi
fi

# What browsers save beside a page is no document; a folder of that name alone is.
mkdir -p saved/a_files saved/b_files
cp page.html saved/a.html
printf 'p{width:55%%}' >saved/a_files/x.txt
printf 'p{width:66%%}' >saved/x.css
printf '收入增长44%%。' >saved/b_files/y.txt
"$govfig" extract -f tsv saved | tail -n +2 | cut -f1 | sort -u | tr '\n' ' ' >got
printf 'saved/a.html saved/b_files/y.txt ' | cmp -s - got && good || bad "a saved page: $(cat got)"

# --- what is known of documents ---
printf 'document,publisher,published,region\nr.txt,甲报,2031-05-06,350900\n' >m.csv
printf '收入增长12%%。\n' >r.txt
"$govfig" extract -m m.csv -f tsv "$work/r.txt" | cut -f3,4 | tail -1 >got
printf '甲报\t2031-05-06\n' | cmp -s - got && good || bad "manifest: $(cat got)"
"$govfig" extract --publisher 乙报 --published 2030-01 -f tsv r.txt | cut -f3,4 | tail -1 >got
printf '乙报\t2030-01\n' | cmp -s - got && good || bad "--publisher: $(cat got)"
printf 'document,published\nplain.txt,2031/5/6\n' >m2.csv
printf '全市检查企业3家。\n' >plain.txt
"$govfig" extract -m m2.csv -f tsv plain.txt | cut -f4 | tail -1 >got
[ "$(cat got)" = 2031-05-06 ] && good || bad "a day as spreadsheets write it: $(cat got)"
"$govfig" extract --published 99 plain.txt >got 2>err
[ $? -eq 2 ] && [ ! -s got ] && grep -q "'99' is no day" err && good || bad "a date that is none is refused"
"$govfig" extract --region 乌有市 plain.txt >got 2>err
[ $? -eq 2 ] && [ ! -s got ] && grep -q "not '乌有市'" err && good || bad "a region that no table knows is refused"
"$govfig" extract --region 宁德市 -f tsv plain.txt | cut -f6 | tail -1 >got
[ "$(cat got)" = 350900 ] && good || bad "--region: $(cat got)"
printf '{"text":"收入增长12%%。","source":"丙报","date":"2029/3/4 10:00"}\n' |
  "$govfig" extract --publisher 乙报 -f tsv | cut -f3,4 | tail -1 >got
printf '丙报\t2029-03-04\n' | cmp -s - got && good || bad "a record's own words: $(cat got)"
finish
