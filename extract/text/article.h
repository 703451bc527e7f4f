/* article.h - lines into articles.  SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_EXTRACT_ARTICLE_H
#define GOVFIG_EXTRACT_ARTICLE_H

#include "extract/text/layout_parts.h"

/* Fills the chunk's articles, and article and heading of its lines; false
   without memory. */
bool article_split(struct splitter *s);

#endif
