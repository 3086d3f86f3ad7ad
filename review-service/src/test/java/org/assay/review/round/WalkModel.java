package org.assay.review.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What governance section 5 says of one version that is walked at random: which acts are legal now,
 * which events each legal one emits, and where it leads. Written from the tables and the remarks
 * below them, so that it knows nothing of the code that it judges.
 *
 * <p>People are given their only possible part: two reviewers for each of two kinds of review, a
 * lead of the project who assigns and releases, a lead of another unit who proposes revocations,
 * the engineer who submitted, and an auditor who may propose nothing. All findings are MAJOR and
 * the engineer's.
 */
final class WalkModel {

  static final Map<String, List<String>> REVIEWERS =
      Map.of(
          "ETHICS", List.of("ethics-reviewer", "ethics-reviewer-2"),
          "PERFORMANCE", List.of("performance-reviewer", "performance-reviewer-2"));

  private static final String LEAD = "lead";
  private static final String OTHER_LEAD = "lead-2";
  private static final String ENGINEER = "engineer";
  private static final String AUDITOR = "auditor";
  private static final String PLACER = "ethics-reviewer";
  private static final String SECOND = "ethics-reviewer-2";

  private static final Set<String> OPEN =
      Set.of("REQUESTED", "ASSIGNED", "IN_PROGRESS", "CHANGES_REQUESTED");
  private static final Set<String> APPROVED = Set.of("APPROVED", "APPROVED_WITH_CONDITIONS");
  private static final Set<String> UNDER_REVIEW = Set.of("OPEN", "LOST");
  private static final Set<String> GOES_ON = Set.of("IN_REVIEW", "APPROVED", "RELEASED");

  /** What can be tried, and how often among what is legal; a round is worth reaching its end. */
  enum Kind {
    CLAIM(12),
    ASSIGN(4),
    UNASSIGN(2),
    APPROVE(14),
    APPROVE_IF(4),
    APPROVE_STALE(0),
    REQUEST_CHANGES(3),
    REJECT(1),
    RAISE(1),
    RESPOND(8),
    ACCEPT(8),
    WITHDRAW_FINDING(1),
    RETRACT(2),
    CONFIRM(4),
    MISS(1),
    EXPIRE(1),
    EVIDENCE(1),
    COMMENT(1),
    SUBMIT(12),
    WITHDRAW(1),
    RELEASE(8),
    PROPOSE(1),
    AGREE(1),
    HOLD(1),
    LIFT(4);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  /**
   * One step that may be tried.
   *
   * @param by the account; of what the clock or the registry does, any
   * @param review the review it is about, absent where it is about the version
   * @param about whom to assign, which environment, or which finding or condition by its place
   */
  record Act(Kind kind, String by, @Nullable ReviewModel review, String about) {

    int place() {
      return Integer.parseInt(about);
    }

    ReviewModel on() {
      if (review == null) {
        throw new IllegalStateException(kind + " is about no review");
      }
      return review;
    }

    @Override
    public String toString() {
      return "%s by %s on %s %s".formatted(kind, by, review == null ? "version" : review, about);
    }
  }

  /** A round. */
  static final class RoundModel {
    final int number;
    String state = "OPEN";
    int evidence;
    final int openedAt;
    final Map<String, ReviewModel> reviews = new LinkedHashMap<>();
    final Set<String> released = new TreeSet<>();
    final Set<String> renewed = new TreeSet<>();

    RoundModel(int number, int evidence, int openedAt) {
      this.number = number;
      this.evidence = evidence;
      this.openedAt = openedAt;
    }

    /** Says whether a release of it stands that no later round's release took the place of. */
    boolean isReleased() {
      return !renewed.containsAll(released);
    }

    boolean hasOpenReview() {
      return reviews.values().stream().anyMatch(review -> OPEN.contains(review.state));
    }
  }

