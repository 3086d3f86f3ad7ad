package org.assay.verification.fault.check;

import static org.assay.verification.fault.check.Verdict.FALSE_ALLOW;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assay.verification.fault.history.Disturbance;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;

/**
 * The gate allowed only what a release may have allowed at some instant of the question, nothing
 * whose revocation was acknowledged before, nothing on copies that are too old, and nothing to
 * those whose membership ended longer ago than a copy may be old.
 */
final class GateAnswers implements Checker {

  /** The starter policy's copy_age_limit. */
  private static final Duration COPY_AGE_LIMIT = Duration.ofSeconds(60);

  /** What clocks and the scheduling of a busy machine may add. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  /** Within so long the slowest load asks several times. */
  private static final long QUESTION = Duration.ofSeconds(3).toNanos();

  private static final long LATEST = COPY_AGE_LIMIT.plus(SLACK).toNanos();

  @Override
  public List<Finding> check(Chronicle chronicle, Evidence evidence) {
    Map<String, List<Operation>> releases = byDigest(chronicle, Kind.RELEASE);
    Map<String, List<Operation>> revocations = byDigest(chronicle, Kind.REVOKE);
    List<Finding> findings = new ArrayList<>();
    chronicle
        .acknowledged(Kind.GATE)
        .filter(question -> question.about("decision").equals("ALLOW"))
        .forEach(
            question ->
                wrong(
                        question,
                        chronicle,
                        releases.getOrDefault(question.about("digest"), List.of()),
                        revocations.getOrDefault(question.about("digest"), List.of()))
                    .map(why -> new Finding(FALSE_ALLOW, why + ": " + question.described()))
                    .ifPresent(findings::add));
    evidence.sights().stream()
        .filter(sight -> sight.found().equals("ALLOW") && !sight.expected().equals("ALLOW"))
        .map(sight -> new Finding(FALSE_ALLOW, "after the trial: " + sight))
        .forEach(findings::add);
    return findings;
  }

  private static Optional<String> wrong(
      Operation question,
      Chronicle chronicle,
      List<Operation> releases,
      List<Operation> revocations) {
    if (releases.stream()
        .noneMatch(release -> release.outcome().possible() && release.start() <= question.end())) {
      return Optional.of("no release had begun");
    }
    if (revocations.stream().anyMatch(act -> act.ok() && act.end() < question.start())) {
      return Optional.of("it had been revoked");
    }
    Optional<Duration> age = age(question);
    if (age.isEmpty()) {
      return Optional.of("it does not say how old its copies were");
    }
    if (age.get().compareTo(COPY_AGE_LIMIT) > 0) {
      return Optional.of("its own copies were too old");
    }
    if (chronicle.disturbances().stream().anyMatch(silence -> deaf(question, silence))) {
      return Optional.of("no event could have reached it for longer than a copy may be old");
    }
    return outsider(question, chronicle)
        ? Optional.of("the membership of who asked had ended")
        : Optional.empty();
  }

  private static Optional<Duration> age(Operation question) {
    try {
      return Optional.of(Duration.parse(question.about("copy_age")));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /**
   * Whether a question fell into the part of a silence in which copies are too old by all means.
   */
  static boolean deaf(Operation question, Disturbance silence) {
    return silence.silencesBroker()
        && question.start() > silence.from() + LATEST
        && question.end() < silence.until();
  }

  /** Whether a silence has such a part, long enough that a load asks the gate within it. */
  static boolean deafening(Disturbance silence) {
    return silence.silencesBroker() && silence.until() - silence.from() > LATEST + QUESTION;
  }

  /** Only who may see it as a guest is judged: others see all, or belong to every project. */
  private static boolean outsider(Operation question, Chronicle chronicle) {
    if (!question.account().equals("engineer-2")) {
      return false;
    }
    List<Operation> acts =
        chronicle.operations().stream()
            .filter(act -> act.kind() == Kind.ADD_MEMBER || act.kind() == Kind.REMOVE_MEMBER)
            .filter(act -> act.about("project").equals(question.about("project")))
            .filter(act -> act.about("member").equals(question.account()))
            .toList();
    boolean removed =
        acts.stream()
            .anyMatch(
                act ->
                    act.kind() == Kind.REMOVE_MEMBER
                        && act.ok()
                        && act.end() + LATEST < question.start()
                        && acts.stream()
                            .noneMatch(
                                later ->
                                    later.kind() == Kind.ADD_MEMBER
                                        && later.outcome().possible()
                                        && later.end() > act.start()
                                        && later.start() < question.end()));
    boolean never =
        acts.stream()
            .noneMatch(
                act ->
                    act.kind() == Kind.ADD_MEMBER
                        && act.outcome().possible()
                        && act.start() < question.end());
    return removed || never;
  }

  private static Map<String, List<Operation>> byDigest(Chronicle chronicle, Kind kind) {
    return chronicle.of(kind).collect(Collectors.groupingBy(act -> act.about("digest")));
  }
}
