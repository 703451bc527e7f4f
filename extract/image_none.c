/* image_none.c - where the tables are read at each start.  SPDX-License-Identifier: Apache-2.0 */
#include "extract/knowledge.h"

const struct image knowledge_image = {.words = 0};
