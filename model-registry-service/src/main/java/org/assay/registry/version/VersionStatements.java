package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.name.SaltedText;
import org.assay.kit.identity.Caller;
import org.hibernate.Session;

/** What people said with an act on a version; its event has only the salted digest of it. */
@ApplicationScoped
class VersionStatements {

  private final Session entities;

  VersionStatements(Session entities) {
    this.entities = entities;
  }

  /**
   * Keeps what was said with the act that led to the version's present revision.
   *
   * @return its salted digest
   */
  String keep(ModelVersion version, String text, Caller caller) {
    SaltedText said = SaltedText.of(text);
    entities
        .createNativeMutationQuery(
            """
            insert into version_statement (version_id, revision, text, salt, said_by)
            values (:version, :revision, :text, :salt, :by)
            """)
        .setParameter("version", version.id())
        .setParameter("revision", version.revision())
        .setParameter("text", said.text())
        .setParameter("salt", said.salt())
        .setParameter("by", caller.subject())
        .executeUpdate();
    return said.digest().value();
  }

  /**
   * Returns what was said of at most a page's worth of revisions ({@code version_statement_pk}).
   */
  Map<Long, String> of(UUID versionId, List<Long> revisions) {
    Map<Long, String> said = new HashMap<>();
    if (revisions.isEmpty()) {
      return said;
    }
    entities
        .createNativeQuery(
            """
            select revision, text from version_statement
             where version_id = :version and revision in (:revisions) and text is not null
            """,
            Tuple.class)
        .setParameter("version", versionId)
        .setParameter("revisions", revisions)
        .getResultList()
        .forEach(row -> said.put(row.get(0, Long.class), row.get(1, String.class)));
    return said;
  }
}
