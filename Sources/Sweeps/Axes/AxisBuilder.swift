import HookKit

/// Collects the axes of a ``Sweep``: axes, lists of them, conditions and loops.
public typealias AxisBuilder = ListBuilder<Axis>
