package org.assay.review.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.assay.contracts.problem.Problem;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.evaluation.NewEvaluation;
import org.assay.review.evidence.statistics.GroupReport;
import org.assay.review.evidence.window.Window;
import org.jspecify.annotations.Nullable;

/**
 * Evidence to add, whole: what is asked with what its kind demands.
 *
 * @param content what it says
 * @param supersedes the record whose place it takes
 * @param collectedAt when it was collected
 * @param validUntil until when it says something
 */
record NewEvidence(
    EvidenceContent content,
    @Nullable UUID supersedes,
    @Nullable Instant collectedAt,
    @Nullable Instant validUntil) {

  private record Member(String name, @Nullable Object value, EvidenceKind of, boolean required) {}

  /**
   * Returns what a command asks for.
   *
   * @throws ProblemException 422 naming each member that is missing or of another kind, a group
   *     that stands twice, or a reference that is no group
   */
  static NewEvidence of(AddEvidence command) {
    ProblemException.refuseAny(faults(command));
    return new NewEvidence(
        switch (command.kind()) {
          case DOCUMENT -> document(command);
          case GROUP_COUNTS -> counts(command);
          case CLAIM -> claim(command);
          case EXPLAINABILITY -> NewExplanation.of(command);
          case PRIVACY_ATTACK -> NewAttack.of(command);
          case PREDICTIONS ->
              throw new IllegalArgumentException("Predictions become evidence by an evaluation");
          case MONITORING_WINDOW -> window(command);
        },
        command.supersedes(),
        command.collectedAt(),
        command.validUntil());
  }

  /**
   * Returns which evaluation a command of predictions asks for.
   *
   * @throws ProblemException 422 naming each member that is missing or of another kind
   */
  static NewEvaluation evaluation(AddEvidence command) {
    ProblemException.refuseAny(faults(command));
    return new NewEvaluation(
        Objects.requireNonNullElse(command.title(), "Predictions"),
        given(command.upload()),
        given(command.columns()),
        given(command.plan()),
        command.champion(),
        command.supersedes(),
        command.collectedAt(),
        command.validUntil());
  }

  /** Returns the same with a salt in its digest, where that tells of small counts. */
  NewEvidence salted(Supplier<String> salt) {
    return content instanceof EvidenceContent.Counts(String title, GroupCounts counts, String _)
            && counts.small()
        ? new NewEvidence(
            new EvidenceContent.Counts(title, counts, salt.get()),
            supersedes,
            collectedAt,
            validUntil)
        : this;
  }

  private static List<Problem.FieldError> faults(AddEvidence command) {
    EvidenceKind document = EvidenceKind.DOCUMENT;
    EvidenceKind counts = EvidenceKind.GROUP_COUNTS;
    EvidenceKind claim = EvidenceKind.CLAIM;
    EvidenceKind predictions = EvidenceKind.PREDICTIONS;
    EvidenceKind explanation = EvidenceKind.EXPLAINABILITY;
    EvidenceKind attack = EvidenceKind.PRIVACY_ATTACK;
    EvidenceKind window = EvidenceKind.MONITORING_WINDOW;
    List<Member> members =
        List.of(
            new Member("digest", command.digest(), document, true),
            new Member("attribute", command.attribute(), counts, true),
            new Member("positive_class", command.positiveClass(), counts, true),
            new Member("favourable_label", command.favourableLabel(), counts, false),
            new Member("reference_group", command.referenceGroup(), counts, false),
            new Member("groups", command.groups(), counts, true),
            new Member("data_digest", command.dataDigest(), claim, false),
            new Member("statistics", command.statistics(), claim, true),
            new Member("upload", command.upload(), predictions, true),
            new Member("columns", command.columns(), predictions, true),
            new Member("plan", command.plan(), predictions, true),
            new Member("champion", command.champion(), predictions, false),
            new Member("method", command.method(), explanation, true),
            new Member("features", command.features(), explanation, true),
            new Member("model_features", command.modelFeatures(), explanation, false),
            new Member("base_value", command.baseValue(), explanation, false),
            new Member("samples", command.samples(), explanation, false),
            new Member("attack", command.attack(), attack, true),
            new Member("counts", command.counts(), attack, false),
            new Member("guesses", command.guesses(), attack, false),
            new Member("roc", command.roc(), attack, false),
            new Member("window", command.window(), window, true));
    List<Problem.FieldError> faults = new ArrayList<>();
    if ((command.kind() == document || command.kind() == claim) && command.title() == null) {
      faults.add(missing("title", command.kind()));
    }
    for (Member member : members) {
      boolean own = member.of() == command.kind();
      if (own && member.required() && member.value() == null) {
        faults.add(missing(member.name(), member.of()));
      } else if (!own && member.value() != null) {
        faults.add(
            new Problem.FieldError(
                "/" + member.name(),
                "NOT_ALLOWED",
                "It belongs to evidence of the kind %s".formatted(member.of())));
      }
    }
    if (command.kind() == window) {
      faults.addAll(timesOf(command));
    }
    return faults;
  }

  /** A window says itself when it was, and stays what it says. */
  private static List<Problem.FieldError> timesOf(AddEvidence command) {
    List<Problem.FieldError> faults = new ArrayList<>();
    if (command.collectedAt() != null) {
      faults.add(notOfWindows("collected_at"));
    }
    if (command.validUntil() != null) {
      faults.add(notOfWindows("valid_until"));
    }
    return faults;
  }

  private static Problem.FieldError notOfWindows(String name) {
    return new Problem.FieldError("/" + name, "NOT_ALLOWED", "A window has from and until instead");
  }

  private static Problem.FieldError missing(String name, EvidenceKind kind) {
    return new Problem.FieldError(
        "/" + name, "REQUIRED", "Evidence of the kind %s has it".formatted(kind));
  }

  private static EvidenceContent document(AddEvidence command) {
    return new EvidenceContent.Document(given(command.title()), given(command.digest()));
  }

  private static EvidenceContent counts(AddEvidence command) {
    List<CountedGroup> groups = given(command.groups());
    ProblemException.refuseAny(repeated(groups));
    String reference =
        command.referenceGroup() == null
            ? GroupReport.largest(groups.stream().map(CountedGroup::group).toList())
            : command.referenceGroup();
    if (groups.stream().noneMatch(group -> group.name().equals(reference))) {
      throw ProblemException.invalid(
          "/reference_group", "UNKNOWN_GROUP", "No group is called %s".formatted(reference));
    }
    String attribute = given(command.attribute());
    String positive = given(command.positiveClass());
    GroupCounts counts =
        new GroupCounts(
            attribute,
            positive,
            Objects.requireNonNullElse(command.favourableLabel(), positive),
            reference,
            groups);
    return new EvidenceContent.Counts(
        Objects.requireNonNullElseGet(command.title(), () -> "Counts by " + attribute),
        counts,
        null);
  }

  private static EvidenceContent window(AddEvidence command) {
    Window window = Window.of(given(command.window()));
    return new EvidenceContent.Monitored(
        Objects.requireNonNullElseGet(command.title(), window::title), window);
  }

  private static EvidenceContent claim(AddEvidence command) {
    List<ClaimedStatistic> statistics = given(command.statistics());
    ProblemException.refuseAny(unclear(statistics));
    return new EvidenceContent.Claimed(
        given(command.title()), new Claim(command.dataDigest(), statistics));
  }

  private static List<Problem.FieldError> unclear(List<ClaimedStatistic> statistics) {
    Set<List<@Nullable String>> seen = new HashSet<>();
    List<Problem.FieldError> faults = new ArrayList<>();
    for (int at = 0; at < statistics.size(); at++) {
      ClaimedStatistic one = statistics.get(at);
      if (!seen.add(Arrays.asList(one.statistic(), one.group()))) {
        faults.add(
            new Problem.FieldError(
                "/statistics/%d/statistic".formatted(at),
                "DUPLICATE",
                "Each figure of a group, or of all rows, stands there once"));
      }
      String pointer = "/statistics/%d/value".formatted(at);
      if (one.ordered()) {
        faults.addAll(outside(pointer, one));
      } else {
        faults.add(
            new Problem.FieldError(
                pointer,
                "NOT_AN_INTERVAL",
                "It is a finite number, with ci_low at most it and ci_high at least; both or none"));
      }
    }
    return faults;
  }

  private static List<Problem.FieldError> outside(String pointer, ClaimedStatistic one) {
    return StatisticRange.of(one.statistic()).stream()
        .filter(range -> !range.holds(one.value()))
        .map(
            range ->
                new Problem.FieldError(
                    pointer,
                    "OUT_OF_RANGE",
                    "%s is %s, and not %s".formatted(one.statistic(), range.text(), one.value())))
        .toList();
  }

  private static List<Problem.FieldError> repeated(List<CountedGroup> groups) {
    Set<String> names = new HashSet<>();
    List<Problem.FieldError> faults = new ArrayList<>();
    for (int at = 0; at < groups.size(); at++) {
      if (!names.add(groups.get(at).name())) {
        faults.add(
            new Problem.FieldError(
                "/groups/%d/name".formatted(at), "DUPLICATE", "Each group stands there once"));
      }
    }
    return faults;
  }

  /** What {@link #faults} found to be there. */
  private static <T> T given(@Nullable T member) {
    return Objects.requireNonNull(member);
  }
}
