// Every kernel against its plain definition, for processors that HookKit's own tests do not run on: Scripts/test-arm.sh.
//
// Prints a line for each, and a hash of those results whose bits are promised to be the same on every processor. Ends with
// 1 where a kernel is further from its definition than float32 rounds.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

static int faults;
static unsigned long long state = 1;

/// A number from -1 up to 1, the same ones in every run.
static float any(void) {
  state = state * 6364136223846793005ull + 1442695040888963407ull;
  return (float)((double)(state >> 40) / (1 << 23) - 1);
}

static float *numbers(long count) {
  float *values = malloc((size_t)count * sizeof(float));
  for (long i = 0; i < count; i++) values[i] = any();
  return values;
}

static void report(const char *name, double error, double bound) {
  int fits = error <= bound;
  printf("%-24s %s, largest error %.1e of %.1e\n", name, fits ? "agrees" : "DIFFERS", error, bound);
  faults += !fits;
}

/// FNV-1a of the bits.
static void hash(const char *name, const void *bytes, size_t count) {
  unsigned long long value = 14695981039346656037ull;
  for (size_t i = 0; i < count; i++) value = (value ^ ((const unsigned char *)bytes)[i]) * 1099511628211ull;
  printf("%-24s bits %016llx\n", name, value);
}

static void products(hk_level level) {
  double worst = 0;
  const long sizes[][3] = {{1, 1, 1}, {7, 15, 3}, {5, 16, 300}, {13, 33, 257}, {64, 48, 64}};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    long m = sizes[s][0], n = sizes[s][1], k = sizes[s][2];
    float *a = numbers(m * k), *b = numbers(k * n), *bias = numbers(m);
    float *packed = malloc((size_t)hk_packed_count(n, k) * sizeof(float)), *c = numbers(m * n), *defined = numbers(m * n);
    hk_pack(b, n, k, packed);
    hk_multiply(level, a, k, packed, c, m, n, k);
    hk_define_product(level, a, b, bias, defined, m, n, k);
    for (long i = 0; i < m; i++)
      for (long j = 0; j < n; j++) {
        double sum = 0;
        for (long p = 0; p < k; p++) sum += (double)a[i * k + p] * b[p * n + j];
        worst = fmax(worst, fabs(sum - c[i * n + j]) / sqrt((double)k));
        worst = fmax(worst, fabs(sum + bias[i] - defined[i * n + j]) / sqrt((double)k));
      }
    if (s == 3) hash("define_product", defined, (size_t)(m * n) * sizeof(float));
    free(a), free(b), free(bias), free(packed), free(c), free(defined);
  }
  report("multiply, define_product", worst, 3e-6);
}

enum { SIDE = 9, IN = 16, OUT = 32 };

/// The 3x3 convolution of one image, channels last, with a ring of zeros.
static double convolved(const float *image, const float *weight, long y, long x, long out) {
  double sum = 0;
  for (long i = 0; i < 3; i++)
    for (long j = 0; j < 3; j++)
      for (long c = 0; c < IN; c++) {
        long row = y + i - 1, column = x + j - 1;
        if (row < 0 || column < 0 || row >= SIDE || column >= SIDE) continue;
        sum += (double)image[(row * SIDE + column) * IN + c] * weight[((out * IN + c) * 3 + i) * 3 + j];
      }
  return sum;
}

