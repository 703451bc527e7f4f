/* failing.h - an allocator that fails on demand.  SPDX-License-Identifier: Apache-2.0

   Linking failing.c replaces malloc, calloc, realloc and free of the whole
   process, shared libraries included (glibc only, no sanitizer). */
#ifndef GOVFIG_TESTS_FAILING_H
#define GOVFIG_TESTS_FAILING_H

#include <stdbool.h>
#include <stddef.h>

/* From here on, allocation number `at` (1-based) of the calling thread fails,
   and all after it where `persistent`; 0: none fails, they are only counted. */
void failing_arm(size_t at, bool persistent);

/* Whether only the program's own allocations fail and count, not those of shared
   libraries (libarchive does not survive its own). */
void failing_own_only(bool yes);

/* Ends it; returns the number of allocations asked for, and in *failed how
   many were refused. */
size_t failing_disarm(size_t *failed);

/* Blocks that are allocated now. */
long failing_live(void);

#endif
