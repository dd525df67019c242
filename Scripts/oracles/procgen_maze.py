"""Mazes of the real procgen: states edited by their bytes, observations by its own renderer."""
import hashlib
import struct

import numpy as np
from procgen import ProcgenGym3Env

EMPTY, WALL, CHEESE = 100, 51, 2
GROUPS = ["LEFT", "DOWN", "UP", "RIGHT", "NOOP"]
ACTIONS = {"LEFT": [0, 1, 2], "DOWN": [3], "UP": [5], "RIGHT": [6, 7, 8], "NOOP": [4, 9, 10, 11, 12, 13, 14]}
DELTAS = np.array([[0, -1], [-1, 0], [1, 0], [0, 1], [0, 0]])       # (row, column), row 0 at the bottom


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def mouse_offset(state):
    """Byte offset of the mouse's x (its y follows) in a maze state with one entity."""
    offset = 4                                                       # version

    def skip_string():
        nonlocal offset
        offset += 4 + struct.unpack_from("<i", state, offset)[0]

    skip_string()                                                    # game name
    offset += 17 * 4                                                 # options to game_n
    for _ in range(2):                                               # the two generators
        offset += 4
        skip_string()
    return offset + 17 * 4                                           # reward to the number of entities


class Maze:
    """One level of the real procgen, possibly without its cheese or with the mouse elsewhere."""

    def __init__(self, level, mode="hard"):
        self.level, self.mode, self.edits = level, mode, []
        self.env = ProcgenGym3Env(
            num=1, env_name="maze", num_levels=1, start_level=level, rand_seed=0, distribution_mode=mode, num_threads=1)
        self.state = self.env.callmethod("get_state")[0]
        self.world = struct.unpack_from("<i", self.state, len(self.state) - 8)[0]
        self.size = struct.unpack_from("<i", self.state, len(self.state) - 12)[0]
        self.padding = (self.world - self.size) // 2

    # The grid lies before maze_dim, world_dim and the end marker, bottom row first.

    @property
    def grid(self):
        cells = np.frombuffer(self.state[-12 - 4 * self.world**2:-12], "<i4")
        return cells.reshape(self.world, self.world)

    @property
    def inner(self):
        edge = self.padding + self.size
        return self.grid[self.padding:edge, self.padding:edge]

    def with_mouse(self, row, column):
        """State bytes with the mouse on an inner square."""
        state = bytearray(self.state)
        x, y = column + self.padding + 0.5, row + self.padding + 0.5
        struct.pack_into("<ff", state, mouse_offset(state), x, y)
        return bytes(state)

    def move_mouse(self, row, column):
        self.state = self.with_mouse(row, column)
        self.edits.append(f"--mouse {row},{column}")
        return self

    def remove_cheese(self):
        grid = np.where(self.grid == CHEESE, EMPTY, self.grid).astype("<i4")
        self.state = self.state[:-12 - grid.nbytes] + grid.tobytes() + self.state[-12:]
        self.edits.append("--no-cheese")
        return self

    def observe(self, state=None):
        """uint8 [64, 64, 3]: what procgen draws after set_state."""
        self.env.callmethod("set_state", [self.state if state is None else state])
        return self.env.observe()[1]["rgb"][0].copy()

    def squares(self):
        """Legal mouse squares: inner, empty, row-major."""
        return [tuple(int(i) for i in square) for square in np.argwhere(self.inner == EMPTY)]

    def observe_squares(self):
        return np.stack([self.observe(self.with_mouse(*square)) for square in self.squares()])

    # ---- paths

    def cheese(self):
        found = np.argwhere(self.inner == CHEESE)
        return tuple(int(i) for i in found[0]) if len(found) else None

    def path(self, goal):
        """The shortest path from the start (0, 0) to the goal, both included."""
        came, queue = {(0, 0): None}, [(0, 0)]
        while goal not in came:
            square = queue.pop(0)
            for step in DELTAS[:4]:
                to = (square[0] + int(step[0]), square[1] + int(step[1]))
                inside = 0 <= to[0] < self.size and 0 <= to[1] < self.size
                if inside and to not in came and self.inner[to] != WALL:
                    came[to] = square
                    queue.append(to)
        path = [goal]
        while came[path[-1]] is not None:
            path.append(came[path[-1]])
        return path[::-1]

    def decision(self):
        """(square, group towards the cheese, group towards the corner), or None where the ways do not part."""
        if self.cheese() is None:
            return None
        to_cheese, to_corner = self.path(self.cheese()), self.path((self.size - 1, self.size - 1))
        shared = sum(a == b for a, b in zip(to_cheese, to_corner))
        if shared in (len(to_cheese), len(to_corner)):
            return None
        square = to_cheese[shared - 1]

        def group(to):
            delta = [to[0] - square[0], to[1] - square[1]]
            return GROUPS[[list(map(int, d)) for d in DELTAS].index(delta)]

        return square, group(to_cheese[shared]), group(to_corner[shared])
