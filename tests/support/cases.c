/* cases.c - finds and reads test cases.  SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cases.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *copy(const char *text)
{
  char *p = strdup(text);
  if (p == NULL)
    abort();
  return p;
}

static char *join(const char *folder, const char *name)
{
  size_t n = strlen(folder) + strlen(name) + 2;
  char *p = malloc(n);
  if (p == NULL)
    abort();
  snprintf(p, n, "%s/%s", folder, name);
  return p;
}

static bool ends_in(const char *name, const char *end)
{
  size_t n = strlen(name), e = strlen(end);
  return n > e && strcmp(name + n - e, end) == 0;
}

/* The file called input.SOMETHING. */
static char *find_input(const char *path)
{
  struct dirent **list;
  char *found = NULL;
  int n = scandir(path, &list, NULL, alphasort);
  for (int i = 0; i < n; i++) {
    if (found == NULL && strncmp(list[i]->d_name, "input.", 6) == 0)
      found = copy(list[i]->d_name);
    free(list[i]);
  }
  if (n >= 0)
    free(list);
  return found;
}

static void add(struct test_cases *cases, const char *folder, const char *name)
{
  struct test_case c = {.name = copy(name), .path = join(folder, name)};
  c.known_gap = ends_in(name, ".b");
  c.input = find_input(c.path);
  cases->item = realloc(cases->item, (cases->n + 1) * sizeof *cases->item);
  if (cases->item == NULL)
    abort();
  cases->item[cases->n++] = c;
}

struct test_cases cases_load(const char *folder, const char *filter)
{
  struct test_cases cases = {0};
  struct dirent **list;
  int n = scandir(folder, &list, NULL, alphasort);
  if (n < 0) {
    perror(folder);
    exit(2);
  }
  for (int i = 0; i < n; i++) {
    const char *name = list[i]->d_name;
    if ((ends_in(name, ".d") || ends_in(name, ".b")) &&
        (filter == NULL || strstr(name, filter) != NULL))
      add(&cases, folder, name);
    free(list[i]);
  }
  free(list);
  return cases;
}

void cases_free(struct test_cases *cases)
{
  for (size_t i = 0; i < cases->n; i++) {
    free(cases->item[i].name);
    free(cases->item[i].path);
    free(cases->item[i].input);
  }
  free(cases->item);
}

char *case_file(const struct test_case *c, const char *name, size_t *len)
{
  char *path = join(c->path, name);
  char *text = file_read(path, len);
  free(path);
  return text;
}

bool cell_matches(const char *expected, const char *cell)
{
  if (strcmp(expected, "*") == 0)
    return true;
  for (const char *p = expected;;) {
    size_t n = strcspn(p, "|"), skip = p[0] == '~';
    char one[512];
    if (n >= sizeof one)
      return false;
    memcpy(one, p, n);
    one[n] = '\0';
    if (skip ? strstr(cell, one + 1) != NULL : strcmp(cell, one) == 0)
      return true;
    if (p[n] == '\0')
      return false;
    p += n + 1;
  }
}
