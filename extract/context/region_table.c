/* region_table.c - reads the gazetteer and the words around names.
   SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "extract/context/region_parts.h"

static const struct {
  const char *name;
  int sort; /* enum region_sort of a word that names; -1 */
  uint16_t role;
} roles[] = {
    {"nation", SORT_NATION, 0},      {"state", SORT_STATE, 0},    {"foreign", SORT_ABROAD, 0},
    {"cross", SORT_CROSS, 0},        {"own", SORT_OWN, 0},        {"ours", SORT_OURS, 0},
    {"doubt", SORT_NAME, 0},         {"trap", -1, ROLE_TRAP},     {"after", -1, ROLE_AFTER},
    {"scope", -1, ROLE_SCOPE},       {"before", -1, ROLE_BEFORE}, {"lead", -1, ROLE_LEAD},
    {"each", -1, ROLE_EACH},         {"formal", -1, ROLE_FORMAL}, {"central", -1, ROLE_CENTRAL},
    {"paper", -1, ROLE_PAPER},       {"clause", -1, ROLE_CLAUSE}, {"open", -1, ROLE_OPEN},
    {"time", -1, ROLE_TIME},         {"and", -1, ROLE_AND},       {"nature", -1, ROLE_NATURE},
    {"dateline", -1, ROLE_DATELINE}, {"more", -1, ROLE_MORE},
};
enum { N_ROLES = sizeof roles / sizeof *roles };

/* Room for one more item of `size` bytes in an array of n. */
static bool grow(void **items, uint32_t n, uint32_t *room, size_t size)
{
  if (n < *room)
    return true;
  uint32_t more = *room == 0 ? 4096 : *room * 2;
  void *p = realloc(*items, more * size);
  if (p == NULL)
    return false;
  *items = p;
  *room = more;
  return true;
}

static void add_character(struct regions *x, unit c, uint16_t role)
{
  const uint16_t front = ROLE_CLAUSE | ROLE_OPEN | ROLE_TIME | ROLE_LEAD | ROLE_BEFORE;
  uint8_t *edge = &x->edges[region_edge(c)];
  x->roles[c] |= role;
  *edge |= (role & front) != 0 || c == '(' ? EDGE_FRONT : 0;
  *edge |= (role & ROLE_AND) != 0 ? EDGE_AND : 0;
  *edge |= (role & ROLE_DATELINE) != 0 ? EDGE_ASIDE : 0;
  *edge |= (role & (ROLE_AFTER | ROLE_SCOPE | ROLE_NATURE | ROLE_MORE)) != 0 ? EDGE_BEHIND : 0;
}

struct regions *regions_new(void)
{
  struct regions *x = calloc(1, sizeof *x);
  if (x == NULL)
    return NULL;
  x->roles = calloc(65536, sizeof *x->roles);
  if (x->roles == NULL ||
      !grow((void **)&x->names, 0, &x->names_room, sizeof *x->names)) {
    regions_free(x);
    return NULL;
  }
  x->names[x->n_names++] = (struct govfig_str){x->nameless, 0};
  static const unit clause[] = {'\t', '|', '\n', 0};
  add_character(x, ' ', ROLE_OPEN);
  add_character(x, '(', 0); /* opens an aside */
  for (size_t i = 0; i < sizeof clause / sizeof *clause; i++)
    add_character(x, clause[i], ROLE_CLAUSE);
  return x;
}

void regions_free(struct regions *x)
{
  if (x == NULL)
    return;
  free(x->items);
  free(x->names);
  free(x->words);
  free(x->candidates);
  free(x->roles);
  free(x->first);
  around_free(&x->around);
  free(x);
}

/* Cuts the next blank-separated word off `s`; false at the end. */
static bool next_word(struct govfig_str *s, struct govfig_str *word)
{
  while (s->len > 0 && *s->data == ' ') {
    s->data++;
    s->len--;
  }
  const char *blank = s->len > 0 ? memchr(s->data, ' ', s->len) : NULL;
  *word = (struct govfig_str){s->data, blank != NULL ? (size_t)(blank - s->data) : s->len};
  if (word->len == 0) /* an empty cell has no data either */
    return false;
  s->data += word->len;
  s->len -= word->len;
  return true;
}

