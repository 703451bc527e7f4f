#include "input/parcel.h"
enum govfig_status parcel_read_pdf(struct govfig_parcel *p, struct delivery *d, struct govfig_error *err){return parcel_read_text(p,d,err);}
