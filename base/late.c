/* late.c - shared libraries that are loaded when they are first needed.
   SPDX-License-Identifier: Apache-2.0 */
#include "base/late.h"

#include <dlfcn.h>
#include <string.h>

#include "base/error.h"

static enum govfig_status missing(const char *library, struct govfig_error *err)
{
  const char *why = dlerror();
  return error_set(err, GOVFIG_E_READ, NULL, 0, 0, "%s is needed: %s", library,
                   why != NULL ? why : "it cannot be loaded");
}

enum govfig_status late_load(const char *library, const char *const *names, void *functions,
                             struct govfig_error *err)
{
  void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
  if (handle == NULL)
    return missing(library, err);
  for (size_t i = 0; names[i] != NULL; i++) {
    void *address = dlsym(handle, names[i]);
    if (address == NULL)
      return missing(library, err);
    memcpy((char *)functions + i * sizeof address, &address, sizeof address);
  }
  return GOVFIG_OK;
}
