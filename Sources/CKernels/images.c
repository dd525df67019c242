#include <string.h>

#include "images.h"

void hk_copy(const hk_images *images, long row, const hk_window *out) {
  long channels = images->channels;
  const float *base = base_of(images, row);
  float *to = out->cells;
  for (long y = out->top; y < out->top + out->height; y++)
    for (long x = out->left; x < out->left + out->width; x++, to += channels)
      memcpy(to, cell_at(images, images->windows + row, base, y, x, 0), (size_t)channels * sizeof(float));
}
