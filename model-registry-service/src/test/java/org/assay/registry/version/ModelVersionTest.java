package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.VersionChanged;
import org.assay.contracts.name.ModelName;
import org.assay.contracts.name.ProjectKey;
import org.assay.contracts.problem.ProblemType;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.registry.Refusal;
import org.assay.registry.project.MemberRole;
import org.assay.registry.project.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelVersionTest {

  private static final UUID PROJECT = UUID.randomUUID();
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  @Test
  void isDraftedAndRegisteredAsRevisionsOneAndTwo() {
    ModelVersion version = drafted(true);
    assertThat(version.state()).isEqualTo(VersionState.DRAFT);
    assertThat(version.revision()).isEqualTo(1);

    String type = version.take(Step.REGISTER, "someone");

    assertThat(type).isEqualTo(EventTypes.VERSION_REGISTERED);
    assertThat(version.state()).isEqualTo(VersionState.REGISTERED);
    assertThat(version.revision()).isEqualTo(2);
    assertThat(version.digestOrigin()).isEqualTo(DigestOrigin.CLAIMED);
  }

  @Test
  void beginsARoundWithEachSubmission() {
    ModelVersion version = registered(true);

    version.take(Step.SUBMIT, "first");
    version.take(Step.WITHDRAW, "first");
    version.take(Step.SUBMIT, "second");

    assertThat(version.round()).isEqualTo(2);
    assertThat(version.wasSubmittedBy("second")).isTrue();
    assertThat(version.wasSubmittedBy("first")).isFalse();
    assertThat(version.revision()).isEqualTo(5);
  }

  @Test
  void takesNoStepThatTheTableDoesNotList() {
    ModelVersion version = registered(true);

    assertThatThrownBy(() -> version.take(Step.PASS, "someone"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(version.state()).isEqualTo(VersionState.REGISTERED);
    assertThat(version.revision()).isEqualTo(2);
  }

  @Test
  void isNotRetiredWhileItRunsSomewhere() {
    ModelVersion version = registered(true);
    Caller lead = caller(Role.LEAD);
    version.deployed();
    version.deployed();
    version.undeployed();
    assertThat(codeOf(version.refuses(Step.RETIRE, lead, in(null)))).contains("VERSION_DEPLOYED");

    version.undeployed();

    assertThat(version.refuses(Step.RETIRE, lead, in(null))).isEmpty();
    assertThat(version.revision()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    // role, membership, code
    "ENGINEER, OWNER,",
    "ENGINEER, CONTRIBUTOR,",
    "LEAD, CONTRIBUTOR,",
    "ENGINEER, VIEWER, NOT_A_CONTRIBUTOR",
    "LEAD,, NOT_A_CONTRIBUTOR",
    "ETHICS_REVIEWER, OWNER, FORBIDDEN",
    "AUDITOR, OWNER, FORBIDDEN",
    "ADMIN, OWNER, FORBIDDEN"
  })
  void isSubmittedByContributorsOfTheProject(
      Role role, @Nullable MemberRole membership, @Nullable String code) {
    assertThat(codeOf(registered(true).refuses(Step.SUBMIT, caller(role), in(membership))))
        .isEqualTo(Optional.ofNullable(code));
  }

  @ParameterizedTest
  @CsvSource({
    "submitter, CONTRIBUTOR,",
    "another, OWNER,",
    "another, CONTRIBUTOR, NOT_THE_SUBMITTER",
    "another, VIEWER, NOT_THE_SUBMITTER"
  })
  void isWithdrawnByItsSubmitterOrAnOwner(
      String subject, MemberRole membership, @Nullable String code) {
    ModelVersion version = registered(true);
    version.take(Step.SUBMIT, "submitter");

    assertThat(codeOf(version.refuses(Step.WITHDRAW, caller(subject, false), in(membership))))
        .isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void isNotSubmittedByAMachineWithoutAHumanAuthor() {
    Caller machine = caller("robot", true);

    assertThat(codeOf(registered(false).refuses(Step.SUBMIT, machine, in(MemberRole.CONTRIBUTOR))))
        .contains("HUMAN_AUTHOR_REQUIRED");
    assertThat(registered(true).refuses(Step.SUBMIT, machine, in(MemberRole.CONTRIBUTOR)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DEPRECATE, LEAD,,",
    "DEPRECATE, ENGINEER, OWNER,",
    "DEPRECATE, ENGINEER, CONTRIBUTOR, OWNER_OR_LEAD_REQUIRED",
    "RETIRE, LEAD,, ILLEGAL_TRANSITION",
    "RETIRE, ENGINEER, CONTRIBUTOR, OWNER_OR_LEAD_REQUIRED",
    "SUBMIT, LEAD,,",
    "SUBMIT, ENGINEER, OWNER,",
    "SUBMIT, ENGINEER, CONTRIBUTOR, OWNER_OR_LEAD_REQUIRED",
    "WITHDRAW, ENGINEER, OWNER, ILLEGAL_TRANSITION"
  })
  void leavesAReleasedVersionToOwnersAndLeads(
      Step step, Role role, @Nullable MemberRole membership, @Nullable String code) {
    assertThat(codeOf(released().refuses(step, caller(role), in(membership))))
        .isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void staysReleasedWhileItIsRenewedOnceAtATime() {
    ModelVersion version = released();

    version.take(Step.SUBMIT, "lead");

    assertThat(version.state()).isEqualTo(VersionState.RELEASED);
    assertThat(codeOf(version.refuses(Step.SUBMIT, caller(Role.LEAD), in(null))))
        .contains("ILLEGAL_TRANSITION");
    version.take(Step.RENEW, "system");
    assertThat(version.refuses(Step.SUBMIT, caller(Role.LEAD), in(null))).isEmpty();
  }

  @Test
  void isRetiredOnceItsLastDayIsOver() {
    LocalDate today = LocalDate.now(Clock.systemUTC());
    ModelVersion version = released();
    version.deprecate("lead", 2, today);
    assertThat(codeOf(version.refuses(Step.RETIRE, caller(Role.LEAD), in(null))))
        .contains("LAST_DAY_NOT_OVER");

    ModelVersion old = released();
    old.deprecate("lead", 2, today.minusDays(1));
    assertThat(old.refuses(Step.RETIRE, caller(Role.LEAD), in(null))).isEmpty();
  }

  @Test
  void isRetiredButNotDeletedOnceItWasReleased() {
    ModelVersion old = released();
    old.deprecate("lead", 2, LocalDate.now(Clock.systemUTC()).minusDays(1));

    assertThat(codeOf(old.refusesDeletion(caller(Role.LEAD), in(null))))
        .contains("ILLEGAL_TRANSITION");
    assertThat(registered(true).refusesDeletion(caller(Role.LEAD), in(null))).isEmpty();
  }

  @Test
  void namesTheAllowedActsOfAWrongTransition() {
    Refusal refusal =
        registered(true)
            .refuses(Step.WITHDRAW, caller(Role.ENGINEER), in(MemberRole.OWNER))
            .orElseThrow();

    assertThat(refusal.allowed()).containsExactly("submit", "retire");
  }

  @Test
  void isSubmittedAgainAfterRevocationByALeadOnly() {
    ModelVersion version = released();
    version.take(Step.REVOKE, "system");

    assertThat(codeOf(version.refuses(Step.SUBMIT, caller(Role.ENGINEER), in(MemberRole.OWNER))))
        .contains("FORBIDDEN");
    assertThat(version.refuses(Step.SUBMIT, caller(Role.LEAD), in(null))).isEmpty();
  }

  @Test
  void leavesReviewServicesStepsToNoPerson() {
    assertThat(codeOf(released().refuses(Step.REVOKE, caller(Role.LEAD), in(MemberRole.OWNER))))
        .contains("FORBIDDEN");
  }

  @Test
  void tellsAllThatReviewServiceNeeds() {
    ModelVersion version = registered(true);
    String type = version.take(Step.SUBMIT, "submitter");

    NewEvent event =
        version.event(
            type,
            new ModelName(new ProjectKey("credit"), "denial"),
            new Cause("submitter", null, null),
            null);

    assertThat(event.subject()).isEqualTo("model/credit.denial/version/3");
    assertThat(event.aggregateVersion()).isEqualTo(3);
    assertThat(event.partitionKey()).isEqualTo(version.modelId());
    VersionChanged data = (VersionChanged) event.data();
    assertThat(data.state()).isEqualTo("IN_REVIEW");
    assertThat(data.authors()).containsExactly("author");
    assertThat(data.createdBy()).isEqualTo("creator");
    assertThat(data.submittedBy()).isEqualTo("submitter");
    assertThat(data.round()).isEqualTo(1);
    assertThat(data.digest()).isEqualTo(DIGEST);
    assertThat(data.projectId()).isEqualTo(PROJECT);
  }

  private static Optional<String> codeOf(Optional<Refusal> refusal) {
    return refusal.map(Refusal::type).map(ProblemType::code);
  }

  private static ModelVersion released() {
    ModelVersion version = registered(true);
    version.take(Step.SUBMIT, "submitter");
    version.take(Step.PASS, "system");
    version.take(Step.RELEASE, "system");
    return version;
  }

  private static ModelVersion registered(boolean anyHuman) {
    ModelVersion version = drafted(anyHuman);
    version.take(Step.REGISTER, "creator");
    return version;
  }

  private static ModelVersion drafted(boolean anyHuman) {
    return ModelVersion.drafted(
        new ModelVersion.Place(PROJECT, UUID.randomUUID(), 3, UUID.randomUUID()),
        new RegisterVersion(
            DIGEST,
            "git:1",
            "scikit-learn",
            "binary-classification",
            List.of(),
            Map.of(),
            List.of("author"),
            null,
            null,
            null,
            null,
            null),
        new ModelVersion.Authors(List.of("author"), anyHuman),
        "creator");
  }

  private static Caller caller(Role role) {
    return new Caller("someone", "someone", Set.of(role), "credit", false, "token");
  }

  private static Caller caller(String subject, boolean machine) {
    return new Caller(subject, subject, Set.of(Role.ENGINEER), "credit", machine, "token");
  }

  private static Standing in(@Nullable MemberRole membership) {
    return new Standing(PROJECT, new ProjectKey("credit"), "ACTIVE", membership, false);
  }
}
