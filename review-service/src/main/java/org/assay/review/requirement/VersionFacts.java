package org.assay.review.requirement;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.review.checklist.AnswerState;
import org.assay.review.checklist.Checklist.Open;
import org.assay.review.classification.Tier;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.assay.review.evidence.comparison.Comparison;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.explanation.ExplanationMethod;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.statistics.Group;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.DriftState;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.Part;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one version in one round, as one statement read it.
 *
 * @param versionId the version
 * @param modelId its model
 * @param projectId the project that owns it
 * @param model the model's full name
 * @param number the version's number
 * @param state the registry's state of it
 * @param digest its bytes
 * @param revision the registry's revision of it
 * @param evidence its evidence now
 * @param contributors everybody who ever had a part in it, but for those who submitted later rounds
 * @param assessment the round's assessment, absent before the first submission
 * @param reviews the round's reviews with their standing approvals
 * @param releases the release decisions of the round that stand
 * @param revocation the newest revocation of the bytes in this model that no passed round ended
 *     which was opened after it, one after a SEV1 incident before others; absent where there is
 *     none
 * @param hold the longest of the holds that stand on the bytes in this model, absent where none
 *     does
 * @param incidents what went wrong with the bytes in this model and is not closed
 * @param overrides the overrides of the version that nobody ended and whose time is not over
 * @param marks the newest {@value #MOST_MARKS} of all overrides that the version ever had, ended
 *     ones too
 * @param classification the highest of the model's last classifications, absent where none of its
 *     use cases was classified
 * @param unclassified the use cases that the model names and was not classified in
 * @param conditions what is open of the conditions of the round's approvals
 * @param setting what is known of the version's surroundings
 * @param deprecation where it may go on running and until when, absent unless it is deprecated
 * @param identities the person of each account that belongs to somebody who had a part in it or
 *     decided on it, where the account is not the only one of its person
 * @param at when this was read, by the database's clock; validity is judged by it
 */
public record VersionFacts(
    UUID versionId,
    UUID modelId,
    UUID projectId,
    String model,
    int number,
    String state,
    String digest,
    long revision,
    EvidenceFacts evidence,
    List<Contributor> contributors,
    @Nullable AssessmentFacts assessment,
    List<ReviewFacts> reviews,
    List<ReleaseFacts> releases,
    @Nullable RevocationFacts revocation,
    @Nullable HoldFacts hold,
    List<IncidentFacts> incidents,
    List<OverrideFacts> overrides,
    List<OverrideMark> marks,
    @Nullable ClassificationFacts classification,
    List<UUID> unclassified,
    ConditionFacts conditions,
    Setting setting,
    @Nullable DeprecationFacts deprecation,
    Map<String, String> identities,
    Instant at) {

  /** How many overrides a version shows with itself; {@code .../overrides} has all. */
  public static final int MOST_MARKS = 20;

  /** Copies the lists. */
  public VersionFacts {
    contributors = List.copyOf(contributors);
    reviews = List.copyOf(reviews);
    releases = List.copyOf(releases);
    incidents = List.copyOf(incidents);
    overrides = List.copyOf(overrides);
    marks = List.copyOf(marks);
    unclassified = List.copyOf(unclassified);
    identities = Map.copyOf(identities);
  }

  /** Somebody's part in the version. */
  public record Contributor(String subject, Part part) {}

  /**
   * The evidence of a version now.
   *
   * @param digest the digest of the set
   * @param span since and until when its records say something
   * @param counts the counts by group among the set, of which Assay computes
   * @param evaluations what predictions among the set came to by their plans
   * @param explanations the tables of features among the set
   * @param attacks the attacks on privacy among the set
   * @param windows what its newest monitoring windows show
   */
  public record EvidenceFacts(
      String digest,
      EvidenceSpan span,
      List<CountFacts> counts,
      List<EvaluationFacts> evaluations,
      List<ExplanationFacts> explanations,
      List<AttackFacts> attacks,
      WindowFacts windows) {

    /** Copies the lists. */
    public EvidenceFacts {
      counts = List.copyOf(counts);
      evaluations = List.copyOf(evaluations);
      explanations = List.copyOf(explanations);
      attacks = List.copyOf(attacks);
    }
  }

  /**
   * The newest monitoring windows of each environment and account, of those that none supersedes.
   *
   * @param performance those with live claims over all rows
   * @param fairness those with live claims about groups
   * @param drift those with features that were judged
   */
  public record WindowFacts(
      List<LiveFacts> performance, List<LiveFacts> fairness, List<DriftFacts> drift) {

    /** There are none. */
    public static final WindowFacts NONE = new WindowFacts(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public WindowFacts {
      performance = List.copyOf(performance);
      fairness = List.copyOf(fairness);
      drift = List.copyOf(drift);
    }
  }

  /**
   * How live claims came out of the windows that one account sent of an environment.
   *
   * @param id the newest window
   * @param newest what it says
   * @param deciding the newest one that passes or fails; where none does, the newest
   * @param decided what that one says
   */
  public record LiveFacts(
      UUID id, String environment, Verdict newest, UUID deciding, Verdict decided) {}

  /**
   * How far features are, by the windows that one account sent of an environment.
   *
   * @param id the newest window
   * @param newest how far it is
   * @param deciding the newest one that is not undecided; where none is, the newest
   * @param decided how far that one is
   * @param drifted the features that are beyond a limit in that one
   */
  public record DriftFacts(
      UUID id,
      String environment,
      DriftState newest,
      UUID deciding,
      DriftState decided,
      List<String> drifted) {

    /** Copies the list. */
    public DriftFacts {
      drifted = List.copyOf(drifted);
    }
  }

  /**
   * A table of features that no other record supersedes.
   *
   * @param id the record
   * @param method how importance was found
   * @param look which table by this method it is, superseded ones counted
   * @param lapsed whether the record is past its last instant
   * @param checks what was checked, with the verdicts, and other figures without one
   */
  public record ExplanationFacts(
      UUID id, ExplanationMethod method, int look, boolean lapsed, List<ReportRow> checks) {

    /** Copies the list. */
    public ExplanationFacts {
      checks = List.copyOf(checks);
    }
  }

  /**
   * An attack on privacy that no other record supersedes.
   *
   * @param id the record
   * @param look which record of this attack on the version it is, superseded ones counted
   * @param lapsed whether the record is past its last instant
   * @param attack what it came to
   */
  public record AttackFacts(UUID id, int look, boolean lapsed, PrivacyAttack attack) {}

  /**
   * An evaluation of predictions that no other record supersedes.
   *
   * @param id the record
   * @param look which evaluation of the version it is, failed ones counted
   * @param confidence of its intervals
   * @param smallCounts whether the numbers over all rows are not shown to every reader
   * @param lapsed whether the record is past its last instant
   * @param plan what the plan asks
   * @param claims what its plan claims, with the verdicts
   * @param comparison how the version compares, absent where the plan asks for none
   * @param champion the record that it compares with, absent for a baseline
   * @param fewest of how many rows the label is that the fewest have; absent without a comparison,
   *     and of numbers
   */
  public record EvaluationFacts(
      UUID id,
      int look,
      double confidence,
      boolean smallCounts,
      boolean lapsed,
      PlanFacts plan,
      List<JudgedClaim> claims,
      @Nullable Comparison comparison,
      @Nullable ChampionRecord champion,
      @Nullable Long fewest) {

    /** Copies the list. */
    public EvaluationFacts {
      claims = List.copyOf(claims);
    }
  }

  /**
   * A plan of evaluations.
   *
   * @param number the how manieth of the version
   * @param task what the predictions are of
   * @param grouped whether it compares groups
   */
  public record PlanFacts(int number, PredictionTask task, boolean grouped) {}

  /**
   * A record of another version's predictions.
   *
   * @param endsAt its last instant, absent where it has none
   * @param superseded whether another record supersedes it
   */
  public record ChampionRecord(@Nullable Instant endsAt, boolean superseded) {}

  /**
   * Since and until when the records of a set say something.
   *
   * @param lapsed how many are past their last instant
   * @param oldest when the oldest was collected or else added, absent where there is none
   * @param endsAt when the first of them ends, absent where none does
   */
  public record EvidenceSpan(int lapsed, @Nullable Instant oldest, @Nullable Instant endsAt) {}

  /**
   * Counts by group that no other record supersedes.
   *
   * @param id the record
   * @param attribute what the groups are values of
   * @param positiveFavourable whether the positive class is the one that people wish for
   * @param looks how often the attribute was counted for the version, superseded counts too
   * @param lapsed whether the record is past its last instant
   * @param groups the groups
   */
  public record CountFacts(
      UUID id,
      String attribute,
      boolean positiveFavourable,
      int looks,
      boolean lapsed,
      List<Group> groups) {

    /** Copies the list. */
    public CountFacts {
      groups = List.copyOf(groups);
    }
  }

  /**
   * The assessment of the round.
   *
   * @param rebinding whether the policy it is bound to is no longer the one in force for it, so
   *     that it is about to be bound anew
   * @param afterIncident whether it was opened after a SEV1 incident, whose revocation no round had
   *     ended
   * @param triggered the kinds of review that it was asked for by triggers
   */
  public record AssessmentFacts(
      UUID id,
      int round,
      String state,
      String digest,
      UUID policyVersionId,
      Instant openedAt,
      @Nullable Instant decidedAt,
      boolean rebinding,
      boolean afterIncident,
      List<ReviewType> triggered) {

    /** Copies the list. */
    public AssessmentFacts {
      triggered = List.copyOf(triggered);
    }
  }

  /**
   * A review of the round; how far it got is all that counts here.
   *
   * @param openFindings how many BLOCKER and MAJOR findings of it no reviewer has ended
   * @param unansweredFindings how many of these wait for the submitter's side
   * @param missedConditions how many conditions of its approvals are due and not met
   * @param checklist the checklist that it is bound to, absent where it has none or is at its end
   */
  public record ReviewFacts(
      UUID id,
      ReviewType type,
      String state,
      Progress progress,
      int approvalsRequired,
      Instant changedAt,
      int openFindings,
      int unansweredFindings,
      int missedConditions,
      List<String> assignees,
      List<ApprovalFacts> approvals,
      @Nullable ChecklistFacts checklist) {

    /** Copies the lists. */
    public ReviewFacts {
      assignees = List.copyOf(assignees);
      approvals = List.copyOf(approvals);
    }

    /** Returns what keeps the checklist from being met, the blocking first. */
    public List<Open> lacking() {
      return checklist == null ? List.of() : checklist.lacking();
    }

    /** The same, of which is known what keeps the checklist from being met. */
    ReviewFacts lacking(List<Open> questions) {
      return new ReviewFacts(
          id,
          type,
          state,
          progress,
          approvalsRequired,
          changedAt,
          openFindings,
          unansweredFindings,
          missedConditions,
          assignees,
          approvals,
          checklist == null
              ? null
              : new ChecklistFacts(
                  checklist.reference(),
                  checklist.answers(),
                  checklist.explained(),
                  checklist.covered(),
                  questions));
    }
  }

  /**
   * How the checklist of a review is answered now.
   *
   * @param reference the set that it is of, such as {@code default/1}
   * @param answers by question
   * @param explained of each yes with a reason that cites monitoring windows, the features beyond a
   *     limit in these
   * @param covered the questions that a condition of a standing approval is about
   * @param lacking what keeps it from being met: a question that blocks, or that has no condition
   */
  public record ChecklistFacts(
      String reference,
      Map<String, AnswerState> answers,
      Map<String, Set<String>> explained,
      Set<String> covered,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<Open> lacking) {

    /** Copies the collections. */
    public ChecklistFacts {
      answers = Map.copyOf(answers);
      explained = Map.copyOf(explained);
      covered = Set.copyOf(covered);
      lacking = List.copyOf(lacking);
    }

    /** Returns what keeps it from being met, of the questions that are not answered with yes. */
    List<Open> lacking(List<Open> open) {
      return open.stream()
          .filter(
              one ->
                  switch (one.mark()) {
                    case B -> true;
                    case C -> !covered.contains(one.id());
                    case N -> false;
                  })
          .sorted(Comparator.comparing(Open::mark))
          .toList();
    }
  }

  /** How far a review got: its states that can still change, that approve, that end it. */
  public enum Progress {
    OPEN,
    APPROVED,
    CLOSED
  }

  /**
   * An approval that was neither taken back nor dropped since the review was bound to something
   * else, with what it was given for.
   *
   * @param unit the unit that the person held then
   * @param qualification what let the person decide whose role alone did not, absent for others
   */
  public record ApprovalFacts(
      UUID id,
      String subject,
      @Nullable String unit,
      String digest,
      UUID policyVersionId,
      String evidenceDigest,
      Instant at,
      @Nullable Instant validUntil,
      @Nullable QualificationFacts qualification) {}

  /** What somebody is qualified for, and when that counts. */
  public record QualificationFacts(
      UUID id,
      String subject,
      String reviewType,
      Instant from,
      Instant until,
      @Nullable Instant withdrawnAt) {

    /** Returns whether it counts at an instant. */
    public boolean isHeldAt(Instant instant) {
      return !instant.isBefore(from)
          && instant.isBefore(until)
          && (withdrawnAt == null || instant.isBefore(withdrawnAt));
    }
  }

  /** A release decision that stands. */
  public record ReleaseFacts(
      UUID id,
      String environment,
      String digest,
      String decidedBy,
      Instant decidedAt,
      @Nullable Instant validUntil) {}

  /**
   * That the version is deprecated.
   *
   * @param endsAt when its last day is over, absent where that is not known here
   * @param environments where it runs since before that
   */
  public record DeprecationFacts(@Nullable Instant endsAt, Set<String> environments) {

    /** Copies the set. */
    public DeprecationFacts {
      environments = Set.copyOf(environments);
    }
  }

  /**
   * A revocation that stands.
   *
   * @param severe whether a SEV1 incident of the bytes was contained by it, or reported after it
   */
  public record RevocationFacts(UUID id, String cause, Instant decidedAt, boolean severe) {}

  /** A hold that stands; without {@code until} it does so until somebody lifts it. */
  public record HoldFacts(UUID id, Instant placedAt, @Nullable Instant until) {}

  /**
   * An incident that is not closed.
   *
   * @param severity SEV1, SEV2 or SEV3
   * @param contained whether the gate was closed for it
   * @param confirmed whether a person said so, and not a rule alone
   * @param owner the {@code sub} of who sees to it, absent where only the project's leads do
   */
  public record IncidentFacts(
      UUID id, String severity, boolean contained, boolean confirmed, @Nullable String owner) {

    /**
     * Returns whether nothing may be released for it: of SEV1 until it is closed, since the rule
     * that contains one has not looked into it; of SEV2 until it is contained.
     */
    public boolean exposes() {
      return severity.equals("SEV1") || (!contained && !severity.equals("SEV3"));
    }
  }

  /** That two people let the version pass a requirement once, also where that is over. */
  public record OverrideMark(UUID id, String requirement, String state, Instant expiresAt) {}

  /** That two people let the version pass a requirement, and what that was granted for. */
  public record OverrideFacts(
      UUID id,
      String requirement,
      String digest,
      UUID policyVersionId,
      List<String> approvers,
      Instant grantedAt,
      Instant expiresAt) {

    /** Copies the list. */
    public OverrideFacts {
      approvers = List.copyOf(approvers);
    }
  }

  /**
   * The tier that counts for the model: the highest of the use cases that it was ever classified
   * in. One that it no longer names goes on counting, since nobody lowers a tier alone; that its
   * answers hold is asked of those only that the model names, or of all where it names none.
   *
   * @param newest the last that was decided of them
   * @param undone whether a tier counts that was lowered, since one of the two who did has a part
   *     in the version, or in what it rests on
   * @param validUntil until when the first of its answers ends
   * @param current whether no use case changed since it was answered
   * @param answered when and to which questionnaire its answers were given; none where nothing is
   *     held against them
   * @param given the answers of each use case
   * @param answers the worst answer to each question over all use cases; none where one of them
   *     left it out
   */
  public record ClassificationFacts(
      UUID id,
      UUID newest,
      Tier tier,
      boolean undone,
      Instant validUntil,
      boolean current,
      List<AnsweredFacts> answered,
      List<GivenFacts> given,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> answers) {

    /** Copies the collections. */
    public ClassificationFacts {
      answered = List.copyOf(answered);
      given = List.copyOf(given);
      answers = Map.copyOf(answers);
    }

    /** The same, of which is known what the worst answers are. */
    ClassificationFacts with(Map<String, String> worst) {
      return new ClassificationFacts(
          id, newest, tier, undone, validUntil, current, answered, given, worst);
    }

    /**
     * Returns whether the answers were given under a policy: since it came into force, and to what
     * it asks or, in a round that was open by then, to what was asked later.
     *
     * @param opened when the round was opened that is bound to it, null before that
     */
    public boolean isUnder(PolicyVersion bound, @Nullable Instant opened) {
      return answered.stream().allMatch(one -> one.isUnder(bound, opened));
    }
  }

  /**
   * What was answered of one use case.
   *
   * @param questionnaire to which questionnaire
   * @param answers values by question
   */
  public record GivenFacts(String questionnaire, Map<String, String> answers) {

    /** Copies the answers. */
    public GivenFacts {
      answers = Map.copyOf(answers);
    }
  }

  /**
   * That answers were given.
   *
   * @param questionnaire to which questionnaire
   * @param at when
   */
  public record AnsweredFacts(String questionnaire, Instant at) {

    private boolean isUnder(PolicyVersion bound, @Nullable Instant opened) {
      Instant since = bound.since();
      boolean before = since != null && at.isBefore(since);
      boolean asked = questionnaire.equals(bound.policy().classifiedBy());
      return !before && (asked || (opened != null && !at.isBefore(opened)));
    }
  }

  /**
   * The open conditions of the round's approvals.
   *
   * @param open how many there are
   * @param lastDueAt when the last of them is due, absent where there is none
   */
  public record ConditionFacts(int open, @Nullable Instant lastDueAt) {}

  /**
   * What policies may ask of a version beyond its reviews; absent where it is not known here.
   *
   * @param kind the kind of its model
   * @param federated whether its model is trained where the data lie
   * @param projectKey its project
   * @param unit the unit that answers for the project
   * @param projectState the state of the project
   * @param findings what is open in the round, BLOCKER and MAJOR until a reviewer ends it
   * @param qualifications for the special sections that the model has: of those who approved its
   *     performance review, and of others what counts now
   * @param champion whom the version has to be compared with, absent where no other is released
   */
  public record Setting(
      @Nullable String kind,
      @Nullable Boolean federated,
      @Nullable String projectKey,
      @Nullable String unit,
      @Nullable String projectState,
      List<OpenFindings> findings,
      List<QualificationFacts> qualifications,
      @Nullable ChampionFacts champion) {

    /** Copies the lists. */
    public Setting {
      findings = List.copyOf(findings);
      qualifications = List.copyOf(qualifications);
    }
  }

  /**
   * The version of the model that is released, or was when this one was.
   *
   * @param number its number
   * @param at as of which instant it is the one
   */
  public record ChampionFacts(UUID versionId, int number, Instant at) {}

  /** How many findings of one severity are open in the review of one kind. */
  public record OpenFindings(ReviewType type, String severity, long open) {}

  /** The same with other reviews and another classification. */
  VersionFacts with(List<ReviewFacts> others, @Nullable ClassificationFacts answered) {
    return new VersionFacts(
        versionId,
        modelId,
        projectId,
        model,
        number,
        state,
        digest,
        revision,
        evidence,
        contributors,
        assessment,
        others,
        releases,
        revocation,
        hold,
        incidents,
        overrides,
        marks,
        answered,
        unclassified,
        conditions,
        setting,
        deprecation,
        identities,
        at);
  }

  /** Returns the policy that the round is bound to; without a round, what holds for the project. */
  public PolicyVersion policy(Policies policies) {
    return assessment == null
        ? policies.inForce(projectId)
        : policies.bound(assessment.policyVersionId());
  }

  /** Returns the tier that counts for the model, absent where it is not classified. */
  public @Nullable Tier tier() {
    return classification == null ? null : classification.tier();
  }

  /** Returns whether another policy than the one that the round is bound to is in force for it. */
  public boolean rebinding() {
    return assessment != null && assessment.rebinding();
  }

  /** Returns whether the round was opened after a SEV1 incident. */
  public boolean afterIncident() {
    return assessment != null && assessment.afterIncident();
  }

  /** Returns the kinds of review that the round was asked for by triggers. */
  public List<ReviewType> triggered() {
    return assessment == null ? List.of() : assessment.triggered();
  }

  /** Returns an incident of the bytes that is not closed. */
  public Optional<IncidentFacts> incident(UUID id) {
    return incidents.stream().filter(incident -> incident.id().equals(id)).findFirst();
  }

  /** Returns the serious incidents of the bytes that are not contained. */
  public List<IncidentFacts> exposing() {
    return incidents.stream().filter(IncidentFacts::exposes).toList();
  }

  /** Returns what tells the person of a subject from all others. */
  String person(String subject) {
    return identities.getOrDefault(subject, subject);
  }

  /** Returns whether two subjects are one person. */
  public boolean same(String one, String other) {
    return person(one).equals(person(other));
  }

  /** Returns somebody's parts in the version, by whichever account. */
  public Set<Part> partsOf(String subject) {
    return contributors.stream()
        .filter(contributor -> same(contributor.subject(), subject))
        .map(Contributor::part)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the round's review of a kind. */
  public Optional<ReviewFacts> review(ReviewType type) {
    return reviews.stream().filter(review -> review.type() == type).findFirst();
  }

  /** Returns the decision that releases to an environment. */
  public Optional<ReleaseFacts> release(String environment) {
    return releases.stream()
        .filter(release -> release.environment().equals(environment))
        .findFirst();
  }

  /** Returns whether somebody approved a review of the round other than the given. */
  public boolean approvedAnother(String subject, ReviewType than) {
    return reviews.stream()
        .filter(review -> review.type() != than)
        .flatMap(review -> review.approvals().stream())
        .anyMatch(approval -> same(approval.subject(), subject));
  }

  /**
   * Returns whether somebody approved a review of the round, or an override that stands: neither
   * releases it.
   */
  public boolean approved(String subject) {
    return overrides.stream()
            .flatMap(override -> override.approvers().stream())
            .anyMatch(approver -> same(approver, subject))
        || reviews.stream()
            .flatMap(review -> review.approvals().stream())
            .anyMatch(approval -> same(approval.subject(), subject));
  }

  /** Returns when the first of the round's approvals ends, empty where none does. */
  public Optional<Instant> firstApprovalEnds() {
    return reviews.stream()
        .flatMap(review -> review.approvals().stream())
        .map(ApprovalFacts::validUntil)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  /**
   * Returns the first instant at which something ends that a release to an environment rests on
   * now, empty where nothing does.
   */
  public Optional<Instant> nextEnd(String environment) {
    return Stream.of(
            reviews.stream()
                .flatMap(review -> review.approvals().stream())
                .map(ApprovalFacts::validUntil),
            release(environment).stream().map(ReleaseFacts::validUntil),
            Stream.ofNullable(deprecation).map(DeprecationFacts::endsAt),
            Stream.ofNullable(evidence.span().endsAt()),
            overrides.stream().map(OverrideFacts::expiresAt))
        .flatMap(Function.identity())
        .filter(Objects::nonNull)
        .filter(at::isBefore)
        .min(Comparator.naturalOrder());
  }

  /** Returns whether something that is valid until an instant, or without end, still is. */
  public boolean isValid(@Nullable Instant until) {
    return until == null || at.isBefore(until);
  }

  /** Returns how events name the version. */
  public String subject() {
    return "model/%s/version/%d".formatted(model, number);
  }
}
