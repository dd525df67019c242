#if defined(__x86_64__)
#define LEVEL avx512
// Compilers split vectors of 512 bits even for processors that have them, unless told not to.
#define WIDE __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define NARROW_ROWS 12
#define PAIR_ROWS 8
#define SKETCH_ROWS 4
#include "kernels.inc"
#endif
