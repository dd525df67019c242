"""procgen-tools' vector field, restated.

PyPI has procgen-tools 0.1, which asks the policy about one square at a time. The version on GitHub, which the published
experiments used, puts one environment on every square and asks about all at once; it is several times faster and is not
on PyPI, so that its way is written down here anew. What it costs is kept: the state is parsed in Python into a dictionary
of named values, which is copied and serialised again for every square; a vector of environments (with the 512x512
picture switched on, as create_venv does) draws them all; probabilities are grouped square by square.
"""
import copy
import os
import struct
from dataclasses import dataclass

import numpy as np
import torch
from procgen import ProcgenGym3Env

EMPTY, WALL = 100, 51
ACTIONS = {"LEFT": [0, 1, 2], "DOWN": [3], "UP": [5], "RIGHT": [6, 7, 8], "NOOP": [4, 9, 10, 11, 12, 13, 14]}
DELTAS = {"LEFT": (0, -1), "DOWN": (-1, 0), "UP": (1, 0), "RIGHT": (0, 1), "NOOP": (0, 0)}

# The state's variables in order: plain names are integers, `:f` floats, `:s` strings; `*` begins a list.
ENTITY = """x:f y:f vx:f vy:f rx:f ry:f type image_type image_theme render_z will_erase collides_with_entities
    collision_margin:f rotation:f vrot:f is_reflected fire_time spawn_time life_time expire_time use_abs_coords friction:f
    smart_step avoids_collisions auto_erase alpha:f health:f theta:f grow_rate:f alpha_decay:f climber_spawn_x:f"""
STATE = """SERIALIZE_VERSION game_name:s options.paint_vel_info options.use_generated_assets
    options.use_monochrome_assets options.restrict_themes options.use_backgrounds options.center_agent
    options.debug_mode options.distribution_mode options.use_sequential_levels options.use_easy_jump
    options.plain_assets options.physics_mode grid_step level_seed_low level_seed_high game_type game_n
    level_seed_rand_gen.is_seeded level_seed_rand_gen.str:s rand_gen.is_seeded rand_gen.str:s step_data.reward:f
    step_data.done step_data.level_complete action timeout current_level_seed prev_level_seed episodes_remaining
    episode_done last_reward_timer last_reward:f default_action fixed_asset_seed cur_time is_waiting_for_step grid_size
    *ents use_procgen_background background_index bg_tile_ratio:f bg_pct_x:f char_dim:f last_move_action move_action
    special_action mixrate:f maxspeed:f max_jump:f action_vx:f action_vy:f action_vrot:f center_x:f center_y:f
    random_agent_start has_useful_vel_info step_rand_int asset_rand_gen.is_seeded asset_rand_gen.str:s main_width
    main_height out_of_bounds_object unit:f view_dim:f x_off:f y_off:f visibility:f min_visibility:f w h *data maze_dim
    world_dim END_OF_BUFFER"""
LISTS = {"ents": ENTITY.split(), "data": ["i"]}


@dataclass
class Value:
    val: object
    end: int


def parse(data):
    """The bytes of get_state as a dictionary of values, and of lists of dictionaries."""

    def number(form, at):
        return struct.unpack("@" + form, data[at:at + 4])[0], at + 4

    def read(fields, at):
        values = {}
        for field in fields:
            name, _, form = field.partition(":")
            if name.startswith("*"):
                size, at = number("i", at)
                values[name + ".size"] = Value(size, at)
                values[name] = []
                for _ in range(size):
                    item, at = read(LISTS[name[1:]], at)
                    values[name].append(item)
            elif form == "s":
                size, at = number("i", at)
                at += size
                values[name] = Value(data[at - size:at].decode("ascii"), at)
            else:
                value, at = number(form or "i", at)
                values[name] = Value(value, at)
        return values, at

    return read(STATE.split(), 0)[0]


def serialise(values):
    parts = []

    def write(value):
        if isinstance(value, dict):
            for item in value.values():
                write(item)
        elif isinstance(value, list):
            for item in value:
                write(item)
        elif isinstance(value.val, str):
            parts.append(struct.pack("@i", len(value.val)) + value.val.encode("ascii"))
        else:
            parts.append(struct.pack("@f" if isinstance(value.val, float) else "@i", value.val))

    write(values)
    return b"".join(parts)


def environments(count, level):
    return ProcgenGym3Env(
        num=count, env_name="maze", start_level=level, num_levels=1, distribution_mode="hard",
        num_threads=1 if count < 100 else os.cpu_count(), render_mode="rgb_array")


def observations(level):
    """The squares of a level, and float observations [n, 3, 64, 64] with the mouse on each."""
    values = parse(environments(1, level).callmethod("get_state")[0])
    world = values["world_dim"].val
    grid = np.array([cell["i"].val for cell in values["*data"]]).reshape(world, world)
    padding = 0
    while (grid[padding] == WALL).all() and (grid[:, padding] == WALL).all():
        padding += 1
    inner = grid[padding:world - padding, padding:world - padding]
    squares = [(r, c) for r in range(len(inner)) for c in range(len(inner)) if inner[r, c] == EMPTY]
    states = []
    for row, column in squares:
        moved = copy.deepcopy(values)
        moved["*ents"][0]["x"].val = float(column + padding) + 0.5
        moved["*ents"][0]["y"].val = float(row + padding) + 0.5
        states.append(serialise(moved))
    everywhere = environments(len(squares), 1)
    everywhere.callmethod("set_state", states)
    drawn = everywhere.observe()[1]["rgb"]
    return squares, torch.tensor(drawn.transpose(0, 3, 1, 2) / 255.0, dtype=torch.float32)


def field(level, policy):
    """The squares, the arrow of each, and its probabilities in the order of ACTIONS."""
    squares, batch = observations(level)
    with torch.no_grad():
        distribution, _ = policy(batch)
    arrows, probabilities = [], []
    for number in range(len(squares)):
        row = distribution.probs[number].numpy()
        grouped = {name: row[np.array(indices)].sum(-1).item() for name, indices in ACTIONS.items()}
        arrows.append([tuple(p * d for d in DELTAS[name]) for name, p in grouped.items()])
        probabilities.append(list(grouped.values()))
    return squares, arrows, probabilities
