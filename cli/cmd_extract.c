/* cmd_extract.c - govfig extract.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/commands.h"
#include "cli/extract_job.h"

static const struct extract_settings defaults = {.max_megabytes = 64, .jobs = 1};

#define AT(member) .offset = offsetof(struct extract_settings, member)

static const struct option_row rows[] = {
    {.section = "Input",
     .name = "input", .type = OPTION_CHOICE, AT(input_format),
     .choices = "auto|text|html|docx|pdf|jsonl|json|csv|archive",
     .help = "what the inputs are; by default their content tells"},
    {.name = "encoding", .type = OPTION_TEXT, AT(encoding), .metavar = "LABEL",
     .help = "encoding of the inputs (utf-8, gb18030, big5, utf-16, ...); by default found out"},
    {.name = "manifest", .letter = 'm', .type = OPTION_TEXT, AT(manifest), .metavar = "FILE",
     .help = "CSV file with columns document, publisher, published, region, title: what is known "
             "of each document beside its text"},
    {.name = "publisher", .type = OPTION_TEXT, AT(publisher), .metavar = "NAME",
     .help = "publisher of documents that do not say it"},
    {.name = "published", .type = OPTION_TEXT, AT(published), .metavar = "DATE",
     .help = "date of documents that do not say it, as YYYY-MM-DD, YYYY-MM or YYYY"},
    {.name = "region", .type = OPTION_TEXT, AT(region), .metavar = "NAME|CODE",
     .help = "region that the documents are about where they do not say it"},
    {.name = "title", .type = OPTION_TEXT, AT(title), .metavar = "TEXT",
     .help = "title of documents that have none"},
    {.name = "max-document", .type = OPTION_NUMBER, AT(max_megabytes), .metavar = "MB",
     .min = 1, .max = 1024,
     .help = "refuse web pages, Word and PDF files and records larger than this (64)"},
    {.name = "shard", .type = OPTION_TEXT, AT(shard), .metavar = "I/N",
     .help = "take only part I of N of the documents; a document's id decides its part"},
    {.section = "Fields of JSON records and CSV files",
     .name = "text-field", .type = OPTION_TEXT, AT(fields.text), .metavar = "NAME",
     .help = "field with the text; several names a|b in order of preference (text|content|body "
             "and others)"},
    {.name = "title-field", .type = OPTION_TEXT, AT(fields.title), .metavar = "NAME",
     .help = "field with the title (title|headline and others)"},
    {.name = "date-field", .type = OPTION_TEXT, AT(fields.date), .metavar = "NAME",
     .help = "field with the date (date|published|time and others)"},
    {.name = "source-field", .type = OPTION_TEXT, AT(fields.source), .metavar = "NAME",
     .help = "field with the publisher (source|publisher and others)"},
    {.name = "region-field", .type = OPTION_TEXT, AT(fields.region), .metavar = "NAME",
     .help = "field with the region (region|province and others)"},
    {.name = "id-field", .type = OPTION_TEXT, AT(fields.id), .metavar = "NAME",
     .help = "field that names the document (id|url and others)"},
    {.section = "Output",
     .name = "output", .letter = 'o', .type = OPTION_TEXT, AT(output), .metavar = "FILE",
     .help = "write to FILE, which appears when it is whole"},
    {.name = "format", .letter = 'f', .type = OPTION_CHOICE, AT(format),
     .choices = "csv|tsv|jsonl|markdown|xlsx",
     .help = "format of the table; xlsx needs -o"},
    {.name = "no-header", .type = OPTION_FLAG, AT(no_header), .help = "leave out the header row"},
    {.name = "excel", .type = OPTION_FLAG, AT(excel),
     .help = "make CSV and TSV safe for spreadsheets: byte order mark, CRLF, a ' before text "
             "that would run as a formula"},
    {.name = "schema", .type = OPTION_FLAG, AT(schema),
     .help = "write datapackage.json, the types of the columns, beside the -o FILE"},
    {.name = "scale", .type = OPTION_TEXT, AT(scale), .metavar = "WORD",
     .help = "print large values in units of 10,000 (wan), 100 million (yi) and so on, for people "
             "to read; statistics want them as they are"},
    {.name = "lang", .type = OPTION_CHOICE, AT(language), .choices = "en|zh",
     .help = "language of the heads of columns and of words like level and growth; other "
             "commands read en only"},
    {.name = "resume", .type = OPTION_FLAG, AT(resume),
     .help = "keep what an interrupted run has done, beside the -o FILE, and go on from there"},
    {.name = "flush", .type = OPTION_FLAG, AT(flush),
     .help = "hand on each record's figures at once, for use as a filter"},
    {.section = "Work",
     .name = "rules", .letter = 'r', .type = OPTION_LIST, AT(rules), .metavar = "FILE",
     .help = "read further rules, units, names from FILE; may be repeated"},
    {.name = "no-jit", .type = OPTION_FLAG, AT(no_jit),
     .help = "do not compile patterns to machine code"},
    {.name = "jobs", .letter = 'j', .type = OPTION_NUMBER, AT(jobs), .metavar = "N", .min = 0,
     .max = EXTRACT_JOBS_MAX,
     .help = "work with N threads (1); 0: as many as there are processors. The output is the same"},
    {.section = "Words",
     .name = "quiet", .letter = 'q', .type = OPTION_FLAG, AT(quiet),
     .help = "say nothing of documents that failed"},
    {.name = "verbose", .letter = 'v', .type = OPTION_FLAG, AT(verbose),
     .help = "say more: malformed bytes, encodings, a summary"},
    {.name = "errors", .type = OPTION_TEXT, AT(errors), .metavar = "FILE",
     .help = "write a line of JSON to FILE for each document that failed"},
    {.name = "log-format", .type = OPTION_CHOICE, AT(log_format), .choices = "text|json",
     .help = "how documents that failed and the summary are told"},
    {.name = NULL}};

#undef AT

static int run(void *settings, const struct operands *operands)
{
  return extract_run(settings, operands);
}

const struct command command_extract = {
    .name = "extract",
    .synopsis = "[OPTION]... [INPUT]...",
    .summary = "documents into a table of figures",
    .description =
        "Reads documents and prints a table with one row per figure: how much, of what, where, "
        "when and according to whom, each row with the characters that it came from.\n"
        "An INPUT is a file or a folder, which is walked in name order; - or no INPUT at all is "
        "standard input. Text, Markdown, HTML, Word (.docx), PDF, JSON Lines, JSON and CSV are "
        "read, also from archives and compressed files; what a file is its content tells, as it "
        "does the encoding.\n"
        "A document that cannot be read is named on standard error, the others are done, and the "
        "exit status is 1. The table is the same bytes whatever the number of threads.\n",
    .examples = "a table of all figures of a folder\tgovfig extract -o figures.csv reports/\n"
                "from a compressed crawl, with four threads\tgovfig extract -j4 crawl.jsonl.xz -o "
                "figures.csv\n"
                "what is known of the documents comes from a table\tgovfig extract -m known.csv "
                "reports/ | govfig stats\n"
                "as a filter, one record in, its figures out\tgovfig extract --input jsonl --flush "
                "--no-header -f jsonl\n",
    .options = rows,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .run = run,
};
