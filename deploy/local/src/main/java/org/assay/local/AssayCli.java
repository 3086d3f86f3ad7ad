package org.assay.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assay.local.demo.MortgageDemo;
import org.assay.local.demo.MortgageModel;
import org.assay.local.python.Python;
import org.assay.local.python.PythonEnvironment;
import org.assay.local.python.PythonMissing;
import org.jspecify.annotations.Nullable;

/**
 * The commands of {@code ./assay} that need what is built; the script builds and then hands over to
 * this.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 not understood, 3 (of {@code status}) something does not run,
 * 4 (of {@code demo --mlflow}) there is no Python.
 */
public final class AssayCli {

  private static final int FAILED = 1;
  private static final int NOT_UNDERSTOOD = 2;
  private static final int NOT_RUNNING = 3;
  private static final int NO_PYTHON = 4;
  private static final int LOG_LINES = 500;

  private final LocalStack stack;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  private AssayCli(
      LocalStack stack, Map<String, String> environment, PrintStream out, PrintStream err) {
    this.stack = stack;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), System.getenv(), out, err));
  }

  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      Path home = Path.of(environment.getOrDefault("ASSAY_HOME", ".assay"));
      LocalStack stack = LocalStack.of(StackPorts.of(environment), home);
      return new AssayCli(stack, environment, out, err).run(arguments);
    } catch (PythonMissing e) {
      err.println(e.getMessage());
      return NO_PYTHON;
    } catch (PartFailed e) {
      err.println(e.getMessage());
      return FAILED;
    } catch (IOException | java.io.UncheckedIOException e) {
      err.println(e.getMessage() + causeOf(e));
      return FAILED;
    }
  }

  private int run(List<String> arguments) throws IOException {
    String command = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    return switch (command) {
      case "up" -> rest.isEmpty() ? up() : misused("up takes --no-build only");
      case "down" -> down(rest);
      case "status" -> rest.isEmpty() ? status() : misused("status takes nothing");
      case "logs" ->
          rest.size() == 1 ? logs(rest.getFirst()) : misused("logs takes the name of a part");
      case "token" -> token(rest);
      case "demo" -> demo(rest);
      case "prepare" -> rest.isEmpty() ? prepare() : misused("prepare takes nothing");
      case "before-build" -> beforeBuild();
      default -> misused("unknown command '" + command + "'");
    };
  }

  private int up() throws IOException {
    return locked(
        () -> {
          boolean started = startAll();
          out.println(
              started
                  ? "Assay is ready at " + stack.gatewayUrl()
                  : "Everything runs already: " + stack.gatewayUrl());
          background().begin(stack.startsPlainly(), out::println);
          return 0;
        });
  }

  private int demo(List<String> options) throws IOException {
    boolean withMlflow = options.equals(List.of("--mlflow"));
    boolean highRisk = options.equals(List.of("--policy", "demo/1"));
    if (!options.isEmpty() && !withMlflow && !highRisk) {
      return misused("demo takes --mlflow, or --policy demo/1");
    }
    // Before anything is started, for without a Python there is nothing to show.
    @Nullable Python python = withMlflow ? Python.find(environment) : null;
    AtomicReference<@Nullable PythonEnvironment> mlflow = new AtomicReference<>();
    int code =
        locked(
            () -> {
              if (python != null) {
                mlflow.set(mlflow(python));
              }
              startAll();
              return 0;
            });
    if (code == 0) {
      if (highRisk) {
        MortgageDemo.playHighRisk();
      } else {
        MortgageDemo.play(mlflow.get());
      }
      background().begin(stack.startsPlainly(), out::println);
    }
    return code;
  }

  private PythonEnvironment mlflow(Python python) {
    Path requirements = MortgageModel.folder().resolve("requirements-mlflow.txt");
    return PythonEnvironment.in(
        stack.home().resolve(LocalStack.MLFLOW), python, requirements, out::println);
  }

  private int prepare() {
    boolean made = stack.prepare(out::println);
    out.println(made ? "Services start by them from now on." : "The start caches are there.");
    return 0;
  }

  private BackgroundPreparation background() {
    return new BackgroundPreparation(stack.home().resolve(Preparation.NAME));
  }

  /** Starts what is missing; a Ctrl-C in between stops what was started. */
  private boolean startAll() {
    AtomicBoolean done = new AtomicBoolean();
    Thread hook =
        new Thread(
            () -> {
              if (done.compareAndSet(false, true)) {
                err.println("Broken off: what was started is stopped.");
                stack.abortStart();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    Instant from = Instant.now();
    try {
      boolean started = stack.start(out::println);
      if (started) {
        out.println(
            String.format(
                Locale.ROOT,
                "Started in %.1f s.",
                Duration.between(from, Instant.now()).toMillis() / 1000.0));
      }
      return started;
    } catch (PartFailed e) {
      if (done.get()) {
        throw new PartFailed(
            "Nothing of it runs any more.", e); // the hook broke it off and is stopping the rest
      }
      throw e;
    } finally {
      done.set(true);
    }
  }

  private int down(List<String> options) throws IOException {
    if (!options.isEmpty() && !options.equals(List.of("--wipe"))) {
      return misused("down takes --wipe only");
    }
    if (!Files.isDirectory(stack.home())) {
      out.println("Nothing runs, and there are no data.");
      return 0;
    }
    return locked(
        () -> {
          background().end();
          boolean any = stack.stop(out::println);
          if (!any) {
            out.println("Nothing runs.");
          }
          if (!options.isEmpty()) {
            stack.wipe();
            out.println("The data under " + stack.home() + " are deleted.");
          }
          return 0;
        });
  }

  private int status() {
    boolean all = true;
    for (Part part : stack.parts()) {
      Optional<PartProcess> process = part.process();
      all &= process.isPresent();
      String state = process.isPresent() ? "running" : part.died() ? "died" : "stopped";
      String details =
          process
              .map(
                  p ->
                      String.format(
                          Locale.ROOT, "pid %-8d %4d MiB", p.pid(), p.residentMebibytes()))
              .orElse("");
      out.println(
          String.format(
                  Locale.ROOT, "%-23s %-8s %-22s %s", part.name(), state, details, part.address())
              .stripTrailing());
    }
    if (all && !Http.answers(stack.gatewayUrl() + "/q/health/ready")) {
      out.println(
          "All processes live, but the gateway is not ready: ask "
              + stack.gatewayUrl()
              + "/q/health/ready");
      return NOT_RUNNING;
    }
    return all ? 0 : NOT_RUNNING;
  }

  private int logs(String name) {
    if (!LocalStack.NAMES.contains(name)) {
      return misused("no part '" + name + "'; there are " + String.join(", ", LocalStack.NAMES));
    }
    Path log = stack.process(name).log();
    if (!Files.exists(log)) {
      err.println(name + " was never started: there is no " + log);
      return FAILED;
    }
    err.println("The last lines of " + log);
    out.println(PartProcess.tail(log, LOG_LINES));
    return 0;
  }

  private int token(List<String> options) {
    boolean fresh = options.size() == 2 && options.getLast().equals("--fresh");
    if (options.size() != 1 && !fresh) {
      return misused("token takes the name of an account, and --fresh");
    }
    String account = options.getFirst();
    out.println(fresh ? stack.freshToken(account) : stack.token(account));
    return 0;
  }

  /** A build replaces the files that running services have open, so they are stopped before it. */
  private int beforeBuild() throws IOException {
    if (!Files.isDirectory(stack.home())) {
      return 0;
    }
    return locked(
        () -> {
          background().end();
          if (stack.stopServices(_ -> {})) {
            out.println("The services were stopped, for they are built anew.");
          }
          return 0;
        });
  }

  private int misused(String why) {
    err.println(why + ". ./assay help lists the commands.");
    return NOT_UNDERSTOOD;
  }

  /** Lets only one command at a time change this stack. */
  private int locked(Work work) throws IOException {
    Files.createDirectories(stack.home());
    try (FileChannel channel =
            FileChannel.open(
                stack.home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      if (lock == null) {
        err.println("Another ./assay command is at work on " + stack.home() + ".");
        return FAILED;
      }
      return work.run();
    }
  }

  private static String causeOf(Exception e) {
    Throwable cause = e.getCause();
    return cause == null ? "" : " (" + cause.getMessage() + ")";
  }

  private interface Work {
    int run();
  }
}
