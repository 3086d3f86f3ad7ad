package org.assay.gateway.openapi;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import org.assay.contracts.problem.CommonProblem;
import org.assay.gateway.page.Page;
import org.assay.gateway.problem.ProblemAnswer;
import org.assay.gateway.problem.Refusal;

/** The merged document at {@code /openapi}, as JSON or YAML. */
@ApplicationScoped
public class OpenApiRoute {

  private final Page json = Page.resource("application/json", "openapi/openapi.json");
  private final Page yaml = Page.resource("application/yaml", "openapi/openapi.yaml");

  void register(@Observes Router router) {
    router.route("/openapi").handler(this::negotiate);
    router.route("/openapi.json").handler(json::answer);
    router.route("/openapi.yaml").handler(yaml::answer);
  }

  private void negotiate(RoutingContext ctx) {
    ctx.response().putHeader(HttpHeaders.VARY, "Accept");
    List<String> format = ctx.queryParam("format");
    if (format.isEmpty()) {
      String accept = String.valueOf(ctx.request().getHeader(HttpHeaders.ACCEPT));
      (accept.toLowerCase(Locale.ROOT).contains("yaml") ? yaml : json).answer(ctx);
      return;
    }
    switch (format.getFirst().toLowerCase(Locale.ROOT)) {
      case "json" -> json.answer(ctx);
      case "yaml" -> yaml.answer(ctx);
      default ->
          ProblemAnswer.send(
              ctx,
              Refusal.of(CommonProblem.MALFORMED_PARAMETER, "format must be 'json' or 'yaml'."));
    }
  }
}
