#ifndef IMAGES_H
#define IMAGES_H

#include "CKernels.h"
#include "vector.h"

/// The base image of a row.
INLINE const float *base_of(const hk_images *images, long row) {
  return images->bases ? images->windows[images->rows + row % images->bases].cells : 0;
}

/// Where the cell (y, x) of a row is stored: in its window, in its base, or `outside` where it is not in the image.
INLINE const float *cell_at(const hk_images *images, const hk_window *window, const float *base, long y, long x,
                            const float *outside) {
  long in_y = y - window->top, in_x = x - window->left;
  if (in_y >= 0 && in_y < window->height && in_x >= 0 && in_x < window->width) {
    return window->cells + (in_y * window->width + in_x) * images->channels;
  }
  if (y >= 0 && y < images->height && x >= 0 && x < images->width) {
    return base + (y * images->width + x) * images->channels;
  }
  return outside;
}

/// Whether the rectangle lies in the window, so that its cells can be reached by strides.
INLINE int holds(const hk_window *window, long y, long x, long height, long width) {
  return y >= window->top && y + height <= window->top + window->height && x >= window->left &&
         x + width <= window->left + window->width;
}

#endif
