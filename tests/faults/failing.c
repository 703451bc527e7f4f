/* failing.c - malloc and its family, forwarded to glibc or refused.
   SPDX-License-Identifier: Apache-2.0 */
#include "tests/faults/failing.h"

#include <errno.h>
#include <stdatomic.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t size);
void __libc_free(void *p);

static _Thread_local bool armed, stays, own;

/* The program's own code lies between these (ld). */
extern char __executable_start, etext;
static _Thread_local size_t asked, fail_at, refused;
static atomic_long live;

void failing_arm(size_t at, bool persistent)
{
  asked = 0;
  refused = 0;
  fail_at = at;
  stays = persistent;
  armed = true;
}

size_t failing_disarm(size_t *failed)
{
  armed = false;
  if (failed != NULL)
    *failed = refused;
  return asked;
}

void failing_own_only(bool yes)
{
  own = yes;
}

long failing_live(void)
{
  return atomic_load(&live);
}

static bool refuse(const void *caller)
{
  const char *at = caller;
  if (!armed || (own && (at < &__executable_start || at >= &etext)))
    return false;
  asked++;
  if (fail_at == 0 || (stays ? asked < fail_at : asked != fail_at))
    return false;
  refused++;
  errno = ENOMEM;
  return true;
}

static void *counted(void *p)
{
  if (p != NULL)
    atomic_fetch_add(&live, 1);
  return p;
}

void *malloc(size_t size)
{
  return refuse(__builtin_return_address(0)) ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
  return refuse(__builtin_return_address(0)) ? NULL : counted(__libc_calloc(count, size));
}

void *realloc(void *p, size_t size)
{
  if (refuse(__builtin_return_address(0)))
    return NULL;
  return p == NULL ? counted(__libc_malloc(size)) : __libc_realloc(p, size);
}

void free(void *p)
{
  if (p != NULL)
    atomic_fetch_sub(&live, 1);
  __libc_free(p);
}
