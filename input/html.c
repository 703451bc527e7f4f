/* html.c - web pages (libxml2's HTML parser, by events).  SPDX-License-Identifier: Apache-2.0

   The page is decoded before the parser sees it, and the parser is told so:
   left to a page's own label it stops at the first character outside it. */
#include <stdlib.h>
#include <strings.h>

#include "base/str.h"
#include "input/libxml.h"
#include "input/page.h"
#include "input/parcel.h"

enum tag_kind {
  TAG_INLINE, /* glued to its neighbours */
  TAG_BLOCK,  /* a paragraph of its own */
  TAG_BREAK,
  TAG_SKIP,   /* not part of the text */
  TAG_LINK,
  TAG_TABLE,
  TAG_ROW,
  TAG_CELL,
  TAG_TITLE,
  TAG_META
};

/* In the order of strcmp. */
static const struct tag {
  const char *name;
  enum tag_kind kind;
} tags[] = {
    {"a", TAG_LINK},          {"address", TAG_BLOCK},  {"article", TAG_BLOCK},
    {"aside", TAG_SKIP},      {"blockquote", TAG_BLOCK}, {"body", TAG_BLOCK},
    {"br", TAG_BREAK},        {"button", TAG_SKIP},    {"caption", TAG_BLOCK},
    {"center", TAG_BLOCK},    {"dd", TAG_BLOCK},       {"dir", TAG_BLOCK},
    {"div", TAG_BLOCK},       {"dl", TAG_BLOCK},       {"dt", TAG_BLOCK},
    {"fieldset", TAG_BLOCK},  {"figcaption", TAG_BLOCK}, {"figure", TAG_BLOCK},
    {"footer", TAG_SKIP},     {"form", TAG_BLOCK},     {"h1", TAG_BLOCK},
    {"h2", TAG_BLOCK},        {"h3", TAG_BLOCK},       {"h4", TAG_BLOCK},
    {"h5", TAG_BLOCK},        {"h6", TAG_BLOCK},       {"header", TAG_BLOCK},
    {"hr", TAG_BREAK},        {"iframe", TAG_SKIP},    {"li", TAG_BLOCK},
    {"main", TAG_BLOCK},      {"menu", TAG_SKIP},      {"meta", TAG_META},
    {"nav", TAG_SKIP},        {"noscript", TAG_SKIP},  {"object", TAG_SKIP},
    {"ol", TAG_BLOCK},        {"option", TAG_SKIP},    {"p", TAG_BLOCK},
    {"pre", TAG_BLOCK},       {"script", TAG_SKIP},    {"section", TAG_BLOCK},
    {"select", TAG_SKIP},     {"style", TAG_SKIP},     {"svg", TAG_SKIP},
    {"table", TAG_TABLE},     {"td", TAG_CELL},        {"template", TAG_SKIP},
    {"textarea", TAG_SKIP},   {"th", TAG_CELL},        {"title", TAG_TITLE},
    {"tr", TAG_ROW},          {"ul", TAG_BLOCK},
};

enum { DATE_META_ROOM = DATE_ROOM };

struct html {
  struct page page;
  unsigned skipping; /* depth of elements inside a skipped one */
  bool in_title;
  struct buf title, article_title, publisher, date; /* of the head */
};

static int by_name(const void *name, const void *tag)
{
  return strcmp(name, ((const struct tag *)tag)->name);
}

static enum tag_kind kind_of(const char *name)
{
  const struct tag *t =
      bsearch(name, tags, sizeof tags / sizeof tags[0], sizeof tags[0], by_name);
  return t != NULL ? t->kind : TAG_INLINE;
}

static const char *attribute(const xmlChar **list, const char *name)
{
  for (; list != NULL && list[0] != NULL; list += 2)
    if (strcmp((const char *)list[0], name) == 0)
      return list[1] != NULL ? (const char *)list[1] : "";
  return NULL;
}

static unsigned span_of(const xmlChar **list, const char *name)
{
  const char *value = attribute(list, name);
  long n = value != NULL ? strtol(value, NULL, 10) : 1;
  return n < 1 ? 1 : n > PAGE_SPAN_MAX ? PAGE_SPAN_MAX : (unsigned)n;
}

