/* region_stand.c - how a name stands in its clause.  SPDX-License-Identifier: Apache-2.0

   Asked for where a figure may follow that it decides about; most names only count
   for what their article is about. */
#include "extract/context/region_parts.h"

enum {
  LOOK_UNITS = 24,   /* how far back the head of a clause is looked for */
  BETWEEN_UNITS = 16 /* between two names of a list there are no more */
};

uint32_t region_word_roles(const struct region_reader *r, uint32_t at)
{
  const struct around_words *w = &r->x->around;
  const struct units *t = &r->c->text;
  if ((around_pair(w, t->u + at) & PAIR_BEHIND) == 0)
    return 0;
  const struct around_word *word = around_longest(w, t->u + at, t->n - at);
  return word != NULL ? word->roles : 0;
}

/* Length of the word around names with the role that ends at unit `at`, 0 for none;
   `pair`: what two characters are that end one. */
static uint32_t word_behind(const struct region_reader *r, uint32_t at, uint8_t pair,
                            uint32_t role)
{
  const struct around_words *w = &r->x->around;
  const struct units *t = &r->c->text;
  if (at < 2 || (around_pair(w, t->u + at - 2) & pair) == 0)
    return 0;
  return around_ending(w, t->u, t->n, at, role);
}

/* Start of the span of time that ends at unit `at`, or `at`. */
static uint32_t before_time(struct region_reader *r, uint32_t at)
{
  const struct chunk *c = r->c;
  const struct time_mark *first = c->times;
  uint32_t i = r->time;
  if (!region_behind_time(r, at))
    return at;
  while (i > 0 && first[i - 1].span.start >= at)
    i--;
  while (i < c->n_times && first[i].span.start < at)
    i++;
  r->time = i;
  for (int back = 0; back < 3 && i > 0; back++) {
    if (first[--i].span.end == at)
      return first[i].span.start;
  }
  return at;
}

/* Does the clause begin at `at`, words of time and place aside?  *opens: the
   sentence does, as no clause before it says more than when. */
static bool is_head(struct region_reader *r, uint32_t at, bool *opens)
{
  const unit *u = r->c->text.u;
  uint32_t floor = at > LOOK_UNITS ? at - LOOK_UNITS : 0, begin, len;
  bool head = false;
  while (at > floor) {
    uint16_t roles = region_roles_in_front(r->x, u[at - 1]);
    if ((roles & ROLE_CLAUSE) != 0) {
      *opens = u[at - 1] != ',';
      head = true;
      if (*opens)
        return true;
      at--;
    } else if ((begin = before_time(r, at)) < at) {
      at = begin;
    } else if ((len = word_behind(r, at, PAIR_LEAD, ROLE_LEAD)) > 0) {
      at -= len;
    } else if ((roles & (ROLE_TIME | ROLE_OPEN | ROLE_LEAD)) != 0) {
      at--;
    } else {
      return head;
    }
  }
  *opens = at == 0;
  return head || at == 0;
}

/* Where it is joined to nothing. */
static enum stand stand_alone(struct region_reader *r, const struct mention *m, bool *opens)
{
  uint32_t start = m->start;
  *opens = false;
  if (start > 0) {
    unit c = r->c->text.u[start - 1];
    if (c == '(' && unit_is_digit(r->c->text.u[m->end]))
      return STAND_HEAD; /* "(Nanjing 8, Wuxi 6)" */
    if (c == '(' || (region_roles_in_front(r->x, c) & ROLE_BEFORE) != 0) /* an aside, or no topic */
      return STAND_NONE;
  }
  if (word_behind(r, start, PAIR_BEFORE, ROLE_BEFORE) > 0)
    return STAND_NONE;
  return is_head(r, start, opens) ? STAND_HEAD : STAND_INNER;
}

/* How a name is joined to what stands before it. */
enum joint {
  JOINT_NONE,
  JOINT_LIST, /* to the mention before it, with no more than a few words between */
  JOINT_NEXT, /* to that mention and its figure: the next of several of a kind */
  JOINT_LOOSE /* to what is no name */
};

static enum joint joint_of(const struct region_reader *r, const struct mention *m)
{
  const unit *u = r->c->text.u;
  const struct mention *last = m - 1;
  bool digits = false;
  if ((~m->is & (MENTION_JOINS | MENTION_NAME)) != 0 || m->start == 0 ||
      !region_role(r->x, u[m->start - 1], ROLE_AND))
    return JOINT_NONE;
  if (last->role != SORT_NAME || last->end + BETWEEN_UNITS < m->start)
    return JOINT_LOOSE;
  for (uint32_t i = last->end; i + 1 < m->start; i++) {
    digits = digits || unit_is_digit(u[i]);
    if (region_role(r->x, u[i], ROLE_CLAUSE))
      return JOINT_LOOSE;
  }
  return digits ? JOINT_NEXT : JOINT_LIST;
}

bool region_listed(const struct region_reader *r, const struct mention *m)
{
  return (m->is & MENTION_JOINS) != 0 && joint_of(r, m) == JOINT_LIST;
}

/* `m`: one before which all is known that it is joined to. */
static void place(struct region_reader *r, struct mention *m)
{
  enum joint joint = joint_of(r, m);
  bool opens = joint == JOINT_LIST && (m[-1].is & MENTION_OPENS) != 0;
  if (joint == JOINT_NONE)
    m->stand = (uint8_t)stand_alone(r, m, &opens);
  else
    m->stand = joint == JOINT_LOOSE ? STAND_NONE : (uint8_t)region_stand(r, m - 1);
  m->is |= (uint8_t)(MENTION_PLACED | opens * MENTION_OPENS);
}

static bool joined(enum joint joint)
{
  return joint == JOINT_LIST || joint == JOINT_NEXT;
}

void region_place(struct region_reader *r, struct mention *m)
{
  struct mention *from = m;
  while (((from->is | from[-1].is) & MENTION_PLACED) == 0 && joined(joint_of(r, from)))
    from--;
  for (; from <= m; from++) {
    if ((from->is & MENTION_PLACED) == 0)
      place(r, from);
  }
}
