/* libarchive.h - what is used of libarchive, which may be loaded late (base/late.h).
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_INPUT_LIBARCHIVE_H
#define GOVFIG_INPUT_LIBARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

#include "base/late.h"

#define LIBARCHIVE_FUNCTIONS(X)                                                               \
  X(archive_read_new)                                                                         \
  X(archive_read_free)                                                                        \
  X(archive_read_support_filter_gzip)                                                         \
  X(archive_read_support_filter_xz)                                                           \
  X(archive_read_support_filter_lzma)                                                         \
  X(archive_read_support_filter_zstd)                                                         \
  X(archive_read_support_filter_bzip2)                                                        \
  X(archive_read_support_format_zip)                                                          \
  X(archive_read_support_format_tar)                                                          \
  X(archive_read_support_format_7zip)                                                         \
  X(archive_read_support_format_rar)                                                          \
  X(archive_read_support_format_rar5)                                                         \
  X(archive_read_support_format_raw)                                                          \
  X(archive_read_open)                                                                        \
  X(archive_read_open_memory)                                                                 \
  X(archive_read_next_header)                                                                 \
  X(archive_read_data)                                                                        \
  X(archive_filter_bytes)                                                                     \
  X(archive_format)                                                                           \
  X(archive_error_string)                                                                     \
  X(archive_set_error)                                                                        \
  X(archive_entry_pathname)                                                                   \
  X(archive_entry_pathname_utf8)                                                              \
  X(archive_entry_filetype)                                                                   \
  X(archive_entry_is_data_encrypted)

struct libarchive {
  LIBARCHIVE_FUNCTIONS(LATE_MEMBER)
};

/* Makes the library ready; E_READ where it is not there. */
enum govfig_status libarchive_load(struct libarchive *la, struct govfig_error *err);

#endif
