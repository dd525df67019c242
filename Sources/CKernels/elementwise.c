#include <string.h>

#include "images.h"

WIDE void hk_add_bias(float *values, const float *bias, long cells, long channels) {
  for (long cell = 0; cell < cells; cell++, values += channels)
    for (long c = 0; c < channels; c++) values[c] += bias[c];
}

WIDE void hk_rectify(const float *values, long count, float *out) {
  for (long i = 0; i < count; i++) out[i] = values[i] < 0 ? 0 : values[i];
}

WIDE void hk_add(const hk_images *first, const hk_images *second, long row, const hk_window *out) {
  long channels = first->channels;
  float *to = out->cells;
  for (long y = out->top; y < out->top + out->height; y++) {
    for (long x = out->left; x < out->left + out->width; x++, to += channels) {
      const float *a = cell_at(first, first->windows + row, y, x, 0);
      const float *b = cell_at(second, second->windows + row, y, x, 0);
      for (long c = 0; c < channels; c++) to[c] = a[c] + b[c];
    }
  }
}

void hk_copy(const hk_images *images, long row, const hk_window *out) {
  long channels = images->channels;
  float *to = out->cells;
  for (long y = out->top; y < out->top + out->height; y++)
    for (long x = out->left; x < out->left + out->width; x++, to += channels)
      memcpy(to, cell_at(images, images->windows + row, y, x, 0), (size_t)channels * sizeof(float));
}

WIDE void hk_vote(const float *row, long count, float *majority, int *votes) {
  for (long i = 0; i < count; i++) {
    int agrees = row[i] == majority[i], open = votes[i] == 0;
    majority[i] = open ? row[i] : majority[i];
    votes[i] += agrees | open ? 1 : -1;
  }
}

// Transposition in squares that fit a few cache lines.
enum { SIDE = 16 };

INLINE void transpose(const float *from, long lines, long columns, float *to) {
  for (long l = 0; l < lines; l += SIDE)
    for (long c = 0; c < columns; c += SIDE)
      for (long i = l; i < l + SIDE && i < lines; i++)
        for (long j = c; j < c + SIDE && j < columns; j++) to[j * lines + i] = from[i * columns + j];
}

WIDE void hk_to_channels_last(const float *values, long channels, long cells, float *out) {
  transpose(values, channels, cells, out);
}

WIDE void hk_to_channels_first(const float *values, long channels, long cells, float *out) {
  transpose(values, cells, channels, out);
}
