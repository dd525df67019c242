#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CSpawn.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>

static void add_streams(
  posix_spawn_file_actions_t *files, const char *folder, const char *output, const char *errors
) {
  posix_spawn_file_actions_addopen(files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (errors)
    posix_spawn_file_actions_addopen(files, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  else
    posix_spawn_file_actions_adddup2(files, 1, 2);
  if (folder) posix_spawn_file_actions_addchdir_np(files, folder);
#ifdef __linux__
  posix_spawn_file_actions_addclosefrom_np(files, 3);
#endif
}

static void set_usual(posix_spawnattr_t *attributes) {
  sigset_t signals;
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(attributes, &signals);
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(attributes, &signals);
  short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  posix_spawnattr_setflags(attributes, flags);
}

int hk_spawn(
  pid_t *process, const char *path, char *const *arguments, char *const *environment, const char *folder,
  const char *output, const char *errors
) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  add_streams(&files, folder, output, errors);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  set_usual(&attributes);
  int code = posix_spawn(process, path, &files, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return code;
}
