#define _GNU_SOURCE
#include "CThreads.h"

#ifdef __linux__
#include <sched.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(hk_cores) == sizeof(cpu_set_t), "a set of cores is the system's");

int hk_core(void) { return sched_getcpu(); }

/// What this thread may use, and the same without its core; 0 where that leaves none.
static int others(cpu_set_t *allowed, cpu_set_t *others) {
  int core = sched_getcpu();
  if (core < 0 || core >= CPU_SETSIZE || sched_getaffinity(0, sizeof *allowed, allowed)) return 0;
  *others = *allowed;
  CPU_CLR(core, others);
  return CPU_COUNT(others) > 0;
}

int hk_keep_away(pthread_t thread, hk_cores *allowed) {
  cpu_set_t own, other;
  if (!others(&own, &other) || pthread_setaffinity_np(thread, sizeof other, &other)) return 0;
  memcpy(allowed, &own, sizeof own);
  return 1;
}

void hk_allow(const hk_cores *allowed) {
  cpu_set_t cores;
  memcpy(&cores, allowed, sizeof cores);
  sched_setaffinity(0, sizeof cores, &cores);
}

typedef struct {
  void *(*body)(void *);
  void *context;
  hk_cores allowed;
} beginning;

static void *begin(void *given) {
  beginning own = *(beginning *)given;
  free(given);
  hk_allow(&own.allowed);
  return own.body(own.context);
}

int hk_start(pthread_t *thread, void *(*body)(void *), void *context) {
  cpu_set_t own, other;
  pthread_attr_t attributes;
  beginning *given = malloc(sizeof *given);
  if (!given || !others(&own, &other) || pthread_attr_init(&attributes)) {
    free(given);
    return pthread_create(thread, 0, body, context);
  }
  *given = (beginning){body, context, {{0}}};
  memcpy(&given->allowed, &own, sizeof own);
  int code = pthread_attr_setaffinity_np(&attributes, sizeof other, &other);
  if (!code) code = pthread_create(thread, &attributes, begin, given);
  pthread_attr_destroy(&attributes);
  if (!code) return 0;
  free(given);
  return pthread_create(thread, 0, body, context);
}
#else
int hk_core(void) { return -1; }
int hk_keep_away(pthread_t thread, hk_cores *allowed) { return 0; }
void hk_allow(const hk_cores *allowed) {}
int hk_start(pthread_t *thread, void *(*body)(void *), void *context) {
  return pthread_create(thread, 0, body, context);
}
#endif
