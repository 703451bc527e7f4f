/* pool.c - work on many items at once.  SPDX-License-Identifier: GPL-3.0-or-later

   A ring of slots.  `head` is the oldest item that was not put out, `taken` the
   next to be worked on, `tail` the next free slot.  Whoever finds the head
   finished puts it out, one thread at a time; nobody waits for a thread that
   could be waiting for him. */
#include "cli/pool.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"

/* An item's output beyond this waits for its turn. */
enum { HELD_BYTES = 4 * 1024 * 1024 };

struct pool_output {
  struct pool *pool;
  size_t number; /* of the item */
  struct buf held;
  void *item;
  bool worked, direct;
};

struct pool {
  const struct pool_calls *calls;
  void *ctx;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  struct pool_output *slot;
  size_t n_slots, head, taken, tail;
  bool ended, putting;
  enum govfig_status status; /* the first that was not OK */
};

struct pool_thread {
  struct pool *pool;
  void *worker;
  pthread_t id;
  bool started;
};

static struct pool_output *slot_of(struct pool *p, size_t number)
{
  return &p->slot[number % p->n_slots];
}

/* Notes what went wrong first; the lock is held. */
static void note(struct pool *p, enum govfig_status status)
{
  if (status != GOVFIG_OK && p->status == GOVFIG_OK)
    p->status = status;
}

/* Puts out what is finished at the head; the lock is held, and let go meanwhile. */
static void advance(struct pool *p)
{
  while (!p->putting && p->head < p->taken && slot_of(p, p->head)->worked) {
    struct pool_output *o = slot_of(p, p->head);
    bool go = p->status == GOVFIG_OK;
    p->putting = true;
    pthread_mutex_unlock(&p->lock);
    enum govfig_status status = GOVFIG_OK;
    if (go && o->held.len != 0)
      status = p->calls->put(p->ctx, o->held.data, o->held.len);
    enum govfig_status last = p->calls->finish(p->ctx, o->item, go && status == GOVFIG_OK);
    buf_clear(&o->held);
    pthread_mutex_lock(&p->lock);
    note(p, status);
    note(p, last);
    p->putting = false;
    p->head++;
    pthread_cond_broadcast(&p->changed);
  }
}

/* Waits until the item is the oldest; false when the work stops. */
static bool wait_for_turn(struct pool *p, const struct pool_output *o)
{
  pthread_mutex_lock(&p->lock);
  while (p->head != o->number && p->status == GOVFIG_OK) {
    advance(p);
    if (p->head != o->number && p->status == GOVFIG_OK)
      pthread_cond_wait(&p->changed, &p->lock);
  }
  bool go = p->status == GOVFIG_OK;
  pthread_mutex_unlock(&p->lock);
  return go;
}

enum govfig_status pool_put(struct pool_output *to, const void *bytes, size_t len)
{
  struct pool *p = to->pool;
  if (!to->direct) {
    if (to->held.len + len <= HELD_BYTES)
      return buf_add(&to->held, bytes, len) ? GOVFIG_OK : GOVFIG_E_NOMEM;
    if (!wait_for_turn(p, to))
      return GOVFIG_E_STOPPED;
    to->direct = true; /* the head stays the head until it is worked */
    enum govfig_status status = p->calls->put(p->ctx, to->held.data, to->held.len);
    buf_clear(&to->held);
    if (status != GOVFIG_OK)
      return status;
  }
  return p->calls->put(p->ctx, bytes, len);
}

/* ---- threads ---- */

