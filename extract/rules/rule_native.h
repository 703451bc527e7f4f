/* rule_native.h - a pattern's machine code; private to rules/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_NATIVE_H
#define GOVFIG_EXTRACT_RULE_NATIVE_H

#include "extract/rules/rule_parts.h"

/* Room for the machine code of all rules, which are compiled; without `jit` there will
   be none.  False without memory. */
bool rule_native_new(struct rule_set *s, bool jit);

/* Before the rules' own code is freed. */
void rule_native_free(struct rule_set *s);

/* Makes the machine code of `code`, unless another thread has; returns as below. */
pcre2_code *rule_native_make(rule_native *native, pcre2_code *code);

/* What to match with instead of `code`: a copy with machine code, or itself, which the
   interpreter runs. */
static inline const pcre2_code *rule_native_of(rule_native *native, pcre2_code *code)
{
  const pcre2_code *made = atomic_load_explicit(native, memory_order_acquire);
  return made != NULL ? made : rule_native_make(native, code);
}

#endif
