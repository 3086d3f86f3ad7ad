package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.MemberChanged;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.Tokens;
import org.assay.review.Races;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever may not review any more loses the seat by the system's hand. */
@QuarkusTest
class SeatIT extends ReviewTestCase {

  @Inject SeatWatch watch;
  @Inject EventLog log;

  @BeforeEach
  void askAnew() {
    watch.forget();
  }

  private static String claimed(Subject subject, String type, String account) {
    String review = review(subject, type);
    claim(account, review).statusCode(201);
    return review;
  }

  private List<LoggedEvent> unassigned(String review) {
    return log.history(UUID.fromString(review), 0, 100).stream()
        .filter(event -> event.type().equals(EventTypes.REVIEW_UNASSIGNED))
        .toList();
  }

  private void isUnassignedOnceBecauseOf(String review, String cause) {
    get("auditor", REVIEWS + "/" + review)
        .body("state", is("REQUESTED"))
        .body("assignees", empty());
    assertThat(unassigned(review)).hasSize(1);
    assertThat(unassigned(review).getFirst().data().path("cause").asText()).isEqualTo(cause);
    assertThat(unassigned(review).getFirst().actor()).isEqualTo("system:review-service");
  }

  /** Lets the registry tell that somebody had a part, and waits until that is known here. */
  private static void involve(Subject subject, String account, String part, String type) {
    follow(subject.involving(account, part), "org.assay.registry.version.updated.v1", "IN_REVIEW");
    await()
        .untilAsserted(
            () ->
                get(account, REVIEWS + "/" + review(subject, type))
                    .body("actions.find { it.name == 'approve' }.allowed", is(false)));
  }

  /** Invariant 1: an approver has no part in the version. */
  @Test
  void takesOffWhoeverTurnsOutToHaveAPart() {
    Subject subject = submitted();
    String ethics = claimed(subject, "ETHICS", "ethics-reviewer");
    String performance = claimed(subject, "PERFORMANCE", "performance-reviewer");
    involve(subject, "ethics-reviewer", "DATA_OWNER", "ETHICS");

    watch.look();
    watch.look();

    isUnassignedOnceBecauseOf(ethics, "DATA_OWNER");
    get("auditor", REVIEWS + "/" + performance).body("state", is("IN_PROGRESS"));
    claim("ethics-reviewer-2", ethics).statusCode(201);
  }

  /** Invariant 24: a role is necessary, and not sufficient. */
  @Test
  void takesOffWhoeverLostTheRoleOnceHoweverManyCopiesLook() throws Exception {
    String ethics = claimed(submitted(), "ETHICS", "ethics-reviewer-2");
    IssuerResource.takeRoles("ethics-reviewer-2");
    try {
      Races.fourAtOnce(watch::look);
      watch.forget();
      watch.look();
    } finally {
      IssuerResource.giveRoles("ethics-reviewer-2");
    }

    isUnassignedOnceBecauseOf(ethics, "ROLE_LOST");
  }

  @Test
  void takesALeadOffWhoBecameAMemberOfTheProject() {
    Subject subject = submitted();
    String ethics = claimed(subject, "ETHICS", "lead-2");
    tell(
        PROJECTS,
        List.of(
            projectEvent(
                EventTypes.MEMBER_ADDED,
                subject.projectId(),
                "any",
                5,
                new MemberChanged(
                    subject.projectId(),
                    Tokens.subject("lead-2"),
                    "VIEWER",
                    "risk",
                    Instant.EPOCH,
                    null))));
    await()
        .untilAsserted(
            () ->
                get("lead-2", REVIEWS + "/" + ethics)
                    .body("actions.find { it.name == 'approve' }.allowed", is(false)));

    watch.look();

    isUnassignedOnceBecauseOf(ethics, "OWN_PROJECT");
  }

  @Test
  void takesNobodyOffWhileTheProviderIsAway() {
    String ethics = claimed(submitted(), "ETHICS", "ethics-reviewer");
    IssuerResource.takeRoles("ethics-reviewer");
    IssuerResource.away();
    try {
      watch.look();
    } finally {
      IssuerResource.back();
      IssuerResource.giveRoles("ethics-reviewer");
    }
    watch.look();

    get("auditor", REVIEWS + "/" + ethics)
        .body("state", is("IN_PROGRESS"))
        .body("assignees.reviewer.account", contains("ethics-reviewer"));
    assertThat(unassigned(ethics)).isEmpty();
  }

  @Test
  void leavesWhoeverMayReviewAndWhatIsDecided() {
    Subject subject = submitted();
    String ethics = claimed(subject, "ETHICS", "ethics-reviewer");
    String performance = claimed(subject, "PERFORMANCE", "performance-reviewer");
    decide("performance-reviewer", performance, "APPROVED").statusCode(201);
    involve(subject, "performance-reviewer", "DATA_OWNER", "PERFORMANCE");

    watch.look();

    get("auditor", REVIEWS + "/" + ethics).body("state", is("IN_PROGRESS"));
    get("auditor", REVIEWS + "/" + performance).body("state", is("APPROVED"));
    post(
            "ethics-reviewer",
            REVIEWS + "/" + ethics + "/unassignments",
            Map.of("account", "ethics-reviewer"))
        .statusCode(201);
  }
}
