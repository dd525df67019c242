#ifndef VECTOR_H
#define VECTOR_H

// One function body for every processor: the compiler splits a vector of 16 floats as the processor needs it.

// The files whose names end in .inc are compiled once for each level of hk_level; see levels.h.

#define INLINE static inline __attribute__((always_inline))

enum { LANES = 16 };

/// 16 floats. Those on the stack lie in one line of the cache.
typedef float floats __attribute__((vector_size(64)));
typedef int ints __attribute__((vector_size(64)));
/// 16 floats at any address.
typedef float floats_anywhere __attribute__((vector_size(64), aligned(4)));

#define LOAD(pointer) ((floats)*(const floats_anywhere *)(pointer))
#define STORE(pointer, value) (*(floats_anywhere *)(pointer) = (value))

/// Before a loop of few rounds that is to be written out, so that its vectors stay in registers.
#define UNROLLED _Pragma("clang loop unroll(full)")

/// max(x, 0) that keeps NaN.
#define RECTIFIED(value) ((floats)((ints)(value) & ~(ints)((value) < 0)))

/// The elements of two vectors in turn: those of their first halves, then those of their second halves.
#define FIRST_IN_TURN(a, b) \
  __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define LAST_IN_TURN(a, b) \
  __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)

#endif