static bool is_hidden(const xmlChar **list)
{
  const char *style = attribute(list, "style");
  return style != NULL &&
         (strstr(style, "display:none") != NULL || strstr(style, "display: none") != NULL);
}

/* ---- what the head says ---- */

static void keep_meta(struct html *h, const xmlChar **list)
{
  const struct {
    const char *name;
    struct buf *to;
  } known[] = {
      {"ArticleTitle", &h->article_title}, {"PubDate", &h->date},
      {"publishdate", &h->date},           {"ContentSource", &h->publisher},
      {"source", &h->publisher},
  };
  const char *name = attribute(list, "name"), *content = attribute(list, "content");
  for (size_t i = 0; name != NULL && content != NULL && i < sizeof known / sizeof known[0]; i++)
    if (strcasecmp(known[i].name, name) == 0 && known[i].to->len == 0)
      buf_add_text(known[i].to, content);
}

/* A page's title without the names of site and column behind it. */
static struct govfig_str bare_title(const struct buf *b)
{
  if (b->len == 0)
    return (struct govfig_str){NULL, 0};
  const char *s = b->data, *end = s + b->len;
  while (s < end && (*s == ' ' || *s == '\n' || *s == '\r' || *s == '\t'))
    s++;
  size_t n = 0;
  while (s + n < end && strchr("_|\r\n", s[n]) == NULL &&
         !(s[n] == ' ' && s + n + 1 < end && s[n + 1] == '-'))
    n++;
  while (n > 0 && s[n - 1] == ' ')
    n--;
  return (struct govfig_str){s, n};
}

/* What the head says, where `d` says nothing. */
static void fill_from_head(const struct html *h, char *date, struct govfig_document *d)
{
  if (d->title.len == 0 && h->article_title.len != 0)
    d->title = (struct govfig_str){h->article_title.data, h->article_title.len};
  else if (d->title.len == 0)
    d->title = bare_title(&h->title);
  if (d->publisher.len == 0)
    d->publisher = (struct govfig_str){h->publisher.data, h->publisher.len};
  if (d->published.len == 0)
    d->published = date_normalise((struct govfig_str){h->date.data, h->date.len}, date);
}

/* ---- the parser's events ---- */

static void open_element(struct html *h, enum tag_kind kind, const xmlChar **list)
{
  switch (kind) {
  case TAG_BLOCK:
  case TAG_BREAK:
    page_break(&h->page);
    break;
  case TAG_LINK:
    page_mark(&h->page);
    page_link(&h->page, true);
    break;
  case TAG_TABLE:
    page_table(&h->page, true);
    break;
  case TAG_ROW:
    page_row(&h->page, true);
    break;
  case TAG_CELL:
    page_cell(&h->page, true, span_of(list, "colspan"), span_of(list, "rowspan"));
    break;
  case TAG_TITLE:
    h->in_title = true;
    break;
  case TAG_META:
    keep_meta(h, list);
    break;
  case TAG_INLINE:
    page_mark(&h->page);
    break;
  case TAG_SKIP:
    break;
  }
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **list)
{
  struct html *h = ctx;
  enum tag_kind kind = kind_of((const char *)name);
  if (h->skipping != 0 || kind == TAG_SKIP || is_hidden(list)) {
    if (kind != TAG_BREAK && kind != TAG_META)
      h->skipping++;
    return;
  }
  open_element(h, kind, list);
}

static void close_link(struct html *h)
{
  page_mark(&h->page);
  page_link(&h->page, false);
}

static void on_end(void *ctx, const xmlChar *name)
{
  struct html *h = ctx;
  enum tag_kind kind = kind_of((const char *)name);
  if (h->skipping != 0) {
    if (kind != TAG_BREAK && kind != TAG_META)
      h->skipping--;
    return;
  }
  if (kind == TAG_BLOCK)
    page_break(&h->page);
  else if (kind == TAG_LINK)
    close_link(h);
  else if (kind == TAG_TABLE)
    page_table(&h->page, false);
  else if (kind == TAG_ROW)
    page_row(&h->page, false);
  else if (kind == TAG_CELL)
    page_cell(&h->page, false, 1, 1);
  else if (kind == TAG_TITLE)
    h->in_title = false;
  else
    page_mark(&h->page);
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
  struct html *h = ctx;
  if (len <= 0 || h->skipping != 0)
    return;
  if (h->in_title)
    buf_add(&h->title, text, (size_t)len);
  else
    page_text(&h->page, (const char *)text, (size_t)len);
}

