#!/bin/bash
# What the program does when input or output fails: exit status, words, and no
# half table under the final name.
# usage: cli.sh GOVFIG ROOT        SPDX-License-Identifier: GPL-3.0-or-later
set -u
govfig=$1 root=$2
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
passed=0 failed=0

check() { # NAME EXPECTED-EXIT WORDS -- after a run left $status and $work/err
  if [ "$status" -eq "$2" ] && { [ -z "$3" ] || grep -qi -e "$3" "$work/err"; }; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED $1: exit $status, expected $2; standard error: $(head -c 300 "$work/err")"
  fi
}
run() { # runs govfig with what follows, standard output to $work/out
  "$govfig" "$@" >"$work/out" 2>"$work/err" </dev/null
  status=$?
}
sample=$root/samples/bulletin.txt

run extract "$sample"
check "a good document" 0 ""
[ "$(wc -l <"$work/out")" -gt 10 ] || { echo "FAILED: too few rows"; failed=$((failed + 1)); }

"$govfig" extract "$sample" >/dev/full 2>"$work/err"; status=$?
check "a full disk at standard output" 4 "govfig: "
"$govfig" extract "$sample" -o /dev/full 2>"$work/err"; status=$?
check "a full disk at -o" 4 "govfig: "
"$govfig" stats /dev/null >/dev/full 2>"$work/err"; status=$?
[ $status -ne 0 ] || { echo "FAILED: stats of nothing on a full disk is fine"; failed=$((failed + 1)); }

# A closed pipe ends it by the signal, quietly.
{ for _ in $(seq 300); do cat "$sample"; echo; done; } >"$work/long.txt"
{ "$govfig" extract "$work/long.txt" 2>"$work/err"; echo $? >"$work/status"; } | head -n 1 >/dev/null
status=$(cat "$work/status")
check "a closed pipe" 141 ""
[ -s "$work/err" ] && { echo "FAILED: a closed pipe makes words: $(head -c 200 "$work/err")"; failed=$((failed + 1)); }

run extract "$work/none.txt"
check "no such file" 3 "none.txt"
run extract "$work/none.txt" "$sample"
check "one of two cannot be read" 1 "none.txt"
grep -q "bulletin" "$work/out" || { echo "FAILED: the other document is missing"; failed=$((failed + 1)); }
if [ "$(id -u)" -ne 0 ]; then
  cp "$sample" "$work/secret.txt"
  chmod 000 "$work/secret.txt"
  run extract "$work/secret.txt"
  check "an unreadable file" 3 "secret.txt"
fi
run extract "$sample" -o "$work/no/such/folder/t.csv"
check "no folder for the output" 4 "folder"
cp "$sample" "$work/old.csv"
run extract "$work/none.txt" -o "$work/old.csv"
check "nothing could be read" 3 ""
cmp -s "$sample" "$work/old.csv" || { echo "FAILED: a failed run replaced the old table"; failed=$((failed + 1)); }

run extract --no-such-option
check "an unknown option" 2 "no-such-option"
run no-such-command
check "an unknown command" 2 "no-such-command"
printf '@rules\nnonsense here\n' >"$work/bad.rules"
run extract --rules "$work/bad.rules" "$sample"
check "a bad rule file" 2 "bad.rules:2"

# -o is there whole or not at all, also when the process is killed.
for delay in 0.001 0.004 0.01 0.02 0.04 0.08; do
  rm -f "$work"/killed.csv*
  { timeout -s KILL $delay "$govfig" extract -q "$work/long.txt" -o "$work/killed.csv"; } 2>/dev/null
  if [ -e "$work/killed.csv" ]; then
    "$govfig" extract -q "$work/long.txt" -o "$work/whole.csv"
    cmp -s "$work/killed.csv" "$work/whole.csv" ||
      { echo "FAILED: killed after $delay s, half a table"; failed=$((failed + 1)); }
  fi
  passed=$((passed + 1))
done
rm -f "$work"/term.csv*
timeout -s TERM 0.02 "$govfig" extract -q "$work/long.txt" "$work/long.txt" "$work/long.txt" -o "$work/term.csv" 2>/dev/null
if [ ! -e "$work/term.csv" ] && ls "$work"/*term.csv* >/dev/null 2>&1; then
  echo "FAILED: SIGTERM leaves $(ls "$work"/*term.csv*)"; failed=$((failed + 1))
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
