package org.assay.verification.fault.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.check.Evidence;
import org.assay.verification.fault.check.Finding;
import org.assay.verification.fault.check.Verdict;
import org.junit.jupiter.api.Test;

/** When a mutant counts as caught. */
class MutantReportTest {

  private static final Mutant MUTANT = Mutant.NUMBER_IN_REVERSE;
  private static final List<Finding> DISORDER =
      List.of(new Finding(Verdict.ORDER_VIOLATIONS, "2 before 1"));
  private static final Set<String> HITS = Set.copyOf(MUTANT.rules());

  @Test
  void catchesAMutantByWhatItsRulesDid() {
    assertThat(Mutants.unproven(MUTANT, tried(DISORDER, 1), HITS)).isEmpty();
    assertThat(MutantReport.Row.of(MUTANT, DISORDER, List.of()).good()).isTrue();
  }

  @Test
  void doesNotCatchItByAnotherVerdict() {
    List<Finding> lost = List.of(new Finding(Verdict.ACKNOWLEDGED_LOST, "a version"));
    assertThat(Mutants.unproven(MUTANT, tried(lost, 1), HITS)).containsExactly("not out of order");
  }

  @Test
  void doesNotCatchItWhileItsRuleDidNothing() {
    assertThat(Mutants.unproven(MUTANT, tried(DISORDER, 1), Set.of()))
        .containsExactly("the rule 'number in reverse' did nothing");
  }

  @Test
  void doesNotCatchItWhereTheSequencerFailsAltogether() {
    assertThat(Mutants.unproven(MUTANT, tried(DISORDER, 0), HITS))
        .containsExactly("0 of 1 events of registry have a position");
    MutantReport.Row row = MutantReport.Row.of(MUTANT, DISORDER, List.of("no position"));
    assertThat(row.good()).isFalse();
    assertThat(new MutantReport(1, List.of(row)).lines())
        .contains("not proven: number-in-reverse: no position");
  }

  @Test
  void isNotGoodWhereTooLittleOfTheProductWasTried() {
    assertThat(MutantReport.Row.control(List.of(), List.of()).good()).isTrue();
    assertThat(MutantReport.Row.control(List.of(), List.of("no release")).good()).isFalse();
    assertThat(MutantReport.Row.control(DISORDER, List.of()).good()).isFalse();
  }

  private static MutantTrial.Tried tried(List<Finding> findings, long position) {
    UUID id = new UUID(0, 1);
    Evidence.Event event = new Evidence.Event(id, "a.type.v1", "thing", id, 1, position);
    Evidence.State nothing =
        new Evidence.State(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of());
    Evidence evidence =
        new Evidence(
            Map.of(Database.REGISTRY, new Evidence.Log(List.of(event), 0, position)),
            nothing,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new MutantTrial.Tried(evidence, findings, List.of());
  }
}
