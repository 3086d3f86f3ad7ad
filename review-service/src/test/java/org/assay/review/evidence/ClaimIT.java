package org.assay.review.evidence;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that a team computed itself are kept as what they are: claims. */
@QuarkusTest
class ClaimIT extends ReviewTestCase {

  private static final String DATA = "sha256:" + "1".repeat(64);
  private static final String RECALL =
      "{\"statistic\":\"recall\",\"value\":0.91,\"ci_low\":0.88,\"ci_high\":0.94,\"n\":1000}";
  private static final String OF_B = "{\"statistic\":\"recall\",\"group\":\"B\",\"value\":0.83}";

  private static String figures(String... statistics) {
    return "{\"kind\":\"CLAIM\",\"title\":\"Figures of the team\",\"data_digest\":\"%s\",\"statistics\":[%s]}"
        .formatted(DATA, String.join(",", statistics));
  }

  private static ValidatableResponse add(Subject subject, String body) {
    return post("engineer", subject.path() + "/evidence", body);
  }

  @Test
  void keepsWhatWasSaidAndSaysWhoseItIs() {
    Subject subject = registered();

    String id =
        add(subject, figures(RECALL, OF_B))
            .statusCode(201)
            .body("kind", is("CLAIM"))
            .body("origin", is("CLAIMED"))
            .extract()
            .jsonPath()
            .getString("id");

    get("engineer", "/api/v1/evidence/" + id)
        .statusCode(200)
        .body("data_digest", is(DATA))
        .body("group_counts", nullValue())
        .body("statistics.statistic", contains("recall", "recall"))
        .body("statistics[0].value", is(0.91f))
        .body("statistics[0].ci_low", is(0.88f))
        .body("statistics[0].n", is(1000))
        .body("statistics[0].group", nullValue())
        .body("statistics[1].group", is("B"))
        .body("statistics[1].ci_low", nullValue());
  }

  @Test
  void isTheSameInAnotherOrderAndAnotherWithAnotherFigure() {
    String digest = digest(figures(RECALL, OF_B));

    add(registered(), figures(OF_B, RECALL)).body("digest", is(digest));
    add(registered(), figures(RECALL)).body("digest", is(not(digest)));
  }

  private static String digest(String body) {
    return add(registered(), body).statusCode(201).extract().jsonPath().getString("digest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"CLAIM","title":"T"}                                        | /statistics         | REQUIRED
          {"kind":"CLAIM","statistics":[%s]}                                  | /title              | REQUIRED
          {"kind":"CLAIM","title":"T","statistics":[%s],"digest":"%s"}        | /digest             | NOT_ALLOWED
          {"kind":"CLAIM","title":"T","statistics":[]}                        | /statistics         | TOO_SHORT
          {"kind":"CLAIM","title":"T","statistics":[%s,%1$s]}                 | /statistics/1/statistic | DUPLICATE
          {"kind":"CLAIM","title":"T","statistics":[{"statistic":"recall","value":0.9,"ci_low":0.95,"ci_high":1}]} | /statistics/0/value | NOT_AN_INTERVAL
          {"kind":"CLAIM","title":"T","statistics":[{"statistic":"recall","value":0.9,"ci_low":0.5}]} | /statistics/0/value | NOT_AN_INTERVAL
          {"kind":"CLAIM","title":"T","statistics":[{"statistic":"recall","value":1e999}]} | /statistics/0/value | NOT_AN_INTERVAL
          {"kind":"CLAIM","title":"T","statistics":[{"statistic":"own","value":2},{"statistic":"accuracy","value":2}]} | /statistics/1/value | OUT_OF_RANGE
          {"kind":"CLAIM","title":"T","statistics":[{"statistic":"Re call","value":1}]} | /statistics/0/statistic | PATTERN
          {"kind":"DOCUMENT","title":"T","digest":"%2$s","statistics":[%1$s]} | /statistics         | NOT_ALLOWED
          """)
  void refusesWhatIsUnclear(String body, String pointer, String code) {
    Subject subject = registered();

    add(subject, body.formatted(RECALL, DATA))
        .statusCode(422)
        .body("errors.find { it.pointer == '%s' }.code".formatted(pointer), is(code));

    get("engineer", subject.path() + "/evidence").body("items", hasSize(0));
  }

  @Test
  void holdsNoMoreThanPeopleRead() {
    List<String> many =
        IntStream.rangeClosed(0, Claim.MOST_STATISTICS)
            .mapToObj("{\"statistic\":\"s%d\",\"value\":1}"::formatted)
            .toList();

    add(registered(), figures(many.toArray(String[]::new)))
        .statusCode(422)
        .body("errors[0].pointer", is("/statistics"));
  }
}
