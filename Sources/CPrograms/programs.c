#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CPrograms.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

extern char **environ;

// Between a fork and the program's start only what POSIX allows in a signal handler: no lock, no allocation.

static void close_from(int first) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, (unsigned)first, ~0U, 0U) == 0) return;
#endif
  long most = sysconf(_SC_OPEN_MAX);
  if (most < 0 || most > 65536) most = 65536;
  for (int descriptor = first; descriptor < (int)most; descriptor++) close(descriptor);
}

static void set_signals_as_usual(void) {
  struct sigaction usual;
  memset(&usual, 0, sizeof usual);
  usual.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; number++) sigaction(number, &usual, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/// Puts three streams in their places. Each is moved out of the way first, as one may have the number of another's place.
static int set_streams(const hk_program *program) {
  int streams[3] = {program->input, program->output, program->errors};
  for (int place = 0; place < 3; place++) {
    streams[place] = fcntl(streams[place], F_DUPFD_CLOEXEC, 3);
    if (streams[place] < 0) return -1;
  }
  for (int place = 0; place < 3; place++) {
    if (dup2(streams[place], place) < 0) return -1;
  }
  return 0;
}

/// Leaves only the three streams, and the report as number 3, which a program's start closes; otherwise what
/// prevents it.
///
/// At once after the fork: a file that another thread writes must not stay open here, or it cannot be started as a program.
static int keep_streams(const hk_program *program, int *report) {
  if (set_streams(program) != 0 || dup2(*report, 3) != 3) return errno;
  fcntl(3, F_SETFD, FD_CLOEXEC);
  *report = 3;
  close_from(4);
  return 0;
}

/// Becomes the program; what prevents it goes into the report.
static void become(const hk_program *program, int report, int reason) {
  set_signals_as_usual();
  if (reason == 0) {
    if (!program->folder || chdir(program->folder) == 0)
      execve(program->path, program->arguments, program->environment ? program->environment : environ);
    reason = errno;
  }
  ssize_t written = write(report, &reason, sizeof reason);
  (void)written;
  _exit(127);
}

#ifdef __linux__

/// Sends a signal to every child of this process; 0 when there is none, or when the system does not list them.
static int signal_children(int number) {
  char text[4096];
  int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  int found = 0;
  long identifier = 0;
  ssize_t count;
  while ((count = read(file, text, sizeof text)) > 0) {
    for (ssize_t place = 0; place < count; place++) {
      if (text[place] >= '0' && text[place] <= '9') {
        identifier = identifier * 10 + (text[place] - '0');
      } else if (identifier > 0) {
        kill((pid_t)identifier, number);
        found++;
        identifier = 0;
      }
    }
  }
  close(file);
  return found;
}

static void rest(long milliseconds) {
  struct timespec time = {milliseconds / 1000, (milliseconds % 1000) * 1000000};
  nanosleep(&time, NULL);
}

static int has_children(void) {
  int status;
  pid_t ended;
  do ended = waitpid(-1, &status, WNOHANG);
  while (ended > 0);
  return ended == 0;
}

/// Ends whatever came of the program: politely, then for good. Those whose parent is ended become ours, and are next.
static void end_all(pid_t program) {
  signal_children(SIGTERM);
  kill(program, SIGTERM);
  for (int turn = 0; turn < 30 && has_children(); turn++) rest(10);
  for (int turn = 0; turn < 500 && has_children(); turn++) {
    if (signal_children(SIGKILL) == 0) kill(-getpgrp(), SIGKILL);
    rest(2);
  }
  _exit(128 + SIGTERM);
}

/// Ends as the program has ended.
static void end_like(int status) {
  if (WIFEXITED(status)) _exit(WEXITSTATUS(status));
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  set_signals_as_usual();
  raise(WTERMSIG(status));
  _exit(128 + WTERMSIG(status));
}

/// Waits for the program's end, or for that of whoever started it.
static void watch(pid_t program, const sigset_t *awaited) {
  while (1) {
    int number = sigwaitinfo(awaited, NULL);
    if (number < 0 && errno == EINTR) continue;
    if (number != SIGCHLD) end_all(program);
    int status;
    pid_t ended;
    while ((ended = waitpid(-1, &status, WNOHANG)) > 0)
      if (ended == program) end_like(status);
  }
}

/// The watcher: starts the program and stays until its end.
static void be_watcher(const hk_program *program, pid_t starter, int report, int reason) {
  sigset_t awaited;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGCHLD);
  sigaddset(&awaited, SIGTERM);
  // No signal of the terminal is for us: the starter gets it, and ends its programs.
  setpgid(0, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
  struct sigaction usual;
  memset(&usual, 0, sizeof usual);
  usual.sa_handler = SIG_DFL;
  // Without this an ignored signal would not be waited for.
  sigaction(SIGCHLD, &usual, NULL);
  sigaction(SIGTERM, &usual, NULL);
  if (getppid() != starter) _exit(128 + SIGTERM);
  pid_t child = fork();
  if (child == 0) become(program, report, reason);
  if (child < 0) {
    int reason = errno;
    ssize_t written = write(report, &reason, sizeof reason);
    (void)written;
    _exit(127);
  }
  // Whoever reads what the program writes waits until nobody has the other end.
  close_from(0);
  watch(child, &awaited);
}

#endif

/// Reads what prevented the start; 0 when nothing did.
static int reported(int pipe) {
  int reason = 0;
  ssize_t count;
  do count = read(pipe, &reason, sizeof reason);
  while (count < 0 && errno == EINTR);
  return count == (ssize_t)sizeof reason ? reason : 0;
}

static int open_report(int ends[2]) {
  if (pipe(ends) != 0) return -1;
  for (int end = 0; end < 2; end++) fcntl(ends[end], F_SETFD, FD_CLOEXEC);
  return 0;
}

int hk_program_start(const hk_program *program) {
  int report[2];
  if (open_report(report) != 0) return -errno;
  // No handler of ours may run in the child.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t starter = getpid();
  pid_t child = fork();
  if (child == 0) {
    int reason = keep_streams(program, &report[1]);
#ifdef __linux__
    be_watcher(program, starter, report[1], reason);
#else
    (void)starter;
    setpgid(0, 0);
    become(program, report[1], reason);
#endif
  }
  int failure = child < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);
  if (child > 0) failure = reported(report[0]);
  close(report[0]);
  if (failure == 0) return child;
  if (child > 0) hk_program_wait(child);
  return -failure;
}

int hk_program_wait(int identifier) {
  int status;
  pid_t ended;
  do ended = waitpid(identifier, &status, 0);
  while (ended < 0 && errno == EINTR);
  if (ended < 0) return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