static void convolutions(hk_level level) {
  float *image = numbers(SIDE * SIDE * IN), *weight = numbers(OUT * IN * 9), *bias = numbers(OUT);
  hk_window window = {image, 0, 0, SIDE, SIDE};
  hk_images images = {&window, 0, 0, SIDE, SIDE, IN};
  float *result = numbers(SIDE * SIDE * OUT);
  hk_window out = {result, 0, 0, SIDE, SIDE};
  hk_images outputs = {&out, 0, 0, SIDE, SIDE, OUT};

  long count = hk_tiles(&out, 0, 1, 0);
  hk_tile *tiles = malloc((size_t)count * sizeof(hk_tile));
  hk_tiles(&out, 0, 1, tiles);
  float *planes = numbers(36 * IN * OUT), *zeros = calloc(IN, sizeof(float));
  float *in = numbers(36 * count * IN), *sums = numbers(36 * count * OUT);
  hk_winograd_kernel(weight, OUT, IN, planes);
  hk_winograd_input(level, &images, tiles, count, 1, 0, zeros, in, count * IN);
  for (long plane = 0; plane < 36; plane++) {
    float *packed = malloc((size_t)hk_packed_count(OUT, IN) * sizeof(float));
    hk_pack(planes + plane * IN * OUT, OUT, IN, packed);
    hk_multiply(level, in + plane * count * IN, IN, packed, sums + plane * count * OUT, count, OUT, IN);
    free(packed);
  }
  hk_winograd_output(level, sums, count * OUT, tiles, count, bias, 0, &outputs);
  double worst = 0;
  for (long y = 0; y < SIDE; y++)
    for (long x = 0; x < SIDE; x++)
      for (long c = 0; c < OUT; c++)
        worst = fmax(worst, fabs(convolved(image, weight, y, x, c) + bias[c] - result[(y * SIDE + x) * OUT + c]));
  report("winograd", worst, 1e-4);

  hk_kernel kernel = {3, 3, 1, 1};
  float *patches = numbers(SIDE * SIDE * 9 * IN);
  hk_unfold(level, &images, 0, &out, 0, SIDE * SIDE, &kernel, 1, patches);
  worst = 0;
  for (long y = 0; y < SIDE; y++)
    for (long x = 0; x < SIDE; x++)
      for (long i = 0; i < 9; i++)
        for (long c = 0; c < IN; c++) {
          long row = y + i / 3 - 1, column = x + i % 3 - 1;
          int inside = row >= 0 && column >= 0 && row < SIDE && column < SIDE;
          float value = inside ? image[(row * SIDE + column) * IN + c] : 0;
          worst = fmax(worst, fabs((value > 0 ? value : 0) - patches[((y * SIDE + x) * 9 + i) * IN + c]));
        }
  report("unfold, rectified", worst, 0);

  enum { HALF = (SIDE + 1) / 2 };
  float pooled[HALF * HALF * IN];
  hk_window half = {pooled, 0, 0, HALF, HALF};
  hk_kernel pool = {3, 3, 2, 1};
  hk_max_pool(level, &images, 0, &half, &pool);
  worst = 0;
  for (long y = 0; y < HALF; y++)
    for (long x = 0; x < HALF; x++)
      for (long c = 0; c < IN; c++) {
        float most = -INFINITY;
        for (long row = 2 * y - 1; row <= 2 * y + 1; row++)
          for (long column = 2 * x - 1; column <= 2 * x + 1; column++)
            if (row >= 0 && column >= 0 && row < SIDE && column < SIDE)
              most = fmaxf(most, image[(row * SIDE + column) * IN + c]);
        worst = fmax(worst, fabs(most - pooled[(y * HALF + x) * IN + c]));
      }
  report("max_pool", worst, 0);
  free(image), free(weight), free(bias), free(result), free(tiles), free(planes), free(zeros), free(in), free(sums);
  free(patches);
}

/// The direct convolution against unfolding and multiplying, whose bits it gives: of a whole image, and of a part of another
/// that is elsewhere as its base.
static void direct(hk_level level) {
  enum { PATCH = 9 * IN, TOP = 2, LEFT = 3, HIGH = 4, WIDE = 5 };
  float *base = numbers(SIDE * SIDE * IN), *part = numbers(HIGH * WIDE * IN), *weight = numbers(PATCH * OUT);
  float *bias = numbers(OUT), *packed = malloc((size_t)hk_packed_count(OUT, PATCH) * sizeof(float));
  hk_pack(weight, OUT, PATCH, packed);
  hk_window stored[] = {{part, TOP, LEFT, HIGH, WIDE}, {base, 0, 0, SIDE, SIDE}};
  hk_images related = {stored, 1, 1, SIDE, SIDE, IN}, whole = {stored + 1, 1, 0, SIDE, SIDE, IN};
  float *result = numbers(SIDE * SIDE * OUT), *expected = numbers(SIDE * SIDE * OUT);
  float *patches = numbers(SIDE * SIDE * PATCH), *lines = numbers(3 * (2 * SIDE + 3) * IN);
  double worst = 0;
  for (long stride = 1; stride <= 2; stride++)
    for (int rectify = 0; rectify < 2; rectify++)
      for (int relates = 0; relates < 2; relates++) {
        const hk_images *images = relates ? &related : &whole;
        hk_kernel kernel = {3, 3, stride, 1};
        int side = (int)((SIDE - 1) / stride + 1);
        hk_window out = {result, relates ? 1 : 0, 0, relates ? 3 : side, side};
        long cells = out.height * out.width;
        hk_convolve(level, images, 0, &out, &kernel, rectify, packed, bias, OUT, lines);
        hk_unfold(level, images, 0, &out, 0, cells, &kernel, rectify, patches);
        hk_multiply(level, patches, PATCH, packed, expected, cells, OUT, PATCH);
        hk_add_bias(level, expected, bias, cells, OUT);
        for (long i = 0; i < cells * OUT; i++) worst = fmax(worst, fabs(expected[i] - result[i]));
      }
  report("convolve", worst, 0);

  float *other = malloc(SIDE * SIDE * IN * sizeof(float));
  memcpy(other, base, SIDE * SIDE * IN * sizeof(float));
  // As [channels, height, width]: cells (2, 3) and (5, 1) of two channels.
  other[2 * SIDE + 3] += 1;
  other[SIDE * SIDE + 5 * SIDE + 1] += 1;
  hk_window found, none;
  hk_difference(other, base, IN, SIDE, SIDE, &found);
  hk_difference(base, base, IN, SIDE, SIDE, &none);
  int fits = found.top == 2 && found.left == 1 && found.height == 4 && found.width == 3 && none.height == 0;
  report("difference", fits ? 0 : 1, 0);
  free(base), free(part), free(weight), free(bias), free(packed), free(result), free(expected), free(patches), free(lines);
  free(other);
}

