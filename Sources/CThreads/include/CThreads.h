#ifndef CTHREADS_H
#define CTHREADS_H

#include <pthread.h>

// Some systems wake a thread on the core of whoever wakes it, though others are idle: to save energy, or, in virtual
// machines, to leave cores to others. Then both take turns until the system looks again, which takes some milliseconds; that
// is as long as most of our work. So threads are started and woken with that one core forbidden, and allowed again at once.

/// The cores that a thread may use.
typedef struct {
  unsigned long words[16];
} hk_cores;

/// Starts a thread, on another core than this one where it may use several; returns what `pthread_create` does.
int hk_start(pthread_t *thread, void *(*body)(void *), void *context);

/// Keeps a sleeping thread away from this thread's core, and says in `allowed` what it may use after that; 0 where there is
/// nothing to be done.
int hk_keep_away(pthread_t thread, hk_cores *allowed);

/// What a thread calls that was kept away, as soon as it is awake.
void hk_allow(const hk_cores *allowed);

/// The number of the core that this thread is on; -1 where the system does not say.
int hk_core(void);

/// Tells the processor that this thread looks again and again whether another one has written something.
static inline void hk_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
