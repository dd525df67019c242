#include "CMemory.h"

#if defined(__GLIBC__) || defined(__linux__)
#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#endif

void hk_keep_memory(int one_heap) {
#if defined(__GLIBC__)
  // What is set aside at first, in addresses: about what a field takes. Pages are taken when they are written. What the
  // heap grows by later is in small pages: clearing many large ones costs more than it saves.
  enum { reserve = 128 << 20, page = 2 << 20 };
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  if (one_heap) mallopt(M_ARENA_MAX, 1);
  mallopt(M_TOP_PAD, reserve);
  void *start = malloc(1 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
  if (!start) return;
  uintptr_t first = ((uintptr_t)start + page - 1) / page * page;
  madvise((void *)first, reserve - page, MADV_HUGEPAGE);
  free(start);
#endif
}
