// The C interface of environment libraries that gym3 defines (libenv, version 1), as procgen's library has it.
//
// Own declarations of what is laid out in memory, after gym3's documentation. Nothing here is linked: the library is
// opened at run time, and its functions are looked up by name.
#ifndef HOOKKIT_CLIBENV_H
#define HOOKKIT_CLIBENV_H

#include <stdint.h>

enum {
  HK_LIBENV_VERSION = 1,
  HK_LIBENV_NAME_LENGTH = 128,
  HK_LIBENV_MOST_AXES = 16,
};

// What an element of a tensor is.
enum {
  HK_LIBENV_UINT8 = 1,
  HK_LIBENV_INT32 = 2,
  HK_LIBENV_FLOAT32 = 3,
};

// What tensors are for.
enum {
  HK_LIBENV_OBSERVATIONS = 1,
  HK_LIBENV_ACTIONS = 2,
  HK_LIBENV_INFOS = 3,
};

// An option: `count` elements of type `element` at `data`.
struct hk_libenv_option {
  char name[HK_LIBENV_NAME_LENGTH];
  int32_t element;
  int32_t count;
  void *data;
};

// All options; passed by value.
struct hk_libenv_options {
  struct hk_libenv_option *items;
  int32_t count;
};

// One tensor that each environment reads or writes.
struct hk_libenv_tensor {
  char name[HK_LIBENV_NAME_LENGTH];
  int32_t scalar;
  int32_t element;
  int32_t sizes[HK_LIBENV_MOST_AXES];
  int32_t axes;
  int32_t low;
  int32_t high;
};

// Where environments read and write. A pointer list holds, for the first tensor, one address for each environment, then
// those of the next tensor.
struct hk_libenv_buffers {
  void **observations;
  float *rewards;
  uint8_t *firsts;
  void **infos;
  void **actions;
};

#endif
