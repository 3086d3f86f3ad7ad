package org.assay.registry.assessment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.contracts.event.AssessmentChanged;

/** The last assessment of each version, one row a version ({@code assessment_pk}). */
@ApplicationScoped
public class Assessments implements PanacheRepositoryBase<Assessment, UUID> {

  /** Returns the last assessments of at most a page's worth of versions, in one statement. */
  public Map<UUID, Assessment> byVersion(Collection<UUID> versionIds) {
    if (versionIds.isEmpty()) {
      return Map.of();
    }
    return list("versionId in ?1", versionIds).stream()
        .collect(Collectors.toMap(Assessment::versionId, Function.identity()));
  }

  /** Keeps what was told of an assessment; under the row lock of the version. */
  public void keep(UUID projectId, AssessmentChanged told, Instant at) {
    Assessment known = findById(told.versionId());
    if (known == null) {
      persist(Assessment.first(projectId, told, at));
      return;
    }
    known.follow(told, at);
  }
}
