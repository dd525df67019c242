#ifndef VECTOR_H
#define VECTOR_H

// One function body for every processor: the compiler splits a vector of 16 floats as the processor needs it.

// Compilers split vectors of 512 bits even for processors that have them, unless told not to.
#define FULL_WIDTH __attribute__((min_vector_width(512)))

#if defined(__x86_64__) && defined(__linux__)
#define WIDE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"))) FULL_WIDTH
#else
#define WIDE
#endif

#define INLINE static inline __attribute__((always_inline))

enum { LANES = 16 };

/// 16 floats at any address.
typedef float floats __attribute__((vector_size(64), aligned(4)));
typedef int ints __attribute__((vector_size(64), aligned(4)));

#define LOAD(pointer) (*(const floats *)(pointer))
#define STORE(pointer, value) (*(floats *)(pointer) = (value))

/// max(x, 0) that keeps NaN.
#define RECTIFIED(value) ((floats)((ints)(value) & ~(ints)((value) < 0)))

#endif
