package org.assay.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PgbenchScriptTest {

  private static final String MODEL = "01a2134a-11ac-7d36-ad08-433d88ecdb19";
  private static final String PROJECT = "01a2134a-07ff-774e-ab29-1d95e3f4b7b6";
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final Specimen SPECIMEN =
      new Specimen(MODEL, "specimen", 7919, DIGEST, "the-key", Map.of("project", PROJECT));

  private static final String LOG =
      """
      assay [11] registry LOG:  statement: BEGIN
      assay [12] registry LOG:  execute S_1: select 'of another session'
      assay [11] registry LOG:  execute S_4: select pg_try_advisory_xact_lock($1)
      assay [11] registry DETAIL:  Parameters: $1 = '-2438646959809033901'
      assay [11] registry LOG:  execute S_5: update model set last_number = last_number + 1
      \t where id = $1
      \t returning last_number
      assay [11] registry DETAIL:  Parameters: $1 = '%s'
      assay [11] registry LOG:  execute S_6: insert into model_version values ($1,$2,$3,$4,$5,$6,$7)
      assay [11] registry DETAIL:  Parameters: $1 = '01a2134a-2799-78e2-acc3-66785ae3c0f3', $2 = '%s', $3 = '%s', $4 = '7919', $5 = NULL, $6 = 'model/p.specimen/version/7919', $7 = 'it''s: a \\name'
      assay [11] registry LOG:  execute S_1: COMMIT
      assay [11] registry LOG:  statement: BEGIN
      assay [11] registry LOG:  execute S_1: COMMIT
      """
          .formatted(MODEL, PROJECT, DIGEST);

  @Test
  void readsStatementsOfSeveralLinesWithTheirParameters() {
    List<LoggedStatement> logged = StatementLog.parsed(LOG);

    assertThat(logged).hasSize(8);
    assertThat(logged.get(3).sql()).startsWith("update model").endsWith("returning last_number");
    assertThat(logged.get(4).parameters()).hasSize(7).contains("it's: a \\name", (String) null);
    assertThat(logged.get(1).process()).isEqualTo(12);
  }

  /** Such as the bytes of an event, or of an answer kept for repeats. */
  @Test
  void readsAParameterOfAnyLength() {
    String value = "0123456789abcdef".repeat(65_536);

    List<LoggedStatement> logged =
        StatementLog.parsed(
            """
            assay [11] registry LOG:  execute S_1: insert into event_log values ($1)
            assay [11] registry DETAIL:  Parameters: $1 = '%s'
            """
                .formatted(value));

    assertThat(logged.getFirst().parameters()).containsExactly(value);
  }

  @Test
  void takesTheTransactionOfTheSpecimenAlone() {
    List<LoggedStatement> transaction =
        PgbenchScript.transactionOf(StatementLog.parsed(LOG), SPECIMEN);

    assertThat(transaction).hasSize(5);
    assertThat(transaction.getFirst().sql()).isEqualTo("BEGIN");
    assertThat(transaction.getLast().sql()).isEqualTo("COMMIT");
    assertThat(transaction).allMatch(statement -> statement.process() == 11);
  }

  @Test
  void saysSoIfTheSpecimenWasNotLogged() {
    List<LoggedStatement> nothing = List.of();
    assertThatThrownBy(() -> PgbenchScript.transactionOf(nothing, SPECIMEN))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void variesWhatDiffersAndKeepsTheRest() {
    String script =
        PgbenchScript.of(
                PgbenchScript.transactionOf(StatementLog.parsed(LOG), SPECIMEN), SPECIMEN, 64)
            .text();

    assertThat(script)
        .contains("\\set model random(1, 64)")
        .contains("select pg_try_advisory_xact_lock(:r::bigint);")
        .contains("where id = lpad(to_hex(:model::bigint), 32, '0')::uuid")
        .contains("returning last_number\n\\gset\n")
        .contains("'" + PROJECT + "'")
        .contains("'sha256'||chr(58)||lpad(to_hex(:r::bigint), 64, '0')")
        .contains("('model/p.'||'m'||:model::text||'/version/'||:last_number::text)")
        .contains("E'it''s\\x3a a \\\\name'")
        .contains("null")
        .doesNotContain("7919")
        .doesNotContain(DIGEST)
        .doesNotContain("01a2134a-2799-78e2-acc3-66785ae3c0f3");
  }

  @Test
  void readsTheRateWithoutTheTimeToConnect() {
    String output =
        """
        number of failed transactions: 0 (0.000%)
        latency average = 8.812 ms
        initial connection time = 20.1 ms
        tps = 1815.700000 (without initial connection time)
        """;

    assertThat(Pgbench.parsed(output)).isEqualTo(new Pgbench.Rate(1815.7, 8.812));
  }

  @Test
  void refusesARunWithFailures() {
    assertThatThrownBy(() -> Pgbench.parsed("number of failed transactions: 3 (0.1%)"))
        .isInstanceOf(IllegalStateException.class);
  }
}
