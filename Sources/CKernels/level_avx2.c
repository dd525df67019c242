#if defined(__x86_64__)
#define LEVEL avx2
#define WIDE __attribute__((target("arch=x86-64-v3")))
#define NARROW_ROWS 6
#include "kernels.inc"
#endif