static void *thread_run(void *arg)
{
  struct pool_thread *t = arg;
  struct pool *p = t->pool;
  pthread_mutex_lock(&p->lock);
  for (;;) {
    while (p->taken == p->tail && !p->ended)
      pthread_cond_wait(&p->changed, &p->lock);
    if (p->taken == p->tail)
      break;
    struct pool_output *o = slot_of(p, p->taken++);
    bool go = p->status == GOVFIG_OK;
    pthread_mutex_unlock(&p->lock);
    enum govfig_status status = go ? p->calls->work(t->worker, o->item, o) : GOVFIG_OK;
    pthread_mutex_lock(&p->lock);
    note(p, status);
    o->worked = true;
    pthread_cond_broadcast(&p->changed);
    advance(p);
  }
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

/* Brings items in until the end or a failure; the lock is held. */
static void supply(struct pool *p)
{
  while (!p->ended) {
    if (p->tail - p->head == p->n_slots) {
      advance(p);
      if (p->tail - p->head == p->n_slots)
        pthread_cond_wait(&p->changed, &p->lock);
      continue;
    }
    void *item = NULL;
    bool go = p->status == GOVFIG_OK;
    pthread_mutex_unlock(&p->lock);
    enum govfig_status status = go ? p->calls->next(p->ctx, &item) : GOVFIG_OK;
    pthread_mutex_lock(&p->lock);
    note(p, status);
    if (item == NULL) {
      p->ended = true;
    } else {
      struct pool_output *o = slot_of(p, p->tail);
      o->number = p->tail++;
      o->item = item;
      o->worked = o->direct = false;
    }
    pthread_cond_broadcast(&p->changed);
  }
}

static enum govfig_status run_threads(struct pool *p, void *const *workers, size_t n)
{
  struct pool_thread *threads = calloc(n, sizeof *threads);
  if (threads == NULL)
    return GOVFIG_E_NOMEM;
  size_t started = 0;
  for (size_t i = 0; i < n; i++) {
    threads[i] = (struct pool_thread){.pool = p, .worker = workers[i]};
    threads[i].started = pthread_create(&threads[i].id, NULL, thread_run, &threads[i]) == 0;
    started += threads[i].started;
  }
  pthread_mutex_lock(&p->lock);
  if (started == 0) {
    note(p, GOVFIG_E_NOMEM);
    p->ended = true;
  }
  supply(p);
  while (p->head < p->tail) {
    advance(p);
    if (p->head < p->tail)
      pthread_cond_wait(&p->changed, &p->lock);
  }
  pthread_mutex_unlock(&p->lock);
  for (size_t i = 0; i < n; i++)
    if (threads[i].started)
      pthread_join(threads[i].id, NULL);
  free(threads);
  return p->status;
}

static enum govfig_status run_alone(struct pool *p, void *worker)
{
  for (;;) {
    struct pool_output o = {.pool = p, .direct = true};
    enum govfig_status status = p->calls->next(p->ctx, &o.item);
    if (status != GOVFIG_OK || o.item == NULL)
      return status;
    status = p->calls->work(worker, o.item, &o);
    enum govfig_status last = p->calls->finish(p->ctx, o.item, status == GOVFIG_OK);
    if (status != GOVFIG_OK || last != GOVFIG_OK)
      return status != GOVFIG_OK ? status : last;
  }
}

enum govfig_status pool_run(const struct pool_calls *calls, void *ctx, void *const *workers,
                            size_t n)
{
  struct pool p = {.calls = calls, .ctx = ctx, .n_slots = 2 * n + 2};
  if (n == 1)
    return run_alone(&p, workers[0]);
  p.slot = calloc(p.n_slots, sizeof *p.slot);
  if (p.slot == NULL)
    return GOVFIG_E_NOMEM;
  for (size_t i = 0; i < p.n_slots; i++)
    p.slot[i].pool = &p;
  pthread_mutex_init(&p.lock, NULL);
  pthread_cond_init(&p.changed, NULL);
  enum govfig_status status = run_threads(&p, workers, n);
  pthread_cond_destroy(&p.changed);
  pthread_mutex_destroy(&p.lock);
  for (size_t i = 0; i < p.n_slots; i++)
    buf_done(&p.slot[i].held);
  free(p.slot);
  return status;
}
