#include "images.h"

// What Winograd's convolution needs beforehand; see winograd.inc.

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

void hk_winograd_kernel(const float *weight, long out_channels, long in_channels, float *planes) {
  static const double far = 1.41421356237309504880;
  static const double G[6][3] = {{1, 0, 0},
                                 {-2.0 / 3, -far / 3, -1.0 / 3},
                                 {-2.0 / 3, far / 3, -1.0 / 3},
                                 {1.0 / 6, far / 6, 1.0 / 3},
                                 {1.0 / 6, -far / 6, 1.0 / 3},
                                 {0, 0, 1}};
  // Some output channels side by side, as the planes keep them.
  enum { SIDE = 8 };
  for (long i = 0; i < in_channels; i++) {
    for (long first = 0; first < out_channels; first += SIDE) {
      long count = out_channels - first < SIDE ? out_channels - first : SIDE;
      double g[9][SIDE] = {{0}}, half[6][3][SIDE];
      for (long o = 0; o < count; o++)
        for (int cell = 0; cell < 9; cell++) g[cell][o] = weight[((first + o) * in_channels + i) * 9 + cell];
      for (int a = 0; a < 6; a++)
        for (int x = 0; x < 3; x++)
          for (int o = 0; o < SIDE; o++) half[a][x][o] = G[a][0] * g[x][o] + G[a][1] * g[3 + x][o] + G[a][2] * g[6 + x][o];
      for (int a = 0; a < 6; a++)
        for (int b = 0; b < 6; b++) {
          float values[SIDE];
          for (int o = 0; o < SIDE; o++)
            values[o] = (float)(half[a][0][o] * G[b][0] + half[a][1][o] * G[b][1] + half[a][2][o] * G[b][2]);
          float *plane = planes + ((a * 6 + b) * in_channels + i) * out_channels + first;
          for (long o = 0; o < count; o++) plane[o] = values[o];
        }
    }
  }
}
