/* draw.c - a chart drawn by gnuplot.  SPDX-License-Identifier: GPL-3.0-or-later

   Everything happens in a folder of its own, which is gone afterwards; the
   signals that would leave it behind wait so long. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/str.h"
#include "plot/font.h"
#include "plot/gnuplot.h"
#include "plot/spawn.h"
#include "plot/text.h"

/* Cairo draws bitmaps of up to 32767 pixels a side. */
enum { PATH_ROOM = 640, FOLDER_ROOM = 512, PIXELS_MAX = 32000 };

struct workshop {
  char folder[FOLDER_ROOM];
  sigset_t before; /* signals that were blocked */
};

static const char *const file_names[] = {"chart.gp", "chart.tsv", "picture",
                                          "fonts",    "words",     NULL};

static void path_of(const struct workshop *w, const char *name, char *path)
{
  snprintf(path, PATH_ROOM, "%s/%s", w->folder, name);
}

static enum govfig_status open_workshop(struct workshop *w, struct govfig_error *err)
{
  const char *root = getenv("TMPDIR");
  sigset_t waiting;
  if (root == NULL || root[0] != '/')
    root = "/tmp";
  int n = snprintf(w->folder, sizeof w->folder, "%s/govfig-XXXXXX", root);
  if (n < 0 || (size_t)n >= sizeof w->folder)
    return error_set(err, GOVFIG_E_WRITE, root, 0, 0, "the name of the folder is too long");
  for (const char *c = root; *c != '\0'; c++)
    if ((unsigned char)*c < 0x20)
      return error_set(err, GOVFIG_E_WRITE, NULL, 0, 0, "TMPDIR has control characters");
  sigemptyset(&waiting);
  sigaddset(&waiting, SIGINT);
  sigaddset(&waiting, SIGTERM);
  sigaddset(&waiting, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &waiting, &w->before);
  if (mkdtemp(w->folder) != NULL)
    return GOVFIG_OK;
  enum govfig_status status = error_set(err, GOVFIG_E_WRITE, root, 0, 0,
                                        "no temporary folder: %s", strerror(errno));
  pthread_sigmask(SIG_SETMASK, &w->before, NULL);
  return status;
}

static void close_workshop(struct workshop *w)
{
  char path[PATH_ROOM];
  for (size_t i = 0; file_names[i] != NULL; i++) {
    path_of(w, file_names[i], path);
    unlink(path);
  }
  rmdir(w->folder);
  pthread_sigmask(SIG_SETMASK, &w->before, NULL);
}

static enum govfig_status write_file(const struct workshop *w, const char *name, struct buf *bytes,
                                     struct govfig_error *err)
{
  char path[PATH_ROOM];
  path_of(w, name, path);
  return bytes->failed ? error_nomem(err) : spawn_write(path, bytes, err);
}

static enum govfig_status write_inputs(const struct govfig_plot *p, const struct workshop *w,
                                       const char *format, struct govfig_str font,
                                       struct govfig_error *err)
{
  char data_path[PATH_ROOM], picture_path[PATH_ROOM];
  struct buf script = {0}, data = {0};
  path_of(w, "chart.tsv", data_path);
  path_of(w, "picture", picture_path);
  const struct gnuplot_target target = {format, font, str_of(data_path), str_of(picture_path)};
  gnuplot_script(p, &target, &script);
  gnuplot_data(p, &data);
  enum govfig_status status = write_file(w, "chart.gp", &script, err);
  if (status == GOVFIG_OK)
    status = write_file(w, "chart.tsv", &data, err);
  buf_done(&script);
  buf_done(&data);
  return status;
}

/* gnuplot's own words, the last line of them that says something. */
static enum govfig_status failed(const struct workshop *w, int code, struct govfig_error *err)
{
  char path[PATH_ROOM];
  struct buf words = {0};
  struct govfig_str last = {"", 0};
  path_of(w, "words", path);
  if (spawn_read(path, &words, NULL) == GOVFIG_OK) {
    struct govfig_str rest = {words.data, words.len};
    while (rest.len > 0) {
      struct govfig_str line = text_cut(&rest, '\n');
      last = line.len > 0 ? line : last;
    }
  }
  enum govfig_status status = error_set(err, GOVFIG_E_READ, NULL, 0, 0,
                                        "gnuplot failed with status %d: %.*s", code,
                                        (int)(last.len < 160 ? last.len : 160), last.data);
  buf_done(&words);
  return status;
}

static enum govfig_status run_gnuplot(const struct workshop *w, struct buf *picture,
                                      struct govfig_error *err)
{
  char script[PATH_ROOM], words[PATH_ROOM], path[PATH_ROOM];
  int code;
  path_of(w, "chart.gp", script);
  path_of(w, "words", words);
  path_of(w, "picture", path);
  /* -d: the user's own settings would change the picture */
  const char *const argv[] = {"gnuplot", "-d", script, NULL};
  enum govfig_status status = spawn_run(argv, "gnuplot-nox", "/dev/null", words, &code, err);
  if (status != GOVFIG_OK)
    return status;
  if (code != 0 || spawn_read(path, picture, NULL) != GOVFIG_OK || picture->len == 0)
    return failed(w, code, err);
  return GOVFIG_OK;
}

