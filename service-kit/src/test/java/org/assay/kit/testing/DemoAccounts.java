package org.assay.kit.testing;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The accounts of the demo realm, as tests know them. */
final class DemoAccounts {

  private static final Map<String, Account> BY_NAME =
      Map.ofEntries(
          person("engineer", "engineer", "credit"),
          person("engineer-2", "engineer", "credit"),
          person("lead", "lead", "credit"),
          person("lead-2", "lead", "risk"),
          person("ethics-reviewer", "ethics-reviewer", "risk"),
          person("ethics-reviewer-2", "ethics-reviewer", "data"),
          person("performance-reviewer", "performance-reviewer", "risk"),
          person("performance-reviewer-2", "performance-reviewer", "data"),
          person("auditor", "auditor", "audit"),
          person("operator", "operator", "data"),
          person("admin", "admin", "risk"),
          person("admin-2", "admin", "data"),
          Map.entry(
              "service-account-ci", new Account("service-account-ci", List.of("engineer"), null)));

  private DemoAccounts() {}

  record Account(String name, List<String> roles, @Nullable String unit) {

    String subject() {
      return subjectOf(name);
    }
  }

  static String subjectOf(String account) {
    return UUID.nameUUIDFromBytes(("assay-demo/" + account).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  static Optional<Account> named(String account) {
    return Optional.ofNullable(BY_NAME.get(account));
  }

  /** All people but the first so many. */
  static Stream<Account> people(int first) {
    return BY_NAME.values().stream()
        .filter(account -> !account.name().startsWith("service-account-"))
        .sorted(Comparator.comparing(Account::name))
        .skip(first);
  }

  static Optional<Account> ofSubject(String subject) {
    return BY_NAME.values().stream()
        .filter(account -> account.subject().equals(subject))
        .findFirst();
  }

  private static Map.Entry<String, Account> person(String name, String role, String unit) {
    return Map.entry(name, new Account(name, List.of(role), unit));
  }
}
