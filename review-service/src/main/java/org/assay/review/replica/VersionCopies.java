package org.assay.review.replica;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.ModelChanged;
import org.assay.contracts.event.VersionChanged;
import org.assay.review.person.IdentityLinks;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The copies of models and their versions. */
@ApplicationScoped
public class VersionCopies {

  /**
   * The ids of versions by their model's name and their number, in SQL: of {@code :model} and
   * {@code :number}, each null for any.
   */
  public static final String NAMED =
      """
      (select v.id from version_copy v join model_copy m on m.id = v.model_id
        where (cast(:model as text) is null or m.name = cast(:model as text))
          and (cast(:number as integer) is null or v.number = cast(:number as integer)))
      """;

  private static final String SELECT =
      """
      select v.id, v.model_id, v.project_id, m.name, v.number, v.state, v.digest,
             greatest(v.round, (select max(a.round) from assessment a where a.version_id = v.id)),
             v.revision, p.unit
        from version_copy v
        join model_copy m on m.id = v.model_id
        left join project_copy p on p.id = v.project_id
      """;

  private final Session entities;

  VersionCopies(Session entities) {
    this.entities = entities;
  }

  /**
   * Takes over a model as an event of the given revision says it stands; a replayed one adds what
   * was not kept when it came first.
   *
   * @return whether the model names other use cases now
   */
  public boolean apply(ModelChanged model, long revision) {
    Set<UUID> before = useCases(model.modelId());
    entities
        .createNativeMutationQuery(
            """
            insert into model_copy (id, project_id, name, kind, federated, use_case_ids, revision)
            values (:id, :project, :name, :kind, :federated, cast(:uses as uuid[]), :revision)
            on conflict (id) do update
               set project_id = excluded.project_id, name = excluded.name,
                   kind = excluded.kind, federated = excluded.federated,
                   use_case_ids = excluded.use_case_ids, revision = excluded.revision
             where model_copy.revision <= excluded.revision
            """)
        .setParameter("id", model.modelId())
        .setParameter("project", model.projectId())
        .setParameter("name", model.name())
        .setParameter("kind", model.kind())
        .setParameter("federated", model.federated())
        .setParameter(
            "uses", model.useCaseIds().stream().map(UUID::toString).toArray(String[]::new))
        .setParameter("revision", revision)
        .executeUpdate();
    return !before.equals(useCases(model.modelId()));
  }

