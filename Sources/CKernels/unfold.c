#include <math.h>
#include <string.h>

#include "images.h"

WIDE void hk_unfold(const hk_images *images, long row, const hk_window *out, long first, long count,
                    const hk_kernel *kernel, int rectify, float *patches) {
  const hk_window *window = images->windows + row;
  long channels = images->channels, line = kernel->width * channels;
  float *to = patches;
  for (long cell = first; cell < first + count; cell++) {
    long top = (out->top + cell / out->width) * kernel->stride - kernel->padding;
    long left = (out->left + cell % out->width) * kernel->stride - kernel->padding;
    int whole = holds(window, top, left, kernel->height, kernel->width);
    for (long ky = 0; ky < kernel->height; ky++) {
      if (whole) {
        const float *from = window->cells + ((top + ky - window->top) * window->width + left - window->left) * channels;
        memcpy(to, from, (size_t)line * sizeof(float));
        to += line;
        continue;
      }
      for (long kx = 0; kx < kernel->width; kx++, to += channels) {
        const float *from = cell_at(images, window, top + ky, left + kx, 0);
        if (from) memcpy(to, from, (size_t)channels * sizeof(float));
        else memset(to, 0, (size_t)channels * sizeof(float));
      }
    }
  }
  if (rectify) {
    for (float *value = patches; value < to; value++) *value = *value < 0 ? 0 : *value;
  }
}

WIDE void hk_max_pool(const hk_images *images, long row, const hk_window *out, const hk_kernel *kernel) {
  const hk_window *window = images->windows + row;
  long channels = images->channels;
  float *to = out->cells;
  for (long oy = 0; oy < out->height; oy++) {
    for (long ox = 0; ox < out->width; ox++, to += channels) {
      long top = (out->top + oy) * kernel->stride - kernel->padding;
      long left = (out->left + ox) * kernel->stride - kernel->padding;
      for (long c = 0; c < channels; c++) to[c] = -INFINITY;
      for (long ky = 0; ky < kernel->height; ky++) {
        for (long kx = 0; kx < kernel->width; kx++) {
          const float *from = cell_at(images, window, top + ky, left + kx, 0);
          if (!from) continue;
          // Written so that NaN wins, as in PyTorch.
          for (long c = 0; c < channels; c++) to[c] = from[c] <= to[c] ? to[c] : from[c];
        }
      }
    }
  }
}
