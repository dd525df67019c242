#include "levels.h"

hk_level hk_widest(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4")) return hk_avx512;
  if (__builtin_cpu_supports("x86-64-v3")) return hk_avx2;
#endif
  return hk_baseline;
}

/// The function of the level that was asked for, or of the widest that there is.
#if defined(__x86_64__)
static hk_level usable(hk_level level) {
  hk_level widest = hk_widest();
  return level < widest ? level : widest;
}

#define CHOSEN(name) \
  (usable(level) == hk_avx512 ? name##_avx512 : usable(level) == hk_avx2 ? name##_avx2 : name##_baseline)
#else
#define CHOSEN(name) name##_baseline
#endif

void hk_multiply(hk_level level, const float *a, long lda, const float *packed, float *c, long m, long n, long k) {
  CHOSEN(hk_multiply)(a, lda, packed, c, m, n, k);
}

void hk_winograd_input(hk_level level, const hk_images *images, const hk_tile *tiles, long count, long padding,
                       int rectify, const float *zeros, float *out, long plane) {
  CHOSEN(hk_winograd_input)(images, tiles, count, padding, rectify, zeros, out, plane);
}

void hk_winograd_output(hk_level level, const float *products, long plane, const hk_tile *tiles, long count,
                        const float *bias, const hk_images *residual, const hk_images *out) {
  CHOSEN(hk_winograd_output)(products, plane, tiles, count, bias, residual, out);
}

void hk_unfold(hk_level level, const hk_images *images, long row, const hk_window *out, long first, long count,
               const hk_kernel *kernel, int rectify, float *patches) {
  CHOSEN(hk_unfold)(images, row, out, first, count, kernel, rectify, patches);
}

void hk_convolve(hk_level level, const hk_images *images, long row, const hk_window *out, const hk_kernel *kernel,
                 int rectify, const float *packed, const float *bias, long n, float *lines) {
  CHOSEN(hk_convolve)(images, row, out, kernel, rectify, packed, bias, n, lines);
}

void hk_max_pool(hk_level level, const hk_images *images, long row, const hk_window *out, const hk_kernel *kernel) {
  CHOSEN(hk_max_pool)(images, row, out, kernel);
}

void hk_add(hk_level level, const hk_images *first, const hk_images *second, long row, const hk_window *out) {
  CHOSEN(hk_add)(first, second, row, out);
}

void hk_add_bias(hk_level level, float *values, const float *bias, long cells, long channels) {
  CHOSEN(hk_add_bias)(values, bias, cells, channels);
}

void hk_rectify(hk_level level, const float *values, long count, float *out) {
  CHOSEN(hk_rectify)(values, count, out);
}

void hk_vote(hk_level level, const float *row, long count, float *majority, int *votes) {
  CHOSEN(hk_vote)(row, count, majority, votes);
}

void hk_to_channels_last(hk_level level, const float *values, long channels, long cells, float *out) {
  CHOSEN(hk_to_channels_last)(values, channels, cells, out);
}

void hk_to_channels_first(hk_level level, const float *values, long channels, long cells, float *out) {
  CHOSEN(hk_to_channels_first)(values, channels, cells, out);
}

void hk_philox(hk_level level, const unsigned key[2], const unsigned counter[4], long blocks, unsigned *words) {
  CHOSEN(hk_philox)(key, counter, blocks, words);
}

void hk_normals(hk_level level, const unsigned *words, long count, float *out) {
  CHOSEN(hk_normals)(words, count, out);
}

void hk_sketch(hk_level level, const float *values, long rows, long count, unsigned long long *hashes, double *squares,
               double *sums) {
  CHOSEN(hk_sketch)(values, rows, count, hashes, squares, sums);
}

void hk_define_product(hk_level level, const float *a, const float *b, const float *bias, float *c, long m, long n, long k) {
  CHOSEN(hk_define_product)(a, b, bias, c, m, n, k);
}
