package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.assay.review.replica.Part;
import org.junit.jupiter.api.Test;

class DutyTest {

  @Test
  void refusesApprovalByTheAuthor() {
    assertThat(Duty.againstApproval(Set.of(Part.AUTHOR), false, false)).contains(Duty.AUTHOR);
  }

  @Test
  void refusesApprovalByASubmitterOfWhateverRound() {
    assertThat(Duty.againstApproval(Set.of(Part.SUBMITTER), false, false)).contains(Duty.SUBMITTER);
  }

  @Test
  void refusesApprovalByWhoeverRegisteredIt() {
    assertThat(Duty.againstApproval(Set.of(Part.REGISTRANT), false, false))
        .contains(Duty.REGISTRANT);
  }

  @Test
  void refusesApprovalByAServiceAccount() {
    assertThat(Duty.againstApproval(Set.of(), true, false)).contains(Duty.SERVICE_ACCOUNT);
  }

  @Test
  void refusesASecondApprovalOfTheRoundByOnePerson() {
    assertThat(Duty.againstApproval(Set.of(), false, true)).contains(Duty.DISTINCT_PEOPLE);
  }

  @Test
  void letsSomebodyWithoutAPartApprove() {
    assertThat(Duty.againstApproval(Set.of(), false, false)).isEmpty();
  }

  @Test
  void refusesReleaseByAuthorSubmitterApproverAndMachine() {
    assertThat(Duty.againstRelease(Set.of(Part.AUTHOR), false, false)).contains(Duty.AUTHOR);
    assertThat(Duty.againstRelease(Set.of(Part.SUBMITTER), false, false)).contains(Duty.SUBMITTER);
    assertThat(Duty.againstRelease(Set.of(), false, true)).contains(Duty.APPROVER);
    assertThat(Duty.againstRelease(Set.of(), true, false)).contains(Duty.SERVICE_ACCOUNT);
  }

  @Test
  void letsWhoeverOnlyRegisteredItRelease() {
    assertThat(Duty.againstRelease(Set.of(Part.REGISTRANT), false, false)).isEmpty();
  }
}
