#include "CKernels.h"
#include "vector.h"

// Winograd's minimal filtering F(4x4, 3x3): 36 products a tile instead of 144.
// Source: Lavin and Gray, "Fast algorithms for convolutional neural networks" (CVPR 2016), the matrices B, G and A.

/// Where the tile number `tile` of a batch lies.
typedef struct {
  long row, y, x;  // the row of the batch, and the upper left cell of the tile in the output
} tile_place;

INLINE tile_place place(const hk_tiling *tiling, long tile) {
  long across = hk_winograd_tiles(tiling->out_width), in_row = across * hk_winograd_tiles(tiling->out_height);
  long within = tile % in_row;
  return (tile_place){tile / in_row, within / across * 4, within % across * 4};
}

/// B^T d for one line of six.
#define INPUT_LINE(d0, d1, d2, d3, d4, d5, store)           \
  do {                                                      \
    floats even = (d4) - 4.0f * (d2), odd = (d3) - 4.0f * (d1); \
    floats even2 = (d4) - (d2), odd2 = 2.0f * ((d3) - (d1));  \
    store(0, 4.0f * (d0) - 5.0f * (d2) + (d4));             \
    store(1, even + odd);                                   \
    store(2, even - odd);                                   \
    store(3, even2 + odd2);                                 \
    store(4, even2 - odd2);                                 \
    store(5, 4.0f * (d1) - 5.0f * (d3) + (d5));             \
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

WIDE void hk_winograd_input(const float *image, const hk_tiling *tiling, long channels, long first_tile, long tiles,
                            int rectify, const float *zeros, float *out, long plane) {
  for (long t = 0; t < tiles; t++) {
    tile_place at = place(tiling, first_tile + t);
    const float *row = image + at.row * tiling->height * tiling->width * channels;
    const float *source[36];
    for (int i = 0; i < 36; i++) {
      long y = at.y + i / 6 - tiling->padding, x = at.x + i % 6 - tiling->padding;
      int inside = y >= 0 && y < tiling->height && x >= 0 && x < tiling->width;
      source[i] = inside ? row + (y * tiling->width + x) * channels : zeros;
    }
    // Two calls, so that each is compiled without a test in its inner loop.
    if (rectify) input_tile(source, channels, 1, out + t * channels, plane);
    else input_tile(source, channels, 0, out + t * channels, plane);
  }
}

/// A^T m for one line of six.
#define OUTPUT_LINE(m0, m1, m2, m3, m4, m5, store)                        \
  do {                                                                    \
    floats sum = (m1) + (m2), difference = (m1) - (m2);                   \
    floats sum2 = (m3) + (m4), difference2 = (m3) - (m4);                 \
    store(0, (m0) + sum + sum2);                                          \
    store(1, difference + 2.0f * difference2);                            \
    store(2, sum + 4.0f * sum2);                                          \
    store(3, difference + 8.0f * difference2 + (m5));                     \
  } while (0)

WIDE void hk_winograd_output(const float *products, long plane, const hk_tiling *tiling, long channels, long first_tile,
                             long tiles, const float *bias, const float *residual, float *image) {
  for (long t = 0; t < tiles; t++) {
    tile_place at = place(tiling, first_tile + t);
    long lines = tiling->out_height - at.y < 4 ? tiling->out_height - at.y : 4;
    long columns = tiling->out_width - at.x < 4 ? tiling->out_width - at.x : 4;
    long start = ((at.row * tiling->out_height + at.y) * tiling->out_width + at.x) * channels;
    for (long c = 0; c < channels; c += LANES) {
      const float *m = products + t * channels + c;
      floats half[4][6];
      for (int x = 0; x < 6; x++) {
        floats m0 = LOAD(m + x * plane), m1 = LOAD(m + (6 + x) * plane), m2 = LOAD(m + (12 + x) * plane);
        floats m3 = LOAD(m + (18 + x) * plane), m4 = LOAD(m + (24 + x) * plane), m5 = LOAD(m + (30 + x) * plane);
#define KEEP(i, value) half[i][x] = (value)
        OUTPUT_LINE(m0, m1, m2, m3, m4, m5, KEEP);
#undef KEEP
      }
      floats offset = LOAD(bias + c);
      for (long y = 0; y < lines; y++) {
        floats cells[4];
#define KEEP(i, value) cells[i] = (value)
        OUTPUT_LINE(half[y][0], half[y][1], half[y][2], half[y][3], half[y][4], half[y][5], KEEP);
#undef KEEP
        for (long x = 0; x < columns; x++) {
          long at_cell = start + (y * tiling->out_width + x) * channels + c;
          floats value = cells[x] + offset;
          if (residual) value += LOAD(residual + at_cell);
          STORE(image + at_cell, value);
        }
      }
    }
  }
}

void hk_winograd_kernel(const float *weight, long out_channels, long in_channels, float *planes) {
  static const double G[6][3] = {{1.0 / 4, 0, 0},
                                 {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                                 {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                                 {1.0 / 24, 1.0 / 12, 1.0 / 6},
                                 {1.0 / 24, -1.0 / 12, 1.0 / 6},
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
