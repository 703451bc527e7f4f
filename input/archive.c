/* archive.c - members of archives and compressed files.  SPDX-License-Identifier: Apache-2.0 */
#include "input/archive.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <strings.h>

#include "input/encoding.h"
#include "input/libarchive.h"
#include "input/utf8.h"

enum { FEED_BYTES = 128 * 1024 };

/* Expanding more than this many times its size, past the grace, is a bomb. */
enum { EXPANSION_MAX = 1000 };
#define EXPANSION_GRACE (INT64_C(64) << 20)

struct members {
  struct libarchive lib;
  struct source from;
  struct archive *archive;
  locale_t locale; /* UTF-8: libarchive turns names into the thread's locale */
  int64_t expanded;
  struct govfig_error failure; /* of `from` */
  char feed[FEED_BYTES];
};

static la_ssize_t feed_archive(struct archive *a, void *ctx, const void **bytes)
{
  struct members *m = ctx;
  size_t got;
  *bytes = m->feed;
  if (source_read(&m->from, m->feed, FEED_BYTES, &got, &m->failure) == GOVFIG_OK)
    return (la_ssize_t)got;
  m->lib.archive_set_error(a, EIO, "%s", m->failure.text);
  return -1;
}

/* Only formats and filters that are decoded in this process. */
static void support(const struct libarchive *lib, struct archive *a)
{
  lib->archive_read_support_filter_gzip(a);
  lib->archive_read_support_filter_xz(a);
  lib->archive_read_support_filter_lzma(a);
  lib->archive_read_support_filter_zstd(a);
  lib->archive_read_support_filter_bzip2(a);
  lib->archive_read_support_format_zip(a);
  lib->archive_read_support_format_tar(a);
  lib->archive_read_support_format_7zip(a);
  lib->archive_read_support_format_rar(a);
  lib->archive_read_support_format_rar5(a);
  lib->archive_read_support_format_raw(a);
}

/* libarchive's words for a failure, or the source's own. */
static enum govfig_status failure(struct members *m, struct govfig_error *err)
{
  if (m->failure.status != GOVFIG_OK) {
    if (err != NULL)
      *err = m->failure;
    return m->failure.status;
  }
  const char *words = m->lib.archive_error_string(m->archive);
  return error_set(err, GOVFIG_E_FORMAT, NULL, 0, 0, "the archive is damaged: %s",
                   words != NULL ? words : "no reason given");
}

enum govfig_status members_open(struct source *from, struct members **out,
                                struct govfig_error *err)
{
  *out = NULL;
  struct members *m = calloc(1, sizeof *m);
  if (m == NULL) {
    source_done(from);
    return error_nomem(err);
  }
  m->from = *from;
  m->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  enum govfig_status status = libarchive_load(&m->lib, err);
  m->archive = status == GOVFIG_OK ? m->lib.archive_read_new() : NULL;
  if (m->archive == NULL) {
    members_close(m);
    return status != GOVFIG_OK ? status : error_nomem(err);
  }
  support(&m->lib, m->archive);
  if (m->lib.archive_read_open(m->archive, m, NULL, feed_archive, NULL) != ARCHIVE_OK) {
    status = failure(m, err);
    members_close(m);
    return status;
  }
  *out = m;
  return GOVFIG_OK;
}

void members_close(struct members *m)
{
  if (m == NULL)
    return;
  if (m->archive != NULL)
    m->lib.archive_read_free(m->archive);
  if (m->locale != (locale_t)0)
    freelocale(m->locale);
  source_done(&m->from);
  free(m);
}

/* ---- a member's bytes ---- */

static enum govfig_status member_pull(void *self, char *to, size_t n, size_t *got,
                                      struct govfig_error *err)
{
  struct members *m = self;
  la_ssize_t r = m->lib.archive_read_data(m->archive, to, n);
  if (r < 0)
    return failure(m, err);
  *got = (size_t)r;
  m->expanded += r;
  int64_t packed = m->lib.archive_filter_bytes(m->archive, -1);
  if (m->expanded > EXPANSION_GRACE && m->expanded / EXPANSION_MAX > packed)
    return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0, "expands more than %d-fold: refused",
                     EXPANSION_MAX);
  return GOVFIG_OK;
}

/* A name in UTF-8: archives made on Chinese Windows have it in GB18030. */
static char *member_name(const struct libarchive *lib, struct archive_entry *entry)
{
  const char *name = lib->archive_entry_pathname(entry);
  if (name == NULL)
    name = lib->archive_entry_pathname_utf8(entry);
  if (name == NULL)
    name = "?";
  struct utf8_check check = {0};
  utf8_check_feed(&check, name, strlen(name));
  utf8_check_end(&check);
  if (check.bad == 0)
    return strdup(name);
  struct buf text;
  uint64_t replaced;
  buf_init(&text, 0);
  if (encoding_decode(encoding_gb18030, name, strlen(name), &text, &replaced, NULL) !=
          GOVFIG_OK ||
      !buf_add_char(&text, '\0'))
    buf_done(&text);
  return text.data;
}

