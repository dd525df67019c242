#include <math.h>
#include <string.h>

#include "CKernels.h"
#include "vector.h"

INLINE void copy(const float *from, long count, int rectify, float *to) {
  if (!rectify) {
    memcpy(to, from, (size_t)count * sizeof(float));
    return;
  }
  for (long i = 0; i < count; i++) to[i] = from[i] < 0 ? 0 : from[i];
}

WIDE void hk_unfold(const float *image, const hk_unfolding *s, long first_cell, long cells, int rectify, float *out) {
  long line = s->kernel_width * s->channels;
  for (long cell = first_cell; cell < first_cell + cells; cell++) {
    long row = cell / (s->out_height * s->out_width), within = cell % (s->out_height * s->out_width);
    long top = within / s->out_width * s->stride - s->padding, left = within % s->out_width * s->stride - s->padding;
    // The columns of the kernel that lie inside the image.
    long from = left < 0 ? -left : 0;
    long to = left + s->kernel_width > s->width ? s->width - left : s->kernel_width;
    for (long ky = 0; ky < s->kernel_height; ky++, out += line) {
      long y = top + ky;
      if (y < 0 || y >= s->height || from >= to) {
        memset(out, 0, (size_t)line * sizeof(float));
        continue;
      }
      memset(out, 0, (size_t)(from * s->channels) * sizeof(float));
      copy(image + ((row * s->height + y) * s->width + left + from) * s->channels, (to - from) * s->channels, rectify,
           out + from * s->channels);
      memset(out + to * s->channels, 0, (size_t)((s->kernel_width - to) * s->channels) * sizeof(float));
    }
  }
}

WIDE void hk_max_pool(const float *image, long rows, const hk_unfolding *s, float *out) {
  for (long row = 0; row < rows; row++, image += s->height * s->width * s->channels) {
    for (long oy = 0; oy < s->out_height; oy++) {
      for (long ox = 0; ox < s->out_width; ox++, out += s->channels) {
        for (long c = 0; c < s->channels; c++) out[c] = -INFINITY;
        for (long ky = 0; ky < s->kernel_height; ky++) {
          for (long kx = 0; kx < s->kernel_width; kx++) {
            long y = oy * s->stride + ky - s->padding, x = ox * s->stride + kx - s->padding;
            if (y < 0 || y >= s->height || x < 0 || x >= s->width) continue;
            const float *from = image + (y * s->width + x) * s->channels;
            // Written so that NaN wins, as in PyTorch.
            for (long c = 0; c < s->channels; c++) out[c] = from[c] <= out[c] ? out[c] : from[c];
          }
        }
      }
    }
  }
}
