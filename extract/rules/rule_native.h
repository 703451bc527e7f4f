/* rule_native.h - a pattern's code, made when it first runs; private to rules/.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_RULE_NATIVE_H
#define GOVFIG_EXTRACT_RULE_NATIVE_H

#include "extract/rules/rule_parts.h"

/* Makes the code of a rule's pattern, unless another thread has; returns as below. */
const pcre2_code *rule_native_make(const struct rule_set *s, const struct rule *r,
                                   enum rule_pattern which, struct govfig_error *err);

/* What to match a pattern of the rule with.  NULL and the error without memory or where
   PCRE2 does not take it, which of a user's patterns was told before. */
static inline const pcre2_code *rule_native_of(const struct rule_set *s, const struct rule *r,
                                               enum rule_pattern which, struct govfig_error *err)
{
  rule_native *native = &s->native[r - s->rules].of[which];
  const pcre2_code *made = atomic_load_explicit(native, memory_order_acquire);
  return made != NULL ? made : rule_native_make(s, r, which, err);
}

#endif
