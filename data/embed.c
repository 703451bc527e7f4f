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

static long write_bytes(FILE *out, const char *path, int number)
{
  FILE *in = fopen(path, "rb");
  long n = 0;
  int c;
  if (in == NULL)
    return -1;
  fprintf(out, "static const unsigned char file_%d[] = {\n", number);
  for (; (c = getc(in)) != EOF; n++)
    fprintf(out, "%d,%s", c, n % 24 == 23 ? "\n" : "");
  fprintf(out, "0};\n");
  return fclose(in) == 0 ? n : -1;
}

int main(int argc, char **argv)
{
  FILE *out = argc > 2 ? fopen(argv[1], "w") : NULL;
  long sizes[256];
  if (out == NULL || argc > 250)
    return 2;
  fprintf(out, "/* made by data/embed.c */\n#include \"base/table.h\"\n");
  for (int i = 2; i < argc; i++) {
    sizes[i] = write_bytes(out, argv[i], i);
    if (sizes[i] < 0) {
      fprintf(stderr, "embed: cannot read %s\n", argv[i]);
      return 1;
    }
  }
  fprintf(out, "const struct embedded_file embedded_files[] = {\n");
  for (int i = 2; i < argc; i++)
    fprintf(out, "  {\"%s\", file_%d, %ld},\n", base_name(argv[i]), i, sizes[i]);
  fprintf(out, "  {NULL, NULL, 0}};\n");
  return ferror(out) || fclose(out) != 0;
}
