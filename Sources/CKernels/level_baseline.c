// SSE2 on x86-64; elsewhere whatever the compiler has.
#define LEVEL baseline
#define WIDE
#define NARROW_ROWS 2
#include "kernels.inc"
