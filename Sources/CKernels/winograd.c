#include "images.h"

// Winograd's minimal filtering F(4x4, 3x3): 36 products a tile instead of 144.
// Source: Lavin and Gray, "Fast algorithms for convolutional neural networks" (CVPR 2016), the matrices B, G and A; but
// for the points 0, ±1/√2, ±√2 and infinity in place of their 0, ±1, ±2 and infinity, which round less: see Barabasz,
// Anderson, Soodhalter and Gregg, "Error analysis and improving the accuracy of Winograd convolution" (ACM TOMS, 2020).

#define NEAR 0.70710678118654752f  // 1/√2
#define FAR 1.41421356237309505f   // √2

long hk_tiles(const hk_window *windows, long first, long end, hk_tile *tiles) {
  long count = 0;
  for (long row = first; row < end; row++) {
    const hk_window *w = windows + row;
    if (w->height == 0 || w->width == 0) continue;
    int top = w->top & ~3, left = w->left & ~3;
    int down = (w->top + w->height - top + 3) / 4, across = (w->left + w->width - left + 3) / 4;
    if (tiles) {
      for (int i = 0; i < down * across; i++)
        tiles[count + i] = (hk_tile){(int)row, top + i / across * 4, left + i % across * 4};
    }
    count += (long)down * across;
  }
  return count;
}

/// B^T d for one line of six.
#define INPUT_LINE(d0, d1, d2, d3, d4, d5, store)                                 \
  do {                                                                            \
    floats even = (d4) - 2.0f * (d2), odd = NEAR * ((d3) - 2.0f * (d1));          \
    floats even2 = (d4) - 0.5f * (d2), odd2 = FAR * ((d3) - 0.5f * (d1));         \
    store(0, (d0) - 2.5f * (d2) + (d4));                                          \
    store(1, even + odd);                                                         \
    store(2, even - odd);                                                         \
    store(3, even2 + odd2);                                                       \
    store(4, even2 - odd2);                                                       \
    store(5, (d1) - 2.5f * (d3) + (d5));                                          \
  } while (0)

INLINE void input_tile(const float *const source[36], long channels, int rectify, float *out, long plane) {
  for (long c = 0; c < channels; c += LANES) {
    floats lines[6][6];
    for (int x = 0; x < 6; x++) {
      floats d[6];
      for (int y = 0; y < 6; y++) {
        d[y] = LOAD(source[6 * y + x] + c);
        if (rectify) d[y] = RECTIFIED(d[y]);
      }
#define KEEP(i, value) lines[i][x] = (value)
      INPUT_LINE(d[0], d[1], d[2], d[3], d[4], d[5], KEEP);
#undef KEEP
    }
    for (int y = 0; y < 6; y++) {
#define PUT(i, value) STORE(out + (6 * y + i) * plane + c, value)
      INPUT_LINE(lines[y][0], lines[y][1], lines[y][2], lines[y][3], lines[y][4], lines[y][5], PUT);
#undef PUT
    }
  }
}

WIDE void hk_winograd_input(const hk_images *images, const hk_tile *tiles, long count, long padding, int rectify,
                            const float *zeros, float *out, long plane) {
  long channels = images->channels;
  for (long t = 0; t < count; t++) {
    const hk_window *window = images->windows + tiles[t].row;
    long top = tiles[t].y - padding, left = tiles[t].x - padding;
    const float *source[36];
    if (holds(window, top, left, 6, 6)) {
      const float *corner = window->cells + ((top - window->top) * window->width + left - window->left) * channels;
      for (int i = 0; i < 36; i++) source[i] = corner + (i / 6 * window->width + i % 6) * channels;
    } else {
      for (int i = 0; i < 36; i++) source[i] = cell_at(images, window, top + i / 6, left + i % 6, zeros);
    }
    // Two calls, so that each is compiled without a test in its inner loop.
    if (rectify) input_tile(source, channels, 1, out + t * channels, plane);
    else input_tile(source, channels, 0, out + t * channels, plane);
  }
}