/* The code point when the word is one character of the BMP, else 0. */
static uint32_t single_character(struct govfig_str w)
{
  const unsigned char *b = (const unsigned char *)w.data;
  if (w.len == 1)
    return b[0];
  if (w.len == 2 && b[0] >= 0xC0 && b[0] < 0xE0)
    return (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
  if (w.len == 3 && b[0] >= 0xE0 && b[0] < 0xF0)
    return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
  return 0;
}

/* ---- words that name ---- */

/* A word as it stands in a text. */
struct folded {
  unit u[AROUND_UNITS_MAX];
  uint32_t n; /* 0: no word, or too long */
};
_Static_assert((int)AROUND_UNITS_MAX <= (int)LEXICON_WORD_MAX, "the lexicon takes what is folded");

static void fold(const struct regions *x, struct govfig_str word, struct folded *out)
{
  out->n = 0;
  if (word.len > 0 && memchr(word.data, '\0', word.len) == NULL) /* which no text holds */
    out->n = fold_word(lexicon_builder_fold(x->builder), word, out->u, AROUND_UNITS_MAX);
}

/* The word's entry, made when it is not there; NULL without memory or for a word
   that no lexicon takes. */
static struct region_word *word_entry(struct regions *x, const struct folded *f)
{
  if (f->n == 0)
    return NULL;
  const uint32_t *i = lexicon_entry_folded(x->builder, WORD_REGION, f->u, f->n, x->n_words);
  if (i == NULL || *i != x->n_words)
    return i != NULL ? &x->words[*i] : NULL;
  if (!grow((void **)&x->words, x->n_words, &x->words_room, sizeof *x->words)) {
    x->starved = true;
    return NULL;
  }
  x->words[x->n_words] = (struct region_word){
      .sort = SORT_NAME, .len = (uint8_t)f->n, .ending = f->u[f->n - 1]};
  return &x->words[x->n_words++];
}

/* Lets the word mean a code.  A short name that the tables call a trap means none. */
static bool add_name(struct regions *x, struct govfig_str word, uint32_t code, bool full)
{
  struct folded f;
  fold(x, word, &f);
  if (!full && (around_exact(&x->around, f.u, f.n) & ROLE_TRAP) != 0)
    return true;
  struct region_word *w = word_entry(x, &f);
  if (w == NULL)
    return false;
  if (full && f.n > 2) {
    x->edges[region_edge(f.u[0])] |= EDGE_BEGINS;
    x->begins[region_begin(f.u[0], f.u[1]) / 8] |= 1u << region_begin(f.u[0], f.u[1]) % 8;
  }
  if (!grow((void **)&x->candidates, x->n_candidates, &x->candidates_room,
            sizeof *x->candidates)) {
    x->starved = true;
    return false;
  }
  w->full = w->full || full;
  uint32_t *link = &w->first; /* in the order of the table */
  while (*link != 0) {
    if (x->candidates[*link - 1].region == code)
      return true;
    link = &x->candidates[*link - 1].next;
  }
  x->candidates[x->n_candidates] = (struct candidate){code, 0};
  *link = ++x->n_candidates;
  return true;
}

static enum govfig_status refuse(const struct regions *x, const struct table_row *row,
                                 struct govfig_error *err)
{
  if (x->starved)
    return error_nomem(err);
  return table_error(row, err, "a name is empty or too long");
}

/* ---- rows ---- */

static bool read_number(struct govfig_str s, size_t digits, uint32_t *out)
{
  *out = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.data[i] < '0' || s.data[i] > '9')
      return false;
    *out = *out * 10 + (uint32_t)(s.data[i] - '0');
  }
  return s.len == digits;
}

static enum govfig_status take_region(void *ctx, const struct table_row *row,
                                      struct govfig_error *err)
{
  struct regions *x = ctx;
  uint32_t code, until = 0;
  struct govfig_str others = row->cell[2], word;
  if (!read_number(row->cell[0], 6, &code) || code < REGION_NATION_CODE)
    return table_error(row, err, "a code has six digits");
  if (row->cell[4].len > 0 && !read_number(row->cell[4], 4, &until))
    return table_error(row, err, "a year has four digits");
  if (!grow((void **)&x->items, x->n, &x->room, sizeof *x->items) ||
      !grow((void **)&x->names, x->n_names, &x->names_room, sizeof *x->names))
    return error_nomem(err);
  x->items[x->n++] = (struct region){code, .until = (uint16_t)until, .name = x->n_names};
  x->names[x->n_names++] = row->cell[1];
  if (!add_name(x, row->cell[1], code, true))
    return refuse(x, row, err);
  while (next_word(&others, &word)) {
    if (!add_name(x, word, code, false))
      return refuse(x, row, err);
  }
  return GOVFIG_OK;
}

static enum govfig_status take_name(void *ctx, const struct table_row *row,
                                    struct govfig_error *err)
{
  struct regions *x = ctx;
  uint32_t code;
  if (!read_number(row->cell[1], 6, &code))
    return table_error(row, err, "a code has six digits");
  return add_name(x, row->cell[0], code, true) ? GOVFIG_OK : refuse(x, row, err);
}