  /** A review of a round. */
  static final class ReviewModel {
    final int round;
    final String type;
    final int needed;
    String state = "REQUESTED";
    final Map<String, Boolean> declared = new TreeMap<>();
    final Set<String> approvals = new TreeSet<>();
    final List<String> findings = new ArrayList<>();
    final List<ConditionModel> conditions = new ArrayList<>();

    ReviewModel(int round, String type, int needed) {
      this.round = round;
      this.type = type;
      this.needed = needed;
    }

    boolean isOpen() {
      return OPEN.contains(state);
    }

    boolean isApproved() {
      return APPROVED.contains(state);
    }

    boolean decides(String who) {
      return reviews(who) && Boolean.TRUE.equals(declared.get(who));
    }

    boolean reviews(String who) {
      return REVIEWERS.getOrDefault(type, List.of()).contains(who);
    }

    boolean hasOpenFinding() {
      return findings.contains("OPEN");
    }

    boolean isBlocked() {
      return hasOpenFinding() || findings.contains("ANSWERED");
    }

    boolean hasOpenCondition() {
      return conditions.stream().anyMatch(one -> !one.fallen && one.state.equals("OPEN"));
    }

    /** Takes an approval out of what counts, with the conditions that it set. */
    void drop(String who) {
      approvals.remove(who);
      conditions.stream().filter(one -> one.by.equals(who)).forEach(one -> one.fallen = true);
    }

    void judgedAgain() {
      if (isApproved()) {
        state = "IN_PROGRESS";
      }
    }

    @Override
    public String toString() {
      return type + "@" + round;
    }
  }

  /** A condition of an approval. */
  static final class ConditionModel {
    final String by;
    final boolean revokes;
    String state = "OPEN";
    boolean fallen;

    ConditionModel(String by, boolean revokes) {
      this.by = by;
      this.revokes = revokes;
    }
  }

  private record Revoked(int round, int at) {}

  final List<RoundModel> rounds = new ArrayList<>();
  private final Map<String, Integer> needed;
  private final List<Revoked> revocations = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private String registry = "REGISTERED";
  private int evidence;
  private int tick;
  private int proposedIn;
  private boolean proposed;
  private boolean held;

  /**
   * A version that is registered.
   *
   * @param needed how many approvals each kind of review needs
   */
  WalkModel(Map<String, Integer> needed) {
    this.needed = new TreeMap<>(needed);
  }

  /** The registry's state of the version once it is submitted now: a renewal leaves it. */
  String afterSubmission() {
    return anyReleased() ? "RELEASED" : "IN_REVIEW";
  }

  /** The registry's state of the version once its last round is withdrawn now. */
  String afterWithdrawal() {
    boolean before = rounds.stream().anyMatch(round -> !isLast(round) && !round.released.isEmpty());
    return before ? "RELEASED" : "REGISTERED";
  }

  /** The last round's number, 0 before the first. */
  int lastNumber() {
    return rounds.size();
  }

  private @Nullable RoundModel last() {
    return rounds.isEmpty() ? null : rounds.getLast();
  }

  private RoundModel round(Act act) {
    return rounds.get(act.on().round - 1);
  }

  private boolean isLast(RoundModel round) {
    return round.number == rounds.size();
  }

  private boolean revoked(int round) {
    return revocations.stream().anyMatch(one -> one.round() >= round);
  }

  private boolean anyReleased() {
    return rounds.stream().anyMatch(round -> !round.released.isEmpty());
  }

  private boolean goesOn(RoundModel round) {
    return GOES_ON.contains(registry) && isLast(round) && !revoked(round.number);
  }

