package org.assay.verification.fault.check;

import java.util.List;

/** Something that must hold after a trial, whatever was broken during it. */
@FunctionalInterface
public interface Checker {

  /** Every checker that there is. */
  static List<Checker> all() {
    return List.of(
        new AcknowledgedActs(),
        new Idempotence(),
        new ChangeCounts(),
        new LogNumbering(),
        new TopicOrder(),
        new Consumption(),
        new GateAnswers());
  }

  /** Says what does not hold. */
  List<Finding> check(Chronicle chronicle, Evidence evidence);
}