/* A word around names, or a character by itself. */
static bool add_around(struct regions *x, struct govfig_str word, uint16_t role, uint32_t code)
{
  uint32_t c = single_character(word);
  if (c != 0) {
    add_character(x, (unit)c, role);
    return true;
  }
  if (role >= 1u << ROLE_BITS)
    return false;
  struct folded f;
  fold(x, word, &f);
  if (f.n == 1) /* one of those that 16 bits do not tell apart */
    add_character(x, f.u[0], role);
  if (f.n < 2)
    return f.n == 1;
  x->starved = !around_add(&x->around, f.u, f.n, role | code << ROLE_BITS);
  return !x->starved;
}

static bool add_sort(struct regions *x, struct govfig_str word, int sort,
                     struct govfig_str detail)
{
  struct folded f;
  fold(x, word, &f);
  struct region_word *w = word_entry(x, &f);
  if (w == NULL)
    return false;
  if (sort == SORT_NAME) {
    w->doubt = true;
    return true;
  }
  w->sort = (uint8_t)sort;
  w->province = str_is(detail, "province");
  w->we = str_is(detail, "we");
  w->ending = w->province || w->we ? 0 : (unit)single_character(detail);
  return true;
}

static enum govfig_status take_word(void *ctx, const struct table_row *row,
                                    struct govfig_error *err)
{
  struct regions *x = ctx;
  struct govfig_str words = row->cell[0], word;
  uint32_t code = 0;
  size_t i = 0;
  while (i < N_ROLES && !str_is(row->cell[1], roles[i].name))
    i++;
  if (i == N_ROLES)
    return table_error(row, err, "unknown role of a word");
  if (roles[i].role == ROLE_PAPER && !read_number(row->cell[2], 6, &code))
    return table_error(row, err, "a code has six digits");
  while (next_word(&words, &word)) {
    if (roles[i].sort >= 0 ? !add_sort(x, word, roles[i].sort, row->cell[2])
                           : !add_around(x, word, roles[i].role, code))
      return refuse(x, row, err);
  }
  return GOVFIG_OK;
}

size_t regions_handlers(struct regions *x, struct lexicon_builder *b, struct table_handler *out)
{
  static const char *const region[] = {"code", "name", "short", "from", "until", NULL};
  static const char *const name[] = {"name", "code", NULL};
  static const char *const word[] = {"words", "role", "detail", NULL};
  x->builder = b;
  out[0] = (struct table_handler){"region", region, take_region, x};
  out[1] = (struct table_handler){"region_name", name, take_name, x};
  out[2] = (struct table_handler){"region_word", word, take_word, x};
  return 3;
}

/* ---- putting in order ---- */

/* By code; of one code first what holds now, then what held last. */
static int by_code(const void *a, const void *b)
{
  const struct region *p = a, *q = b;
  if (p->code != q->code)
    return p->code < q->code ? -1 : 1;
  if (p->until != q->until)
    return p->until == 0 || (q->until != 0 && p->until > q->until) ? -1 : 1;
  return 0;
}

/* The tables come nearly in order, and sorting all would be an eighth of the
   start-up: a few regions behind the ordered ones are put into their places. */
static void sort_regions(struct region *items, uint32_t n)
{
  enum { FEW = 64 };
  uint32_t ordered = 1;
  while (ordered < n && by_code(&items[ordered - 1], &items[ordered]) <= 0)
    ordered++;
  if (n > ordered + FEW) {
    qsort(items, n, sizeof *items, by_code);
    return;
  }
  for (uint32_t i = ordered; i < n; i++) {
    struct region moved = items[i];
    uint32_t at = i;
    while (at > 0 && by_code(&items[at - 1], &moved) > 0)
      at--;
    memmove(items + at + 1, items + at, (i - at) * sizeof *items);
    items[at] = moved;
  }
}

/* One region per code, behind NOWHERE. */
static void order_regions(struct regions *x)
{
  uint32_t n = 1;
  sort_regions(x->items + 1, x->n - 1);
  for (uint32_t i = 1; i < x->n; i++) {
    if (n == 1 || x->items[i].code != x->items[n - 1].code)
      x->items[n++] = x->items[i];
  }
  x->n = n;
}

/* Fills x->first; false without memory. */
static bool index_codes(struct regions *x)
{
  x->first = calloc(REGION_PREFIXES, sizeof *x->first);
  if (x->first == NULL)
    return false;
  for (uint32_t prefix = 0, i = 1; prefix < REGION_PREFIXES; prefix++) {
    while (i < x->n && x->items[i].code < REGION_CODE_FIRST + prefix * 100)
      i++;
    x->first[prefix] = i;
  }
  return true;
}

/* A code and its region: neighbours ask for the same. */
struct asked {
  uint32_t code, region;
};

static uint32_t ask(const struct regions *x, struct asked *last, uint32_t code)
{
  if (code != last->code)
    *last = (struct asked){code, region_index(x, code)};
  return last->region;
}

