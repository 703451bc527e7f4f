/* limits.h - every ceiling of the library, a sentence each.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_BASE_LIMITS_H
#define GOVFIG_BASE_LIMITS_H

/* A document is worked on in chunks that end at a paragraph: a chunk is closed
   at the first paragraph end past this many bytes ... */
#define GOVFIG_CHUNK_BYTES (128u * 1024u)

/* ... and, where a document has no line break, at the last sentence end (or
   else the last whole character) before this many bytes. */
#define GOVFIG_CHUNK_BYTES_MAX (1024u * 1024u)

/* A longer sentence is cut here (in characters); a cut never falls inside a
   numeral. */
#define GOVFIG_SENTENCE_UNITS_MAX 4096u

/* Digits in a value; a longer one is reported and left out. */
#define GOVFIG_DECIMAL_DIGITS_MAX 38

/* PCRE2 limits of one rule at one place; far above any sane pattern. */
#define GOVFIG_MATCH_LIMIT 100000u
#define GOVFIG_MATCH_HEAP_KIB 1024u

/* Characters of a sentence that a rule sees before its quantity, and after. */
#define GOVFIG_RULE_WINDOW_BEFORE 40u
#define GOVFIG_RULE_WINDOW_AFTER 24u

/* Passages of a document that are remembered for `repeat_of`. */
#define GOVFIG_PASSAGES_REMEMBERED 65536u

/* Characters of an indicator. */
#define GOVFIG_INDICATOR_UNITS_MAX 40u

/* A growing buffer never exceeds this many bytes (1 GiB). */
#define GOVFIG_BUF_BYTES_MAX (1024u * 1024u * 1024u)

#endif
