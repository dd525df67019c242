#ifndef CKERNELS_H
#define CKERNELS_H

// The few loops that need wide vectors. They know pointers and sizes, nothing else.
//
// Images are channels-last: [rows, height, width, channels]. Every function is compiled for AVX-512, for AVX2 and for the
// baseline of x86-64, and the widest that the processor has is chosen when the program starts.

#include <stddef.h>

/// The number of tiles along an axis of `size` cells: each covers 4.
static inline long hk_winograd_tiles(long size) { return (size + 3) / 4; }

/// An image batch and the way it is cut into 4x4 tiles of the convolution's output.
typedef struct {
  long height, width;          // of the input
  long out_height, out_width;  // of the output
  long padding;                // rings of zeros around the input
} hk_tiling;

/// Transforms the 6x6 patches of `tiles` consecutive tiles (row by row over the whole batch) for F(4x4, 3x3).
///
/// `channels` must be a multiple of 16. Plane k of the result, [tiles, channels], starts at `out + k * plane`.
/// With `rectify`, negative inputs count as 0. `zeros` holds at least `channels` zeros.
void hk_winograd_input(const float *image, const hk_tiling *tiling, long channels, long first_tile, long tiles,
                       int rectify, const float *zeros, float *out, long plane);

/// Transforms the 36 planes [tiles, channels] of products back, adds `bias` [channels] and, unless it is null, `residual`
/// (laid out like the output), and writes the cells of the output that exist.
void hk_winograd_output(const float *products, long plane, const hk_tiling *tiling, long channels, long first_tile,
                        long tiles, const float *bias, const float *residual, float *image);

/// Transforms 3x3 kernels [out, in, 3, 3] into 36 planes [in, out].
void hk_winograd_kernel(const float *weight, long out_channels, long in_channels, float *planes);

/// Sizes of a convolution that is done by unfolding patches into rows.
typedef struct {
  long height, width, channels;
  long out_height, out_width;
  long kernel_height, kernel_width, stride, padding;
} hk_unfolding;

/// Writes the patches of `cells` consecutive output cells (over the whole batch) as rows [kernel_height * kernel_width * channels].
void hk_unfold(const float *image, const hk_unfolding *sizes, long first_cell, long cells, int rectify, float *out);

/// Adds `bias` [channels] and, unless it is null, `residual` to `cells` rows of `channels`.
void hk_add_bias(float *values, const float *residual, const float *bias, long cells, long channels);

/// Max pooling of `rows` images; cells of the padding never win.
void hk_max_pool(const float *image, long rows, const hk_unfolding *sizes, float *out);

void hk_rectify(const float *values, long count, float *out);
void hk_add(const float *first, const float *second, long count, float *out);

/// [rows, channels, cells] to [rows, cells, channels].
void hk_to_channels_last(const float *values, long rows, long channels, long cells, float *out);
/// [rows, cells, channels] to [rows, channels, cells].
void hk_to_channels_first(const float *values, long rows, long channels, long cells, float *out);

#endif
