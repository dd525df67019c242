#define _GNU_SOURCE
#include "CFaults.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unwind.h>

static _Thread_local const void *object;
static _Thread_local const char *sentence;

/// The system gives no more of something: EX_OSERR of sysexits.h.
enum { LIMIT = 71 };
/// Who has not even so much address space left has failed for want of it, most probably.
enum { SOME_MEMORY = 192 << 20 };

static int exit_code = -1;
static void (*clean)(void);

const void *hk_doing(void) { return object; }

void hk_set_doing(const void *new_object, const char *new_sentence) {
  object = new_object;
  sentence = new_sentence;
}

static void say(const char *text) {
  size_t left = strlen(text);
  while (left > 0) {
    ssize_t written = write(STDERR_FILENO, text, left);
    if (written <= 0) return;
    text += written;
    left -= (size_t)written;
  }
}

static const char *cause(int number) {
  switch (number) {
    case SIGSEGV:
    case SIGBUS: return "it reached for memory that it does not have";
    case SIGFPE: return "an arithmetic operation has no result";
    case SIGABRT: return "it gave up";
    default: return "an index, a number or a precondition was wrong";
  }
}

static const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV};
enum { FAULTS = sizeof faults / sizeof *faults };

static void end_now(int number) {
  (void)number;
  _exit(exit_code);
}

/// What is done may wait for what the fault has interrupted, or go wrong too: then the process ends all the same.
static void clean_up_for_a_while(void) {
  if (!clean) return;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGALRM);
  signal(SIGALRM, end_now);
  for (size_t i = 0; i < FAULTS; i++) {
    sigaddset(&signals, faults[i]);
    signal(faults[i], end_now);
  }
  pthread_sigmask(SIG_UNBLOCK, &signals, 0);
  alarm(5);
  clean();
}

struct calls {
  uintptr_t *returns;
  int count, most;
};

static _Unwind_Reason_Code note_call(struct _Unwind_Context *context, void *argument) {
  struct calls *calls = argument;
  uintptr_t address = (uintptr_t)_Unwind_GetIP(context);
  if (address == 0 || calls->count == calls->most) return _URC_END_OF_STACK;
  calls->returns[calls->count++] = address;
  return _URC_NO_REASON;
}

int hk_calls_on_stack(uintptr_t *returns, int most) {
  struct calls calls = {returns, 0, most};
  _Unwind_Backtrace(note_call, &calls);
  return calls.count;
}

int hk_has_memory(size_t bytes) {
  void *memory = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 0;
  munmap(memory, bytes);
  return 1;
}

void hk_end_without_memory(void) {
  if (exit_code < 0) return;
  say("error: memory: the system gives no more of it; raise the limit (ulimit -v), or end other programs\n");
  exit_code = LIMIT;
  clean_up_for_a_while();
  _exit(exit_code);
}

static void end(int number) {
  if (!hk_has_memory(SOME_MEMORY)) hk_end_without_memory();
  say(sentence ? sentence : "error: the program ended because of a mistake in its code, or in that of a plugin");
  say(": ");
  say(cause(number));
  say("; SWIFT_BACKTRACE=enable=yes shows where\n");
  clean_up_for_a_while();
  _exit(exit_code);
}

static int wants_stack(void) {
  const char *setting = getenv("SWIFT_BACKTRACE");
  if (!setting) return 0;
  static const char *const answers[] = {"enable=yes", "enable=on", "enable=true", "enable=tty", "enable=1"};
  for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
    if (strstr(setting, answers[i])) return 1;
  return 0;
}

void hk_end_in_words(int code, void (*clean_up)(void)) {
  exit_code = code;
  clean = clean_up;
  if (wants_stack()) return;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = end;
  // A fault within the handler ends the process at once; overflown stacks are handled on another, where there is one.
  action.sa_flags = (int)SA_RESETHAND | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < FAULTS; i++) sigaction(faults[i], &action, 0);
}

void hk_end(const char *text) {
  if (exit_code < 0) return;
  say(text);
  say("\n");
  clean_up_for_a_while();
  _exit(exit_code);
}
