package org.assay.registry.artifact.scan;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is known of the names that pickles import. */
final class KnownNames {

  /** Modules through which a pickle runs programs, reaches the network or loads more code. */
  private static final Set<String> DANGEROUS_ROOTS =
      Set.of(
          "os",
          "posix",
          "nt",
          "sys",
          "subprocess",
          "socket",
          "shutil",
          "runpy",
          "pty",
          "commands",
          "webbrowser",
          "ctypes",
          "_ctypes",
          "importlib",
          "imp",
          "pip",
          "code",
          "codeop",
          "timeit",
          "pdb",
          "bdb",
          "profile",
          "cProfile",
          "trace",
          "asyncio",
          "ssl",
          "http",
          "urllib",
          "urllib2",
          "httplib",
          "requests",
          "httpx",
          "aiohttp",
          "ftplib",
          "smtplib",
          "telnetlib",
          "multiprocessing",
          "threading",
          "signal",
          "pickle",
          "_pickle",
          "dill",
          "shelve",
          "marshal",
          "zipimport",
          "pkgutil",
          "pydoc",
          "doctest",
          "venv",
          "ensurepip",
          "idlelib",
          "lib2to3",
          "distutils",
          "setuptools",
          "platform",
          "tempfile",
          "fileinput",
          "IPython");

  private static final Set<String> BUILTINS = Set.of("builtins", "__builtin__", "__builtins__");

  private static final Set<String> DANGEROUS_BUILTINS =
      Set.of(
          "eval",
          "exec",
          "execfile",
          "compile",
          "open",
          "file",
          "input",
          "getattr",
          "setattr",
          "delattr",
          "__import__",
          "breakpoint",
          "vars",
          "globals",
          "locals",
          "apply",
          "reload",
          "exit",
          "quit");

  /** Single names that data is written with. */
  private static final Map<String, Pattern> NAMES =
      Map.ofEntries(
          known(
              "builtins",
              "object|list|dict|set|frozenset|tuple|int|long|float|complex|bool|str"
                  + "|unicode|bytes|bytearray|slice|range|xrange|Ellipsis|NotImplemented"),
          known("copyreg", "_reconstructor|__newobj__"),
          known("copy_reg", "_reconstructor|__newobj__"),
          known("collections", "OrderedDict|defaultdict|Counter|deque"),
          known("datetime", "datetime|date|time|timedelta|timezone"),
          known("decimal", "Decimal"),
          known("fractions", "Fraction"),
          known("uuid", "UUID"),
          known("pathlib", "(Pure)?(Posix|Windows)?Path"),
          known("_codecs", "encode"),
          known("array", "array|_array_reconstructor"),
          known("random", "Random"),
          known("joblib.numpy_pickle", "NumpyArrayWrapper"),
          known(
              "numpy",
              "ndarray|dtype|matrix|recarray|bool_?|(u?int|float|complex)\\d*|str_|bytes_"
                  + "|void|object_|datetime64|timedelta64"),
          known("numpy.core.multiarray", "_reconstruct|scalar"),
          known("numpy._core.multiarray", "_reconstruct|scalar"),
          known("numpy.core.numeric", "_frombuffer"),
          known("numpy._core.numeric", "_frombuffer"),
          known("numpy.random._pickle", "__\\w+_ctor"),
          known("numpy.random.mtrand", "RandomState"),
          known("numpy.random._mt19937", "MT19937"),
          known("numpy.random._pcg64", "PCG64(DXSM)?"),
          known("numpy.ma.core", "MaskedArray|_mareconstruct"),
          known(
              "torch",
              "Size|device|Tensor|\\w+Storage|(u?int|b?float|complex)\\d*|bool|half|long"
                  + "|double|short"),
          known("torch._utils", "_rebuild_\\w+"),
          known("torch.storage", "\\w*Storage"));

  /** Libraries of whose names only classes, and what restores them, stand in pickles. */
  private static final Set<String> CLASS_ROOTS =
      Set.of("sklearn", "scipy", "pandas", "xgboost", "lightgbm", "catboost", "statsmodels");

  private static final Pattern CLASS_NAME =
      Pattern.compile("_*[A-Z]\\w*|__pyx_unpickle_\\w+|_unpickle_\\w+|_new_Index|newObj");

  private static final Pattern TORCH_LAYER = Pattern.compile("torch\\.nn\\.modules\\.\\w+");

  private KnownNames() {}

  static Verdict weigh(String module, String name) {
    String root = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
    if (DANGEROUS_ROOTS.contains(root)) {
      return Verdict.DANGEROUS;
    }
    if (BUILTINS.contains(module)) {
      return weighBuiltin(name);
    }
    return isKnown(module, name) || isClass(root, module, name)
        ? Verdict.CLEAN
        : Verdict.SUSPICIOUS;
  }

  private static Verdict weighBuiltin(String name) {
    if (DANGEROUS_BUILTINS.contains(name)) {
      return Verdict.DANGEROUS;
    }
    return isKnown("builtins", name) ? Verdict.CLEAN : Verdict.SUSPICIOUS;
  }

  private static boolean isKnown(String module, String name) {
    Pattern names = NAMES.get(module);
    return names != null && names.matcher(name).matches();
  }

  private static boolean isClass(String root, String module, String name) {
    return (CLASS_ROOTS.contains(root) || TORCH_LAYER.matcher(module).matches())
        && CLASS_NAME.matcher(name).matches();
  }

  private static Map.Entry<String, Pattern> known(String module, String names) {
    return Map.entry(module, Pattern.compile(names));
  }
}
