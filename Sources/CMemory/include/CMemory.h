#ifndef CMEMORY_H
#define CMEMORY_H

/// Sets how the C library gets memory from the system: what was freed is kept for the next values, which are as large and
/// live as shortly, and taken in large pages. A C library that knows no such settings goes on as it is.
///
/// - one_heap: all threads share a heap, where what one has freed is there for the others.
void hk_keep_memory(int one_heap);

#endif
