import HookKit
