/* rule_native.c - machine code, made when a pattern first runs.
   SPDX-License-Identifier: Apache-2.0

   To make it costs as much as reading all tables together, and a short text runs one
   pattern in ten.  Rules are shared and a compiled pattern that others match with must
   not change, so a copy of it becomes machine code and is then published; where two
   threads meet, one throws its copy away. */
#include <stdlib.h>

#include "extract/rules/rule_native.h"

bool rule_native_new(struct rule_set *s, bool jit)
{
  s->native = calloc((size_t)s->n + 1, sizeof *s->native);
  for (uint32_t i = 0; s->native != NULL && i < s->n; i++) {
    const struct rule *r = &s->rules[i];
    atomic_init(&s->native[i].code, jit ? NULL : r->code);
    atomic_init(&s->native[i].heading, jit ? NULL : r->heading_code);
    atomic_init(&s->native[i].title, jit ? NULL : r->title_code);
  }
  return s->native != NULL;
}

static void free_copy(rule_native *native, pcre2_code *code)
{
  pcre2_code *own = atomic_load_explicit(native, memory_order_relaxed);
  if (own != code)
    pcre2_code_free(own);
}

void rule_native_free(struct rule_set *s)
{
  for (uint32_t i = 0; s->native != NULL && i < s->n; i++) {
    free_copy(&s->native[i].code, s->rules[i].code);
    free_copy(&s->native[i].heading, s->rules[i].heading_code);
    free_copy(&s->native[i].title, s->rules[i].title_code);
  }
  free(s->native);
}

pcre2_code *rule_native_make(rule_native *native, pcre2_code *code)
{
  pcre2_code *copy = pcre2_code_copy(code), *before = NULL;
  if (copy == NULL || pcre2_jit_compile(copy, PCRE2_JIT_COMPLETE) != 0) {
    pcre2_code_free(copy);
    copy = code; /* the interpreter matches */
  }
  if (atomic_compare_exchange_strong_explicit(native, &before, copy, memory_order_acq_rel,
                                              memory_order_acquire))
    return copy;
  if (copy != code)
    pcre2_code_free(copy);
  return before;
}
