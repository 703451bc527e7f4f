/* docx.c - Word reports (libarchive, libxml2's reader).  SPDX-License-Identifier: Apache-2.0

   Of the WordprocessingML of word/document.xml (ECMA-376 part 1; some programs
   put a number before the ending) only what
   carries text matters: runs w:t, tabs, breaks, paragraphs w:p, tables w:tbl,
   w:tr, w:tc with w:gridSpan and w:vMerge.  Deleted text (w:del) and fields'
   instructions are left out. */
#include <stdlib.h>

#include "input/archive.h"
#include "input/libxml.h"
#include "input/page.h"
#include "input/parcel.h"

enum word_tag {
  WORD_OTHER, WORD_P, WORD_T, WORD_TAB, WORD_BR, WORD_TBL, WORD_TR, WORD_TC, WORD_GRID_SPAN,
  WORD_V_MERGE, WORD_SKIP
};

static enum word_tag tag_of(const char *name)
{
  static const struct {
    const char *name;
    enum word_tag tag;
  } tags[] = {
      {"p", WORD_P},           {"t", WORD_T},       {"tab", WORD_TAB},
      {"br", WORD_BR},         {"cr", WORD_BR},     {"tbl", WORD_TBL},
      {"tr", WORD_TR},         {"tc", WORD_TC},     {"gridSpan", WORD_GRID_SPAN},
      {"vMerge", WORD_V_MERGE},
      {"del", WORD_SKIP},      {"instrText", WORD_SKIP}, {"moveFrom", WORD_SKIP},
      {"Fallback", WORD_SKIP}, {"pict", WORD_SKIP},
  };
  for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
    if (strcmp(tags[i].name, name) == 0)
      return tags[i].tag;
  return WORD_OTHER;
}

struct word {
  struct libxml lib;
  struct page page;
  bool in_text;
  bool in_properties; /* w:tabs in w:pPr hold w:tab too */
  int skip_depth;     /* depth of the element that is skipped; -1 none */
};

/* The value of an attribute; NULL for none.  It is there until the next one is asked for. */
static const char *attribute(const struct word *w, xmlTextReaderPtr r, const char *name)
{
  if (w->lib.xmlTextReaderMoveToAttribute(r, (const xmlChar *)name) != 1)
    return NULL;
  const char *value = (const char *)w->lib.xmlTextReaderConstValue(r);
  w->lib.xmlTextReaderMoveToElement(r);
  return value;
}

/* The value of an attribute as a small number. */
static unsigned number_attribute(const struct word *w, xmlTextReaderPtr r, const char *name)
{
  const char *value = attribute(w, r, name);
  long n = value != NULL ? strtol(value, NULL, 10) : 1;
  return n < 1 ? 1 : n > PAGE_COLUMNS_MAX ? PAGE_COLUMNS_MAX : (unsigned)n;
}

static bool attribute_is(const struct word *w, xmlTextReaderPtr r, const char *name,
                         const char *wanted)
{
  const char *value = attribute(w, r, name);
  return value != NULL && strcmp(value, wanted) == 0;
}

static void on_open(struct word *w, xmlTextReaderPtr r, enum word_tag tag)
{
  switch (tag) {
  case WORD_T:
    w->in_text = w->lib.xmlTextReaderIsEmptyElement(r) == 0;
    break;
  case WORD_TAB:
    if (!w->in_properties)
      page_text(&w->page, " ", 1);
    break;
  case WORD_BR:
    page_break(&w->page);
    break;
  case WORD_TBL:
    page_table(&w->page, true);
    break;
  case WORD_TR:
    page_row(&w->page, true);
    break;
  case WORD_TC:
    page_cell(&w->page, true, 1, 1);
    break;
  case WORD_GRID_SPAN:
    w->page.columns = number_attribute(w, r, "w:val");
    break;
  case WORD_V_MERGE:
    w->page.above = !attribute_is(w, r, "w:val", "restart");
    break;
  default:
    break;
  }
}

