/* rule_native.c - code of patterns, made when they first run.
   SPDX-License-Identifier: Apache-2.0

   To make it of all costs more than reading all tables, and a short text runs one
   pattern in ten.  Rules are shared: what is made is published, and where two threads
   meet, one throws its own away. */
#include <stdlib.h>

#include "extract/rules/rule_native.h"

bool rule_set_ready(struct rule_set *s, bool jit)
{
  s->jit = jit;
  s->native = calloc((size_t)s->n + 1, sizeof *s->native);
  return s->native != NULL;
}

void rule_set_unready(struct rule_set *s)
{
  for (uint32_t i = 0; s->native != NULL && i < s->n; i++) {
    for (int which = 0; which < PATTERNS; which++)
      pcre2_code_free(atomic_load_explicit(&s->native[i].of[which], memory_order_relaxed));
  }
  free(s->native);
  s->native = NULL;
}

const pcre2_code *rule_native_make(const struct rule_set *s, const struct rule *r,
                                   enum rule_pattern which, struct govfig_error *err)
{
  pcre2_code *own, *before = NULL;
  if (rule_compile(s, r, which, &own, err) != GOVFIG_OK)
    return NULL;
  if (s->jit)
    (void)pcre2_jit_compile(own, PCRE2_JIT_COMPLETE); /* else the interpreter matches */
  if (atomic_compare_exchange_strong_explicit(&s->native[r - s->rules].of[which], &before, own,
                                              memory_order_acq_rel, memory_order_acquire))
    return own;
  pcre2_code_free(own);
  return before;
}
