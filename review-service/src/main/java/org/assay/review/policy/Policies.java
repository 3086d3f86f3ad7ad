package org.assay.review.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.name.Digest;
import org.assay.kit.inbox.NotYetException;
import org.assay.review.Shipped;
import org.assay.review.replica.DatabaseClock;
import org.hibernate.Session;

/**
 * The published policies and which of them hold for a project. A published one never changes, so
 * each is read once.
 *
 * <p>The shipped policy is published at start. A row of its name and number with other bytes stops
 * the start: an edited policy is a new version, never the old one under its name.
 */
@Startup
@ApplicationScoped
public class Policies {

  private static final String SHIPPED = "/policies/starter-1.json";

  /** By index policy_scope_ix; of each name the newest number counts, which may be retired. */
  private static final String IN_FORCE =
      """
      select f.project, f.policy
        from (select distinct on (q.id, p.name) q.id, p.id, p.state,
                     array_position(array['ORGANISATION', 'UNIT', 'PROJECT'], p.scope_kind), p.name
                from unnest(cast(:projects as uuid[])) q (id)
                left join project_copy j on j.id = q.id
                join policy p
                  on p.state <> 'DRAFT' and p.kind = 'POLICY'
                 and {covers}
               order by q.id, p.name, p.number desc) f (project, policy, state, width, name)
       where f.state = 'PUBLISHED'
       order by f.project, f.width, f.name
      """
          .replace("{covers}", PolicyScope.covers("p", "j"));

  private final Session entities;
  private final ConcurrentHashMap<UUID, PolicyVersion> known = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<List<UUID>, PolicyVersion> united = new ConcurrentHashMap<>();
  private final PolicyVersion current;

  /** Publishes the shipped policy where that was not done before. */
  Policies(Session entities, DatabaseClock clock) {
    this.entities = entities;
    String document = shippedDocument();
    this.current =
        QuarkusTransaction.requiringNew()
            .call(() -> publishShipped(entities, clock.freshId(), document));
    known.put(current.id(), current);
  }

  /** Returns the shipped policy, which holds where no other is known to. */
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

  /** Returns what holds for a project now: all published for its scopes, united. */
  public PolicyVersion inForce(UUID projectId) {
    return united(inForce(List.of(projectId)).getOrDefault(projectId, List.of()));
  }

  /**
   * Returns the policies in force for each of some projects, the widest scope first; one statement.
   * A project for which nothing was published is left out.
   */
  public Map<UUID, List<PolicyVersion>> inForce(Collection<UUID> projectIds) {
    Map<UUID, List<PolicyVersion>> found = new HashMap<>();
    entities
        .createNativeQuery(IN_FORCE, Tuple.class)
        .setParameter("projects", projectIds.stream().map(UUID::toString).toArray(String[]::new))
        .getResultList()
        .forEach(
            row ->
                found
                    .computeIfAbsent(row.get(0, UUID.class), _ -> new ArrayList<>())
                    .add(bound(row.get(1, UUID.class))));
    return found;
  }

  /** Returns what policies in force ask for together; what was united before is not made again. */
  PolicyVersion united(List<PolicyVersion> inForce) {
    return united.computeIfAbsent(
        inForce.stream().map(PolicyVersion::id).toList(), _ -> unite(inForce));
  }

  /** Returns what policies ask for together, the widest scope first; one may be a draft. */
  public PolicyVersion unite(List<PolicyVersion> policies) {
    return Union.of(policies, current);
  }

  /** Returns what policies ask for together, also where one does not compile. */
  public Policy asked(List<PolicyVersion> policies) {
    return Union.asked(policies, current);
  }

