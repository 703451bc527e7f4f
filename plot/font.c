/* font.c - a font that covers Chinese.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/font.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "plot/spawn.h"
#include "plot/text.h"

/* A name that can stand in a script and in a terminal's font option. */
static bool is_usable(struct govfig_str name)
{
  for (size_t i = 0; i < name.len; i++)
    if ((unsigned char)name.data[i] < 0x20 || strchr("\"',:;\\/<>|`$@{}[]", name.data[i]) != NULL)
      return false;
  return name.len > 0 && name.len < 128;
}

/* Is `name` among the families of the list?  `name` empty: gives the first usable.
   A line holds the names of one family in several languages; '-' is escaped. */
static bool list_has(struct govfig_str list, struct govfig_str name, struct buf *found)
{
  while (list.len > 0) {
    struct govfig_str line = text_cut(&list, '\n');
    while (line.len > 0) {
      struct govfig_str family = text_cut(&line, ',');
      buf_clear(found);
      for (size_t i = 0; i < family.len; i++)
        if (family.data[i] != '\\')
          buf_add_char(found, family.data[i]);
      if (found->failed)
        return true; /* the caller sees it */
      struct govfig_str plain = {found->data, found->len};
      if (is_usable(plain) && (name.len == 0 || str_equal(plain, name)))
        return true;
    }
  }
  buf_clear(found);
  return false;
}

enum govfig_status font_choose(const struct words *words, struct govfig_str wished,
                               struct govfig_str list, struct buf *out, struct govfig_error *err)
{
  bool found = false;
  if (wished.len > 0 && !list_has(list, wished, out))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                     "font '%.*s' is not installed or does not cover Chinese", (int)wished.len,
                     wished.data);
  found = wished.len > 0;
  for (size_t i = 0; !found && words_font(words, i).len > 0; i++)
    found = list_has(list, words_font(words, i), out);
  if (!found && !list_has(list, (struct govfig_str){"", 0}, out))
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0,
                     "no installed font covers Chinese: install the package fonts-noto-cjk or "
                     "fonts-wqy-microhei");
  return out->failed ? error_nomem(err) : GOVFIG_OK;
}

enum govfig_status font_find(const struct words *words, struct govfig_str wished,
                             const char *scratch, struct buf *out, struct govfig_error *err)
{
  static const char *const argv[] = {"fc-list", ":lang=zh-cn", "family", NULL};
  char list_path[600], words_path[600];
  struct buf list = {0};
  int code;
  snprintf(list_path, sizeof list_path, "%s/fonts", scratch);
  snprintf(words_path, sizeof words_path, "%s/words", scratch);
  enum govfig_status status = spawn_run(argv, "fontconfig", list_path, words_path, &code, err);
  if (status == GOVFIG_OK && code != 0)
    status = error_set(err, GOVFIG_E_READ, NULL, 0, 0, "fc-list failed with status %d", code);
  if (status == GOVFIG_OK)
    status = spawn_read(list_path, &list, err);
  if (status == GOVFIG_OK)
    status = font_choose(words, wished, (struct govfig_str){list.data, list.len}, out, err);
  buf_done(&list);
  return status;
}
