package org.assay.kit.http;

import static org.assay.kit.http.Asking.NOTES;
import static org.assay.kit.http.Asking.as;
import static org.assay.kit.http.Asking.noteOf;
import static org.assay.kit.http.Asking.refused;
import static org.assay.kit.http.Asking.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.PostgresResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list is walked page by page, each item once, by cursors that nobody can make or bend. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class PagingIT {

  private final String prefix = UUID.randomUUID().toString();

  @BeforeEach
  void writeFiveNotes() {
    for (int number = 1; number <= 5; number++) {
      write(noteOf(prefix + number)).then().statusCode(201);
    }
  }

  @Test
  void walksTheWholeListOnce() {
    List<String> seen = new ArrayList<>();
    @Nullable String next = NOTES + "?limit=2&title=" + prefix;
    int pages = 0;
    while (next != null) {
      Response page = as("engineer").urlEncodingEnabled(false).get(next);
      page.then().statusCode(200).body("self", equalTo(next));
      seen.addAll(page.jsonPath().getList("items.title", String.class));
      next = page.jsonPath().getString("next");
      assertThat(page.header("Link"))
          .isEqualTo(next == null ? null : "<" + next + ">; rel=\"next\"");
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactly(prefix + 1, prefix + 2, prefix + 3, prefix + 4, prefix + 5);
  }

  @Test
  void endsWithoutNextWhereThePageIsJustFull() {
    as("engineer")
        .get(NOTES + "?limit=5&title=" + prefix)
        .then()
        .body("items.size()", equalTo(5))
        .body("next", nullValue());
  }

  @Test
  void refusesACursorOfAnotherFilter() {
    refused(page("title=" + prefix + "1", cursor()), 400, "CURSOR_MISMATCH");
    refused(page("title=" + prefix + "&kind=SHORT", cursor()), 400, "CURSOR_MISMATCH");
  }

  @Test
  void refusesACursorThatWasChanged() {
    String cursor = cursor();
    int dot = cursor.indexOf('.');
    String[] changed = {
      "x" + cursor,
      cursor.substring(0, 3) + (cursor.charAt(3) == 'A' ? 'B' : 'A') + cursor.substring(4),
      cursor.substring(0, dot),
      cursor.substring(0, dot + 1),
      cursor.substring(dot),
      cursor.substring(0, dot + 2)
          + (cursor.charAt(dot + 2) == 'A' ? 'B' : 'A')
          + cursor.substring(dot + 3),
      "eyJrIjpbImEiXSwiZiI6IngifQ.AAAA",
      "%21",
      "a".repeat(3_000),
    };
    for (String each : changed) {
      refused(page("title=" + prefix, each), 400, "CURSOR_INVALID");
    }
  }

  private String cursor() {
    String next =
        as("engineer").get(NOTES + "?limit=2&title=" + prefix).jsonPath().getString("next");
    return next.substring(next.indexOf("cursor=") + "cursor=".length());
  }

  private static Response page(String filter, String cursor) {
    return as("engineer")
        .urlEncodingEnabled(false)
        .get(NOTES + "?limit=2&" + filter + "&cursor=" + cursor);
  }
}
