package org.assay.review.evidence.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.review.evidence.statistics.Group;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The evaluations, and who computes which. */
@ApplicationScoped
public class Evaluations implements PanacheRepositoryBase<Evaluation, UUID> {

  private static final TypeReference<List<Group>> GROUPS = new TypeReference<>() {};

  private final Session entities;

  Evaluations(Session entities) {
    this.entities = entities;
  }

  /** Returns the evaluation that became, or becomes, a record of evidence. */
  public Optional<Evaluation> ofEvidence(UUID evidenceId) {
    return find("evidenceId", evidenceId).firstResultOptional();
  }

  /** The same, after waiting for whoever changes it. */
  Optional<Evaluation> lockedOfEvidence(UUID evidenceId) {
    return find("evidenceId", evidenceId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Returns the evaluation that a worker holds, locked; empty where it does not any more. */
  Optional<Evaluation> held(UUID id, UUID worker) {
    return find("id = ?1 and worker = ?2", id, worker)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Returns the version that an evaluation is of, without reading the rest of it. */
  UUID version(UUID id) {
    return entities
        .createNativeQuery("select version_id from evaluation where id = :id", Tuple.class)
        .setParameter("id", id)
        .getSingleResult()
        .get(0, UUID.class);
  }

  /** Returns how many evaluations of a version there are; index (version, look). */
  int of(UUID versionId) {
    return Math.toIntExact(count("versionId", versionId));
  }

  /**
   * Returns the same evaluation, if it was asked for and neither failed nor was cancelled; of
   * several that were asked for one after the other, the last.
   */
  Optional<Evaluation> same(UUID versionId, String digest) {
    return find(
            "versionId = ?1 and digest = ?2 and state in ?3 order by again desc",
            versionId,
            digest,
            List.of(EvaluationState.QUEUED, EvaluationState.RUNNING, EvaluationState.DONE))
        .firstResultOptional();
  }

  /** Says whether the record that an evaluation became is superseded. */
  public boolean isSuperseded(Evaluation evaluation) {
    return entities
        .createNativeQuery(
            "select exists (select 1 from evidence where supersedes = :id)", Tuple.class)
        .setParameter("id", evaluation.evidenceId())
        .getSingleResult()
        .get(0, Boolean.class);
  }

  /** Returns the first look at some data by a plan that was done; index (version, look). */
  Optional<Evaluation> first(UUID versionId, UUID planId, String dataDigest) {
    return find(
            "versionId = ?1 and planId = ?2 and dataDigest = ?3 and state = ?4 order by look",
            versionId,
            planId,
            dataDigest,
            EvaluationState.DONE)
        .firstResultOptional();
  }

  /**
   * Returns the first look at other data or columns by the same plan, after an evaluation was asked
   * for, that failed: a claim of the plan by what was computed, or the version as surely worse than
   * the one that it is compared with now. Bounded by the version's looks, which have an index.
   *
   * @param columns which columns are asked for now
   * @param champion the record that is compared with now
   * @param only the record to look at; absent for each
   */
  Optional<Integer> failedSince(
      Evaluation before, String columns, @Nullable UUID champion, @Nullable UUID only) {
    return entities
        .createNativeQuery(
            """
            select f.look from evaluation f left join evaluation c on c.evidence_id = f.champion
             where f.version_id = :version and f.plan_id = :plan and f.look > :look
               and f.state = 'DONE' and (f.data_digest <> :data or f.columns <> :columns)
               and f.evidence_id = coalesce(cast(:only as uuid), f.evidence_id)
               and (exists (
                     select 1 from json_array_elements(cast(f.claims as json)) j
                      where j ->> 'verdict' = 'FAIL')
                 or c.version_id is not distinct from (
                     select h.version_id from evaluation h
                      where h.evidence_id = cast(:champion as uuid))
                   and exists (
                     select 1
                       from json_array_elements(cast(f.comparison as json) -> 'results') j
                      where cast(j ->> 'ci_high' as double precision) < 0))
             order by f.look limit 1
            """,
            Tuple.class)
        .setParameter("version", before.versionId())
        .setParameter("plan", before.planId())
        .setParameter("look", before.look())
        .setParameter("data", before.dataDigest())
        .setParameter("columns", columns)
        .setParameter("champion", champion, UUID.class)
        .setParameter("only", only, UUID.class)
        .getResultList()
        .stream()
        .findFirst()
        .map(row -> row.get(0, Integer.class));
  }

  /** Keeps the counts by group of an evaluation. */
  void keep(UUID evidenceId, List<CountedAttribute> attributes) {
    flush();
    for (int at = 0; at < attributes.size(); at++) {
      CountedAttribute attribute = attributes.get(at);
      entities
          .createNativeMutationQuery(
              """
              insert into evaluation_attribute (evidence_id, position, attribute,
                     positive_favourable, reference_group, groups, group_count)
              values (:id, :position, :attribute, :favourable, :reference,
                      cast(:groups as json), :count)
              """)
          .setParameter("id", evidenceId)
          .setParameter("position", at)
          .setParameter("attribute", attribute.attribute())
          .setParameter("favourable", attribute.positiveFavourable())
          .setParameter("reference", attribute.referenceGroup())
          .setParameter("groups", json(attribute.groups()))
          .setParameter("count", attribute.groups().size())
          .executeUpdate();
    }
  }

  /** Returns the counts by group of an evaluation, in the order of its plan. */
  public List<CountedAttribute> attributes(UUID evidenceId) {
    return entities
        .createNativeQuery(
            """
            select attribute, positive_favourable, reference_group, cast(groups as text)
              from evaluation_attribute where evidence_id = :id order by position
            """,
            Tuple.class)
        .setParameter("id", evidenceId)
        .getResultList()
        .stream()
        .map(
            row ->
                new CountedAttribute(
                    row.get(0, String.class),
                    row.get(1, Boolean.class),
                    row.get(2, String.class),
                    groups(row.get(3, String.class))))
        .toList();
  }

  private static String json(List<Group> groups) {
    try {
      return EventJson.mapper().writeValueAsString(groups);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Groups are written as JSON", e);
    }
  }

  private static List<Group> groups(String json) {
    try {
      return EventJson.mapper().readValue(json, GROUPS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Groups are read as JSON", e);
    }
  }
}
