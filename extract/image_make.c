/* image_make.c - build tool: reads the embedded tables as every program would and writes
   what comes of it, as it lies in memory, as a C table of words.
   SPDX-License-Identifier: Apache-2.0

   usage: image_make OUT.words; image_make OUT.c OUT.words

   The tables are read twice, with all memory from one region, then from another one, and
   come out alike: a word that differs by the distance of the regions is a pointer.  What
   differs otherwise is in the gaps between the members of a struct, which may hold
   anything; what is left there of addresses of the program itself differs when it runs
   again.  A pointer to anything of the program would mean nothing to another one: then there
   is no image, and the tables are read at each start. */
#define _GNU_SOURCE /* dladdr */
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"
#include "extract/knowledge.h"

const struct image knowledge_image = {.words = 0}; /* which this program has not */

/* ---- memory, in place of the system's ---- */

enum { REGION = 64 * 1024 * 1024, ALIGNMENT = 64, FILES_MAX = 256 };

/* In front of each block.  What is freed stays, but for the last. */
struct head {
  struct head *before;
  size_t size;
  bool live;
};

struct region {
  _Alignas(ALIGNMENT) char bytes[REGION];
  size_t used;
  struct head *last;
};

static struct region regions[3]; /* two are compared, one is for the rest */
static struct region *region = &regions[2];

static struct head *head_of(void *p)
{
  return (struct head *)(void *)((char *)p - sizeof(struct head));
}