  /** Chooses a step: mostly one that is legal, so that the walk gets far, else any. */
  Act choose(Random random) {
    List<Act> all = acts();
    List<Act> legal = all.stream().filter(this::isLegal).toList();
    if (legal.isEmpty() || random.nextInt(100) < 45) {
      return all.get(random.nextInt(all.size()));
    }
    List<Kind> kinds = legal.stream().map(Act::kind).distinct().toList();
    int weight = random.nextInt(kinds.stream().mapToInt(kind -> kind.weight).sum());
    Kind chosen = kinds.getLast();
    for (Kind kind : kinds) {
      weight -= kind.weight;
      if (weight < 0) {
        chosen = kind;
        break;
      }
    }
    Kind of = chosen;
    List<Act> some = legal.stream().filter(act -> act.kind() == of).toList();
    return some.get(random.nextInt(some.size()));
  }

  /** Everything that can be tried now, on the last two rounds and the version. */
  private List<Act> acts() {
    List<Act> acts = new ArrayList<>();
    rounds.stream()
        .skip(Math.max(0, rounds.size() - 2))
        .flatMap(round -> round.reviews.values().stream())
        .forEach(review -> acts(review, acts));
    if (canSubmit()) {
      acts.add(new Act(Kind.SUBMIT, ENGINEER, null, ""));
    }
    RoundModel last = last();
    if (last != null) {
      acts.add(new Act(Kind.WITHDRAW, ENGINEER, null, ""));
    }
    for (String by : List.of(ENGINEER, PLACER)) {
      acts.add(new Act(Kind.EVIDENCE, by, null, ""));
      for (String environment : List.of("staging", "production")) {
        acts.add(new Act(Kind.RELEASE, by, null, environment));
        acts.add(new Act(Kind.RELEASE, LEAD, null, environment));
      }
    }
    acts.add(new Act(Kind.PROPOSE, OTHER_LEAD, null, ""));
    acts.add(new Act(Kind.PROPOSE, AUDITOR, null, ""));
    if (proposedIn > 0) {
      acts.add(new Act(Kind.AGREE, SECOND, null, ""));
      acts.add(new Act(Kind.AGREE, OTHER_LEAD, null, ""));
    }
    acts.add(held ? new Act(Kind.LIFT, PLACER, null, "") : new Act(Kind.HOLD, ENGINEER, null, ""));
    acts.add(
        held ? new Act(Kind.LIFT, OTHER_LEAD, null, "") : new Act(Kind.HOLD, PLACER, null, ""));
    return acts;
  }

  private void acts(ReviewModel review, List<Act> acts) {
    List<String> people =
        Stream.concat(REVIEWERS.values().stream().flatMap(List::stream), Stream.of(ENGINEER, LEAD))
            .sorted()
            .toList();
    for (String by : people) {
      for (Kind kind :
          List.of(
              Kind.APPROVE,
              Kind.APPROVE_IF,
              Kind.APPROVE_STALE,
              Kind.REQUEST_CHANGES,
              Kind.REJECT,
              Kind.RAISE,
              Kind.RETRACT)) {
        acts.add(new Act(kind, by, review, ""));
      }
      if (!by.equals(LEAD)) {
        acts.add(new Act(Kind.CLAIM, by, review, ""));
        acts.add(new Act(Kind.UNASSIGN, by, review, by));
      }
      acts.add(new Act(Kind.UNASSIGN, LEAD, review, by));
      if (review.reviews(by) || by.equals(ENGINEER)) {
        acts.add(new Act(Kind.ASSIGN, LEAD, review, by));
      }
      places(review.findings.size())
          .forEach(
              place -> {
                acts.add(new Act(Kind.ACCEPT, by, review, place));
                acts.add(new Act(Kind.WITHDRAW_FINDING, by, review, place));
              });
      places(review.conditions.size())
          .forEach(place -> acts.add(new Act(Kind.CONFIRM, by, review, place)));
    }
    acts.add(new Act(Kind.RESPOND, ENGINEER, review, ""));
    acts.add(new Act(Kind.RESPOND, PLACER, review, ""));
    acts.add(new Act(Kind.COMMENT, PLACER, review, ""));
    acts.add(new Act(Kind.EXPIRE, "clock", review, ""));
    places(review.conditions.size())
        .forEach(place -> acts.add(new Act(Kind.MISS, "clock", review, place)));
  }

