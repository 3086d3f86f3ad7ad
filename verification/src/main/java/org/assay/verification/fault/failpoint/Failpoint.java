package org.assay.verification.fault.failpoint;

import static org.assay.verification.fault.failpoint.Action.DELAY;
import static org.assay.verification.fault.failpoint.Action.DIE;
import static org.assay.verification.fault.failpoint.Action.FAIL;
import static org.assay.verification.fault.failpoint.Action.TOLD_TIMED_OUT;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A named place in the product where a process can be made to die, fail or wait. Where it is in the
 * code is in the script {@code failpoints.btm}, one rule or more for each.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of and Set.of never change
public enum Failpoint {
  /** A request's transaction has done all its work and is about to commit. */
  WRITE_BEFORE_COMMIT(Parts.SERVICES, Set.of(DIE, FAIL, DELAY)),
  /** A request's transaction is committed, and its answer is not sent. */
  WRITE_AFTER_COMMIT(Parts.SERVICES, Set.of(DIE, TOLD_TIMED_OUT, DELAY)),
  /** A release is decided and not committed. */
  RELEASE_BEFORE_COMMIT(Parts.REVIEW, Set.of(DIE, FAIL)),
  /** A release is committed, and its answer is not sent. */
  RELEASE_AFTER_COMMIT(Parts.REVIEW, Set.of(DIE, TOLD_TIMED_OUT)),
  /** The sequencer is about to number what waits. */
  SEQUENCER_BEFORE_BATCH(Parts.SERVICES, Set.of(DIE, FAIL)),
  /** A batch is numbered, and the sequencer does not know it yet. */
  SEQUENCER_AFTER_BATCH(Parts.SERVICES, Set.of(DIE, FAIL)),
  /** The relay has read a batch and sent nothing of it. */
  RELAY_BEFORE_PRODUCE(Parts.SERVICES, Set.of(DIE, FAIL)),
  /** The broker has the batch, and the relay's cursor still stands before it. */
  RELAY_BEFORE_CURSOR(Parts.SERVICES, Set.of(DIE, FAIL, DELAY)),
  /** The cursor stands behind the batch. */
  RELAY_AFTER_CURSOR(Parts.SERVICES, Set.of(DIE, FAIL)),
  /** A watermark is about to be sent. */
  WATERMARK_BEFORE_PRODUCE(Parts.SERVICES, Set.of(DIE, FAIL)),
  /** A watermark is sent to every partition. */
  WATERMARK_AFTER_PRODUCE(Parts.SERVICES, Set.of(DIE, FAIL)),
  /** An event is applied and not committed. */
  INBOX_BEFORE_COMMIT(Parts.READING, Set.of(DIE, FAIL, DELAY)),
  /** An event is applied and committed, and its offset is not. */
  INBOX_AFTER_COMMIT(Parts.READING, Set.of(DIE, TOLD_TIMED_OUT)),
  /** A dead letter is sent, and that its record is parked is not committed. */
  DEAD_LETTER_SENT(Parts.REVIEW, Set.of(DIE, FAIL)),
  /** A service has answered the gateway, and the gateway not its caller. */
  GATEWAY_BEFORE_ANSWER(List.of("gateway"), Set.of(DIE, TOLD_TIMED_OUT));

  private final List<String> parts;
  private final Set<Action> actions;

  Failpoint(List<String> parts, Set<Action> actions) {
    this.parts = parts;
    this.actions = actions;
  }

  /** Its name for people and in the rules. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The parts that pass it. */
  List<String> parts() {
    return parts;
  }

  /** What can be made to happen at it. */
  Set<Action> actions() {
    return actions;
  }

  /** Names of parts; an enum's constants cannot use its own static fields. */
  private static final class Parts {
    private static final List<String> REVIEW = List.of("review-service");
    private static final List<String> READING = List.of("model-registry-service", "review-service");
    private static final List<String> SERVICES =
        List.of("project-service", "model-registry-service", "review-service");
  }
}
