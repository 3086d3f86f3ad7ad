package org.assay.verification.fault.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Installation;

/**
 * {@code ./assay bench faults --mutants}: exit code 0 if every mutant was caught and nothing was
 * found without one, 1 if not, 2 if not understood.
 */
public final class MutantsCli {

  /** The option that asks for mutants instead of a trial. */
  public static final String OPTION = "--mutants";

  private static final String USAGE =
      """
      ./assay bench faults --mutants [--mutant NAME] [--seed N] [--home FOLDER]

        --mutant   one of them, besides the trial without any (all: %s)
        --seed     what arrivals and choices follow from (1)
        --home     folder of the installation and the report (verification/target/faults/mutants)
      """
          .formatted(String.join(", ", Mutant.labels()));

  private MutantsCli() {}

  /** Runs it with what stands beside {@value #OPTION}. */
  public static int run(List<String> arguments) {
    Map<String, String> options =
        new HashMap<>(
            Map.of("--mutant", "", "--seed", "1", "--home", "verification/target/faults/mutants"));
    List<Mutant> mutants;
    long seed;
    try {
      read(arguments, options);
      String name = options.getOrDefault("--mutant", "");
      mutants = name.isEmpty() ? List.of(Mutant.values()) : List.of(Mutant.named(name));
      seed = Long.parseLong(options.getOrDefault("--seed", ""));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + USAGE);
      return 2;
    }
    Path folder = Path.of(options.getOrDefault("--home", ""));
    try (Installation installation = Installation.in(folder.resolve("home"))) {
      MutantReport report =
          new Mutants(installation, folder, seed, System.out::println).run(mutants);
      System.out.println("report: " + folder.resolve("mutants.md"));
      report.lines().forEach(System.out::println);
      return report.good() ? 0 : 1;
    } catch (PartFailed e) {
      System.err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(List<String> arguments, Map<String, String> options) {
    List<String> rest = new ArrayList<>(arguments);
    rest.remove(OPTION);
    for (int i = 0; i < rest.size(); i += 2) {
      if (!options.containsKey(rest.get(i)) || i + 1 == rest.size()) {
        throw new IllegalArgumentException("not understood: " + rest.get(i));
      }
      options.put(rest.get(i), rest.get(i + 1));
    }
  }
}
