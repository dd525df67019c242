#ifndef CDIGEST_H
#define CDIGEST_H

#include <stdint.h>

// The inner loop of SHA-256 (FIPS 180-4).

/// Whether this processor has instructions for SHA-256.
int hk_sha256_is_built_in(void);

/// Takes so many blocks of 64 bytes into the state: eight words.
///
/// - built_in: use the processor's own instructions, where it has them; the result is the same.
void hk_sha256_blocks(uint32_t state[8], const uint8_t *blocks, long count, int built_in);

#endif
