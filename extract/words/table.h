/* table.h - tables are read in base/, because statistics and charts have some too.
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_TABLE_H
#define GOVFIG_EXTRACT_TABLE_H

#include "base/table.h"

#endif
