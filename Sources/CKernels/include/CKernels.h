#ifndef CKERNELS_H
#define CKERNELS_H

// The few loops that need wide vectors. They know pointers and sizes, nothing else.
//
// Images are channels-last, and a batch of them is a list of windows: of row n only the rectangle windows[n] is stored, and
// the rest of the row is as in its base image, one of a few. A batch of unrelated images has windows that are the whole
// image, and no bases.

/// The processors that the functions are compiled for. A function takes the level whose code is to be used; one that this
/// processor does not have is taken as the widest that it has.
typedef enum {
  hk_baseline,  // any x86-64: SSE2
  hk_avx2,      // x86-64-v3
  hk_avx512,    // x86-64-v4
} hk_level;

/// The widest level that this processor has.
hk_level hk_widest(void);

/// How many columns of a matrix [k, n] lie side by side in packed form; a packed matrix begins with all of its first ones.
long hk_panel_width(long n);

/// How many floats `hk_pack` writes for a matrix [k, n].
long hk_packed_count(long n, long k);

/// Packs the right factor of a product, [k, n], for `hk_multiply`.
void hk_pack(const float *b, long n, long k, float *packed);

/// The same of a matrix whose transpose is given, [n, k].
void hk_pack_transposed(const float *b, long n, long k, float *packed);

/// c [m, n] = a [m, k] times a packed matrix [k, n]; the rows of `a` are `lda` apart.
///
/// Every row of `c` is summed in one order, so that its bits depend neither on the other rows nor on how many there are.
void hk_multiply(hk_level level, const float *a, long lda, const float *packed, float *c, long m, long n, long k);

/// c [m, n] = a [m, k] times b [k, n], plus bias[row]: each element summed in float64, in the order of k, and rounded once.
///
/// Gives the same bits at every level. This is what modules define their results by; `hk_multiply` is the fast product.
void hk_define_product(hk_level level, const float *a, const float *b, const float *bias, float *c, long m, long n, long k);

/// How many values are infinite or not a number.
long hk_count_not_finite(const float *values, long count);

/// The rectangle of an image that a row stores: [height, width, channels].
typedef struct {
  float *cells;
  int top, left, height, width;
} hk_window;

/// A batch of images.
typedef struct {
  const hk_window *windows;
  long rows;   // without the bases, whose windows, whole images, come after theirs
  long bases;  // row n is a difference from number n % bases; 0 without any
  long height, width, channels;
} hk_images;

/// 4x4 cells of the output of a convolution: a row of the batch, and the upper left cell in its image.
typedef struct {
  int row, y, x;
} hk_tile;

/// Covers windows `first` up to `end` with tiles, and returns how many there are. Writes none where `tiles` is null.
///
/// Tiles lie on the grid of the whole image, so that a cell comes out the same bits whatever window it is in.
long hk_tiles(const hk_window *windows, long first, long end, hk_tile *tiles);

/// Transforms the 6x6 patches that `tiles` of the output read, for F(4x4, 3x3) with `padding` rings of zeros.
///
/// The number of channels must be a multiple of 16. Plane k of the result, [count, channels], starts at `out + k * plane`.
/// With `rectify`, negative inputs count as 0. `zeros` holds at least as many zeros as there are channels.
void hk_winograd_input(hk_level level, const hk_images *images, const hk_tile *tiles, long count, long padding, int rectify,
                       const float *zeros, float *out, long plane);

/// Transforms the 36 planes [count, channels] of products back, adds `bias` and, unless it is null, `residual`, and writes
/// the cells of the tiles that lie in the windows of `out`.
void hk_winograd_output(hk_level level, const float *products, long plane, const hk_tile *tiles, long count, const float *bias,
                        const hk_images *residual, const hk_images *out);

/// Transforms 3x3 kernels [out, in, 3, 3] into 36 planes [in, out].
void hk_winograd_kernel(const float *weight, long out_channels, long in_channels, float *planes);

/// The sliding rectangle of a convolution or pooling.
typedef struct {
  long height, width, stride, padding;
} hk_kernel;

/// Writes the patches that the cells of one window of the output read, as rows [kernel height, kernel width, channels]:
/// `count` cells from number `first` on.
void hk_unfold(hk_level level, const hk_images *images, long row, const hk_window *out, long first, long count, const hk_kernel *kernel,
               int rectify, float *patches);

/// Computes one window of the output of a convolution of few channels, `n` to a cell, and adds `bias`: the bits that
/// `hk_unfold`, `hk_multiply` and `hk_add_bias` would give, in less time.
///
/// `packed` is the matrix [kernel height, kernel width, channels, n] of at most 256 lines; `n` is 16 or a multiple of 32.
/// `lines` has room for kernel height lines of the (width - 1) * stride + kernel width cells that the window's width reads.
void hk_convolve(hk_level level, const hk_images *images, long row, const hk_window *out, const hk_kernel *kernel,
                 int rectify, const float *packed, const float *bias, long n, float *lines);

/// Max pooling of row `row` into a window of the output; cells of the padding never win.
void hk_max_pool(hk_level level, const hk_images *images, long row, const hk_window *out, const hk_kernel *kernel);

/// Adds the cells of row `row` of both batches in a window.
void hk_add(hk_level level, const hk_images *first, const hk_images *second, long row, const hk_window *out);

/// The smallest rectangle around the cells in which an image [channels, height, width] has other bits than a base; empty
/// where it has the same.
void hk_difference(const float *image, const float *base, long channels, long height, long width, hk_window *found);

/// Copies the cells of row `row` into a window.
void hk_copy(const hk_images *images, long row, const hk_window *out);

void hk_add_bias(hk_level level, float *values, const float *bias, long cells, long channels);
void hk_rectify(hk_level level, const float *values, long count, float *out);

/// Writes the votes of another row for what most rows show: `majority` and `votes` after Boyer and Moore, cell by cell.
void hk_vote(hk_level level, const float *row, long count, float *majority, int *votes);

/// Philox4x32-10: `blocks` times four words, for counters that follow each other; see Philox.swift.
void hk_philox(hk_level level, const unsigned key[2], const unsigned counter[4], long blocks, unsigned *words);

/// `count` normals from as many words, or one more where that is odd: Box and Muller's transform of pairs of words, which
/// gives the same bits at every level.
void hk_normals(hk_level level, const unsigned *words, long count, float *out);

/// Of each of `rows` rows of `count` numbers a hash, the sum of squares, and 16 sums with random signs; the same bits at
/// every level, whatever the rows beside it.
void hk_sketch(hk_level level, const float *values, long rows, long count, unsigned long long *hashes, double *squares,
               double *sums);

/// [channels, cells] to [cells, channels].
void hk_to_channels_last(hk_level level, const float *values, long channels, long cells, float *out);
/// [cells, channels] to [channels, cells].
void hk_to_channels_first(hk_level level, const float *values, long channels, long cells, float *out);

#endif
