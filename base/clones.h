/* clones.h - loops that are compiled once more for wider registers.
   SPDX-License-Identifier: Apache-2.0

   CLONED in front of a function says that its loop looks at every byte or character:
   where compiler and system can, it is compiled for AVX2 too, and the machine the
   program runs on says which of the two is called.  Elsewhere it says nothing; the
   source is the same.  The choice is made while the program is loaded, before the
   sanitizers are ready for it. */
#ifndef GOVFIG_BASE_CLONES_H
#define GOVFIG_BASE_CLONES_H

#include <limits.h> /* says whether this is glibc */

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define CLONES_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CLONES_SANITIZED
#endif

#if defined(__has_attribute) && !defined(CLONES_SANITIZED)
#if __has_attribute(target_clones) && defined(__x86_64__) && defined(__ELF__) && \
    defined(__GLIBC__) && __SIZEOF_POINTER__ == 8
#define CLONED __attribute__((target_clones("avx2", "default")))
#endif
#endif

#ifndef CLONED
#define CLONED
#endif

#endif
