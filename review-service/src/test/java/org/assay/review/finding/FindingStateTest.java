package org.assay.review.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingStateTest {

  @ParameterizedTest
  @CsvSource({
    "OPEN,      ANSWERED, FIXED, ,         WITHDRAWN",
    "ANSWERED,  ,         FIXED, ACCEPTED, WITHDRAWN",
    "FIXED,     ,         ,      ACCEPTED, WITHDRAWN",
    "ACCEPTED,  ,         ,      ,         ",
    "WITHDRAWN, ,         ,      ,         "
  })
  void leadsWhereItSaysAndNowhereElse(
      FindingState from,
      FindingState answer,
      FindingState fix,
      FindingState accept,
      FindingState withdraw) {
    assertThat(from.after(FindingState.Act.ANSWER)).isEqualTo(Optional.ofNullable(answer));
    assertThat(from.after(FindingState.Act.FIX)).isEqualTo(Optional.ofNullable(fix));
    assertThat(from.after(FindingState.Act.ACCEPT)).isEqualTo(Optional.ofNullable(accept));
    assertThat(from.after(FindingState.Act.WITHDRAW)).isEqualTo(Optional.ofNullable(withdraw));
  }
}