static void on_error(void *ctx, const char *format, ...)
{
  (void)ctx; /* pages are never quite right */
  (void)format;
}

/* ---- the page ---- */

/* Void elements have no end event of their own that could be relied on; img and
   input are inline, so only skipped depth matters, and those count as nothing. */
static bool parse(const struct libxml *x, struct html *h, const struct buf *text)
{
  htmlSAXHandler events = {.startElement = on_start,
                           .endElement = on_end,
                           .characters = on_text,
                           .ignorableWhitespace = on_text,
                           .cdataBlock = NULL,
                           .warning = on_error,
                           .error = on_error};
  htmlParserCtxtPtr parser =
      x->htmlCreatePushParserCtxt(&events, h, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (parser == NULL)
    return false;
  x->htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                    HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  enum { FEED_BYTES = 32 * 1024 };
  for (size_t at = 0; at < text->len; at += FEED_BYTES) {
    size_t n = text->len - at < FEED_BYTES ? text->len - at : FEED_BYTES;
    x->htmlParseChunk(parser, text->data + at, (int)n, 0);
  }
  x->htmlParseChunk(parser, NULL, 0, 1);
  bool memory = parser->errNo != XML_ERR_NO_MEMORY;
  x->htmlFreeParserCtxt(parser);
  return memory;
}

/* Server code that was saved with the page: <% ... %> becomes blanks. */
static void blank_server_code(struct buf *text)
{
  char *s = text->data, *end = s + text->len;
  while (s < end && (s = memchr(s, '<', (size_t)(end - s))) != NULL) {
    char *stop = s + 1;
    if (stop < end && *stop == '%') {
      do
        stop = memchr(stop + 1, '>', (size_t)(end - stop - 1));
      while (stop != NULL && stop[-1] != '%');
      if (stop == NULL)
        return; /* never closed: it is text */
      memset(s, ' ', (size_t)(stop + 1 - s));
    }
    s = stop;
  }
}

static void html_done(struct html *h)
{
  page_done(&h->page);
  buf_done(&h->title);
  buf_done(&h->article_title);
  buf_done(&h->publisher);
  buf_done(&h->date);
}

enum govfig_status html_deliver(struct delivery *d, const struct govfig_document *document,
                                const char *encoding, struct buf *text, uint64_t replaced,
                                struct govfig_error *err)
{
  struct html h = {0};
  struct libxml x;
  struct govfig_error why;
  struct govfig_document full = *document;
  char date[DATE_META_ROOM];
  if (libxml_load(&x, &why) != GOVFIG_OK) {
    deliver_start(d, &full, encoding);
    return deliver_done(d, why.status, why.text);
  }
  page_init(&h.page);
  blank_server_code(text);
  bool good = parse(&x, &h, text) && page_finish(&h.page) && !h.title.failed &&
              !h.article_title.failed && !h.publisher.failed && !h.date.failed;
  enum govfig_status status = good ? GOVFIG_OK : error_nomem(err);
  if (good) {
    fill_from_head(&h, date, &full);
    deliver_start(d, &full, encoding);
    d->unchecked = true;
    d->replaced = replaced;
    status = deliver_text(d, h.page.out.data, h.page.out.len);
    if (status == GOVFIG_OK)
      status = deliver_done(d, GOVFIG_OK, NULL);
  }
  html_done(&h);
  return status;
}

enum govfig_status parcel_read_html(struct govfig_parcel *p, struct delivery *d,
                                    struct govfig_error *err)
{
  struct buf text;
  struct govfig_error why;
  uint64_t replaced = 0;
  struct govfig_document document = parcel_document(p);
  enum govfig_status status = parcel_load(p, &text, &replaced, &why);
  if (status == GOVFIG_OK && p->encoding == encoding_utf8 && !utf8_repair(&text, &replaced))
    status = error_nomem(&why);
  if (status == GOVFIG_OK) {
    status = html_deliver(d, &document, p->encoding, &text, replaced, err);
  } else if (status == GOVFIG_E_NOMEM) {
    error_nomem(err);
  } else {
    deliver_start(d, &document, p->encoding);
    status = deliver_done(d, status, why.text);
  }
  buf_done(&text);
  return status;
}