  /**
   * Returns what holds for a project now, stored so that a round can be bound to it; nothing is
   * published or retired until the caller's transaction ends.
   *
   * @throws NotYetException if nothing is known of the project yet: then it cannot be told which
   *     policies hold for it, and what holds for all may be less
   */
  public PolicyVersion bind(UUID projectId) {
    holdBindings();
    if (!isKnown(projectId)) {
      throw new NotYetException("No copy of project %s yet".formatted(projectId));
    }
    PolicyVersion policy = inForce(projectId);
    if (!policy.policy().parts().isEmpty()) {
      // Its name is its digest, since the parts' names alone do not tell how they were united.
      store(entities, policy.id(), policy.digest(), 1, policy.digest(), write(policy.policy()));
    }
    return policy;
  }

  /** Lets nothing be published or retired until this transaction ends. */
  void holdBindings() {
    lock("pg_advisory_xact_lock_shared");
  }

  /** Waits for those who bind a round, and lets nobody bind one until this transaction ends. */
  public void lockBindings() {
    lock("pg_advisory_xact_lock");
  }

  private void lock(String function) {
    entities
        .createNativeQuery(
            "select 1 from (select %s(hashtext('policy-binding'))) held".formatted(function),
            Tuple.class)
        .getResultList();
  }

  private boolean isKnown(UUID projectId) {
    return !entities
        .createNativeQuery("select 1 from project_copy where id = :id", Tuple.class)
        .setParameter("id", projectId)
        .getResultList()
        .isEmpty();
  }

  /** Makes a document into a policy that rounds can be bound to; its name and number are unique. */
  public void publish(UUID id, Policy policy, String document) {
    store(entities, id, policy.name(), policy.number(), digest(document), document);
  }

  /** Returns the clauses of a policy that asks for the given, worded as the shipped one. */
  public Map<String, Policy.Clause> worded(
      List<Policy.RequiredReview> reviews,
      int people,
      int units,
      List<PolicyRequirement> requirements,
      Collection<Terms> tiers) {
    return Wording.of(current.policy(), reviews, people, units, requirements, tiers);
  }

  private PolicyVersion load(UUID id) {
    return entities
        .createNativeQuery(
            """
            select v.digest, v.document, (
                select max(p.published_at) from policy p
                 where p.id = v.id or p.id in (
                   select cast(u.part ->> 'id' as uuid)
                     from jsonb_array_elements(cast(v.document as jsonb) -> 'parts') u (part)))
              from policy_version v where v.id = :id
            """,
            Tuple.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .map(
            row ->
                new PolicyVersion(id, text(row, 0), read(text(row, 1)), row.get(2, Instant.class)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No policy version " + id));
  }

  private static PolicyVersion publishShipped(Session entities, UUID fresh, String document) {
    Policy policy = read(document);
    String digest = digest(document);
    store(entities, fresh, policy.name(), policy.number(), digest, document);
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

  private static void store(
      Session entities, UUID id, String name, int number, String digest, String document) {
    entities
        .createNativeMutationQuery(
            """
            insert into policy_version (id, name, number, digest, document)
            values (:id, :name, :number, :digest, :document)
            on conflict on constraint policy_version_number_uq do nothing
            """)
        .setParameter("id", id)
        .setParameter("name", name)
        .setParameter("number", number)
        .setParameter("digest", digest)
        .setParameter("document", document)
        .executeUpdate();
  }

  /** Reads a policy's document. */
  public static Policy read(String document) {
    try {
      return EventJson.mapper().readValue(document, Policy.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A policy document cannot be read", e);
    }
  }

  /** Writes a policy's document; the same policy always with the same bytes. */
  public static String write(Policy policy) {
    try {
      return EventJson.mapper().writeValueAsString(policy);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A policy document cannot be written", e);
    }
  }

  static String shippedDocument() {
    return new String(Shipped.document(SHIPPED), StandardCharsets.UTF_8);
  }

  /** Returns the digest of a document's exact bytes. */
  public static String digest(String document) {
    return Digest.ofContent(document.getBytes(StandardCharsets.UTF_8)).value();
  }

  private static String text(Tuple row, int column) {
    return row.get(column, String.class);
  }
}
