// One import is enough for a plugin: its experiments need options, plans, policies, mazes and fields.
@_exported import ArgumentParser
@_exported import HookKit
@_exported import ImpalaModel
@_exported import Interventions
@_exported import MazeEnv
@_exported import MazeLab
@_exported import Statistics
@_exported import Sweeps
