package org.assay.verification.fault.failpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.assay.local.Overrides;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.inside.Failpoints;
import org.assay.verification.fault.inside.Mutations;

/**
 * Byteman in the JVM of a service: it weaves the rules of scripts into the product's classes as
 * they are loaded, so that the product that is tried is the one that is shipped.
 */
public final class Agent {

  /** The rules of the failpoints. */
  public static final String FAILPOINTS = "failpoint/failpoints.btm";

  /** The parts that the rules are about. */
  public static final List<String> PARTS =
      List.of("project-service", "model-registry-service", "review-service", "gateway");

  private static final String ROOT = "/org/assay/verification/fault/";

  private Agent() {}

  /** Puts it into every service and the gateway of an installation, from their next start on. */
  public static void into(Installation installation, List<String> scripts) {
    Path folder = installation.home().resolveSibling(installation.home().getFileName() + "-agent");
    try {
      Path inside = jar(Files.createDirectories(folder));
      List<String> words = new ArrayList<>();
      words.add("sys:" + inside);
      for (String script : scripts) {
        words.add("script:" + copied(script, folder));
      }
      String agent = "-javaagent:" + byteman() + "=" + String.join(",", words);
      for (String part : PARTS) {
        String place = "-D" + Failpoints.FOLDER + "=" + Arming.folder(installation, part);
        installation.override(part, now -> with(now, List.of(agent, place)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is in there already, with whatever scripts. */
  static boolean isIn(Installation installation) {
    return installation.overrides(PARTS.getFirst()).jvmOptions().stream().anyMatch(Agent::ours);
  }

  private static boolean ours(String option) {
    return option.startsWith("-javaagent:" + byteman())
        || option.startsWith("-D" + Failpoints.FOLDER + "=");
  }

  private static Overrides with(Overrides now, List<String> options) {
    List<String> all =
        new ArrayList<>(now.jvmOptions().stream().filter(option -> !ours(option)).toList());
    all.addAll(options);
    return new Overrides(now.environment(), all);
  }

  private static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("inside.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Class<?> type : List.of(Failpoints.class, Mutations.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        out.write(bytes("/" + name));
        out.closeEntry();
      }
    }
    return jar;
  }

  private static Path copied(String script, Path folder) throws IOException {
    Path copy = folder.resolve(Path.of(script).getFileName());
    Files.write(copy, bytes(ROOT + script));
    return copy;
  }

  /** A script's text, by its name among the resources. */
  public static String text(String script) {
    try {
      return new String(bytes(ROOT + script), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = Agent.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return in.readAllBytes();
    }
  }

  private static Path byteman() {
    try {
      return Path.of(
          org.jboss.byteman.agent.Main.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
