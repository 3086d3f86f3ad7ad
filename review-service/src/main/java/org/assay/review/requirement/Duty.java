package org.assay.review.requirement;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.assay.review.replica.Part;

/** The rules that keep people from deciding on their own work; each is checked per person. */
public enum Duty {
  AUTHOR("An author of the version does not approve or release it"),
  REGISTRANT("Whoever registered the version does not approve it"),
  SUBMITTER("A submitter of the version, in whatever round, does not approve or release it"),
  RUN_STARTER("Whoever started the run that the version came out of does not approve it"),
  DATA_OWNER("An owner of data that the version was trained or tuned on does not approve it"),
  ANCESTOR_CONTRIBUTOR(
      "Whoever had a part in a version of the project that this one comes from does not approve it"),
  SERVICE_ACCOUNT("A service account never approves or releases"),
  DISTINCT_PEOPLE(
      "Who approved reviews of a round leaves the others to as many people as the policy asks for"),
  OWN_PROJECT("A lead does not review versions of a project that is or was the lead's own"),
  APPROVER("An approver of the version does not release it"),
  RELEASER("Whoever released the version does not override what it has to meet"),
  PLACER("Whoever placed a hold does not lift it; another lead or reviewer does");

  private final String rule;

  Duty(String rule) {
    this.rule = rule;
  }

  private static Duty of(Part part) {
    return switch (part) {
      case AUTHOR -> AUTHOR;
      case SUBMITTER -> SUBMITTER;
      case REGISTRANT -> REGISTRANT;
      case RUN_STARTER -> RUN_STARTER;
      case DATA_OWNER -> DATA_OWNER;
      case ANCESTOR_CONTRIBUTOR -> ANCESTOR_CONTRIBUTOR;
    };
  }

  /** Returns the rule as a sentence. */
  public String rule() {
    return rule;
  }

  /**
   * Returns the rule that keeps a person from approving, empty where none does.
   *
   * @param parts the person's parts in the version, of all rounds
   * @param machine whether it is a service account
   * @param anotherNeeded whether the person approved another review of the same round, and somebody
   *     else has to approve this one for the round to have people enough
   */
  public static Optional<Duty> againstApproval(
      Set<Part> parts, boolean machine, boolean anotherNeeded) {
    if (machine) {
      return Optional.of(SERVICE_ACCOUNT);
    }
    return parts.stream()
        .min(Comparator.naturalOrder())
        .map(Duty::of)
        .or(() -> anotherNeeded ? Optional.of(DISTINCT_PEOPLE) : Optional.empty());
  }

  /**
   * Returns the rule that keeps a person from releasing, empty where none does.
   *
   * @param parts the person's parts in the version, of all rounds
   * @param machine whether it is a service account
   * @param approved whether the person's approval counts in the round
   */
  public static Optional<Duty> againstRelease(Set<Part> parts, boolean machine, boolean approved) {
    if (machine) {
      return Optional.of(SERVICE_ACCOUNT);
    }
    if (parts.contains(Part.AUTHOR)) {
      return Optional.of(AUTHOR);
    }
    if (parts.contains(Part.SUBMITTER)) {
      return Optional.of(SUBMITTER);
    }
    return approved ? Optional.of(APPROVER) : Optional.empty();
  }

  /**
   * Returns the rule that keeps a person from lifting a hold, empty where none does.
   *
   * @param parts the person's parts in the version, of all rounds
   * @param placed whether the person placed it
   */
  public static Optional<Duty> againstLifting(Set<Part> parts, boolean placed) {
    return placed ? Optional.of(PLACER) : againstApproval(parts, false, false);
  }

  /**
   * Returns the rule that keeps a person from overriding a requirement, empty where none does.
   *
   * @param parts the person's parts in the version, of all rounds
   * @param released whether the person released it in the round
   */
  public static Optional<Duty> againstOverride(Set<Part> parts, boolean released) {
    return againstApproval(parts, false, false)
        .or(() -> released ? Optional.of(RELEASER) : Optional.empty());
  }
}
