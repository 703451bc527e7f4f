#!/bin/sh
# plot_cli.sh - what govfig plot does when things go wrong.  SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: plot_cli.sh GOVFIG ROOT
# Each line: the exit status that must come, words that standard error must hold,
# and the command.  No failure may leave a file behind.
set -u
govfig=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
figures=$(cd "$2" && pwd)/docs/gallery/figures.csv
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
cd "$to" || exit 1
failed=0
expect() { # STATUS WORDS COMMAND...
  status=$1 words=$2
  shift 2
  "$@" >out 2>err
  got=$?
  if [ $got != "$status" ] || { [ -n "$words" ] && ! grep -qF -e "$words" err; }; then
    echo "FAILED ($got, not $status with '$words'): $*"
    cat err
    failed=1
  fi
  if [ "$status" != 0 ] && [ -e picture.svg ]; then
    echo "FAILED (left a file behind): $*"
    failed=1
  fi
  [ "$status" = 0 ] || rm -f picture.svg
}
plot() {
  "$govfig" plot "$@"
}
printf 'value,kind,unit,measure,status,region\n1,count,x,level,actual,A\n2,count\n' > damaged.csv
printf 'a,b\n1,2\n' > other.csv
printf 'value,kind,unit,measure,status,region\n' > none.csv
printf 'value,kind,unit,measure,status,region\nmany,count,x,level,actual,A\n' > words.csv
: > empty.csv
expect 3 'absent.csv' plot -o picture.svg absent.csv
expect 1 'damaged.csv:3' plot -o picture.svg damaged.csv
expect 1 'no column' plot -o picture.svg other.csv
expect 1 'no figures' plot -o picture.svg none.csv
expect 1 'words.csv:2' plot -o picture.svg words.csv
expect 1 'empty' plot -o picture.svg empty.csv
expect 2 'pie' plot --chart pie "$figures"
expect 2 'nonsense' plot --by nonsense -o picture.svg "$figures"
expect 2 'two columns' plot --chart heatmap --by region -o picture.svg "$figures"
expect 2 'over time' plot --chart line --by region -o picture.svg "$figures"
expect 2 'beauty' plot --stat beauty -o picture.svg "$figures"
expect 1 'do not add up' plot --stat sum -w 'kind = percent' -o picture.svg "$figures"
expect 2 'two files' plot --emit gnuplot "$figures"
expect 4 'no/such/folder' plot -o no/such/folder/x.svg "$figures"
expect 3 'package' env PATH=/nonexistent "$govfig" plot -q -o picture.svg "$figures"
if command -v fc-list >/dev/null && command -v gnuplot >/dev/null &&
   [ -n "$(fc-list :lang=zh-cn family)" ]; then
  expect 2 'No Such Font' plot --font 'No Such Font' -o picture.svg "$figures"
  expect 4 'temporary folder' env TMPDIR=/nonexistent "$govfig" plot -q -o picture.svg "$figures"
  expect 0 '' plot -q --emit gnuplot -o "it's a chart.gp" "$figures"
  gnuplot -d "it's a chart.gp" && [ -s "it's a chart.svg" ] || {
    echo 'FAILED: the script does not draw'
    failed=1
  }
  for format in svg png pdf; do
    expect 0 '' plot -q -o "picture.$format" "$figures"
    [ -s "picture.$format" ] || { echo "FAILED: no picture.$format"; failed=1; }
  done
fi
exit $failed
