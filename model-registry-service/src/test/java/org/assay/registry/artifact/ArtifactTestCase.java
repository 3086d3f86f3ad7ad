package org.assay.registry.artifact;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.assay.contracts.name.Digest;
import org.assay.registry.RegistryTestCase;

/** What the tests of files over HTTP share. */
public abstract class ArtifactTestCase extends RegistryTestCase {

  protected static final String ARTIFACTS = "/api/v1/artifacts/";

  /** A connection to the service itself, for requests that break a rule of HTTP clients. */
  protected static Socket connection() throws IOException {
    return new Socket("localhost", RestAssured.port);
  }

  protected static String files(Project project) {
    return ARTIFACTS + project.key() + "/files";
  }

  /** Puts a new file as the engineer. */
  protected static ValidatableResponse put(Project project, String path, byte[] bytes) {
    return as("engineer")
        .header("If-None-Match", "*")
        .contentType("application/octet-stream")
        .body(bytes)
        .put(files(project) + "/" + path)
        .then();
  }

  /** Bytes that no other test has, so that no other test refers to them. */
  protected static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random().nextBytes(bytes);
    return bytes;
  }

  protected static Digest digest(byte[] bytes) {
    try {
      return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The entity tag of a file with these bytes. */
  protected static String tag(int revision, byte[] bytes) {
    return "\"%d.%s\"".formatted(revision, digest(bytes).hex().substring(0, 16));
  }
}
