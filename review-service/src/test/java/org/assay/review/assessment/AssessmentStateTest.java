package org.assay.review.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentStateTest {

  @ParameterizedTest
  @CsvSource({
    // state,   pass,   fail,   lose, rebind, withdraw
    "OPEN,      PASSED, FAILED, ,     LOST,   WITHDRAWN",
    "PASSED,    ,       ,       LOST, LOST,   WITHDRAWN",
    "LOST,      PASSED, FAILED, ,     LOST,   WITHDRAWN",
    "FAILED,    ,       ,       ,     ,       ",
    "WITHDRAWN, ,       ,       ,     ,       "
  })
  void leadsWhereGovernanceSays(
      AssessmentState state,
      AssessmentState pass,
      AssessmentState fail,
      AssessmentState lose,
      AssessmentState rebind,
      AssessmentState withdraw) {
    for (AssessmentState.Act act : AssessmentState.Act.values()) {
      AssessmentState expected =
          switch (act) {
            case PASS -> pass;
            case FAIL -> fail;
            case LOSE -> lose;
            case REBIND -> rebind;
            case WITHDRAW -> withdraw;
          };
      assertThat(state.after(act).orElse(null)).as("%s after %s", act, state).isEqualTo(expected);
    }
  }
}
