#ifndef CPROGRAMS_H
#define CPROGRAMS_H

// Programs that end with the process that started them, however that ends.
//
// A program is watched by a process of its own. When the starter dies, killed or not, the watcher ends the program and
// everything that came of it: compilers that a package manager has started, for example. (Linux; elsewhere the program is
// started without a watcher.)

typedef struct {
  const char *path;
  char *const *arguments;
  /// Null for ours.
  char *const *environment;
  /// Where it runs; null for here.
  const char *folder;
  /// What its standard streams are; nothing else of ours is open in it.
  int input, output, errors;
} hk_program;

/// Starts a program, and says by which number its end is waited for; minus the system's error where it cannot be started.
int hk_program_start(const hk_program *program);

/// Waits for the end of a program: its exit code, or minus the signal that ended it.
int hk_program_wait(int identifier);

#endif
