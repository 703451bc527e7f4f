/* libxml.h - what is used of libxml2, which may be loaded late (base/late.h).
   SPDX-License-Identifier: Apache-2.0 */
#ifndef GOVFIG_INPUT_LIBXML_H
#define GOVFIG_INPUT_LIBXML_H

#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>

#include "base/late.h"

#define LIBXML_FUNCTIONS(X)                                                                   \
  X(xmlInitParser)                                                                            \
  X(htmlCreatePushParserCtxt)                                                                 \
  X(htmlCtxtUseOptions)                                                                       \
  X(htmlParseChunk)                                                                           \
  X(htmlFreeParserCtxt)                                                                       \
  X(xmlReaderForMemory)                                                                       \
  X(xmlTextReaderRead)                                                                        \
  X(xmlTextReaderNodeType)                                                                    \
  X(xmlTextReaderDepth)                                                                       \
  X(xmlTextReaderConstLocalName)                                                              \
  X(xmlTextReaderConstValue)                                                                  \
  X(xmlTextReaderIsEmptyElement)                                                              \
  X(xmlTextReaderMoveToAttribute)                                                             \
  X(xmlTextReaderMoveToElement)                                                               \
  X(xmlFreeTextReader)

struct libxml {
  LIBXML_FUNCTIONS(LATE_MEMBER)
};

/* Makes the library ready; E_READ where it is not there. */
enum govfig_status libxml_load(struct libxml *x, struct govfig_error *err);

#endif
