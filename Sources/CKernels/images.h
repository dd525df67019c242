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

/// Eight addresses side by side, which are read as pointers.
typedef long long places __attribute__((vector_size(64), aligned(8), may_alias));

/// Where the cells of a square of `side` lines lie, as `cell_at` says: eight cells of each line, of which `side` are wanted.
INLINE void find_cells(const hk_images *images, long row, long y, long x, long side, const float *outside,
                       const float *cells[][8]) {
  const hk_window *window = images->windows + row;
  const float *base = base_of(images, row);
  long size = images->channels * (long)sizeof(float), own_line = window->width * size, line = images->width * size;
  places column = x + (places){0, 1, 2, 3, 4, 5, 6, 7};
  places in_window = (column >= window->left) & (column < (long)window->left + window->width);
  places in_image = (column >= 0) & (column < images->width);
  places steps = size * (places){0, 1, 2, 3, 4, 5, 6, 7};
  // Addresses are made as numbers: those that are not taken may lie anywhere.
  places own = (long long)window->cells + (y - window->top) * own_line + (x - window->left) * size + steps;
  places shared = (long long)base + (y * images->width + x) * size + steps;
  for (long i = 0; i < side; i++, own += own_line, shared += line) {
    places found = (long long)outside + (places){0};
    if (base && y + i >= 0 && y + i < images->height) found = (shared & in_image) | (found & ~in_image);
    if (y + i >= window->top && y + i < window->top + window->height) found = (own & in_window) | (found & ~in_window);
    *(places *)cells[i] = found;
  }
}

/// Whether the rectangle lies in the window, so that its cells can be reached by strides.
INLINE int holds(const hk_window *window, long y, long x, long height, long width) {
  return y >= window->top && y + height <= window->top + window->height && x >= window->left &&
         x + width <= window->left + window->width;
}

#endif