static void on_close(struct word *w, enum word_tag tag)
{
  if (tag == WORD_P)
    page_break(&w->page);
  else if (tag == WORD_T)
    w->in_text = false;
  else if (tag == WORD_TBL)
    page_table(&w->page, false);
  else if (tag == WORD_TR)
    page_row(&w->page, false);
  else if (tag == WORD_TC)
    page_cell(&w->page, false, 1, 1);
}

static void on_node(struct word *w, xmlTextReaderPtr r)
{
  int type = w->lib.xmlTextReaderNodeType(r), depth = w->lib.xmlTextReaderDepth(r);
  if (w->skip_depth >= 0) {
    if (type == XML_READER_TYPE_END_ELEMENT && depth == w->skip_depth)
      w->skip_depth = -1;
    return;
  }
  const char *name = (const char *)w->lib.xmlTextReaderConstLocalName(r);
  bool open = type == XML_READER_TYPE_ELEMENT, close = type == XML_READER_TYPE_END_ELEMENT;
  if (!open && !close) {
    const char *text = (const char *)w->lib.xmlTextReaderConstValue(r);
    if (w->in_text && text != NULL)
      page_text(&w->page, text, strlen(text));
    return;
  }
  enum word_tag tag = tag_of(name);
  bool empty = open && w->lib.xmlTextReaderIsEmptyElement(r) == 1;
  if (strcmp(name, "pPr") == 0)
    w->in_properties = open && !empty;
  if (open && tag == WORD_SKIP && !empty)
    w->skip_depth = depth;
  else if (open)
    on_open(w, r, tag);
  if (close || empty)
    on_close(w, tag);
}

/* Reads the part; entities are not expanded, nothing outside is fetched. */
static enum govfig_status read_part(struct word *w, const struct buf *xml,
                                    struct govfig_error *err)
{
  if (xml->len > INT32_MAX)
    return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0, "is too large");
  enum govfig_status status = libxml_load(&w->lib, err);
  if (status != GOVFIG_OK)
    return status;
  int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  xmlTextReaderPtr r =
      w->lib.xmlReaderForMemory(xml->data, (int)xml->len, NULL, NULL, options);
  if (r == NULL)
    return error_nomem(err);
  int more;
  while ((more = w->lib.xmlTextReaderRead(r)) == 1)
    on_node(w, r);
  w->lib.xmlFreeTextReader(r);
  if (!page_finish(&w->page))
    return error_nomem(err);
  return more == 0 ? GOVFIG_OK
                   : error_set(err, GOVFIG_E_FORMAT, NULL, 0, 0, "its XML is damaged");
}

static enum govfig_status read_word(struct govfig_parcel *p, struct word *w,
                                    struct govfig_error *err)
{
  struct buf file, xml;
  uint64_t replaced = 0;
  buf_init(&xml, p->shared->options.document_bytes_max);
  enum govfig_status status = parcel_load(p, &file, &replaced, err);
  if (status == GOVFIG_OK)
    status = member_load(&file, "word/document", ".xml", &xml, err);
  buf_done(&file);
  if (status == GOVFIG_OK)
    status = read_part(w, &xml, err);
  buf_done(&xml);
  return status;
}

enum govfig_status parcel_read_docx(struct govfig_parcel *p, struct delivery *d,
                                    struct govfig_error *err)
{
  struct word w = {.skip_depth = -1};
  struct govfig_error why;
  page_init(&w.page);
  enum govfig_status status = read_word(p, &w, &why), said = GOVFIG_OK;
  if (status == GOVFIG_E_NOMEM) {
    page_done(&w.page);
    return error_nomem(err);
  }
  struct govfig_document document = parcel_document(p);
  deliver_start(d, &document, "UTF-8");
  if (status == GOVFIG_OK)
    said = deliver_text(d, w.page.out.data, w.page.out.len);
  if (said == GOVFIG_OK)
    said = deliver_done(d, status, status != GOVFIG_OK ? why.text : NULL);
  page_done(&w.page);
  return said;
}
