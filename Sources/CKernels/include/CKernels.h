#ifndef CKERNELS_H
#define CKERNELS_H

// The few loops that need wide vectors. They know pointers and sizes, nothing else.

#endif
