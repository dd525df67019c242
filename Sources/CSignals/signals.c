#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

static int pipe_ends[2] = {-1, -1};
static atomic_int received;

// The first signal asks to stop and the second ends the process, both by the thread that reads the pipe. Should that
// thread itself be stuck, in a file system that does not answer, the third ends the process here.
enum { patience = 3 };

// Only what POSIX allows in a handler: no lock, no allocation.
static void note(int number) {
  int saved = errno;
  if (atomic_fetch_add(&received, 1) + 1 >= patience) _exit(130);
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(pipe_ends[1], &byte, 1);
  (void)written;
  errno = saved;
}

static void nothing(int number) { (void)number; }

static void handle(int number, void (*handler)(int)) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

int hookkit_signals_open(void) {
  if (pipe(pipe_ends) != 0) return -1;
  for (int end = 0; end < 2; end++) fcntl(pipe_ends[end], F_SETFD, FD_CLOEXEC);
  // A full pipe must not hold up the interrupted thread: the signals in it say enough.
  fcntl(pipe_ends[1], F_SETFL, O_NONBLOCK);
  return pipe_ends[0];
}

void hookkit_signals_catch(int number) {
  struct sigaction before;
  if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_IGN) return;
  handle(number, note);
}

void hookkit_signals_disregard(int number) { handle(number, nothing); }

void hookkit_signals_adopt_orphans(void) {
#ifdef __linux__
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#endif
}
