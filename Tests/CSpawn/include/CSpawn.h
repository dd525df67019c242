#ifndef CSPAWN_H
#define CSPAWN_H

// Starts programs for tests by the system's posix_spawn.
//
// Not by Foundation's Process: to find its open files it copies entries of a listing in full, which reads past the listing's
// memory once a thousand files are open, as in a test run they are, and ended the tests by a signal now and then.

#include <sys/types.h>

/// Starts a program in a group of its own, with nothing to read and no open file but the two it writes to.
///
/// Folder: null for here. Errors: where standard error goes; null for where standard output does. Returns 0, or the system's
/// error.
int hk_spawn(
  pid_t *process, const char *path, char *const *arguments, char *const *environment, const char *folder,
  const char *output, const char *errors);

#endif