  /** Returns the use cases that a model names; locks it, where it is known. */
  private Set<UUID> useCases(UUID modelId) {
    return entities
        .createNativeQuery(
            "select use_case_ids from model_copy where id = :model for update", Tuple.class)
        .setParameter("model", modelId)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID[].class))
        .filter(Objects::nonNull)
        .flatMap(Arrays::stream)
        .collect(Collectors.toSet());
  }

  /**
   * Takes over a version as an event of the given revision says it stands, and adds whoever had a
   * part in it; parts are never taken back.
   *
   * @param at when it changed
   */
  public void apply(VersionChanged version, long revision, Instant at) {
    // An unreadable event of the model must not hide its versions from the gate's denials.
    entities
        .createNativeMutationQuery(
            """
            with model as (
              insert into model_copy (id, project_id, name, revision)
              values (:model, :project, :name, 0) on conflict do nothing)
            insert into version_copy
              (id, model_id, project_id, number, state, digest, round, revision, changed_at, last_day,
               supersedes)
            values (:id, :model, :project, :number, :state, :digest, :round, :revision, :at,
              cast(:lastDay as date), :supersedes)
            on conflict (id) do update
               set state = excluded.state, digest = excluded.digest, round = excluded.round,
                   revision = excluded.revision, changed_at = excluded.changed_at,
                   last_day = excluded.last_day, supersedes = excluded.supersedes
             where version_copy.revision < excluded.revision
            """)
        .setParameter("name", version.modelName())
        .setParameter("id", version.versionId())
        .setParameter("model", version.modelId())
        .setParameter("project", version.projectId())
        .setParameter("number", version.number())
        .setParameter("state", version.state())
        .setParameter("digest", version.digest())
        .setParameter("round", version.round())
        .setParameter("revision", revision)
        .setParameter("at", at)
        .setParameter("lastDay", version.lastDay(), String.class)
        .setParameter("supersedes", version.supersedes(), Integer.class)
        .executeUpdate();
    addParts(version);
  }

  /** One statement for all, however many authors there are; a repeat changes nothing. */
  private void addParts(VersionChanged version) {
    List<String> subjects = new ArrayList<>(version.authors());
    List<String> parts = new ArrayList<>(Collections.nCopies(subjects.size(), Part.AUTHOR.name()));
    subjects.add(version.createdBy());
    parts.add(Part.REGISTRANT.name());
    String submitter = version.submittedBy();
    if (submitter != null) {
      subjects.add(submitter);
      parts.add(Part.SUBMITTER.name());
    }
    List<VersionChanged.Involved> involved = version.involved();
    if (involved != null) {
      for (VersionChanged.Involved one : involved) {
        subjects.add(one.subject());
        parts.add(Part.valueOf(one.part()).name());
      }
    }
    entities
        .createNativeMutationQuery(
            """
            insert into contributor (version_id, subject, part, round)
            select :version, p.subject, p.part, case p.part when 'SUBMITTER' then :round else 0 end
              from unnest(:subjects, :parts) p (subject, part)
            on conflict do nothing
            """)
        .setParameter("version", version.versionId())
        .setParameter("round", version.round())
        .setParameter("subjects", subjects.toArray(String[]::new))
        .setParameter("parts", parts.toArray(String[]::new))
        .executeUpdate();
  }

  /** Adds who submitted a version's round; a repeat changes nothing. */
  public void addSubmitter(VersionCopy version, String subject) {
    entities
        .createNativeMutationQuery(
            """
            insert into contributor (version_id, subject, part, round)
            values (:version, :subject, :part, :round) on conflict do nothing
            """)
        .setParameter("version", version.id())
        .setParameter("subject", subject)
        .setParameter("part", Part.SUBMITTER.name())
        .setParameter("round", version.round())
        .executeUpdate();
  }

  /** Returns somebody's parts in a version, of all rounds and by whichever account. */
  public Set<Part> partsOf(UUID versionId, String subject) {
    return partsOf(List.of(versionId), subject).getOrDefault(versionId, Set.of());
  }

  /** Returns somebody's parts in the given versions; those without one are missing. */
  public Map<UUID, Set<Part>> partsOf(Collection<UUID> versionIds, String subject) {
    return parts(
        """
        select distinct version_id, part from contributor
         where version_id in (:ids) and subject in {same}
        """
            .replace("{same}", IdentityLinks.SAME),
        versionIds,
        subject);
  }

  /**
   * Returns somebody's parts in whatever versions of the given models; those without one are
   * missing. By the index on the versions of a model.
   */
  public Map<UUID, Set<Part>> partsInModels(Collection<UUID> modelIds, String subject) {
    return parts(
        """
        select distinct v.model_id, c.part from version_copy v
          join contributor c on c.version_id = v.id and c.subject in {same}
         where v.model_id in (:ids)
        """
            .replace("{same}", IdentityLinks.SAME),
        modelIds,
        subject);
  }

  private Map<UUID, Set<Part>> parts(String sql, Collection<UUID> ids, String subject) {
    Map<UUID, Set<Part>> parts = new HashMap<>();
    if (ids.isEmpty()) {
      return parts;
    }
    entities
        .createNativeQuery(sql, Tuple.class)
        .setParameter("ids", ids)
        .setParameter("subject", subject)
        .getResultList()
        .forEach(
            row ->
                parts
                    .computeIfAbsent(row.get(0, UUID.class), _ -> EnumSet.noneOf(Part.class))
                    .add(Part.valueOf(row.get(1, String.class))));
    return parts;
  }

  /** Returns a version by its model's full name and its number. */
  public Optional<VersionCopy> find(String model, int number) {
    return entities
        .createNativeQuery(SELECT + " where m.name = :model and v.number = :number", Tuple.class)
        .setParameter("model", model)
        .setParameter("number", number)
        .getResultList()
        .stream()
        .map(VersionCopies::copy)
        .findFirst();
  }

  /** Returns the versions of the given ids; bounded by what is asked. */
  public Map<UUID, VersionCopy> find(Collection<UUID> ids) {
    Map<UUID, VersionCopy> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    entities
        .createNativeQuery(SELECT + " where v.id in (:ids)", Tuple.class)
        .setParameter("ids", ids)
        .getResultList()
        .stream()
        .map(VersionCopies::copy)
        .forEach(version -> found.put(version.id(), version));
    return found;
  }

  /**
   * Returns a version that must be known here.
   *
   * @throws IllegalStateException if it is not, which no event order allows
   */
  public VersionCopy known(UUID id) {
    VersionCopy version = find(List.of(id)).get(id);
    if (version == null) {
      throw new IllegalStateException("No copy of version " + id);
    }
    return version;
  }

  /**
   * Returns a version that must be known here, after waiting for whoever changes what is kept about
   * it or opens a round of it; take this lock before that of a round.
   */
  public VersionCopy locked(UUID id) {
    entities
        .createNativeQuery("select id from version_copy where id = :id for update", Tuple.class)
        .setParameter("id", id)
        .getSingleResult();
    return known(id);
  }

  /**
   * Returns versions that are under way or in use, of the models that name a use case or are
   * classified in it, in the order of their ids; index on each.
   */
  public List<UUID> goingOnFor(UUID useCaseId, UUID after, int limit) {
    return entities
        .createNativeQuery(
            """
            select v.id
              from (select id from model_copy where use_case_ids @> array[cast(:useCase as uuid)]
                    union select model_id from classification where use_case_id = :useCase) m
              join version_copy v on v.model_id = m.id
             where v.state in ('IN_REVIEW', 'APPROVED', 'RELEASED', 'DEPRECATED')
               and v.id > :after
             order by v.id limit :limit
            """,
            Tuple.class)
        .setParameter("useCase", useCaseId)
        .setParameter("after", after)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Returns the id of a model by its full name: the latest that took it, where it came back. */
  public Optional<UUID> modelId(String model) {
    return entities
        .createNativeQuery(
            "select id from model_copy where name = :model order by id desc limit 1", Tuple.class)
        .setParameter("model", model)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .findFirst();
  }

  private static VersionCopy copy(Tuple row) {
    return new VersionCopy(
        row.get(0, UUID.class),
        row.get(1, UUID.class),
        row.get(2, UUID.class),
        row.get(3, String.class),
        row.get(4, Integer.class),
        row.get(5, String.class),
        row.get(6, String.class),
        row.get(7, Integer.class),
        row.get(8, Long.class),
        unit(row));
  }

  private static @Nullable String unit(Tuple row) {
    return row.get(9, String.class);
  }
}
