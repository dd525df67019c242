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

/// Where the cells of a square of `side` lines lie, as `cell_at` says.
INLINE void find_cells(const hk_images *images, long row, long y, long x, long side, const float *outside,
                       const float **cells) {
  long channels = images->channels;
  const hk_window *window = images->windows + row;
  const float *base = base_of(images, row);
  for (long i = 0; i < side; i++) {
    long in_y = y + i - window->top, in_x = x - window->left;
    int in_window = in_y >= 0 && in_y < window->height, in_image = y + i >= 0 && y + i < images->height;
    long own = (in_y * window->width + in_x) * channels, shared = ((y + i) * images->width + x) * channels;
    // A pointer is made only where its cell is.
    for (long j = 0; j < side; j++) {
      const float **cell = cells + side * i + j;
      if (in_window && in_x + j >= 0 && in_x + j < window->width) *cell = window->cells + (own + j * channels);
      else if (base && in_image && x + j >= 0 && x + j < images->width) *cell = base + (shared + j * channels);
      else *cell = outside;
    }
  }
}

/// Whether the rectangle lies in the window, so that its cells can be reached by strides.
INLINE int holds(const hk_window *window, long y, long x, long height, long width) {
  return y >= window->top && y + height <= window->top + window->height && x >= window->left &&
         x + width <= window->left + window->width;
}

#endif
