#ifndef HOOKKIT_SIGNALS_H
#define HOOKKIT_SIGNALS_H

// Signals as bytes of a pipe: the handler does nothing but write the signal's number there, so that whatever the
// interrupted thread was doing (allocating, holding a lock) does not matter. A thread reads the pipe and does the work.

// Opens the pipe. Returns the end to read, or -1.
int hookkit_signals_open(void);

// Lets a signal be written to the pipe. One that the parent chose to ignore stays ignored, as nohup wants it.
void hookkit_signals_catch(int number);

// Lets a signal do nothing here; unlike SIG_IGN, programs that are started later have its usual meaning.
void hookkit_signals_disregard(int number);

// From now on the orphans of programs that this process started are its children. Linux only.
void hookkit_signals_adopt_orphans(void);

#endif
