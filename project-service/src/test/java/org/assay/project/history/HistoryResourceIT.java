package org.assay.project.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.assay.kit.testing.Tokens;
import org.assay.project.ProjectServiceTestCase;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryResourceIT extends ProjectServiceTestCase {

  @Test
  void tellsWhatHappenedByWhomAndWhy() {
    String key = projectOfTheLead();
    addMember("lead", key, "engineer", "CONTRIBUTOR").statusCode(201);
    act("lead", key + "/closures", 3, "Its care moved on").statusCode(201);

    read("auditor", key + "/history")
        .statusCode(200)
        .body(
            "items.type",
            contains(
                "org.assay.project.project.created.v1",
                "org.assay.project.member.added.v1",
                "org.assay.project.member.added.v1",
                "org.assay.project.project.closed.v1"))
        .body("items.revision", contains(1, 2, 3, 4))
        .body("items.actor.account", everyItem(is("lead")))
        .body("items[2].subject", is("project/" + key + "/member/" + Tokens.subject("engineer")))
        .body("items[2].data.role", is("CONTRIBUTOR"))
        .body("items[3].reason", is("Its care moved on"))
        .body("items[3].data.reason_digest", matchesPattern("sha256:[0-9a-f]{64}"));
  }

  @Test
  void keepsFreeTextOutOfTheEvents() {
    String key = projectOfTheLead();
    act("lead", key + "/closures", 2, "A person's own words").statusCode(201);

    List<Object> data = read("lead", key + "/history").extract().jsonPath().getList("items.data");

    assertThat(data.toString())
        .doesNotContain("own words")
        .doesNotContain("Fair mortgage decisions")
        .doesNotContain("equally well");
  }

  @Test
  void pagesThroughEveryEventOnce() {
    String key = projectOfTheLead();
    addMember("lead", key, "engineer", "CONTRIBUTOR").statusCode(201);
    addMember("lead", key, "engineer-2", "CONTRIBUTOR").statusCode(201);

    List<Integer> revisions = new ArrayList<>();
    String page = PROJECTS + "/" + key + "/history?limit=3";
    while (page != null) {
      JsonPath body =
          as("lead")
              .urlEncodingEnabled(false)
              .get(page)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      revisions.addAll(body.getList("items.revision"));
      page = body.getString("next");
    }

    assertThat(revisions).containsExactly(1, 2, 3, 4);
  }

  @Test
  void hidesTheHistoryOfOthersProjects() {
    read("engineer", projectOfTheLead() + "/history")
        .statusCode(404)
        .body("code", is("PROJECT_NOT_FOUND"));
  }
}