  /** The last three are enough to reach every state. */
  private static Stream<String> places(int size) {
    return Stream.iterate(Math.max(0, size - 3), place -> place < size, place -> place + 1)
        .map(String::valueOf);
  }

  private boolean canSubmit() {
    RoundModel last = last();
    if (last == null || revoked(last.number)) {
      return true;
    }
    boolean over = last.state.equals("LOST") && !last.hasOpenReview();
    boolean renewal = anyReleased() && (last.state.equals("PASSED") || over);
    return renewal || last.state.equals("WITHDRAWN") || last.state.equals("FAILED");
  }

  private static boolean submits(String by) {
    return by.equals(ENGINEER);
  }

  /** Whether governance lets this be done now. */
  boolean isLegal(Act act) {
    return switch (act.kind()) {
      case APPROVE_STALE -> false;
      case CLAIM -> claims(act.on(), act.by());
      case ASSIGN ->
          act.on().reviews(act.about())
              && !act.on().declared.containsKey(act.about())
              && hasRoom(act.on());
      case UNASSIGN ->
          act.on().declared.containsKey(act.about())
              && act.on().isOpen()
              && (act.by().equals(LEAD) || act.by().equals(act.about()));
      case APPROVE, APPROVE_IF ->
          judges(act) && !act.on().isBlocked() && !act.on().approvals.contains(act.by());
      case REQUEST_CHANGES, REJECT -> judges(act);
      case RAISE ->
          act.on().decides(act.by())
              && Set.of("IN_PROGRESS", "CHANGES_REQUESTED").contains(act.on().state);
      case RESPOND -> submits(act.by()) && act.on().isOpen() && act.on().hasOpenFinding();
      case ACCEPT ->
          act.on().decides(act.by()) && act.on().findings.get(act.place()).equals("ANSWERED");
      case WITHDRAW_FINDING ->
          act.on().decides(act.by())
              && Set.of("OPEN", "ANSWERED").contains(act.on().findings.get(act.place()));
      case RETRACT -> retracts(act.on(), round(act), act.by());
      case CONFIRM ->
          act.on().decides(act.by()) && act.on().conditions.get(act.place()).state.equals("OPEN");
      case MISS -> act.on().conditions.get(act.place()).state.equals("OPEN");
      case EXPIRE -> act.on().isApproved();
      case COMMENT -> true;
      case EVIDENCE -> submits(act.by());
      case HOLD -> act.by().equals(PLACER);
      case LIFT -> act.by().equals(OTHER_LEAD);
      case SUBMIT, WITHDRAW, RELEASE, PROPOSE, AGREE -> isLegalOfVersion(act);
    };
  }

  private boolean isLegalOfVersion(Act act) {
    RoundModel last = last();
    if (last == null) {
      return act.kind() == Kind.SUBMIT;
    }
    return switch (act.kind()) {
      case SUBMIT -> canSubmit();
      case WITHDRAW -> !Set.of("FAILED", "WITHDRAWN").contains(last.state);
      case RELEASE -> act.by().equals(LEAD) && releases(last, act.about());
      case PROPOSE -> act.by().equals(OTHER_LEAD) && !proposed && isRevocable(last);
      case AGREE ->
          act.by().equals(SECOND) && proposed && !revoked(proposedIn) && isRevocable(last);
      default -> throw new IllegalStateException(act.toString());
    };
  }

  private boolean judges(Act act) {
    return act.on().decides(act.by())
        && act.on().state.equals("IN_PROGRESS")
        && isUnderReview(round(act));
  }

  private boolean isUnderReview(RoundModel round) {
    return isLast(round) && UNDER_REVIEW.contains(round.state);
  }

  private static boolean hasRoom(ReviewModel review) {
    return review.isOpen() && review.declared.size() < review.needed;
  }

