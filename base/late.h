/* late.h - shared libraries that are loaded when they are first needed.
   SPDX-License-Identifier: Apache-2.0

   Libraries that few runs need, and that need many others, would make up a third of
   the time that a run over a short text takes.  Where the build can tell their names
   (cmake/govfig_late.cmake), they are loaded when a document asks for them. */
#ifndef GOVFIG_BASE_LATE_H
#define GOVFIG_BASE_LATE_H

#include <govfig/status.h>

/* Loads `library`, which stays for good, and writes the addresses of the functions
   called `names`, which end in NULL, to `functions`: a struct of nothing but pointers
   to them, in that order.  To ask again is cheap.  E_READ where the library or one of
   its functions is missing. */
enum govfig_status late_load(const char *library, const char *const *names, void *functions,
                             struct govfig_error *err);

/* For lists of functions, LIST(X) being X(f) X(g) ...: the struct's members, what goes
   into names, what fills the struct where the library is linked after all. */
#define LATE_MEMBER(function) __typeof__(function) *function;
#define LATE_NAME(function) #function,
#define LATE_LINKED(function) function,

#endif