/// A^T m for one line of six.
#define OUTPUT_LINE(m0, m1, m2, m3, m4, m5, store)          \
  do {                                                      \
    floats sum = (m1) + (m2), difference = (m1) - (m2);     \
    floats sum2 = (m3) + (m4), difference2 = (m3) - (m4);   \
    store(0, (m0) + sum + sum2);                            \
    store(1, NEAR * difference + FAR * difference2);        \
    store(2, 0.5f * sum + 2.0f * sum2);                     \
    store(3, 0.5f * NEAR * difference + 2.0f * FAR * difference2 + (m5)); \
  } while (0)

/// The 4x4 cells of 16 channels from their 36 products.
INLINE void output_cells(const float *m, long plane, floats cells[4][4]) {
  floats half[4][6];
  for (int x = 0; x < 6; x++) {
    floats m0 = LOAD(m + x * plane), m1 = LOAD(m + (6 + x) * plane), m2 = LOAD(m + (12 + x) * plane);
    floats m3 = LOAD(m + (18 + x) * plane), m4 = LOAD(m + (24 + x) * plane), m5 = LOAD(m + (30 + x) * plane);
#define KEEP(i, value) half[i][x] = (value)
    OUTPUT_LINE(m0, m1, m2, m3, m4, m5, KEEP);
#undef KEEP
  }
  for (int y = 0; y < 4; y++) {
#define KEEP(i, value) cells[y][i] = (value)
    OUTPUT_LINE(half[y][0], half[y][1], half[y][2], half[y][3], half[y][4], half[y][5], KEEP);
#undef KEEP
  }
}

WIDE void hk_winograd_output(const float *products, long plane, const hk_tile *tiles, long count, const float *bias,
                             const hk_images *residual, const hk_images *out) {
  long channels = out->channels;
  for (long t = 0; t < count; t++) {
    const hk_window *window = out->windows + tiles[t].row;
    long y = tiles[t].y, x = tiles[t].x;
    // Where each cell goes, and what is added to it; null for cells beyond the window.
    float *to[16];
    const float *added[16];
    for (long i = 0; i < 16; i++) {
      long in_y = y + i / 4 - window->top, in_x = x + i % 4 - window->left;
      int inside = in_y >= 0 && in_y < window->height && in_x >= 0 && in_x < window->width;
      to[i] = inside ? window->cells + (in_y * window->width + in_x) * channels : 0;
      added[i] = inside && residual ? cell_at(residual, residual->windows + tiles[t].row, y + i / 4, x + i % 4, 0) : 0;
    }
    for (long c = 0; c < channels; c += LANES) {
      floats cells[4][4];
      output_cells(products + t * channels + c, plane, cells);
      floats offset = LOAD(bias + c);
      for (long i = 0; i < 16; i++) {
        if (!to[i]) continue;
        floats value = cells[i / 4][i % 4] + offset;
        if (residual) value += LOAD(added[i] + c);
        STORE(to[i] + c, value);
      }
    }
  }
}

void hk_winograd_kernel(const float *weight, long out_channels, long in_channels, float *planes) {
  static const double far = 1.41421356237309504880;
  static const double G[6][3] = {{1, 0, 0},
                                 {-2.0 / 3, -far / 3, -1.0 / 3},
                                 {-2.0 / 3, far / 3, -1.0 / 3},
                                 {1.0 / 6, far / 6, 1.0 / 3},
                                 {1.0 / 6, -far / 6, 1.0 / 3},
                                 {0, 0, 1}};
  for (long o = 0; o < out_channels; o++) {
    for (long i = 0; i < in_channels; i++) {
      const float *g = weight + (o * in_channels + i) * 9;
      double half[6][3];
      for (int a = 0; a < 6; a++)
        for (int x = 0; x < 3; x++) half[a][x] = G[a][0] * g[x] + G[a][1] * g[3 + x] + G[a][2] * g[6 + x];
      for (int a = 0; a < 6; a++)
        for (int b = 0; b < 6; b++) {
          double value = half[a][0] * G[b][0] + half[a][1] * G[b][1] + half[a][2] * G[b][2];
          planes[((a * 6 + b) * in_channels + i) * out_channels + o] = (float)value;
        }
    }
  }
}
