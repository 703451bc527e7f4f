/* walk.c - paths out of files and folders.  SPDX-License-Identifier: Apache-2.0 */
#include "input/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 64 };

struct folder {
  char *path;
  char **names; /* sorted */
  size_t n, at;
};

struct walk {
  const char *const *paths;
  size_t n, at;
  struct folder open[DEPTH_MAX];
  size_t depth;
};

struct walk *walk_new(const char *const *paths, size_t n)
{
  struct walk *w = calloc(1, sizeof *w);
  if (w == NULL)
    return NULL;
  w->paths = paths;
  w->n = n;
  return w;
}

static void folder_done(struct folder *f)
{
  for (size_t i = 0; i < f->n; i++)
    free(f->names[i]);
  free(f->names);
  free(f->path);
}

void walk_free(struct walk *w)
{
  if (w == NULL)
    return;
  while (w->depth > 0)
    folder_done(&w->open[--w->depth]);
  free(w);
}

static int by_name(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool add_name(struct folder *f, size_t *room, const char *name)
{
  if (f->n == *room) {
    size_t more = *room == 0 ? 64 : *room * 2;
    char **names = realloc(f->names, more * sizeof *names);
    if (names == NULL)
      return false;
    f->names = names;
    *room = more;
  }
  f->names[f->n] = strdup(name);
  return f->names[f->n] != NULL && ++f->n != 0;
}

/* Reads the names of the folder f->path. */
static enum govfig_status folder_read(struct folder *f, struct govfig_error *err)
{
  size_t room = 0;
  DIR *dir = opendir(f->path);
  if (dir == NULL && errno == ENOMEM)
    return error_nomem(err);
  if (dir == NULL)
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "cannot be opened: %s", strerror(errno));
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(dir);
    if (entry == NULL)
      break;
    if (entry->d_name[0] != '.' && !add_name(f, &room, entry->d_name)) {
      closedir(dir);
      return error_nomem(err);
    }
  }
  int failed = errno;
  closedir(dir);
  if (failed != 0)
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "cannot be read: %s", strerror(failed));
  if (f->n > 1)
    qsort(f->names, f->n, sizeof *f->names, by_name);
  return GOVFIG_OK;
}

/* What is not taken from a folder: pipes and devices, as opening them could wait
   for ever, and links to folders, as they could lead round in a circle. */
static enum govfig_status refuse_strange(const char *path, struct govfig_error *err)
{
  struct stat st, link;
  if (stat(path, &st) != 0 || S_ISREG(st.st_mode))
    return GOVFIG_OK;
  if (!S_ISDIR(st.st_mode))
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "is neither a file nor a folder");
  if (lstat(path, &link) == 0 && S_ISLNK(link.st_mode))
    return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "is a link to a folder: not followed");
  return GOVFIG_OK;
}

static bool is_folder(const char *path, bool follow)
{
  struct stat st;
  return (follow ? stat(path, &st) : lstat(path, &st)) == 0 && S_ISDIR(st.st_mode);
}

static bool ends_in(const char *name, const char *ending)
{
  size_t n = strlen(name), m = strlen(ending);
  return n > m && strcmp(name + n - m, ending) == 0;
}

static bool has_name(const struct folder *f, const char *stem, size_t n, const char *ending)
{
  for (size_t i = 0; i < f->n; i++)
    if (strlen(f->names[i]) == n + strlen(ending) && memcmp(f->names[i], stem, n) == 0 &&
        strcmp(f->names[i] + n, ending) == 0)
      return true;
  return false;
}

/* What a browser saves beside a page: the folder NAME_files or NAME.files next to
   NAME.html, style sheets and scripts. */
static bool is_companion(const struct folder *f, const char *name)
{
  static const char *const pages[] = {".html", ".htm", ".shtml", ".mht"};
  if (ends_in(name, ".css") || ends_in(name, ".js"))
    return true;
  if (!ends_in(name, "_files") && !ends_in(name, ".files"))
    return false;
  for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
    if (has_name(f, name, strlen(name) - strlen("_files"), pages[i]))
      return true;
  return false;
}

static char *join(const char *folder, const char *name)
{
  size_t n = strlen(folder), m = strlen(name);
  bool slash = n == 0 || folder[n - 1] != '/';
  char *path = malloc(n + slash + m + 1);
  if (path != NULL) {
    memcpy(path, folder, n);
    if (slash)
      path[n] = '/';
    memcpy(path + n + slash, name, m + 1);
  }
  return path;
}

/* Enters the folder *path, or leaves it with its error to the caller. */
static enum govfig_status enter(struct walk *w, char **path, struct govfig_error *err)
{
  if (w->depth == DEPTH_MAX)
    return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0, "lies deeper than %d folders", DEPTH_MAX);
  struct folder f = {.path = *path};
  enum govfig_status status = folder_read(&f, err);
  if (status != GOVFIG_OK) {
    f.path = NULL; /* stays with the caller */
    folder_done(&f);
    return status;
  }
  w->open[w->depth++] = f;
  *path = NULL;
  return GOVFIG_OK;
}

enum govfig_status walk_next(struct walk *w, char **path, struct govfig_error *err)
{
  for (;;) {
    bool given = w->depth == 0;
    *path = NULL;
    if (given && w->at == w->n)
      return GOVFIG_OK;
    struct folder *f = given ? NULL : &w->open[w->depth - 1];
    if (f != NULL && f->at == f->n) {
      folder_done(f);
      w->depth--;
      continue;
    }
    if (f != NULL && is_companion(f, f->names[f->at])) {
      f->at++;
      continue;
    }
    *path = given ? strdup(w->paths[w->at++]) : join(f->path, f->names[f->at++]);
    if (*path == NULL)
      return error_nomem(err);
    enum govfig_status status = given ? GOVFIG_OK : refuse_strange(*path, err);
    if (status != GOVFIG_OK || !is_folder(*path, given))
      return status;
    status = enter(w, path, err);
    if (status != GOVFIG_OK)
      return status;
  }
}
