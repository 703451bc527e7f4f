#include "plot/vega.h"
void vega_specification(const struct govfig_plot *p, struct buf *out){(void)p;(void)out;}
