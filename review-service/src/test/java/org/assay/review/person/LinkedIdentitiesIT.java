package org.assay.review.person;

import static org.assay.review.PolicyActs.agree;
import static org.assay.review.PolicyActs.draft;
import static org.assay.review.PolicyActs.drafted;
import static org.assay.review.PolicyActs.keyOf;
import static org.assay.review.PolicyActs.requirement;
import static org.assay.review.PolicyActs.tried;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assay.kit.testing.IssuerResource;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two accounts of one person are one person, wherever something takes two. */
@QuarkusTest
class LinkedIdentitiesIT extends ReviewTestCase {

  @Inject IdentitySweep sweep;

  private final Set<String> linked = new HashSet<>();

  /** Lets accounts belong to one person, and the service hear of it. */
  private void link(String... accounts) {
    for (String account : accounts) {
      IssuerResource.link(account, "one-person");
      linked.add(account);
    }
    sweep.sweep();
  }

  @AfterEach
  void unlink() {
    linked.forEach(account -> IssuerResource.link(account, ""));
    sweep.sweep();
  }

  /** Invariant 1: an approver is no author, by whichever account. */
  @Test
  void refusesTheAuthorByAnotherAccount() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer-2", ethics).statusCode(201);

    link("engineer", "ethics-reviewer-2");

    decide("ethics-reviewer-2", ethics, "APPROVED")
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("AUTHOR"));
    get("ethics-reviewer-2", REVIEWS + "/" + review(subject, "PERFORMANCE"))
        .body("actions.find { it.name == 'claim' }.allowed", is(false));
  }

  /** Invariant 1, also at the release. */
  @Test
  void refusesAReleaseByAnotherAccountOfTheAuthor() {
    Subject subject = passed();

    link("engineer", "lead");

    release("lead", subject, "production").statusCode(403).body("rule", is("AUTHOR"));
  }

  /** Invariant 2: two identities linked to one person count once. */
  @Test
  void refusesTheSecondApprovalOfOnePerson() {
    Subject subject = submitted();
    link("ethics-reviewer", "performance-reviewer");
    approve("ethics-reviewer", subject, "ETHICS");

    claim("performance-reviewer", review(subject, "PERFORMANCE"))
        .statusCode(403)
        .body("rule", is("DISTINCT_PEOPLE"));
  }

  /** Invariant 2, also where that is found out after both were counted. */
  @Test
  void countsTwoAccountsOnceThatTurnOutToBeOnePerson() {
    Subject subject = released();
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    link("ethics-reviewer", "performance-reviewer");

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("distinct-approvers"), is("UNSATISFIED"))
        .body(state("separation-of-duties"), is("UNSATISFIED"));
  }

  @Test
  void holdsWhileTheProviderIsAway() {
    Subject subject = released();
    link("ethics-reviewer", "performance-reviewer");
    IssuerResource.away();
    try {
      sweep.sweep();

      gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
    } finally {
      IssuerResource.back();
    }
    unlink();
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  /** Invariant 27: nobody revokes alone, by whichever accounts. */
  @Test
  void doesNotTakeOnePersonForTheTwoOfAProposal() {
    Subject subject = released();
    link("lead-2", "ethics-reviewer");
    String proposal =
        post(
                "lead-2",
                subject.path() + "/revocations",
                subject.revision(),
                Map.of("reason", "The harm table of May was wrong"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");

    post("ethics-reviewer", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of())
        .statusCode(403)
        .body("code", is("TWO_PEOPLE_NEEDED"));

    post("performance-reviewer", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of())
        .statusCode(201);
  }

  @Test
  void doesNotLetOnePersonLiftTheOwnHold() {
    Subject subject = released();
    link("lead-2", "ethics-reviewer");
    String hold =
        post("lead-2", subject.path() + "/holds", Map.of("reason", "Somebody complained about it"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");

    post(
            "ethics-reviewer",
            "/api/v1/holds/" + hold + "/lifts",
            1,
            Map.of("reason", "It was nothing after all"))
        .statusCode(403)
        .body("rule", is("PLACER"));
  }

  /** Invariant 13: publishing takes two people. */
  @Test
  void doesNotTakeOnePersonForTheTwoWhoPublish() {
    String id =
        drafted(
            draft(
                "PROJECT",
                keyOf(registered()),
                List.of(requirement("first", null, "version.number == 1"))));
    tried(id);
    link("lead", "admin");
    agree("lead", id, "publications").statusCode(201);

    agree("admin", id, "publications").statusCode(403).body("code", is("LEAD_AND_ADMIN_NEEDED"));
    agree("admin-2", id, "publications").statusCode(201).body("state", is("PUBLISHED"));
  }
}