/* The last character of a name, which the lexicon took. */
static unit last_unit(const struct regions *x, struct govfig_str name)
{
  unit u;
  size_t from = name.len;
  while (from > 0 && (name.data[--from] & 0xC0) == 0x80)
    ;
  struct govfig_str last = {name.data + from, name.len - from};
  return fold_word(x->fold, last, &u, 1) == 1 ? u : 0;
}

static void find_parents(struct regions *x)
{
  struct asked city = {0, NOWHERE}, province = {0, NOWHERE};
  for (uint32_t i = 1; i < x->n; i++) {
    struct region *r = &x->items[i];
    uint32_t parent = ask(x, &city, r->code / 100 * 100);
    if (parent == NOWHERE || parent == i)
      parent = ask(x, &province, r->code / 10000 * 10000);
    r->parent = parent == NOWHERE || parent == i ? NATION : parent;
    r->ending = last_unit(x, x->names[r->name]);
    r->level = i == NATION ? 0 : r->code % 10000 == 0 ? 1 : r->code % 100 == 0 ? 2 : 3;
  }
}

/* The one province that the word may mean, NOWHERE when there is none or are several. */
static uint32_t only_province(const struct regions *x, const struct region_word *w)
{
  uint32_t province = NOWHERE, n = 0;
  for (uint32_t i = w->first; i != 0; i = x->candidates[i - 1].next) {
    uint32_t c = x->candidates[i - 1].region;
    bool is = region_level(x, c) == 1 && x->items[c].until == 0;
    n += region_level(x, c) <= 1;
    province = is ? c : province;
  }
  return n == 1 ? province : NOWHERE;
}

/* What each word means wherever it stands, as far as that needs no text: for what
   the text must tell, see region_resolve. */
static void settle_words(struct regions *x)
{
  for (uint32_t i = 0; i < x->n_words; i++) {
    struct region_word *w = &x->words[i];
    w->region = w->sort == SORT_NATION || w->sort == SORT_STATE ? NATION : NOWHERE;
    w->role = w->sort == SORT_NATION && w->we ? MENTION_WE : w->sort;
    w->odd = w->sort == SORT_OWN || w->sort == SORT_OURS ? ODD_ALWAYS : 0;
    if (w->sort != SORT_NAME)
      continue;
    const struct candidate *only = w->first != 0 ? &x->candidates[w->first - 1] : NULL;
    w->asks = only == NULL || only->next != 0 || w->doubt;
    if (!w->asks)
      w->asks = (w->len == 2 && w->ending == x->items[only->region].ending) ||
                !(w->full || w->len > 2 || region_level(x, only->region) < 3);
    w->region = !w->asks ? only->region : w->doubt ? NOWHERE : only_province(x, w);
    w->odd = w->asks ? ODD_ALWAYS : 0;
  }
}

/* Tells the names with which a trap begins, and those that are one. */
static void settle_traps(struct regions *x)
{
  const struct around_words *a = &x->around;
  for (uint32_t i = 0; i < a->n; i++) {
    const unit *u = a->units + a->items[i].text;
    uint32_t payload, len = (a->items[i].roles & ROLE_TRAP) != 0 ? a->items[i].len : 0;
    uint32_t n = len;
    while (n > 0 && (n = lexicon_longest(x->lexicon, WORD_REGION, u, n, &payload)) > 0) {
      struct region_word *w = &x->words[payload];
      w->trap = w->trap || n == len || len < 3; /* too short for three characters */
      w->odd |= (w->trap ? ODD_ALWAYS : 0) | (n < len ? PAIR_TRAP : 0);
      n--;
    }
  }
}

enum govfig_status regions_finish(struct regions *x, const struct fold *fold,
                                  const struct lexicon *lexicon, struct govfig_error *err)
{
  x->fold = fold;
  x->lexicon = lexicon;
  x->builder = NULL;
  if (!grow((void **)&x->items, x->n, &x->room, sizeof *x->items))
    return error_nomem(err);
  memmove(x->items + 1, x->items, x->n * sizeof *x->items);
  x->items[0] = (struct region){0};
  x->n++;
  order_regions(x);
  if (x->n < 2 || x->items[NATION].code != REGION_NATION_CODE)
    return error_set(err, GOVFIG_E_SYNTAX, NULL, 0, 0, "no region has the code 100000");
  if (!index_codes(x))
    return error_nomem(err);
  find_parents(x);
  struct asked last = {0, NOWHERE};
  for (uint32_t i = 0; i < x->n_candidates; i++) {
    uint32_t code = x->candidates[i].region;
    x->candidates[i].region = ask(x, &last, code);
    if (x->candidates[i].region == NOWHERE)
      return error_set(err, GOVFIG_E_SYNTAX, NULL, 0, 0, "no region has the code %06u", code);
  }
  settle_words(x);
  settle_traps(x);
  return GOVFIG_OK;
}
