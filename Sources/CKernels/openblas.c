// OpenBLAS starts a thread for every core while the program is being loaded, before main, and where the system gives it
// none it sends the process SIGINT. HookKit's engine divides the work itself and wants OpenBLAS on the calling thread.
// OpenBLAS asks this function of its own for the number in OPENBLAS_NUM_THREADS; a program's definition goes before that
// of a library. Where it does not, OpenBLAS starts its threads as ever.
int openblas_num_threads_env(void);
int openblas_num_threads_env(void) { return 1; }
