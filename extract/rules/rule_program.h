/* rule_program.h - a pattern as steps that are quick to walk; private to rules/.
   SPDX-License-Identifier: Apache-2.0

   PCRE2 says what a pattern means.  Nearly all that rules are written in can be walked
   by a small machine, too, that only answers whether there is a match: lists of words
   are looked up as a whole, a gap in front of the quantity is one comparison, and the
   whole of it is in the cache, which machine code for two hundred patterns never is.
   A pattern with anything else in it has no program, and a text over which one takes too
   long is given to PCRE2 after all. */
#ifndef GOVFIG_EXTRACT_RULE_PROGRAM_H
#define GOVFIG_EXTRACT_RULE_PROGRAM_H

#include "base/arena.h"
#include "extract/rules/rule_syntax.h"

/* ---- sets of units ---- */

/* Those in `n` ranges, or all others.  Where the bit of a unit, modulo their number, is 0,
   the unit is in none of the ranges. */
enum { SET_BITS = 1024 };
struct unit_set {
  uint64_t near[SET_BITS / 64];
  uint32_t n;
  bool others;
  uint64_t begins; /* see struct step */
  const unit *ranges; /* first and last of each */
  const struct unit_set *before; /* another of the same rules */
};

static inline bool unit_set_has(const struct unit_set *s, unit u)
{
  bool in = (s->near[u % SET_BITS / 64] >> u % 64 & 1) != 0;
  if (in) {
    in = false;
    for (uint32_t i = 0; i < s->n; i++) /* all: where it ends is then known ahead */
      in |= (s->ranges[2 * i] <= u) & (u <= s->ranges[2 * i + 1]);
  }
  return in != s->others;
}

/* ---- words ---- */

/* From a node, over a unit, to a node; 0 is where words begin.  Edges are found by hash. */
struct word_edge {
  uint32_t key; /* node and unit */
  uint16_t to;  /* 0: a free slot */
  bool ends, goes_on; /* is this the end of a word, the beginning of a longer one? */
};
struct word_set {
  uint32_t shift, mask;
  uint64_t begins; /* see struct step */
  const struct word_edge *edges;
  const unit *text; /* the words with bars between, by which the same list is found again */
  size_t n;
  const struct word_set *before; /* another of the same rules */
};

static inline const struct word_edge *word_edge_at(const struct word_set *s, uint32_t node, unit u)
{
  uint32_t key = node << 16 | u, at = (key * UINT32_C(0x9E3779B1)) >> s->shift;
  while ((s->edges[at].key != key) & (s->edges[at].to != 0)) /* rarely */
    at = (at + 1) & s->mask;
  return &s->edges[at];
}

/* ---- programs ---- */

enum step_sort {
  STEP_ACCEPT, /* the first step of each program */
  STEP_UNIT,   /* `c` */
  STEP_FOCUS,  /* the quantity */
  STEP_SET,    /* one of `set` */
  STEP_SPAN,   /* `least` to `most` of `set`; `other`, unless 0, matches at none of them */
  STEP_WORDS,  /* one of `words` */
  STEP_SPLIT,  /* what begins at `other`, or what is next */
  STEP_AHEAD,  /* what begins at `other` matches here, or `negative`: does not */
  STEP_BEHIND, /* the same so many (`least`) units back */
  STEP_START, STEP_END
};

struct step {
  uint8_t sort;
  bool negative;
  bool inner; /* STEP_SPAN: ends in front of the quantity */
  bool done;  /* in front of the quantity nothing more is needed */
  unit c;
  uint16_t next, other;
  uint16_t least;
  uint32_t most;
  uint64_t begins; /* a bit by unit, where what comes behind STEP_SPAN and STEP_WORDS may
                      begin, and what is at `other` of the others; all where it may be empty */
  union {
    const struct unit_set *set;
    const struct word_set *words;
  };
};

/* The bit of a unit; the quantity's is that of FOCUS_BIT. */
enum { FOCUS_BIT = 48 };
static inline uint64_t begin_bit(unit u)
{
  return UINT64_C(1) << u % 64;
}

struct program {
  uint32_t start;
  struct step steps[];
};

/* What programs of the same rules share; all zero at first. */
struct programs {
  struct arena arena;
  const struct unit_set *sets;
  const struct word_set *words;
};

/* The set of an element that takes one unit, and of the words with bars between them, which
   have none empty; NULL without memory, and of an element where the set is not known: that
   makes *strange true.  rule_words.c */
const struct unit_set *unit_set_of(struct programs *all, const struct pattern *p,
                                   const struct element *e, bool *strange);
const struct word_set *word_set_of(struct programs *all, const unit *text, uint32_t n);

/* Makes the program of a pattern, in which the quantity is the unit `focus`; *out is NULL if
   it has none.  False without memory.  rule_program.c */
bool program_make(struct programs *all, const struct pattern *p, unit focus,
                  const struct program **out);

/* rule_walk.c: does it match from `begin` on, with the quantity at place `at`, in the text up
   to `end`? */
enum walk { WALK_FAILS, WALK_MATCHES, WALK_TIRED };
enum walk program_walk(const struct program *g, const unit *u, uint32_t end, uint32_t at,
                       uint32_t begin);

#endif
