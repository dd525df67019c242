/// The C library, by whatever name the system has it: the one place that knows.
#if canImport(Glibc)
  @_exported import Glibc
#else
  @_exported import Darwin
#endif
