package org.assay.gateway.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.assay.contracts.problem.CommonProblem;
import org.assay.gateway.page.Page;
import org.assay.gateway.problem.ProblemAnswer;
import org.assay.gateway.problem.Refusal;

/** {@code /docs}: the API, and a page for every problem's {@code type}. */
@ApplicationScoped
public class DocsRoute {

  private final Page api;
  private final Page style = Page.resource("text/css; charset=utf-8", "docs/assay.css");
  private final Page index;
  private final ProblemPages problems;

  DocsRoute(ObjectMapper json) {
    try {
      this.api =
          Page.html(new ApiReference(json.readTree(Page.read("openapi/openapi.json"))).render());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.problems =
        new ProblemPages(new String(Page.read("docs/problems.md"), StandardCharsets.UTF_8));
    this.index = Page.html(problems.index());
  }

  void register(@Observes Router router) {
    router.route("/").handler(DocsRoute::toDocs);
    router.route("/docs").handler(api::answer);
    router.route("/docs/assay.css").handler(style::answer);
    router.route("/docs/problems").handler(index::answer);
    router.route("/docs/problems/:code").handler(this::problem);
  }

  private static void toDocs(RoutingContext ctx) {
    ctx.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, "/docs").end();
  }

  private void problem(RoutingContext ctx) {
    String code = String.valueOf(ctx.pathParam("code"));
    problems
        .page(code)
        .ifPresentOrElse(
            html -> Page.html(html).answer(ctx),
            () ->
                ProblemAnswer.send(
                    ctx,
                    Refusal.of(CommonProblem.NOT_FOUND, "No problem has this code.")
                        .withHelp("All codes are listed at /docs/problems.")));
  }
}
