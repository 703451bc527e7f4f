/* region_article.c - what an article is about.  SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"
#include "extract/context/region_parts.h"

enum { PUBLISHER_UNITS = 60, END_UNITS = 10 };

/* ---- who gave it out ---- */

/* Roles of all words around names in u[0..n), and the code of a paper. */
static uint32_t roles_in(const struct regions *x, const unit *u, uint32_t n, uint32_t *paper)
{
  uint32_t roles = 0;
  *paper = 0;
  for (uint32_t i = 0; i < n; i++) {
    const struct around_word *word = around_longest(&x->around, u + i, n - i);
    if (word == NULL)
      continue;
    roles |= word->roles & ((1u << ROLE_BITS) - 1);
    if ((word->roles & ROLE_PAPER) != 0)
      *paper = word->roles >> ROLE_BITS;
  }
  return roles;
}

/* The region that a publisher is of: its paper's, the name it begins with, the
   nation for a central one, a name inside it. */
static uint32_t publisher_region(const struct regions *x, struct govfig_str publisher,
                                 bool *formal)
{
  unit u[PUBLISHER_UNITS + 8] = {0};
  uint32_t n = fold_word(x->fold, publisher, u, PUBLISHER_UNITS), paper, len;
  uint32_t roles = roles_in(x, u, n, &paper);
  *formal = (roles & ROLE_FORMAL) != 0;
  if (paper != 0)
    return region_index(x, paper);
  uint32_t region = region_read_name(x, u, n, &len);
  if (region > NATION || (roles & ROLE_CENTRAL) != 0)
    return region > NATION ? region : NATION;
  for (uint32_t i = 1; i < n && region <= NATION; i++)
    region = region_read_name(x, u + i, n - i, &len);
  return region;
}

/* The last `n` characters of a title. */
static struct govfig_str end_of(struct govfig_str title, int n)
{
  size_t from = title.len;
  for (int i = 0; i < n; i++) {
    do
      from -= from > 0;
    while (from > 0 && ((unsigned char)title.data[from] & 0xC0) == 0x80);
  }
  return (struct govfig_str){title.data + from, title.len - from};
}

static bool ends_in(const struct regions *x, struct govfig_str title, unit c)
{
  unit last = 0;
  return fold_word(x->fold, end_of(title, 1), &last, 1) == 1 && last == c;
}

/* A title without what it says behind itself in brackets: "(excerpt)". */
static struct govfig_str without_aside(const struct regions *x, struct govfig_str title)
{
  struct govfig_str rest = title;
  if (!ends_in(x, title, ')'))
    return title;
  while (rest.len > 0 && !ends_in(x, rest, '('))
    rest.len -= end_of(rest, 1).len;
  return rest.len == 0 ? title : (struct govfig_str){rest.data, rest.len - end_of(rest, 1).len};
}

/* Does a title that is not longer than a publisher's name may be end in a word that
   only formal texts end in?  Few do, as their last two characters tell. */
static bool formal_title(const struct regions *x, struct govfig_str title)
{
  unit u[PUBLISHER_UNITS] = {0};
  title = without_aside(x, title);
  if (fold_word(x->fold, end_of(title, 2), u, 2) != 2 ||
      (around_pair(&x->around, u) & PAIR_FORMAL) == 0)
    return false;
  uint32_t n = fold_word(x->fold, end_of(title, END_UNITS), u, END_UNITS);
  return around_ending(&x->around, u, n, n, ROLE_FORMAL) > 0 &&
         fold_word(x->fold, title, u, PUBLISHER_UNITS) > 0;
}

uint32_t region_issuer(struct region_reader *r, const struct given *given,
                       const struct article *a, bool *formal)
{
  const struct regions *x = r->x;
  if (!r->publisher_read || !str_equal(r->publisher, a->publisher)) {
    r->publisher = a->publisher;
    r->publisher_region = publisher_region(x, a->publisher, &r->publisher_formal);
    r->publisher_read = true;
  }
  uint32_t said = region_index(x, given->region), publisher = r->publisher_region;
  *formal = r->publisher_formal || formal_title(x, a->title);
  if (said > NATION)
    return region_within(x, publisher, said) ? publisher : said;
  return publisher != NOWHERE ? publisher : said;
}

/* ---- what it is about ---- */

static uint32_t below(const struct region_reader *r, uint32_t region)
{
  uint32_t votes = r->memory.said[region].below;
  return votes > 0 ? votes - 1 : 0;
}

/* What speaks for the nation as a whole. */
static uint32_t national(const struct votes *v)
{
  return v->of[SORT_NATION] * 2 + v->of[SORT_STATE];
}

/* Adds up what was said of regions, for each with all that lies in it. */
static void add_up(struct region_reader *r)
{
  const struct region_memory *m = &r->memory;
  for (uint32_t i = 0; i < r->n_named; i++) {
    uint32_t votes = m->said[m->named[i]].votes;
    for (uint32_t k = m->named[i]; k > NATION; k = m->said[k].parent) {
      bool first = m->said[k].below == 0;
      m->touched[r->n_touched] = k;
      r->n_touched += first;
      m->said[k].below += votes + first;
    }
  }
}

/* The heaviest region in `outer` whose name ends so. */
static uint32_t heaviest(const struct region_reader *r, uint32_t outer, unit ending)
{
  uint32_t best = NOWHERE;
  for (uint32_t i = 0; i < r->n_touched; i++) {
    uint32_t t = r->memory.touched[i];
    if (r->x->items[t].ending == ending && region_within(r->x, t, outer) &&
        (best == NOWHERE || below(r, t) > below(r, best)))
      best = t;
  }
  return best;
}