  private static boolean claims(ReviewModel review, String who) {
    Boolean declared = review.declared.get(who);
    return review.reviews(who)
        && (declared == null ? hasRoom(review) : !declared && review.isOpen());
  }

  private boolean retracts(ReviewModel review, RoundModel round, String who) {
    return review.isApproved()
        && review.approvals.contains(who)
        && isLast(round)
        && !Set.of("FAILED", "WITHDRAWN").contains(round.state)
        && round.released.isEmpty()
        && !revoked(round.number);
  }

  private boolean releases(RoundModel last, String environment) {
    int passed = last.state.equals("PASSED") ? last.openedAt : -1;
    return last.state.equals("PASSED")
        && last.reviews.values().stream().allMatch(ReviewModel::isApproved)
        && !last.released.contains(environment)
        && !held
        && GOES_ON.contains(registry)
        && revocations.stream().allMatch(one -> one.at() < passed);
  }

  private boolean isRevocable(RoundModel last) {
    boolean stands =
        rounds.stream()
            .anyMatch(round -> round.state.equals("PASSED") && !round.released.isEmpty());
    return !revoked(last.number)
        && (last.state.equals("PASSED") || stands)
        && GOES_ON.contains(registry);
  }

  /** Does what is legal; returns the events that it emits, in any order. */
  List<String> apply(Act act) {
    told.clear();
    tick++;
    if (act.review() == null) {
      applyToVersion(act);
    } else {
      applyToReview(act, act.on());
    }
    return told.stream().sorted().toList();
  }

  private void tell(String what, ReviewModel review) {
    told.add("review.%s %s".formatted(what, review));
  }

  private void tell(String what, RoundModel round) {
    told.add("assessment.%s @%d".formatted(what, round.number));
  }

  private void applyToVersion(Act act) {
    switch (act.kind()) {
      case SUBMIT -> submit();
      case WITHDRAW -> withdraw(rounds.getLast());
      case EVIDENCE -> evidence();
      case RELEASE -> release(act.about());
      case PROPOSE -> {
        proposed = true;
        proposedIn = rounds.size();
        told.add("proposal.opened");
      }
      case AGREE -> {
        proposed = false;
        told.add("proposal.approved");
        revoke(rounds.getLast());
      }
      case HOLD -> {
        held = true;
        told.add("hold.placed");
      }
      case LIFT -> {
        held = false;
        told.add("hold.lifted");
      }
      default -> throw new IllegalStateException(act.toString());
    }
  }

  private void applyToReview(Act act, ReviewModel review) {
    switch (act.kind()) {
      case CLAIM -> claim(review, act.by());
      case ASSIGN -> assign(review, act.about(), false);
      case UNASSIGN -> {
        tell("unassigned", review);
        review.declared.remove(act.about());
        if (review.declared.isEmpty()) {
          review.state = "REQUESTED";
        }
      }
      case APPROVE -> approve(review, act.by());
      case APPROVE_IF -> {
        // By turns, so that both of what may follow is walked through.
        review.conditions.add(new ConditionModel(act.by(), review.conditions.size() % 2 == 0));
        told.add("condition.opened");
        approve(review, act.by());
      }
      case REQUEST_CHANGES -> {
        if (!review.hasOpenFinding()) {
          raise(review);
        }
        review.state = "CHANGES_REQUESTED";
        tell("changes-requested", review);
      }
      case REJECT -> reject(review, round(act));
      case RAISE -> raise(review);
      case RESPOND -> {
        review.findings.stream().filter("OPEN"::equals).forEach(_ -> told.add("finding.answered"));
        review.findings.replaceAll(state -> state.equals("OPEN") ? "ANSWERED" : state);
        resume(review);
        if (!told.contains("review.resumed " + review)) {
          tell("resumed", review);
        }
      }
      case ACCEPT -> close(review, act.place(), "ACCEPTED");
      case WITHDRAW_FINDING -> close(review, act.place(), "WITHDRAWN");
      case RETRACT -> {
        review.drop(act.by());
        review.judgedAgain();
        tell("approval-retracted", review);
        if (round(act).state.equals("PASSED")) {
          lose(round(act));
        }
      }
      case CONFIRM -> confirm(review, review.conditions.get(act.place()));
      case MISS -> miss(review, review.conditions.get(act.place()), round(act));
      case EXPIRE -> expire(review, round(act));
      case COMMENT -> tell("commented", review);
      default -> throw new IllegalStateException(act.toString());
    }
  }

