/* pool.h - work on many items at once, results in the order of the items.
   SPDX-License-Identifier: GPL-3.0-or-later

   Items come from one thread, are worked on by n others, and what each puts
   out reaches `put` in the order in which the items came, so that the result
   does not depend on n.  At most 2n + 2 items are under way; an item's output
   waits in a buffer until its turn, and one that outgrows the buffer waits with
   its work.  Memory is therefore bounded whatever the items are. */
#ifndef GOVFIG_CLI_POOL_H
#define GOVFIG_CLI_POOL_H

#include <govfig/status.h>

struct pool_output;

struct pool_calls {
  /* The next item, *item NULL at the end.  Called by the thread of pool_run. */
  enum govfig_status (*next)(void *ctx, void **item);
  /* Works on an item; its output goes to pool_put.  Called by any thread, for
     each worker by one at a time. */
  enum govfig_status (*work)(void *worker, void *item, struct pool_output *to);
  /* Takes output.  Called by any thread, one at a time, in the items' order. */
  enum govfig_status (*put)(void *ctx, const void *bytes, size_t len);
  /* All output of the item was put; frees it.  As `put`.  `whole` is 0 for items
     that were given up because the work stopped. */
  enum govfig_status (*finish)(void *ctx, void *item, int whole);
};

/* Works with `n` workers; n = 1 needs no thread.  Any status other than OK stops
   everything and is returned. */
enum govfig_status pool_run(const struct pool_calls *calls, void *ctx, void *const *workers,
                            size_t n);

enum govfig_status pool_put(struct pool_output *to, const void *bytes, size_t len);

#endif
