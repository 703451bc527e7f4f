#!/bin/sh
# Every public header compiles alone, as C17 and as C++17.
# usage: headers.sh ROOT CC [CXX]      SPDX-License-Identifier: Apache-2.0
root=$1 cc=$2 cxx=${3:-}
strict="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -fsyntax-only -I$root/include"
failed=0
for header in "$root"/include/govfig/*.h; do
  name=govfig/${header##*/}
  printf '#include <%s>\n#include <%s>\ntypedef int not_empty;\n' "$name" "$name" |
    $cc -std=c17 $strict -x c - || { echo "$name: error: not C17 alone"; failed=1; }
  [ -z "$cxx" ] && continue
  printf '#include <%s>\n' "$name" |
    $cxx -std=c++17 $strict -x c++ - || { echo "$name: error: not C++17 alone"; failed=1; }
done
exit $failed
