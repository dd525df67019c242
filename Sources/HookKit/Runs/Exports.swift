// One import is enough: errors, files, documents and random streams are part of what HookKit's types are made of.
@_exported import Essentials
