package org.assay.registry.artifact.scan;

import org.assay.registry.artifact.ArtifactPath;

/** What the name of an archive's entry would do to whoever unpacks it. */
final class EntryName {

  private EntryName() {}

  static void check(String name, Findings findings) {
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    if (path.equals(".") || path.isEmpty()) {
      return;
    }
    if (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (escapes(path)) {
      findings.add(Verdict.DANGEROUS, "An entry would be written elsewhere: " + name);
      return;
    }
    String shown = name;
    ArtifactPath.faultOf(path)
        .ifPresent(
            fault ->
                findings.add(
                    Verdict.SUSPICIOUS, "An entry's name: %s: %s".formatted(shown, fault)));
  }

  /** The target of a link, which may be relative to the entry's folder. */
  static void checkLink(String name, String target, Findings findings) {
    Verdict weight = escapes(target) ? Verdict.DANGEROUS : Verdict.SUSPICIOUS;
    findings.add(weight, "An entry is a link: %s to %s".formatted(name, target));
  }

  private static boolean escapes(String path) {
    String slashed = path.replace('\\', '/');
    return slashed.startsWith("/")
        || slashed.matches("^[A-Za-z]:.*")
        || java.util.Arrays.asList(slashed.split("/", -1)).contains("..");
  }
}