/* Takes the text up to the next `mark`, or all of it, off `*rest`. */
static struct govfig_str take_until(struct govfig_str *rest, struct govfig_str mark)
{
  size_t n = 0;
  while (n + mark.len <= rest->len && memcmp(rest->data + n, mark.data, mark.len) != 0) {
    const char *next = memchr(rest->data + n + 1, mark.data[0], rest->len - n - 1);
    n = next != NULL ? (size_t)(next - rest->data) : rest->len;
  }
  if (n + mark.len > rest->len)
    n = rest->len;
  struct govfig_str part = {rest->data, n};
  *rest = (struct govfig_str){rest->data + n, rest->len - n};
  return part;
}

/* A viewer may lack the font, and would take one with serifs: in an SVG, each
   font-family gets the other good ones behind it, and the title its weight. */
static void add_fallbacks(const struct words *words, struct govfig_str font,
                          struct govfig_str svg, struct buf *out)
{
  static const char title[] = "\"  font-size=\"20";
  struct buf mark = {0};
  buf_add_text(&mark, "font-family=\"");
  buf_add(&mark, font.data, font.len);
  const struct govfig_str family = {mark.data, mark.len};
  out->failed = out->failed || mark.failed;
  while (!out->failed && svg.len > 0) {
    struct govfig_str part = take_until(&svg, family), other;
    buf_add(out, part.data, part.len);
    if (svg.len == 0)
      break;
    svg = (struct govfig_str){svg.data + family.len, svg.len - family.len};
    if (svg.len > sizeof title && memcmp(svg.data, title, sizeof title - 1) == 0)
      buf_add_text(out, "font-weight=\"bold\" ");
    buf_add(out, family.data, family.len);
    for (size_t i = 0; (other = words_font(words, i)).len > 0; i++) {
      if (str_equal(other, font))
        continue;
      buf_add_text(out, ", ");
      buf_add(out, other.data, other.len);
    }
    buf_add_text(out, ", sans-serif");
  }
  buf_done(&mark);
}

static enum govfig_status widen_fonts(const struct govfig_plot *p, struct govfig_str font,
                                      struct buf *picture, struct govfig_error *err)
{
  struct buf out = {0};
  add_fallbacks(p->model.words, font, (struct govfig_str){picture->data, picture->len}, &out);
  buf_done(picture);
  *picture = out;
  return out.failed ? error_nomem(err) : GOVFIG_OK;
}

static enum govfig_status draw(const struct govfig_plot *p, const struct workshop *w,
                               const char *format, struct buf *picture, struct govfig_error *err)
{
  struct buf font = {0};
  enum govfig_status status = font_find(p->model.words, p->model.font, w->folder, &font, err);
  if (status == GOVFIG_OK)
    status = write_inputs(p, w, format, (struct govfig_str){font.data, font.len}, err);
  if (status == GOVFIG_OK)
    status = run_gnuplot(w, picture, err);
  if (status == GOVFIG_OK && strcmp(format, "svg") == 0)
    status = widen_fonts(p, (struct govfig_str){font.data, font.len}, picture, err);
  buf_done(&font);
  return status;
}

enum govfig_status govfig_plot_draw(const struct govfig_plot *p, const char *format,
                                    govfig_write_fn *write, void *ctx, struct govfig_error *err)
{
  struct workshop w;
  struct buf picture = {0};
  if (!gnuplot_has_format(format))
    return error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "format '%s' is not one of svg, png, pdf",
                     format);
  if (strcmp(format, "png") == 0 && (p->layout.height > PIXELS_MAX || p->layout.width > PIXELS_MAX))
    return error_set(err, GOVFIG_E_LIMIT, NULL, 0, 0,
                     "a picture of %ld by %ld pixels is too large for png: draw fewer groups "
                     "(--top) or svg", p->layout.width, p->layout.height);
  enum govfig_status status = open_workshop(&w, err);
  if (status != GOVFIG_OK)
    return status;
  status = draw(p, &w, format, &picture, err);
  close_workshop(&w);
  if (status == GOVFIG_OK) {
    status = write(ctx, picture.data, picture.len);
    if (status != GOVFIG_OK)
      error_set(err, status, NULL, 0, 0, "%s", govfig_status_message(status));
  }
  buf_done(&picture);
  return status;
}

enum govfig_status govfig_plot_font(const struct govfig_plot *p, char *name, size_t size,
                                    struct govfig_error *err)
{
  struct workshop w;
  struct buf font = {0};
  enum govfig_status status = open_workshop(&w, err);
  if (status != GOVFIG_OK)
    return status;
  status = font_find(p->model.words, p->model.font, w.folder, &font, err);
  close_workshop(&w);
  if (status == GOVFIG_OK && font.len >= size)
    status = error_set(err, GOVFIG_E_USAGE, NULL, 0, 0, "no room for the name of the font");
  if (status == GOVFIG_OK) {
    memcpy(name, font.data, font.len);
    name[font.len] = '\0';
  }
  buf_done(&font);
  return status;
}
