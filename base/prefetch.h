/* prefetch.h - asks for memory before it is needed.  SPDX-License-Identifier: Apache-2.0

   Where the next places to look at are known and lie all over a table, memory that is
   asked for some steps ahead is there when its turn comes.  Advice: any address may be
   given, and a compiler without such a thing does nothing. */
#ifndef GOVFIG_BASE_PREFETCH_H
#define GOVFIG_BASE_PREFETCH_H

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#define PREFETCH_WRITE(address) __builtin_prefetch(address, 1)
#else
#define PREFETCH(address) ((void)(address))
#define PREFETCH_WRITE(address) ((void)(address))
#endif

#endif
