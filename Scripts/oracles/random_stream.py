"""HookKit's RandomStream in Python, so that other libraries can be given the very same draws.

Philox4x32-10 (Salmon and others, 2011), keyed by the seed; a path of words chooses the region of the counter.
"""

MASK32, MASK64 = (1 << 32) - 1, (1 << 64) - 1


def philox(counter, key):
    """Four random words for one counter and key."""
    c, k = list(counter), list(key)
    for _ in range(10):
        first, second = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(second >> 32) ^ c[1] ^ k[0], second & MASK32, (first >> 32) ^ c[3] ^ k[1], first & MASK32]
        k = [(k[0] + 0x9E3779B9) & MASK32, (k[1] + 0xBB67AE85) & MASK32]
    return c


def stable_hash(text):
    """The 64-bit FNV-1a hash of UTF-8 text."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK64
    return value


class RandomStream:
    """The stream of a seed and a path."""

    def __init__(self, seed, *path):
        value = 0xCBF29CE484222325
        for word in path:
            for shift in range(0, 64, 8):
                value = ((value ^ (word >> shift & 0xFF)) * 0x100000001B3) & MASK64
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK64
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK64
        value ^= value >> 31
        self.key = (seed & MASK32, seed >> 32)
        self.region = (value & MASK32, value >> 32)
        self.block, self.number = [], 0

    def word(self):
        if not self.block:
            counter = (self.number & MASK32, self.number >> 32, *self.region)
            self.block, self.number = philox(counter, self.key)[::-1], self.number + 1
        return self.block.pop()

    def index(self, below):
        return ((self.word() << 32 | self.word()) * below) >> 64
