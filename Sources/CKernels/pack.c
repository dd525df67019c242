#include "vector.h"
#include "CKernels.h"
#include "levels.h"

// The form in which the right factor of a product is kept; see multiply.inc.

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

void hk_pack_transposed(const float *b, long n, long k, float *packed) {
  long width = hk_panel_width(n);
  for (long column = 0; column < n; column += width) {
    for (long p = 0; p < k; p++) {
      for (long j = 0; j < width; j++) *packed++ = column + j < n ? b[(column + j) * k + p] : 0;
    }
  }
}