  private void claim(ReviewModel review, String who) {
    if (!review.declared.containsKey(who)) {
      assign(review, who, true);
      if (!review.state.equals("ASSIGNED")) {
        return;
      }
    }
    tell("started", review);
    review.declared.put(who, true);
    if (review.state.equals("ASSIGNED")) {
      review.state = "IN_PROGRESS";
    }
  }

  private void assign(ReviewModel review, String who, boolean declares) {
    tell("assigned", review);
    review.declared.put(who, declares);
    if (review.state.equals("REQUESTED")) {
      review.state = "ASSIGNED";
    }
  }

  private void raise(ReviewModel review) {
    review.findings.add("OPEN");
    told.add("finding.opened");
  }

  private void close(ReviewModel review, int place, String as) {
    review.findings.set(place, as);
    told.add("finding.closed");
    if (!review.hasOpenFinding()) {
      resume(review);
    }
  }

  private void resume(ReviewModel review) {
    if (review.state.equals("CHANGES_REQUESTED")) {
      review.state = "IN_PROGRESS";
      tell("resumed", review);
    }
  }

  private void approve(ReviewModel review, String who) {
    review.approvals.add(who);
    tell("approval-recorded", review);
    if (review.approvals.size() < review.needed) {
      return;
    }
    review.state = review.hasOpenCondition() ? "APPROVED_WITH_CONDITIONS" : "APPROVED";
    tell("approved", review);
    RoundModel round = rounds.get(review.round - 1);
    if (isUnderReview(round) && round.reviews.values().stream().allMatch(ReviewModel::isApproved)) {
      round.state = "PASSED";
      tell("passed", round);
    }
  }

  private void reject(ReviewModel review, RoundModel round) {
    review.state = "REJECTED";
    tell("rejected", review);
    round.reviews.values().stream().filter(ReviewModel::isOpen).forEach(this::voided);
    round.state = "FAILED";
    tell("failed", round);
  }

  private void voided(ReviewModel review) {
    review.state = "VOIDED";
    tell("voided", review);
  }

  private void voidAll(RoundModel round) {
    round.reviews.values().stream()
        .filter(review -> review.isOpen() || review.isApproved())
        .forEach(this::voided);
  }

  private void lose(RoundModel round) {
    round.state = "LOST";
    tell("lost", round);
  }

  private void confirm(ReviewModel review, ConditionModel condition) {
    condition.state = "MET";
    told.add("condition.met");
    if (review.state.equals("APPROVED_WITH_CONDITIONS") && !review.hasOpenCondition()) {
      review.state = "APPROVED";
      tell("conditions-met", review);
    }
  }

  private void miss(ReviewModel review, ConditionModel condition, RoundModel round) {
    condition.state = "MISSED";
    told.add("condition.missed");
    if (condition.fallen) {
      return;
    }
    if (!round.state.equals("PASSED")) {
      if (!isUnderReview(round)) {
        if (review.isOpen() || review.isApproved()) {
          voided(review);
        }
      } else if (review.isOpen() || review.isApproved()) {
        review.drop(condition.by);
        review.judgedAgain();
        tell("approval-retracted", review);
      }
      return;
    }
    boolean released = round.isReleased();
    if (review.isApproved()) {
      voided(review);
    }
    lose(round);
    if (released && condition.revokes) {
      revoke(round);
    } else if (!released && goesOn(round)) {
      open();
    }
  }

