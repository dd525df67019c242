#include <string.h>

#include "CKernels.h"

// The exponent of infinities and of what is not a number is all ones.

long hk_count_not_finite(const float *values, long count) {
  long found = 0;
  for (long i = 0; i < count; i++) {
    unsigned bits;
    memcpy(&bits, values + i, sizeof bits);
    found += (bits & 0x7F800000u) == 0x7F800000u;
  }
  return found;
}
