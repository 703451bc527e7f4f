/* str.h - small helpers for govfig_str.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_BASE_STR_H
#define GOVFIG_BASE_STR_H

#include <stdbool.h>
#include <string.h>

#include <govfig/str.h>

static inline struct govfig_str str_of(const char *text)
{
  return (struct govfig_str){text, text != NULL ? strlen(text) : 0};
}

static inline bool str_equal(struct govfig_str a, struct govfig_str b)
{
  return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static inline bool str_is(struct govfig_str a, const char *text)
{
  return str_equal(a, str_of(text));
}

#endif