  private void expire(ReviewModel review, RoundModel round) {
    boolean current = isLast(round) && !revoked(round.number);
    if (current && UNDER_REVIEW.contains(round.state)) {
      for (String who : List.copyOf(review.approvals)) {
        review.drop(who);
        tell("approval-retracted", review);
      }
      review.judgedAgain();
      return;
    }
    review.state = "EXPIRED";
    tell("expired", review);
    if (current && round.state.equals("PASSED") && round.released.isEmpty()) {
      lose(round);
      if (goesOn(round)) {
        open();
      }
    }
  }

  private void submit() {
    RoundModel before = last();
    registry = afterSubmission();
    boolean unchanged =
        before != null && before.state.equals("FAILED") && before.evidence == evidence;
    if (!unchanged) {
      open();
      return;
    }
    RoundModel round = new RoundModel(rounds.size() + 1, evidence, tick);
    rounds.add(round);
    round.state = "FAILED";
    tell("opened", round);
    tell("failed", round);
  }

  private void open() {
    RoundModel round = new RoundModel(rounds.size() + 1, evidence, tick);
    rounds.add(round);
    tell("opened", round);
    needed.forEach(
        (type, approvals) -> {
          ReviewModel review = new ReviewModel(round.number, type, approvals);
          round.reviews.put(type, review);
          tell("requested", review);
        });
  }

  private void withdraw(RoundModel last) {
    boolean released = last.isReleased();
    registry = afterWithdrawal();
    end(last);
    if (released) {
      revoke(last);
    }
  }

  private void end(RoundModel round) {
    round.state = "WITHDRAWN";
    tell("withdrawn", round);
    voidAll(round);
  }

  private void revoke(RoundModel round) {
    told.add("revocation.decided");
    revocations.add(new Revoked(round.number, tick));
    rounds.forEach(one -> one.released.clear());
    RoundModel last = rounds.getLast();
    if (last.state.equals("OPEN") || (last.state.equals("LOST") && last.hasOpenReview())) {
      end(last);
    }
  }

  private void release(String environment) {
    RoundModel last = rounds.getLast();
    rounds.stream()
        .filter(round -> round.released.contains(environment))
        .forEach(round -> round.renewed.add(environment));
    last.released.add(environment);
    told.add("release.decided");
  }

  private void evidence() {
    evidence++;
    told.add("evidence.added");
    for (RoundModel passed : List.copyOf(rounds)) {
      if (passed.state.equals("PASSED")) {
        voidAll(passed);
        lose(passed);
      }
    }
    RoundModel last = last();
    if (last == null || !UNDER_REVIEW.contains(last.state) || last.evidence == evidence) {
      return;
    }
    List<ReviewModel> open =
        last.reviews.values().stream()
            .filter(review -> review.isOpen() || review.isApproved())
            .toList();
    if (!open.isEmpty()) {
      last.evidence = evidence;
      open.forEach(
          review -> {
            List.copyOf(review.approvals).forEach(review::drop);
            review.judgedAgain();
            tell("rebound", review);
          });
    } else if (last.state.equals("LOST") && goesOn(last)) {
      open();
    }
  }

  /** How everything stands, in the words that the database's rows are put into as well. */
  List<String> standing() {
    List<String> lines = new ArrayList<>();
    for (RoundModel round : rounds) {
      lines.add("@%d %s".formatted(round.number, round.state));
      for (ReviewModel review : round.reviews.values()) {
        lines.add(
            "%s %s %s approved by %s"
                .formatted(review, review.state, review.declared, review.approvals));
        for (String finding : review.findings) {
          lines.add("%s finding %s".formatted(review, finding));
        }
        for (ConditionModel condition : review.conditions) {
          lines.add("%s condition %s".formatted(review, condition.state));
        }
      }
    }
    return lines.stream().sorted(Comparator.naturalOrder()).toList();
  }
}
