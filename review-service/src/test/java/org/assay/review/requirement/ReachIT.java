package org.assay.review.requirement;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.assay.kit.testing.IssuerResource;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invariant 7: what nobody eligible could fulfil is impossible, blocks, and says who helps. */
@QuarkusTest
class ReachIT extends ReviewTestCase {

  @Inject ReviewerCensus census;

  @AfterEach
  void forget() {
    census.forget();
  }

  /** A version in which everybody had a part who could review its ethics. */
  private static Subject withoutReviewers() {
    Subject subject =
        registered()
            .involving("ethics-reviewer", "DATA_OWNER")
            .involving("ethics-reviewer-2", "RUN_STARTER")
            .involving("lead-2", "DATA_OWNER");
    submit(subject);
    return subject;
  }

  @Test
  void isImpossibleWhereEverybodyWithTheRoleHadAPart() {
    Subject subject = withoutReviewers();

    census.take();

    get("engineer", subject.path() + "/requirements")
        .body(state("ethics-approved"), is("IMPOSSIBLE"))
        .body(state("performance-approved"), is("PENDING"))
        .body(
            "requirements.find { it.key == 'ethics-approved' }.reason",
            containsString("an administrator can add reviewers"))
        .body(
            "requirements.find { it.key == 'ethics-approved' }.satisfiable_by.role",
            contains("admin"));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("ethics-approved"), is("IMPOSSIBLE"));
    release("lead", subject, "production")
        .statusCode(409)
        .body("requirements.state", hasItem("IMPOSSIBLE"));
  }

  @Test
  void waitsWhereSomebodyIsLeft() {
    Subject subject =
        registered()
            .involving("ethics-reviewer", "DATA_OWNER")
            .involving("ethics-reviewer-2", "RUN_STARTER");
    submit(subject);

    census.take();

    get("engineer", subject.path() + "/requirements").body(state("ethics-approved"), is("PENDING"));
    approve("lead-2", subject, "ETHICS");
    get("engineer", subject.path() + "/requirements")
        .body(state("ethics-approved"), is("SATISFIED"));
  }

  @Test
  void guessesNothingWhileTheProviderIsAway() {
    Subject subject = withoutReviewers();
    IssuerResource.away();
    try {
      census.take();

      gate("engineer", subject.digest(), "production")
          .body("decision", is("DENY"))
          .body(state("ethics-approved"), is("PENDING"));
    } finally {
      IssuerResource.back();
    }
  }

  @Test
  void isImpossibleWhereTooFewUnitsAreLeft() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            List.of(
                Map.of("type", "ETHICS", "approvals", 2),
                Map.of("type", "PERFORMANCE", "approvals", 1)),
            "distinct_units",
            3));
    submit(subject);

    census.take();

    get("engineer", subject.path() + "/requirements")
        .body(state("distinct-units"), is("IMPOSSIBLE"))
        .body(state("ethics-approved"), is("PENDING"));
  }
}
