/* strings.c - open addressing over an arena.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/strings.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { FIRST_SLOTS = 1024 };

static uint64_t rotate(uint64_t x, int by)
{
  return x << by | x >> (64 - by);
}

static void round_of(uint64_t v[4])
{
  v[0] += v[1];
  v[1] = rotate(v[1], 13) ^ v[0];
  v[0] = rotate(v[0], 32);
  v[2] += v[3];
  v[3] = rotate(v[3], 16) ^ v[2];
  v[0] += v[3];
  v[3] = rotate(v[3], 21) ^ v[0];
  v[2] += v[1];
  v[1] = rotate(v[1], 17) ^ v[2];
  v[2] = rotate(v[2], 32);
}

uint64_t strings_hash(const void *bytes, size_t len)
{
  static const uint64_t key[2] = {0x676F76666967u, 0x7374617473u};
  uint64_t v[4] = {0x736F6D6570736575u ^ key[0], 0x646F72616E646F6Du ^ key[1],
                   0x6C7967656E657261u ^ key[0], 0x7465646279746573u ^ key[1]};
  const unsigned char *p = bytes;
  uint64_t last = (uint64_t)len << 56;
  size_t left = len;
  for (; left >= 8; left -= 8, p += 8) {
    uint64_t word = 0;
    for (int i = 7; i >= 0; i--) /* little-endian on any machine; compilers make it one load */
      word = word << 8 | p[i];
    v[3] ^= word;
    round_of(v);
    v[0] ^= word;
  }
  for (size_t i = 0; i < left; i++)
    last |= (uint64_t)p[i] << (8 * i);
  v[3] ^= last;
  round_of(v);
  v[0] ^= last;
  v[2] ^= 0xFF;
  for (int i = 0; i < 3; i++)
    round_of(v);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}

bool strings_init(struct strings *s)
{
  *s = (struct strings){0};
  arena_init(&s->bytes);
  s->room = FIRST_SLOTS / 2;
  s->n_slots = FIRST_SLOTS;
  s->entry = calloc(s->room, sizeof *s->entry);
  s->slot = calloc(s->n_slots, sizeof *s->slot);
  if (s->entry == NULL || s->slot == NULL) {
    strings_done(s);
    return false;
  }
  s->n = 1; /* the empty string */
  s->entry[0].hash = strings_hash("", 0);
  s->seed = (uint64_t)(uintptr_t)s->slot * 0x9E3779B97F4A7C15u;
  return true;
}

void strings_done(struct strings *s)
{
  arena_done(&s->bytes);
  free(s->entry);
  free(s->slot);
  *s = (struct strings){0};
}

static uint32_t first_slot(const struct strings *s, uint64_t hash)
{
  return (uint32_t)strings_mix(hash ^ s->seed) & (s->n_slots - 1);
}

static bool grow(struct strings *s)
{
  if (s->n_slots > UINT32_MAX / 2)
    return false;
  struct strings_entry *entry = realloc(s->entry, (size_t)s->n_slots * sizeof *entry);
  if (entry == NULL)
    return false;
  s->entry = entry;
  uint32_t *slot = calloc((size_t)s->n_slots * 2, sizeof *slot);
  if (slot == NULL)
    return false;
  free(s->slot);
  s->slot = slot;
  s->room = s->n_slots;
  s->n_slots *= 2;
  for (uint32_t id = 1; id < s->n; id++) {
    uint32_t at = first_slot(s, s->entry[id].hash);
    while (s->slot[at] != 0)
      at = (at + 1) & (s->n_slots - 1);
    s->slot[at] = id;
  }
  return true;
}

/* The slot that holds `text`, or the free one where it would go. */
static uint32_t slot_of(const struct strings *s, struct govfig_str text, uint64_t hash)
{
  uint32_t at = first_slot(s, hash);
  for (; s->slot[at] != 0; at = (at + 1) & (s->n_slots - 1)) {
    const struct strings_entry *e = &s->entry[s->slot[at]];
    if (e->hash == hash && str_equal(e->text, text))
      break;
  }
  return at;
}

bool strings_find(const struct strings *s, struct govfig_str text, uint32_t *id)
{
  *id = text.len > 0 ? s->slot[slot_of(s, text, strings_hash(text.data, text.len))] : 0;
  return *id != 0 || text.len == 0;
}

bool strings_add(struct strings *s, struct govfig_str text, uint32_t *id)
{
  *id = 0;
  if (text.len == 0)
    return true;
  if (s->n == s->room && !grow(s))
    return false;
  uint64_t hash = strings_hash(text.data, text.len);
  uint32_t at = slot_of(s, text, hash);
  *id = s->slot[at];
  if (*id != 0)
    return true;
  char *copy = arena_copy(&s->bytes, text.data, text.len);
  if (copy == NULL)
    return false;
  s->entry[s->n] = (struct strings_entry){{copy, text.len}, hash};
  s->slot[at] = s->n;
  *id = s->n++;
  return true;
}

int strings_compare(const struct strings *s, uint32_t a, uint32_t b)
{
  struct govfig_str x = s->entry[a].text, y = s->entry[b].text;
  size_t n = x.len < y.len ? x.len : y.len;
  int order = a != b && n > 0 ? memcmp(x.data, y.data, n) : 0;
  return order != 0 ? order : (x.len > y.len) - (x.len < y.len);
}
