/* fuzz_extract.c - any bytes as a document, whole and in pieces; every figure is
   checked against the text, and both ways must agree.
   SPDX-License-Identifier: Apache-2.0 */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "tests/support/extract.h"

static struct govfig_extractor *extractor(void)
{
  static struct govfig_extractor *x;
  static struct govfig_rules *rules;
  if (x == NULL)
    require(govfig_rules_load(NULL, &rules, NULL) == GOVFIG_OK &&
            govfig_extractor_new(rules, &x, NULL) == GOVFIG_OK);
  return x;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct extraction whole, pieces;
  size_t piece = size > 0 ? 1 + data[0] % 37u : 1;
  extraction_run(&whole, extractor(), (const char *)data, size, 0);
  require(extraction_is_sound(&whole));
  extraction_run(&pieces, extractor(), (const char *)data, size, piece);
  require(pieces.status == whole.status && pieces.rows.len == whole.rows.len);
  require(whole.rows.len == 0 ||
          memcmp(whole.rows.data, pieces.rows.data, whole.rows.len) == 0);
  extraction_done(&whole);
  extraction_done(&pieces);
  return 0;
}
