# Figures of govfig as a data frame.  SPDX-License-Identifier: Apache-2.0
#
# The table at `source` (.csv or .tsv), or what `govfig extract` makes of it.
read_figures <- function(source, options = character(), program = "govfig") {
  from <- source
  tab <- if (grepl("[.]tsv$", source)) "\t" else ","
  if (!grepl("[.][ct]sv$", source) || length(options) > 0) {
    from <- tempfile(fileext = ".csv")
    on.exit(unlink(from))
    status <- system2(program, c("extract", shQuote(options), "-o", shQuote(from), "--",
                                 shQuote(source)))
    if (status > 1) stop("govfig extract ended with ", status) # 1: some documents failed
  }
  figures <- read.csv(from, sep = tab, colClasses = "character", na.strings = "",
                      encoding = "UTF-8", check.names = FALSE)
  figures$value_text <- figures$value
  for (name in c("value", "high", "article", "repeat_of", "line", "start", "end"))
    figures[[name]] <- as.numeric(figures[[name]])
  figures
}
