#!/bin/bash
# The readers of integrations/ with the real pandas and R.
# usage: readers.sh GOVFIG ROOT        SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/common.sh"
printf '2023年，福建省一般公共预算收入12345678901234567890.5元，下降5.5%%。' >a.txt
"$govfig" extract --region 110000 a.txt -o t.csv
"$govfig" extract --region 110000 a.txt -f tsv -o t.tsv

if python -c 'import pandas' 2>/dev/null; then
  PYTHONPATH=$root/integrations python - "$govfig" <<'END' && good || bad "pandas"
import sys
from govfig_figures import read_figures
csv, tsv = read_figures("t.csv"), read_figures("t.tsv")
run = read_figures("a.txt", "--region", "110000", program=sys.argv[1])
assert csv.equals(tsv) and csv.equals(run)
assert csv.value.dtype == float and str(csv.line.dtype) == "Int64"
assert all(isinstance(c, str) for c in csv.region_code.dropna())
assert "12345678901234567890.5" in set(csv.value_text) and -5.5 in set(csv.value)
assert csv.high.isna().all()
END
else
  echo "skipped: pandas is not here"
fi
if has Rscript; then
  cat >t.R <<'END'
args <- commandArgs(TRUE)
source(file.path(args[2], "integrations", "govfig_figures.R"))
csv <- read_figures("t.csv")
stopifnot(isTRUE(all.equal(csv, read_figures("t.tsv"))))
stopifnot(isTRUE(all.equal(csv, read_figures("a.txt", c("--region", "110000"), args[1]))))
stopifnot(is.numeric(csv$value), is.character(csv$region_code), -5.5 %in% csv$value,
          "12345678901234567890.5" %in% csv$value_text, all(is.na(csv$high)))
END
  for locale in C C.UTF-8; do
    LC_ALL=$locale Rscript --vanilla t.R "$govfig" "$root" 2>err && good || bad "R in $locale: $(tail -2 err)"
  done
fi
finish
