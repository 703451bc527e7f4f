/* poison.h - memory that AddressSanitizer is to tell reads of.  SPDX-License-Identifier: Apache-2.0

   It knows what malloc gave; of what is dealt out from that it has to be told which bytes
   are nobody's.  In other builds nothing happens. */
#ifndef GOVFIG_BASE_POISON_H
#define GOVFIG_BASE_POISON_H

#include <stddef.h>

#if defined(__SANITIZE_ADDRESS__)
#define POISON_TELLS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POISON_TELLS 1
#endif
#endif
#ifndef POISON_TELLS
#define POISON_TELLS 0
#endif

#if POISON_TELLS
#include <sanitizer/asan_interface.h>
#endif

/* Nobody's from now on; `p` is a multiple of 8. */
static inline void poison(const void *p, size_t bytes)
{
#if POISON_TELLS
  __asan_poison_memory_region(p, bytes);
#else
  (void)p;
  (void)bytes;
#endif
}

/* Somebody's again. */
static inline void unpoison(const void *p, size_t bytes)
{
#if POISON_TELLS
  __asan_unpoison_memory_region(p, bytes);
#else
  (void)p;
  (void)bytes;
#endif
}

#endif
