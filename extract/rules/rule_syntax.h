/* rule_syntax.h - the elements that a pattern is made of; private to rules/.
   SPDX-License-Identifier: Apache-2.0

   Understands as much of PCRE2 as rules are mostly written in.  Whatever else a
   pattern has makes an element ELEMENT_ODD, and nothing is concluded from it. */
#ifndef GOVFIG_EXTRACT_RULE_SYNTAX_H
#define GOVFIG_EXTRACT_RULE_SYNTAX_H

#include <stdbool.h>
#include <stdint.h>

#include "extract/text/units.h"

/* A pattern, and of each round bracket that opens the place behind the one that closes
   it: groups are asked for their end again and again. */
struct pattern {
  const unit *u; /* n units */
  uint32_t n;
  uint16_t *close; /* as many */
};

/* Finds out p->close, for which there is room. */
void pattern_pair_brackets(struct pattern *p);

enum element_sort {
  ELEMENT_UNIT,   /* `c` itself */
  ELEMENT_CLASS,  /* one of the units that element_class_next tells */
  ELEMENT_ONE,    /* some unit, who knows which */
  ELEMENT_GROUP,  /* alternatives in [from, to) */
  ELEMENT_AHEAD,  /* looks ahead with [from, to), takes nothing */
  ELEMENT_BEHIND, /* looks behind */
  ELEMENT_START,  /* ^ and \A */
  ELEMENT_END,    /* $ and others that take nothing and see what follows */
  ELEMENT_ODD
};

struct element {
  enum element_sort sort;
  unit c;
  uint32_t start, end;  /* without the quantifier */
  uint32_t from, to;    /* what is inside */
  uint32_t behind;      /* past the quantifier */
  uint32_t least, most; /* how often; most ELEMENT_ENDLESS: any number */
};

#define ELEMENT_ENDLESS UINT32_MAX

/* The element at `at` of the part of a pattern in front of `n`, at < n. */
struct element element_at(const struct pattern *p, uint32_t at, uint32_t n);

/* Does the unit at `at` < n stand for itself, once?  Says no of a few that do; for the
   many words in patterns, which need no struct element then. */
static inline bool element_is_plain(const unit *p, uint32_t at, uint32_t n)
{
  unit next = at + 1 < n ? p[at + 1] : 0;
  return p[at] >= 0x80 && next != '?' && next != '*' && next != '+' && next != '{';
}

/* The next units *first to *last, from *at on, that element `e` of sort ELEMENT_CLASS
   names; *at begins at e->from.  False when there are none left. */
bool element_class_next(const unit *p, const struct element *e, uint32_t *at, unit *first,
                        unit *last);

/* Past the unit at `at` of a class, by itself or escaped; `at` where it is not known. */
uint32_t pattern_class_unit(const unit *p, uint32_t at, uint32_t to, unit *c);

/* Can anything in [from, to) take unit `c`, which is ASCII and no letter or digit?  Says yes
   of a few that cannot. */
bool pattern_takes(const struct pattern *p, uint32_t from, uint32_t to, unit c);

/* The end of the alternative that begins at `at`: a bar, or `to`. */
uint32_t alternative_end(const struct pattern *p, uint32_t at, uint32_t to);

/* Is there anything in the pattern that is not understood, or nested too deeply? */
bool pattern_is_odd(const struct pattern *p);

#endif
