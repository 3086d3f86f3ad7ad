package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.verification.plan.Plans;

/** Sends bytes to the files of a project, as the engineer. */
final class Uploads {

  private static final String ACCOUNT = "engineer";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Whole whole;
  private final Setting setting;
  private final String artifacts;

  Uploads(Whole whole, String project) {
    this.whole = whole;
    this.setting = whole.setting();
    this.artifacts = "/api/v1/artifacts/" + project;
  }

  String file(String path) {
    return artifacts + "/files/" + path;
  }

  /** Sends a file in one piece; returns its path. */
  String keep(String path, byte[] bytes) {
    assertThat(put(file(path), bytes, "If-None-Match", "*")).isEqualTo(200);
    return path;
  }

  String keep(String path, String text) {
    return keep(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private int put(String path, byte[] bytes, String... condition) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(whole.gatewayUrl() + path))
            .header("Authorization", "Bearer " + whole.tokens().tokenOf(ACCOUNT))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes));
    if (condition.length > 0) {
      request.headers(condition);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AssertionError("The gateway gave no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Begins an upload in parts; returns where it is. */
  String begin(String path, long size) {
    Answer begun =
        setting.granted(
            Request.post(
                ENGINEER,
                artifacts + "/uploads",
                JSON.objectNode().put("path", path).put("size", size)));
    return artifacts + "/uploads/" + begun.text("/id");
  }

  int part(String upload, int number, byte[] bytes) {
    return put(upload + "/parts/" + number, bytes);
  }

  Answer complete(String upload) {
    return setting.send(
        Request.post(ENGINEER, upload + "/completions", Plans.nothing())
            .with("If-None-Match", "*"));
  }

  /** Sends a file of one letter again and again, without end of line, in parts of 64 MiB. */
  String keepOneLine(String path, long size) {
    byte[] letters = new byte[(int) Math.min(size, 64L << 20)];
    Arrays.fill(letters, (byte) 'x');
    String upload = begin(path, size);
    int number = 0;
    for (long left = size; left > 0; left -= letters.length) {
      number++;
      byte[] part = Arrays.copyOf(letters, (int) Math.min(left, letters.length));
      assertThat(part(upload, number, part)).isBetween(200, 204);
    }
    await()
        .atMost(Setting.PATIENCE)
        .until(() -> complete(upload).status(), status -> status == 201);
    return path;
  }

  /** Says how long a file is, sends fewer bytes of it and hangs up. */
  void cutOff(String path, byte[] bytes, int length) throws IOException {
    URI gateway = URI.create(whole.gatewayUrl());
    String head =
        """
        PUT %s HTTP/1.1
        Host: %s
        Authorization: Bearer %s
        Content-Type: application/octet-stream
        If-None-Match: *
        Content-Length: %d

        """
            .formatted(
                file(path), gateway.getAuthority(), whole.tokens().tokenOf(ACCOUNT), bytes.length)
            .replace("\n", "\r\n");
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(bytes, 0, length);
      out.flush();
    }
  }
}
