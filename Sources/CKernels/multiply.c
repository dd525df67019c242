#include <stdlib.h>
#include <string.h>

#include "CKernels.h"
#include "vector.h"

// A product of small matrices whose every row is summed in one order, so that a row comes out the same bits whatever the
// other rows are, and however many: alone, in any batch, on any number of threads.
//
// `b` is packed into panels of columns that lie in the first-level cache; a block of rows of `a` is held against a panel
// with all its sums in registers.

/// Sums `ROWS` rows against `VECTORS` vectors of a panel; starts from what `c` holds where `adds` is set.
#define BLOCK(ROWS, VECTORS)                                                                        \
  do {                                                                                              \
    floats sums[ROWS][VECTORS];                                                                     \
    for (int i = 0; i < ROWS; i++)                                                                  \
      for (int j = 0; j < VECTORS; j++) sums[i][j] = adds ? LOAD(to + i * ldc + LANES * j) : (floats){0}; \
    for (long p = 0; p < k; p++) {                                                                  \
      floats columns[VECTORS];                                                                      \
      for (int j = 0; j < VECTORS; j++) columns[j] = LOAD(panel + p * width + LANES * j);           \
      for (int i = 0; i < ROWS; i++)                                                                \
        for (int j = 0; j < VECTORS; j++) sums[i][j] += from[i * lda + p] * columns[j];             \
    }                                                                                               \
    for (int i = 0; i < ROWS; i++)                                                                  \
      for (int j = 0; j < VECTORS; j++) STORE(to + i * ldc + LANES * j, sums[i][j]);                \
  } while (0)

/// All rows of `a` against one panel of `width` columns, in blocks that fit the registers of the processor.
#define PANEL(NAME, TARGET, ROWS, VECTORS)                                                              \
  TARGET static void NAME(const float *a, long lda, const float *packed, long width, float *c, long ldc, \
                          long m, long k, int adds) {                                                   \
    for (long column = 0; column < width; column += LANES * VECTORS) {                                  \
      const float *panel = packed + column;                                                             \
      long row = 0;                                                                                     \
      for (; row + ROWS <= m; row += ROWS) {                                                            \
        const float *from = a + row * lda;                                                              \
        float *to = c + row * ldc + column;                                                             \
        BLOCK(ROWS, VECTORS);                                                                           \
      }                                                                                                 \
      for (; row + 4 <= m; row += 4) {                                                                  \
        const float *from = a + row * lda;                                                              \
        float *to = c + row * ldc + column;                                                             \
        BLOCK(4, VECTORS);                                                                              \
      }                                                                                                 \
      for (; row < m; row++) {                                                                          \
        const float *from = a + row * lda;                                                              \
        float *to = c + row * ldc + column;                                                             \
        BLOCK(1, VECTORS);                                                                              \
      }                                                                                                 \
    }                                                                                                   \
  }

#if defined(__x86_64__)
#define V4 __attribute__((target("arch=x86-64-v4"))) FULL_WIDTH
#define V3 __attribute__((target("arch=x86-64-v3")))
PANEL(wide_512, V4, 8, 2)
PANEL(narrow_512, V4, 12, 1)
PANEL(narrow_256, V3, 6, 1)
#endif
PANEL(narrow_128, , 2, 1)

typedef void (*panel_function)(const float *, long, const float *, long, float *, long, long, long, int);

/// The widest function that this processor runs.
static panel_function panel_for(long width) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4")) return width == 2 * LANES ? wide_512 : narrow_512;
  if (__builtin_cpu_supports("x86-64-v3")) return narrow_256;
#endif
  return narrow_128;
}

long hk_panel_width(long n) { return n <= LANES ? LANES : 2 * LANES; }

long hk_packed_count(long n, long k) {
  long width = hk_panel_width(n);
  return (n + width - 1) / width * width * k;
}

void hk_pack(const float *b, long n, long k, float *packed) {
  long width = hk_panel_width(n);
  for (long column = 0; column < n; column += width) {
    for (long p = 0; p < k; p++) {
      for (long j = 0; j < width; j++) *packed++ = column + j < n ? b[p * n + column + j] : 0;
    }
  }
}

/// So many terms are summed at a time: the panel stays in the cache, and long sums lose less to rounding.
enum { TERMS = 256 };

void hk_multiply(const float *a, long lda, const float *packed, float *c, long m, long n, long k) {
  long width = hk_panel_width(n);
  panel_function panel = panel_for(width);
  float *spare = n % width ? malloc((size_t)(m * width) * sizeof(float)) : 0;
  for (long column = 0; column < n; column += width, packed += k * width) {
    long present = n - column < width ? n - column : width;
    float *to = present < width ? spare : c + column;
    long ldc = present < width ? width : n;
    for (long p = 0; p < k; p += TERMS) {
      long terms = k - p < TERMS ? k - p : TERMS;
      panel(a + p, lda, packed + p * width, width, to, ldc, m, terms, p > 0);
    }
    if (present == width) continue;
    for (long row = 0; row < m; row++) memcpy(c + row * n + column, spare + row * width, (size_t)present * sizeof(float));
  }
  free(spare);
}
