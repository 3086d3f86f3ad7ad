package org.assay.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assay.gateway.RunningGateway;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AwayIT extends RunningGateway {

  @AfterEach
  void allServicesAnswerAgain() {
    around.projects().start();
    around.projects().tells();
    around.reviews().tells();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                send(as("engineer", "/api/v1/projects")).statusCode() == 200
                    && send(as("engineer", "/api/v1/gate")).statusCode() == 200);
  }

  @Test
  void saysThatAServiceIsAwayAndWhenToTryAgain() {
    around.projects().stop();

    HttpResponse<String> answer = send(as("engineer", "/api/v1/projects"));

    assertProblem(answer, 503, "SERVICE_UNAVAILABLE");
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
  }

  @Test
  void answersForTheOthersWhileOneIsAway() {
    around.projects().stop();

    assertThat(send(as("engineer", "/api/v1/models")).statusCode()).isEqualTo(200);
  }

  @Test
  void leavesAFailingServiceAloneAndLetsOneRequestTryLater() {
    AtomicInteger reached = new AtomicInteger();
    around
        .projects()
        .does(
            request -> {
              reached.incrementAndGet();
              request.connection().close();
            });
    for (int i = 0; i < 20; i++) {
      assertProblem(send(as("engineer", "/api/v1/projects")), 503, "SERVICE_UNAVAILABLE");
    }

    assertThat(reached.get()).isLessThan(20);
    around.projects().tells();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> send(as("engineer", "/api/v1/projects")).statusCode() == 200);
  }

  @Test
  void comesBackAfterARestartOfTheService() {
    send(as("engineer", "/api/v1/projects"));
    around.projects().stop();
    assertProblem(send(as("engineer", "/api/v1/projects")), 503, "SERVICE_UNAVAILABLE");

    around.projects().start();

    assertThat(send(as("engineer", "/api/v1/projects")).statusCode()).isEqualTo(200);
  }

  /** Else a request could meet the service's own closing on its way. */
  @Test
  void givesUpAnUnusedConnectionBeforeTheServiceDoes() {
    AtomicBoolean closed = new AtomicBoolean();
    around
        .projects()
        .does(
            request -> {
              request.connection().closeHandler(_ -> closed.set(true));
              request.response().end("{}");
            });

    assertThat(send(as("engineer", "/api/v1/projects")).statusCode()).isEqualTo(200);

    Awaitility.await().atMost(Duration.ofSeconds(10)).untilTrue(closed);
  }

  @Test
  void givesUpOnASilentService() {
    around.reviews().does(HttpServerRequest::resume);

    HttpResponse<String> answer = send(as("engineer", "/api/v1/gate"));

    assertProblem(answer, 504, "GATEWAY_TIMEOUT");
  }

  @Test
  void givesUpOnASilentServiceAlsoWithABody() {
    around.reviews().does(HttpServerRequest::resume);

    HttpResponse<String> answer =
        send(as("engineer", "/api/v1/gate").POST(BodyPublishers.ofString("{}")));

    assertProblem(answer, 504, "GATEWAY_TIMEOUT");
  }

  @Test
  void passesAnswersOfAServiceInTroubleOn() {
    around.projects().does(request -> request.response().setStatusCode(503).end("busy"));

    for (int i = 0; i < 15; i++) {
      HttpResponse<String> answer = send(as("engineer", "/api/v1/projects"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("busy");
    }
  }
}
