#ifndef CFAULTS_H
#define CFAULTS_H

#include <stddef.h>
#include <stdint.h>

// How a program ends that was asked to do what cannot be done: in one sentence and with an exit code, not in a dump of its
// stack. Also what each thread is doing at the moment, which that sentence names.

/// What the calling thread is doing: an object of the caller's, or null.
const void *hk_doing(void);

/// Says what the calling thread is doing from now on, with the start of the sentence in case it ends there. Both must stay
/// valid until the next call.
void hk_set_doing(const void *object, const char *sentence);

/// From now on a trap or a bad access of memory calls `clean_up`, writes one sentence to standard error, and ends the process
/// with `code`, or with 71 where the system has no more memory to give. Does nothing where SWIFT_BACKTRACE asks for a stack. `clean_up` must be safe in a signal handler.
void hk_end_in_words(int code, void (*clean_up)(void));

/// The addresses to which the calls on the thread's stack return, the innermost first; how many they are, at most `most`.
/// Follows the tables of unwinding, which know frames without frame pointers too.
int hk_calls_on_stack(uintptr_t *returns, int most);

/// Whether so many bytes of memory can be had.
int hk_has_memory(size_t bytes);

/// Ends the process because there is no more memory, as above; returns where `hk_end_in_words` was not called.
void hk_end_without_memory(void);

/// Ends the process with this sentence, as above; returns where `hk_end_in_words` was not called.
void hk_end(const char *sentence);

#endif
