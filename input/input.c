/* input.c - parcels out of paths.  SPDX-License-Identifier: Apache-2.0

   A stack of what is open: paths at the bottom, at most two archives in each
   other above, on top a stream of records.  The next parcel comes from the top. */
#include <stdlib.h>
#include <sys/stat.h>

#include "input/input_parts.h"

static const char *const format_names[] = {"text", "html", "docx", "pdf",    "jsonl",
                                           "json", "csv",  "archive", NULL};

const char *const *govfig_input_formats(void)
{
  return format_names;
}

struct govfig_input_options govfig_input_defaults(void)
{
  return (struct govfig_input_options){.document_bytes_max = (size_t)64 << 20,
                                       .block_bytes = (size_t)1 << 20};
}

static bool find_format(const char *name, enum format *out)
{
  *out = FORMAT_AUTO;
  for (int i = 0; name != NULL && format_names[i] != NULL; i++)
    if (strcmp(format_names[i], name) == 0)
      *out = (enum format)(FORMAT_TEXT + i);
  return name == NULL || *out != FORMAT_AUTO;
}

/* A date that would be passed over in silence is refused. */
static enum govfig_status check_given(const struct govfig_document *given, struct govfig_error *err)
{
  char day[DATE_ROOM];
  if (given->published.len == 0 || date_normalise(given->published, day).len > 0)
    return GOVFIG_OK;
  return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0,
                   "published: '%.*s' is no day, month or year, as 2024-05-06, 2024-05 or 2024",
                   (int)given->published.len, given->published.data);
}

static enum govfig_status choose(struct govfig_input *in, struct govfig_error *err)
{
  const struct govfig_input_options *o = &in->shared.options;
  if (!find_format(o->format, &in->format))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "input format %s is not known", o->format);
  enum govfig_status status = check_given(&o->given, err);
  if (status != GOVFIG_OK || o->encoding == NULL)
    return status;
  in->encoding = encoding_of_label(o->encoding, strlen(o->encoding), in->encoding_room);
  if (in->encoding == NULL || !encoding_is_known(in->encoding))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "encoding %s is not known", o->encoding);
  return GOVFIG_OK;
}

enum govfig_status govfig_input_new(const struct govfig_input_options *options,
                                    const char *const *paths, size_t n,
                                    struct govfig_input **out, struct govfig_error *err)
{
  *out = NULL;
  struct govfig_input *in = calloc(1, sizeof *in);
  if (in == NULL)
    return error_nomem(err);
  in->shared.options = options != NULL ? *options : govfig_input_defaults();
  fields_init(&in->shared.fields, &in->shared.options.fields);
  in->paths = paths;
  in->n_paths = n;
  pthread_mutex_init(&in->lock, NULL);
  pthread_cond_init(&in->freed, NULL);
  in->walk = walk_new(paths, n);
  enum govfig_status status = in->walk != NULL ? choose(in, err) : error_nomem(err);
  if (status != GOVFIG_OK) {
    govfig_input_free(in);
    return status;
  }
  *out = in;
  return GOVFIG_OK;
}

void input_pop_archive(struct govfig_input *in)
{
  in->n_archives--;
  members_close(in->archive[in->n_archives].members);
  free(in->archive[in->n_archives].name);
}

void govfig_input_free(struct govfig_input *in)
{
  if (in == NULL)
    return;
  cutter_done(&in->cutter);
  while (in->n_archives > 0)
    input_pop_archive(in);
  walk_free(in->walk);
  pthread_cond_destroy(&in->freed);
  pthread_mutex_destroy(&in->lock);
  free(in);
}

enum govfig_status govfig_input_next(struct govfig_input *in, struct govfig_parcel **out,
                                     struct govfig_error *err)
{
  enum govfig_status status = GOVFIG_OK;
  bool end = false;
  *out = NULL;
  while (status == GOVFIG_OK && *out == NULL && !end) {
    if (in->cutter.from != NULL)
      status = input_next_block(in, out, err);
    else if (in->n_archives > 0)
      status = input_next_member(in, out, err);
    else
      status = input_next_path(in, out, &end, err);
  }
  return status;
}

uint64_t govfig_input_total(const struct govfig_input *in)
{
  uint64_t total = 0;
  struct walk *w = walk_new(in->paths, in->n_paths);
  char *path = NULL;
  while (w != NULL) {
    struct stat st;
    enum govfig_status status = walk_next(w, &path, NULL);
    if (path == NULL || status == GOVFIG_E_NOMEM)
      break;
    if (status == GOVFIG_OK && stat(path, &st) == 0 && S_ISREG(st.st_mode))
      total += (uint64_t)st.st_size;
    free(path);
    path = NULL;
  }
  free(path);
  walk_free(w);
  return total;
}