void *malloc(size_t size)
{
  size_t at = (region->used + sizeof(struct head) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (size > REGION || at + size > REGION) {
    errno = ENOMEM;
    return NULL;
  }
  void *p = region->bytes + at; /* all 0 */
  *head_of(p) = (struct head){region->last, size, true};
  region->last = head_of(p);
  region->used = at + size;
  return p;
}

void free(void *p)
{
  if (p == NULL)
    return;
  head_of(p)->live = false;
  while (region->last != NULL && !region->last->live) {
    char *from = (char *)region->last;
    region->last = region->last->before;
    memset(from, 0, (size_t)(region->bytes + region->used - from));
    region->used = (size_t)(from - region->bytes);
  }
}

void *calloc(size_t count, size_t size)
{
  return size != 0 && count > REGION / size ? NULL : malloc(count * size);
}

void *realloc(void *p, size_t size)
{
  void *q = malloc(size);
  if (p != NULL && q != NULL)
    memcpy(q, p, size < head_of(p)->size ? size : head_of(p)->size);
  if (q != NULL)
    free(p);
  return q;
}

/* In place of base/pages.c: what lies in large pages is to be no larger than it is. */
void pages_prefer_large(void *p, size_t bytes)
{
  (void)p;
  (void)bytes;
}

void *pages_calloc_large(size_t bytes, void **block)
{
  return *block = malloc(bytes);
}

/* ---- reading the tables ---- */

/* Reads all tables in a region, of which the first block is a copy of their text. */
static struct govfig_rules *read_in(struct region *r, size_t text, struct govfig_error *err)
{
  static struct embedded_file files[2][FILES_MAX];
  struct embedded_file *copies = files[r - regions];
  struct govfig_rules *k = NULL;
  region = r;
  unsigned char *copy = malloc(text);
  if (copy == NULL)
    return NULL;
  memcpy(copy, embedded_text, text);
  for (size_t i = 0; embedded_files[i].name != NULL; i++)
    copies[i] = (struct embedded_file){
        (const char *)copy + (embedded_files[i].name - (const char *)embedded_text),
        copy + (embedded_files[i].bytes - embedded_text), embedded_files[i].len};
  struct govfig_rules_options options = govfig_rules_defaults();
  knowledge_read(copies, &options, true, &k, err);
  region = &regions[2];
  return k;
}

/* ---- comparing ---- */

/* A block that is still there, and where it goes. */
struct piece {
  const char *data;
  size_t size, to;
};

struct maker {
  struct piece *pieces; /* in order; the first one is the text */
  size_t n, words;
  uintptr_t *data;
  uint32_t *pointers;
  size_t n_pointers;
  bool *own; /* words that may be pointers to something of this program: its distance */
};

static bool find_pieces(struct maker *m)
{
  size_t n = 0, at = 0;
  for (const struct head *h = regions[0].last; h != NULL; h = h->before)
    n += h->live;
  m->pieces = calloc(n, sizeof *m->pieces);
  m->n = n;
  if (m->pieces == NULL)
    return false;
  for (const struct head *h = regions[0].last; h != NULL; h = h->before) {
    if (h->live)
      m->pieces[--n] = (struct piece){(const char *)(h + 1), h->size, 0};
  }
  for (size_t i = 1; i < m->n; i++) {
    m->pieces[i].to = at;
    at = (at + m->pieces[i].size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
  m->words = at / sizeof *m->data;
  m->data = calloc(m->words, sizeof *m->data);
  m->pointers = calloc(m->words, sizeof *m->pointers);
  m->own = calloc(m->words, sizeof *m->own);
  return m->data != NULL && m->pointers != NULL && m->own != NULL;
}

/* The offset that a pointer becomes; false for one to what was freed. */
static bool offset_of(const struct maker *m, const char *p, uintptr_t *offset)
{
  size_t low = 0, high = m->n;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (p < m->pieces[middle].data)
      high = middle;
    else
      low = middle;
  }
  const struct piece *in = &m->pieces[low];
  *offset = (low == 0 ? 0 : m->pieces[0].size + in->to) + (uintptr_t)(p - in->data);
  return p <= in->data + in->size; /* it may be the end */
}

/* The bytes that are the same in both. */
static uintptr_t common(uintptr_t one, uintptr_t two)
{
  uintptr_t mask = UCHAR_MAX, both = 0;
  for (; mask != 0; mask <<= CHAR_BIT)
    both |= ((one ^ two) & mask) == 0 ? one & mask : 0;
  return both;
}

static void take_word(struct maker *m, size_t at, const char *word)
{
  const uintptr_t apart = (uintptr_t)regions[1].bytes - (uintptr_t)regions[0].bytes;
  uintptr_t one, two;
  Dl_info info;
  memcpy(&one, word, sizeof one);
  memcpy(&two, word + apart, sizeof two);
  if (two - one != apart) {
    m->own[at] = one == two && one > REGION && dladdr((void *)one, &info) != 0;
    m->data[at] = common(one, two) - (m->own[at] ? (uintptr_t)regions : 0);
  } else if (offset_of(m, (const char *)one, &m->data[at])) {
    m->pointers[m->n_pointers++] = (uint32_t)at;
  } else {
    m->data[at] = 0;
  }
}

static void take_pieces(struct maker *m)
{
  for (size_t i = 1; i < m->n; i++) {
    const struct piece *p = &m->pieces[i];
    for (size_t at = 0; at < p->size; at += sizeof *m->data)
      take_word(m, (p->to + at) / sizeof *m->data, p->data + at);
  }
}

/* Leaves what came out when the program ran before, too. */
static const char *compare(struct maker *m, const char *path)
{
  uintptr_t *before = calloc(m->words + 1, sizeof *before);
  FILE *in = fopen(path, "rb");
  size_t n = in != NULL && before != NULL ? fread(before, sizeof *before, m->words + 1, in) : 0;
  if (in != NULL)
    fclose(in);
  if (n != m->words)
    return "what is read differs in size from time to time";
  for (size_t i = 0; i < n; i++) {
    if (m->own[i] && m->data[i] == before[i])
      return "a pointer leads out of what was read";
    m->data[i] = common(m->data[i], before[i]);
  }
  return NULL;
}

/* ---- writing ---- */

static bool write_words(const char *path, const struct maker *m)
{
  FILE *out = fopen(path, "wb");
  if (out == NULL)
    return false;
  bool ok = fwrite(m->data, sizeof *m->data, m->words, out) == m->words;
  return fclose(out) == 0 && ok;
}

/* Past the stretch that begins at `at`: a few words of 0 end none. */
static size_t stretch_end(const struct maker *m, size_t at)
{
  enum { FEW = 8 };
  size_t end = at;
  for (size_t i = at; i < m->words && i < end + FEW; i++)
    end = m->data[i] != 0 ? i + 1 : end;
  return end;
}

static size_t write_stretches(FILE *out, const struct maker *m, bool data)
{
  size_t n = 0;
  for (size_t at = 0, end; at < m->words; at = end) {
    end = stretch_end(m, at);
    if (end == at) {
      end++;
      continue;
    }
    n++;
    if (!data)
      fprintf(out, "{%zu,%zu},\n", at, end - at);
    for (size_t i = at; data && i < end; i++)
      fprintf(out, "%#zx,%s", (size_t)m->data[i], i % 8 == 7 ? "\n" : "");
  }
  return n;
}

/* What a program has that reads the tables at each start. */
static bool write_none(const char *path)
{
  FILE *out = fopen(path, "w");
  if (out == NULL)
    return false;
  fprintf(out, "/* made by extract/image_make.c */\n#include \"extract/knowledge.h\"\n"
               "const struct image knowledge_image = {.words = 0};\n");
  bool ok = !ferror(out);
  return fclose(out) == 0 && ok;
}

static bool write_image(const char *path, const struct maker *m, size_t root)
{
  FILE *out = fopen(path, "w");
  if (out == NULL)
    return false;
  fprintf(out, "/* made by extract/image_make.c */\n#include \"extract/knowledge.h\"\n"
               "static const uintptr_t data[] = {\n");
  write_stretches(out, m, true);
  fprintf(out, "0};\nstatic const struct image_stretch stretches[] = {\n");
  size_t n = write_stretches(out, m, false);
  fprintf(out, "{0,0}};\nstatic const uint32_t pointers[] = {\n");
  for (size_t i = 0; i < m->n_pointers; i++)
    fprintf(out, "%u,%s", m->pointers[i], i % 16 == 15 ? "\n" : "");
  fprintf(out, "0};\nconst struct image knowledge_image = {data, stretches, pointers, "
               "%zu, %zu, %zu, %zu, %zu};\n",
          n, m->n_pointers, m->words, m->pieces[0].size, root);
  bool ok = !ferror(out);
  return fclose(out) == 0 && ok;
}

/* Reads the tables twice and compares; what is wrong, or NULL. */
static const char *make(struct maker *m, size_t *root)
{
  static struct govfig_error err;
  uintptr_t offset;
  struct govfig_rules *k = read_in(&regions[0], embedded_text_size, &err);
  if (k == NULL || read_in(&regions[1], embedded_text_size, &err) == NULL) {
    fprintf(stderr, "image_make: %s:%zu:%zu\n", err.file, err.line, err.column);
    return err.text;
  }
  if (!find_pieces(m) || !offset_of(m, (const char *)k, &offset))
    return "out of memory";
  *root = offset - m->pieces[0].size;
  take_pieces(m);
  return NULL;
}

int main(int argc, char **argv)
{
  struct maker m = {.n = 0};
  size_t root = 0;
  if (argc < 2)
    return 2;
  const char *problem = make(&m, &root), *differs = NULL;
  if (problem == NULL && argc > 2)
    differs = compare(&m, argv[2]);
  if (differs != NULL)
    fprintf(stderr, "image_make: %s; tables are read at each start\n", differs);
  bool written = problem == NULL && (argc <= 2         ? write_words(argv[1], &m)
                                     : differs != NULL ? write_none(argv[1])
                                                       : write_image(argv[1], &m, root));
  if (!written)
    fprintf(stderr, "image_make: %s\n", problem != NULL ? problem : "cannot write");
  return !written;
}