static bool ends_in(const char *path, const char *ending)
{
  size_t n = strlen(path), m = strlen(ending);
  return n > m && strcasecmp(path + n - m, ending) == 0;
}

/* What a browser saves beside a page. */
static bool is_companion(const char *path)
{
  static const char *const parts[] = {".png", ".jpg", ".jpeg", ".gif",  ".svg", ".ico",
                                      ".bmp", ".webp", ".woff", ".woff2", ".ttf"};
  if (ends_in(path, ".css") || ends_in(path, ".js"))
    return true;
  if (strstr(path, "_files/") == NULL && strstr(path, ".files/") == NULL)
    return false;
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    if (ends_in(path, parts[i]))
      return true;
  return false;
}

static bool is_hidden(const char *path)
{
  const char *last = strrchr(path, '/');
  last = last != NULL ? last + 1 : path;
  return last[0] == '.' || strncmp(path, "__MACOSX/", 9) == 0;
}

static int next_header(struct members *m, struct archive_entry **entry)
{
  locale_t before = (locale_t)0;
  if (m->locale != (locale_t)0)
    before = uselocale(m->locale);
  int r = m->lib.archive_read_next_header(m->archive, entry);
  if (before != (locale_t)0)
    uselocale(before);
  return r;
}

static char *name_in_locale(struct members *m, struct archive_entry *entry)
{
  locale_t before = m->locale != (locale_t)0 ? uselocale(m->locale) : (locale_t)0;
  char *name = member_name(&m->lib, entry);
  if (before != (locale_t)0)
    uselocale(before);
  return name;
}

enum govfig_status members_next(struct members *m, struct member *out, struct govfig_error *err)
{
  *out = (struct member){0};
  for (;;) {
    struct archive_entry *entry;
    int r = next_header(m, &entry);
    if (r == ARCHIVE_EOF)
      return GOVFIG_OK;
    if (r < ARCHIVE_WARN)
      return failure(m, err);
    bool raw = m->lib.archive_format(m->archive) == ARCHIVE_FORMAT_RAW;
    if (!raw && m->lib.archive_entry_filetype(entry) != AE_IFREG)
      continue;
    out->path = raw ? strdup("") : name_in_locale(m, entry);
    if (out->path == NULL)
      return error_nomem(err);
    if (!raw && (is_hidden(out->path) || is_companion(out->path))) {
      free(out->path);
      out->path = NULL;
      continue;
    }
    out->encrypted = m->lib.archive_entry_is_data_encrypted(entry) != 0;
    out->origin = (struct origin){member_pull, NULL, m};
    return GOVFIG_OK;
  }
}

/* ---- one member of an archive in memory ---- */

static enum govfig_status load_data(struct members *m, struct buf *to, struct govfig_error *err)
{
  struct source s;
  source_init(&s, (struct origin){member_pull, NULL, m});
  enum govfig_status status = source_read_all(&s, to, err);
  source_done(&s);
  return status;
}

static bool is_called(const char *name, const char *begin, const char *end)
{
  size_t n = strlen(name), b = strlen(begin), e = strlen(end);
  return n >= b + e && memcmp(name, begin, b) == 0 && memcmp(name + n - e, end, e) == 0;
}

static enum govfig_status find_member(struct members *m, const char *begin, const char *end,
                                      struct buf *to, struct govfig_error *err)
{
  for (;;) {
    struct archive_entry *entry;
    int r = next_header(m, &entry);
    if (r == ARCHIVE_EOF)
      return error_set(err, GOVFIG_E_FORMAT, NULL, 0, 0, "has no part %s%s", begin, end);
    if (r < ARCHIVE_WARN)
      return failure(m, err);
    const char *name = m->lib.archive_entry_pathname(entry);
    if (name == NULL || !is_called(name, begin, end))
      continue;
    if (m->lib.archive_entry_is_data_encrypted(entry))
      return error_set(err, GOVFIG_E_FORMAT, NULL, 0, 0, "is encrypted");
    return load_data(m, to, err);
  }
}

enum govfig_status member_load(const struct buf *archive, const char *begin, const char *end,
                               struct buf *to, struct govfig_error *err)
{
  struct members m = {.archive = NULL};
  enum govfig_status status = libarchive_load(&m.lib, err);
  if (status != GOVFIG_OK)
    return status;
  m.archive = m.lib.archive_read_new();
  if (m.archive == NULL)
    return error_nomem(err);
  m.lib.archive_read_support_format_zip(m.archive);
  status = m.lib.archive_read_open_memory(m.archive, archive->data, archive->len) == ARCHIVE_OK
               ? find_member(&m, begin, end, to, err)
               : failure(&m, err);
  m.lib.archive_read_free(m.archive);
  return status;
}