/* The heaviest region right below `outer`. */
static uint32_t heaviest_part(const struct region_reader *r, uint32_t outer)
{
  uint32_t best = NOWHERE;
  for (uint32_t i = 0; i < r->n_touched; i++) {
    uint32_t t = r->memory.touched[i];
    if (r->memory.said[t].parent == outer && t != outer &&
        (best == NOWHERE || below(r, t) > below(r, best)))
      best = t;
  }
  return best;
}

/* Goes down as long as one part has most of the mentions. */
static uint32_t by_count(const struct region_reader *r)
{
  const struct votes *v = &r->votes;
  uint32_t about = NATION, part = heaviest_part(r, NATION);
  if (part == NOWHERE || below(r, part) * 10 < v->of[SORT_NAME] * 6 ||
      below(r, part) <= national(v) * 2)
    return NATION;
  while (part != NOWHERE && (about == NATION || below(r, part) * 10 >= below(r, about) * 8)) {
    about = part;
    part = heaviest_part(r, about);
  }
  return about;
}

/* The region of a word of the title that the text named in full after all. */
static uint32_t explain_title(const struct region_reader *r)
{
  for (uint32_t k = 0; k < r->n_doubtful; k++) {
    for (uint32_t i = r->doubtful[k]->first; i != 0; i = r->x->candidates[i - 1].next) {
      uint32_t c = r->x->candidates[i - 1].region;
      if (region_seen(r, c) != 0)
        return c;
    }
  }
  return NOWHERE;
}

/* The region that the title names: the most special of names that lie in each
   other; NATION when it names several. */
static uint32_t title_region(const struct region_reader *r)
{
  uint32_t title = NOWHERE;
  for (uint32_t i = 0; i < r->n; i++) {
    const struct mention *m = &r->mentions[i];
    if ((m->is & MENTION_TITLE) == 0 || m->role != SORT_NAME)
      continue;
    if (title == NOWHERE || (title > NATION && region_within(r->x, m->region, title)))
      title = m->region;
    else if (!region_within(r->x, title, m->region))
      title = region_common(r->x, title, m->region);
  }
  return title != NOWHERE ? title : explain_title(r);
}

/* Is the issuer what the text speaks of?  A text that names nothing else is; one
   that names another region far more often was only taken over. */
static bool issuer_speaks(const struct region_reader *r)
{
  const struct votes *v = &r->votes;
  if (r->issuer <= NATION)
    return false;
  uint32_t most = by_count(r), own = below(r, r->issuer);
  if (most > NATION && region_common(r->x, most, r->issuer) == NATION &&
      below(r, most) > own * 3)
    return false;
  return own > 0 || v->of[SORT_OURS] > 0 ||
         national(v) + v->of[SORT_NAME] + v->of[SORT_ABROAD] == 0;
}

static uint32_t issuer_or_title(const struct region_reader *r, uint32_t title)
{
  if (region_within(r->x, title, r->issuer))
    return title;
  if (title > NATION && !region_within(r->x, r->issuer, title) &&
      below(r, title) > below(r, r->issuer) * 2)
    return title;
  return r->issuer;
}

/* Does the text speak of what happens abroad?  One from the nation's media does so
   only when it says so often. */
static bool speaks_abroad(const struct region_reader *r, uint32_t title)
{
  const struct votes *v = &r->votes;
  if (v->title_nation || v->title_state || title != NOWHERE)
    return false;
  uint32_t abroad = v->of[SORT_ABROAD], home = national(v) + v->of[SORT_NAME];
  return v->title_abroad ? abroad > national(v) : abroad > home + (r->issuer == NATION ? 3 : 0);
}

/* The region of which a text that names the nation seldom says "the whole county". */
static uint32_t own_region(const struct region_reader *r)
{
  const struct votes *v = &r->votes;
  uint32_t own = v->of[SORT_OWN];
  if (own < 2 || own <= national(v) || v->title_nation || v->title_state ||
      v->of[SORT_ABROAD] > 0)
    return NOWHERE;
  return heaviest(r, NATION, v->own_ending);
}

/* Does a text say "the whole province", more often than it speaks of the nation, and name
   none?  What it is of stood where it was taken from. */
static bool names_no_place(const struct votes *v)
{
  return v->of[SORT_NAME] == 0 && !v->title_nation && !v->title_state &&
         v->of[SORT_OWN] + v->of[SORT_OURS] > v->of[SORT_NATION] + v->of[SORT_STATE];
}

uint32_t region_settle(struct region_reader *r)
{
  const struct votes *v = &r->votes;
  add_up(r);
  uint32_t title = title_region(r), about;
  if (issuer_speaks(r))
    return issuer_or_title(r, title);
  if (r->formal && r->issuer == NATION)
    return NATION;
  if (speaks_abroad(r, title))
    return NOWHERE;
  about = title > NATION ? title : v->title_nation || v->title_state ? NATION : by_count(r);
  if (v->of[SORT_OURS] > 1 && !v->title_state && r->x->items[about].ending != v->ending) {
    uint32_t own = heaviest(r, about, v->ending);
    if (own != NOWHERE || about != NATION)
      return own != NOWHERE ? own : about;
    return r->issuer > NATION ? r->issuer : NOWHERE; /* of whom "we" are, it does not say */
  }
  if (about == NATION && national(v) + v->of[SORT_NAME] == 0)
    return r->issuer;
  if (about == NATION && names_no_place(v))
    return r->issuer > NATION ? r->issuer : NOWHERE;
  if (about == NATION && own_region(r) != NOWHERE)
    return own_region(r);
  return about;
}
