#include <string.h>

#include "images.h"

/// Whether two lines differ in the bits of a number.
static int differ(const float *line, const float *other, long x) { return memcmp(line + x, other + x, sizeof *line) != 0; }

void hk_difference(const float *image, const float *base, long channels, long height, long width, hk_window *found) {
  long top = height, bottom = -1, left = width, right = -1;
  for (long line = 0; line < channels * height; line++, image += width, base += width) {
    if (memcmp(image, base, (size_t)width * sizeof *image) == 0) continue;
    long first = 0, last = width - 1, y = line % height;
    while (!differ(image, base, first)) first++;
    while (!differ(image, base, last)) last--;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
    if (first < left) left = first;
    if (last > right) right = last;
  }
  *found = (hk_window){0};
  if (bottom < 0) return;
  *found = (hk_window){0, (int)top, (int)left, (int)(bottom - top + 1), (int)(right - left + 1)};
}

void hk_copy(const hk_images *images, long row, const hk_window *out) {
  long channels = images->channels;
  const float *base = base_of(images, row);
  float *to = out->cells;
  for (long y = out->top; y < out->top + out->height; y++)
    for (long x = out->left; x < out->left + out->width; x++, to += channels)
      memcpy(to, cell_at(images, images->windows + row, base, y, x, 0), (size_t)channels * sizeof(float));
}
