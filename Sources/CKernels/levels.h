#ifndef LEVELS_H
#define LEVELS_H

#include "CKernels.h"

// Every kernel exists once for each level of hk_level, with the level's name at its end: level_*.c compile kernels.inc,
// and dispatch.c chooses among them.

#define DECLARE(LEVEL)                                                                                                  \
  void hk_multiply_##LEVEL(const float *a, long lda, const float *packed, float *c, long m, long n, long k);            \
  void hk_winograd_input_##LEVEL(const hk_images *images, const hk_tile *tiles, long count, long padding, int rectify,  \
                                 const float *zeros, float *out, long plane);                                           \
  void hk_winograd_output_##LEVEL(const float *products, long plane, const hk_tile *tiles, long count,                  \
                                  const float *bias, const hk_images *residual, const hk_images *out);                  \
  void hk_unfold_##LEVEL(const hk_images *images, long row, const hk_window *out, long first, long count,               \
                         const hk_kernel *kernel, int rectify, float *patches);                                         \
  void hk_convolve_##LEVEL(const hk_images *images, long row, const hk_window *out, const hk_kernel *kernel,            \
                           int rectify, const float *packed, const float *bias, long n, float *lines);                  \
  void hk_max_pool_##LEVEL(const hk_images *images, long row, const hk_window *out, const hk_kernel *kernel);           \
  void hk_add_##LEVEL(const hk_images *first, const hk_images *second, long row, const hk_window *out);                 \
  void hk_add_bias_##LEVEL(float *values, const float *bias, long cells, long channels);                                \
  void hk_rectify_##LEVEL(const float *values, long count, float *out);                                                 \
  void hk_vote_##LEVEL(const float *row, long count, float *majority, int *votes);                                      \
  void hk_to_channels_last_##LEVEL(const float *values, long channels, long cells, float *out);                         \
  void hk_to_channels_first_##LEVEL(const float *values, long channels, long cells, float *out);                        \
  void hk_philox_##LEVEL(const unsigned key[2], const unsigned counter[4], long blocks, unsigned *words);               \
  void hk_normals_##LEVEL(const unsigned *words, long count, float *out);                                               \
  void hk_sketch_##LEVEL(const float *values, long rows, long count, unsigned long long *hashes, double *squares, double *sums); \
  void hk_define_product_##LEVEL(const float *a, const float *b, const float *bias, float *c, long m, long n, long k);

DECLARE(baseline)
#if defined(__x86_64__)
DECLARE(avx2)
DECLARE(avx512)
#endif

#endif
