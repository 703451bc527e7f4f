# common.sh - what the tests of inputs share.  usage: . common.sh, with $1 GOVFIG, $2 ROOT
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
[ $# -eq 2 ] && [ -x "$1" ] || { echo "usage: $0 GOVFIG ROOT"; exit 2; }
govfig=$1 root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
cd "$work" || exit 1

good() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "FAILED $*"; }
check() { # NAME COMMAND...
  name=$1
  shift
  if "$@"; then good; else bad "$name"; fi
}
has() { # TOOL: is it there?  Says so when it is not
  command -v "$1" >/dev/null 2>&1 || { echo "skipped: what needs $1"; return 1; }
}
python() {
  if [ -x /usr/bin/python3 ]; then /usr/bin/python3 "$@"; else python3 "$@"; fi
}
# Columns of a table by name, as CSV without quotes where none are needed.
finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
