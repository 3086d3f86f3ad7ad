package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;

/**
 * What a good refusal is: a problem of RFC 9457 with a stable code, a page that explains it, and
 * nothing from inside.
 */
final class Refusal {

  private Refusal() {}

  /** Sends it and insists on a good refusal with this status and one of these codes. */
  static Answer of(Setting setting, Request request, int status, String... codes) {
    Answer answer = setting.send(request);
    assertThat(answer.status())
        .as("%s %s answered %s", request.method(), request.path(), answer.body())
        .isEqualTo(status);
    good(answer);
    assertThat(answer.text("/code")).as("code in %s", answer.body()).isIn((Object[]) codes);
    page(setting, answer);
    return answer;
  }

  /** Sends it and insists that a duty forbids it, whatever the role: this one. */
  static void byDuty(Setting setting, Request request, String rule) {
    Answer answer = of(setting, request, 403, "SEPARATION_OF_DUTIES");
    assertThat(answer.text("/rule")).as("%s", answer.body()).isEqualTo(rule);
  }

  /** Insists that an answer is a good refusal, whichever. */
  static void good(Answer answer) {
    assertThat(answer.header("Content-Type"))
        .as("media type of %s", answer.body())
        .startsWith("application/problem+json");
    assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
    assertThat(answer.text("/code")).matches("[A-Z][A-Z_]+");
    assertThat(answer.text("/title")).isNotBlank();
    assertThat(answer.text("/detail")).as("detail of %s", answer.body()).isNotBlank();
    assertThat(answer.body().toString())
        .doesNotContain("Exception", "org.assay.", "io.quarkus", "\\tat ", "SQL");
  }

  /** Insists that the page at the problem's type exists and is about its code. */
  static void page(Setting setting, Answer problem) {
    String type = URI.create(problem.text("/type")).getPath();
    Answer page = setting.send(Request.get(Setting.NOBODY, type).with("Accept", "text/html"));
    assertThat(page.status()).as("the page at %s", type).isEqualTo(200);
    assertThat(page.body().asText(page.body().toString())).contains(problem.text("/code"));
  }
}
