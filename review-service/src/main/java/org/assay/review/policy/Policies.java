package org.assay.review.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.assay.contracts.event.EventJson;
import org.hibernate.Session;

/**
 * The published policies; they never change, so each is read once.
 *
 * <p>The shipped policy is published at start. A row of its name and number with other bytes stops
 * the start: an edited policy is a new version, never the old one under its name.
 */
@Startup
@ApplicationScoped
public class Policies {

  private static final String SHIPPED = "/policies/starter-1.json";

  private final Session entities;
  private final ConcurrentHashMap<UUID, PolicyVersion> known = new ConcurrentHashMap<>();
  private final PolicyVersion current;

  /** Publishes the shipped policy where that was not done before. */
  Policies(Session entities) {
    this.entities = entities;
    String document = shippedDocument();
    this.current =
        QuarkusTransaction.requiringNew().call(() -> publish(entities, document, read(document)));
    known.put(current.id(), current);
  }

  /** Returns the policy that new rounds are bound to. */
  public PolicyVersion current() {
    return current;
  }

  /**
   * Returns the policy that something is bound to.
   *
   * @throws IllegalStateException if there is no such policy, which no foreign key allows
   */
  public PolicyVersion bound(UUID id) {
    return known.computeIfAbsent(id, this::load);
  }

  private PolicyVersion load(UUID id) {
    return entities
        .createNativeQuery(
            "select digest, document from policy_version where id = :id", Tuple.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .map(row -> new PolicyVersion(id, text(row, 0), read(text(row, 1))))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No policy version " + id));
  }

  private static PolicyVersion publish(Session entities, String document, Policy policy) {
    String digest = digest(document);
    entities
        .createNativeMutationQuery(
            """
            insert into policy_version (id, name, number, digest, document)
            values (uuidv7(), :name, :number, :digest, :document)
            on conflict on constraint policy_version_number_uq do nothing
            """)
        .setParameter("name", policy.name())
        .setParameter("number", policy.number())
        .setParameter("digest", digest)
        .setParameter("document", document)
        .executeUpdate();
    Tuple stored =
        entities
            .createNativeQuery(
                "select id, digest from policy_version where name = :name and number = :number",
                Tuple.class)
            .setParameter("name", policy.name())
            .setParameter("number", policy.number())
            .getSingleResult();
    if (!digest.equals(text(stored, 1))) {
      throw new IllegalStateException(
          "Policy %s is published with other bytes; publish a new version"
              .formatted(policy.reference()));
    }
    return new PolicyVersion(stored.get(0, UUID.class), digest, policy);
  }

  static Policy read(String document) {
    try {
      return reader().readValue(document, Policy.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A policy document cannot be read", e);
    }
  }

  static String shippedDocument() {
    try (InputStream in = Policies.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("The policy %s is missing".formatted(SHIPPED));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectMapper reader() {
    return EventJson.mapper();
  }

  private static String digest(String document) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Tuple row, int column) {
    return row.get(column, String.class);
  }
}
