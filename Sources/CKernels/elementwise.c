#include "CKernels.h"
#include "vector.h"

WIDE void hk_add_bias(float *values, const float *residual, const float *bias, long cells, long channels) {
  for (long cell = 0; cell < cells; cell++, values += channels) {
    for (long c = 0; c < channels; c++) values[c] += bias[c];
    if (!residual) continue;
    for (long c = 0; c < channels; c++) values[c] += residual[c];
    residual += channels;
  }
}

WIDE void hk_rectify(const float *values, long count, float *out) {
  for (long i = 0; i < count; i++) out[i] = values[i] < 0 ? 0 : values[i];
}

WIDE void hk_add(const float *first, const float *second, long count, float *out) {
  for (long i = 0; i < count; i++) out[i] = first[i] + second[i];
}

// Transposition in squares that fit a few cache lines.
enum { SIDE = 16 };

INLINE void transpose(const float *from, long lines, long columns, float *to) {
  for (long l = 0; l < lines; l += SIDE)
    for (long c = 0; c < columns; c += SIDE)
      for (long i = l; i < l + SIDE && i < lines; i++)
        for (long j = c; j < c + SIDE && j < columns; j++) to[j * lines + i] = from[i * columns + j];
}

WIDE void hk_to_channels_last(const float *values, long rows, long channels, long cells, float *out) {
  for (long row = 0; row < rows; row++) {
    transpose(values + row * channels * cells, channels, cells, out + row * channels * cells);
  }
}

WIDE void hk_to_channels_first(const float *values, long rows, long channels, long cells, float *out) {
  for (long row = 0; row < rows; row++) {
    transpose(values + row * channels * cells, cells, channels, out + row * channels * cells);
  }
}
