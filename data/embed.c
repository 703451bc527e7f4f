/* embed.c - build tool: turns the data files into a C table of bytes.
   SPDX-License-Identifier: Apache-2.0

   usage: embed OUT.c FILE...  (the files in the order in which they are read) */
#include <stdio.h>
#include <string.h>

static const char *base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash != NULL ? slash + 1 : path;
}

/* Of the text: each file's name and its bytes, both with a NUL behind them. */
struct place {
  long name, bytes, end;
};

static long write_byte(FILE *out, long at, int c)
{
  fprintf(out, "%d,%s", c, at % 24 == 23 ? "\n" : "");
  return at + 1;
}

static int write_file(FILE *out, const char *path, long at, struct place *place)
{
  FILE *in = fopen(path, "rb");
  int c;
  if (in == NULL)
    return 0;
  place->name = at;
  for (const char *p = base_name(path); *p != '\0'; p++)
    at = write_byte(out, at, *p);
  place->bytes = at = write_byte(out, at, 0);
  while ((c = getc(in)) != EOF)
    at = write_byte(out, at, c);
  place->end = at;
  write_byte(out, at, 0);
  return fclose(in) == 0;
}

int main(int argc, char **argv)
{
  FILE *out = argc > 2 ? fopen(argv[1], "w") : NULL;
  struct place places[256];
  long at = 0;
  if (out == NULL || argc > 250)
    return 2;
  fprintf(out, "/* made by data/embed.c */\n#include \"base/table.h\"\n"
               "const unsigned char embedded_text[] = {\n");
  for (int i = 2; i < argc; i++) {
    if (!write_file(out, argv[i], at, &places[i])) {
      fprintf(stderr, "embed: cannot read %s\n", argv[i]);
      return 1;
    }
    at = places[i].end + 1;
  }
  fprintf(out, "};\nconst size_t embedded_text_size = sizeof embedded_text;\n"
               "const struct embedded_file embedded_files[] = {\n");
  for (int i = 2; i < argc; i++)
    fprintf(out, "  {(const char *)embedded_text + %ld, embedded_text + %ld, %ld},\n",
            places[i].name, places[i].bytes, places[i].end - places[i].bytes);
  fprintf(out, "  {NULL, NULL, 0}};\n");
  return ferror(out) || fclose(out) != 0;
}
