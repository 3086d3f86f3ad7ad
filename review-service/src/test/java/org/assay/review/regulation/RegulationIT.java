package org.assay.review.regulation;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;

/** Dates of law and standards over HTTP. */
@QuarkusTest
class RegulationIT extends ReviewTestCase {

  private static final String REGULATIONS = "/api/v1/regulations";

  @Test
  void showsAllOrThoseThatConcernAVersion() {
    Subject subject = registered();

    get("auditor", REGULATIONS)
        .statusCode(200)
        .body("reference", is("default/1"))
        .body("digest", startsWith("sha256:"))
        .body("checked_at", is("2026-11-29"))
        .body("items", hasSize(14))
        .body("items.find { it.id == 'us-sr-26-2' }.date", is("2026-04-17"));
    get("engineer", REGULATIONS + "?model={m}&version={v}", subject.model(), subject.number())
        .statusCode(200)
        .body("items.id", hasItem("eu-ai-act-annex-iii"))
        .body("items.id", not(hasItem("eu-ai-act-gpai")));
  }

  @Test
  void refusesHalfAVersionAndHidesForeignOnes() {
    Subject subject = registered();

    get("engineer", REGULATIONS + "?model={m}", subject.model())
        .statusCode(422)
        .body("errors[0].pointer", is("/version"));
    get("engineer", REGULATIONS + "?version=1")
        .statusCode(422)
        .body("errors[0].pointer", is("/model"));
    get("operator", REGULATIONS).statusCode(403);
    get("auditor", REGULATIONS + "?model=no.such&version=1").statusCode(404);
  }
}
