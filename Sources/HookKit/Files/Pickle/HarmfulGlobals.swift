/// Classes and functions that no file of tensors needs, and that a pickle could do harm with in Python.
///
/// Nothing runs here in any case. A file that names one of these is refused nevertheless: whoever made it
/// meant harm, or it is not what it seems. The names are those that scanners of pickles look for (picklescan,
/// fickling), and others of the same kind.
enum HarmfulGlobals {
  static func contains(_ global: PickleGlobal) -> Bool {
    let root = global.module.prefix { $0 != "." }
    let first = global.name.prefix { $0 != "." }
    if ["builtins", "__builtin__"].contains(root) { return !harmlessBuiltins.contains(String(first)) }
    if modules.contains(String(root)) { return true }
    return names.contains { "\(global)" == $0 || "\(global)".hasPrefix($0 + ".") }
  }

  /// Types of plain values; all else in `builtins` is refused.
  private static let harmlessBuiltins: Set<String> = [
    "bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "object", "range", "set",
    "slice", "str", "tuple", "type", "NoneType", "Ellipsis", "NotImplemented",
  ]

  private static let modules: Set<String> = [
    "_io", "_posixsubprocess", "_pickle", "_socket", "_thread", "aiohttp", "ast", "asyncio", "atexit", "bdb",
    "cProfile", "cffi", "cloudpickle", "code", "codeop", "commands", "concurrent", "ctypes", "dill", "distutils",
    "ensurepip", "fcntl", "ftplib", "gc", "http", "httplib", "httpx", "imp", "importlib", "inspect", "io", "joblib",
    "linecache", "marshal", "mmap", "multiprocessing", "nt", "ntpath", "os", "pdb", "pickle", "pickletools", "pip",
    "pkgutil", "platform", "popen2", "posix", "posixpath", "profile", "pty", "pydoc", "requests", "requests_toolbelt",
    "resource", "rlcompleter", "runpy", "setuptools", "shelve", "shutil", "signal", "site", "smtplib", "socket",
    "socketserver", "ssl", "subprocess", "sys", "sysconfig", "tempfile", "threading", "timeit", "trace", "urllib",
    "urllib2", "urllib3", "venv", "webbrowser", "xmlrpc", "zipimport",
  ]

  /// Single names, and all that is in them.
  private static let names = [
    "operator.attrgetter", "operator.itemgetter", "operator.methodcaller", "_operator.attrgetter",
    "_operator.itemgetter", "_operator.methodcaller", "functools.reduce", "types.CodeType", "types.FunctionType",
    "types.LambdaType", "types.MethodType", "types.ModuleType", "logging.config", "lib2to3.pgen2", "idlelib",
    "numpy.load", "numpy.loadtxt", "numpy.fromfile", "numpy.memmap", "numpy.f2py", "numpy.testing", "numpy.ctypeslib",
    "numpy.distutils", "pandas.read_pickle", "pandas.eval", "torch.load", "torch.hub", "torch.jit", "torch.package",
    "torch.serialization", "torch.utils.cpp_extension", "torch.utils.model_zoo", "torch.utils.bottleneck",
    "torch.utils.collect_env", "torch.utils.data.datapipes", "torch._dynamo", "torch._inductor",
    "torch.multiprocessing", "torch.distributed.rpc", "torch.fx", "torch.storage._load_from_bytes",
  ]
}
