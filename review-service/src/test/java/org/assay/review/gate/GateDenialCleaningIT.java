package org.assay.review.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.assay.review.ReviewTestCase;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What is only there to tell a denial once an hour is not kept for ever. */
@QuarkusTest
class GateDenialCleaningIT extends ReviewTestCase {

  @Inject GateDenialCleaning cleaning;
  @Inject Session entities;

  @Test
  void removesWhatIsOlderThanADayHoweverMuchItIs() {
    QuarkusTransaction.requiringNew().run(() -> denials("old", "25 hours", 2_500));
    QuarkusTransaction.requiringNew().run(() -> denials("new", "23 hours", 3));

    cleaning.clean();

    assertThat(environments()).containsExactly("new", "new", "new");
  }

  private void denials(String environment, String age, int number) {
    entities
        .createNativeMutationQuery(
            """
            insert into gate_denial (id, version_id, digest, environment, unmet, hour)
            select uuidv7(), uuidv7(), '-', :environment, '-',
                   clock_timestamp() - cast(:age as interval)
              from generate_series(1, :number)
            """)
        .setParameter("environment", environment)
        .setParameter("age", age)
        .setParameter("number", number)
        .executeUpdate();
  }

  private List<String> environments() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                entities
                    .createNativeQuery(
                        "select environment from gate_denial where digest = '-'", String.class)
                    .getResultList());
  }
}
