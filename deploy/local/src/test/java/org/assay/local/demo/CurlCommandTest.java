package org.assay.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurlCommandTest {

  private static final URI GATEWAY = URI.create("http://localhost:8080");

  @Test
  void showsAReadWithATokenThatTheShellGets() {
    String command = CurlCommand.of(GATEWAY, Request.get(Sender.account("lead"), "/api/v1/me"));
    assertThat(command)
        .isEqualTo(
            """
            curl -s 'http://localhost:8080/api/v1/me' \\
                 -H "Authorization: Bearer $(./assay token lead)\"""");
  }

  @Test
  void theShellReadsQuotesInABodyAsTheyAre() throws IOException {
    var body = JsonNodeFactory.instance.objectNode().put("reason", "it's \"good\" $HOME `x` \\");
    Request request =
        Request.post(new Sender.Nobody(), "/api/v1/x", body).without("Idempotency-Key");
    String words = CurlCommand.of(GATEWAY, request).replaceFirst("curl", "printf '%s|'");
    assertThat(shell(words))
        .isEqualTo(
            "-s|-X|POST|http://localhost:8080/api/v1/x|-H|Content-Type: application/json|-d|"
                + body
                + "|");
  }

  @Test
  void aMachineSendsItsNameAndSecret() {
    Request request = Request.get(new Sender.Machine("ci", "ci"), "/api/v1/gate");
    assertThat(CurlCommand.of(GATEWAY, request)).contains("-u 'ci:ci'");
  }

  private static String shell(String script) throws IOException {
    Process shell =
        new ProcessBuilder(List.of("sh", "-c", script)).redirectErrorStream(true).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