static void elements(hk_level level) {
  enum { CELLS = 37, CHANNELS = 21, COUNT = CELLS * CHANNELS };
  float *a = numbers(COUNT), *b = numbers(COUNT), *bias = numbers(CHANNELS), *sum = numbers(COUNT), *biased = numbers(COUNT);
  float *rectified = numbers(COUNT), *last = numbers(COUNT), *first = numbers(COUNT);
  memcpy(biased, a, COUNT * sizeof(float));
  hk_window left = {a, 0, 0, CELLS, 1}, right = {b, 0, 0, CELLS, 1}, out = {sum, 0, 0, CELLS, 1};
  hk_images one = {&left, 0, 0, CELLS, 1, CHANNELS}, other = {&right, 0, 0, CELLS, 1, CHANNELS};
  hk_add(level, &one, &other, 0, &out);
  hk_add_bias(level, biased, bias, CELLS, CHANNELS);
  hk_rectify(level, a, COUNT, rectified);
  hk_to_channels_last(level, a, CHANNELS, CELLS, last);
  hk_to_channels_first(level, last, CHANNELS, CELLS, first);
  double worst = 0;
  for (long i = 0; i < COUNT; i++) {
    worst = fmax(worst, fabs(a[i] + b[i] - sum[i]));
    worst = fmax(worst, fabs(a[i] + bias[i % CHANNELS] - biased[i]));
    worst = fmax(worst, fabs((a[i] > 0 ? a[i] : 0) - rectified[i]));
    worst = fmax(worst, fabs(a[i] - first[i]));
    worst = fmax(worst, fabs(a[(i % CHANNELS) * CELLS + i / CHANNELS] - last[i]));
  }
  report("add, rectify, transpose", worst, 0);

  float majority[CELLS];
  int votes[CELLS] = {0};
  for (long i = 0; i < CELLS; i++) majority[i] = 9;
  for (long row = 0; row < 5; row++) {
    float shown[CELLS];
    for (long i = 0; i < CELLS; i++) shown[i] = row == i % 5 ? 7 : (float)i;
    hk_vote(level, shown, CELLS, majority, votes);
  }
  worst = 0;
  for (long i = 0; i < CELLS; i++) worst = fmax(worst, fabs(majority[i] - (float)i));
  report("vote", worst, 0);
  a[3] = NAN, a[COUNT - 1] = -INFINITY;
  report("count_not_finite", fabs(hk_count_not_finite(a, COUNT) - 2.0), 0);
  free(a), free(b), free(bias), free(sum), free(biased), free(rectified), free(last), free(first);
}

static void randomness(hk_level level) {
  // Random123's known answer for Philox4x32-10 of counter and key zero.
  const unsigned known[4] = {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}, zero[4] = {0};
  enum { BLOCKS = 1001, WORDS = 4 * BLOCKS };
  static unsigned words[WORDS];
  static float normals[WORDS];
  hk_philox(level, zero, zero, BLOCKS, words);
  report("philox", memcmp(words, known, sizeof known) != 0, 0);
  hash("philox", words, sizeof words);
  hk_normals(level, words, WORDS - 1, normals);
  double worst = 0;
  for (long i = 0; i + 1 < WORDS - 1; i += 2) {
    double radius = sqrt(-2 * log(1 - (words[i] >> 8) * 0x1p-24)), angle = 2 * acos(-1) * ((words[i + 1] >> 8) * 0x1p-24);
    worst = fmax(worst, fabs(radius * cos(angle) - normals[i]));
    worst = fmax(worst, fabs(radius * sin(angle) - normals[i + 1]));
  }
  report("normals", worst, 2e-6);
  hash("normals", normals, (WORDS - 1) * sizeof(float));

  unsigned long long digest;
  double square, sums[16], plain = 0;
  hk_sketch(level, normals, 1, WORDS - 1, &digest, &square, sums);
  for (long i = 0; i < WORDS - 1; i++) plain += (double)normals[i] * normals[i];
  report("sketch", fabs(plain - square) / plain, 1e-12);
  hash("sketch", &digest, sizeof digest);
  hash("sketch, square", &square, sizeof square);
  hash("sketch, sums", sums, sizeof sums);
}

int main(void) {
  for (hk_level level = hk_baseline; level <= hk_widest(); level++) {
    printf("level %d\n", level);
    state = 1;
    products(level);
    convolutions(level);
    elements(level);
    randomness(level);
    direct(level);
  }
  return faults != 0;
}
