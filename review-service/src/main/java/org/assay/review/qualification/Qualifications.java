package org.assay.review.qualification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.QualificationChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.note.Note;
import org.jspecify.annotations.Nullable;

/** The qualifications of all people, each step of which is one event. */
@ApplicationScoped
class Qualifications implements PanacheRepositoryBase<Qualification, UUID> {

  private final EventLog log;

  Qualifications(EventLog log) {
    this.log = log;
  }

  /** Returns one after waiting for whoever ends it. */
  Qualification locked(UUID id) {
    Qualification found = findById(id, LockModeType.PESSIMISTIC_WRITE);
    getEntityManager().refresh(found);
    return found;
  }

  /** Returns up to {@code limit} before the one of the given id, newest first; indexes on both. */
  List<Qualification> newestFirst(
      @Nullable String subject, @Nullable QualifiedFor type, Optional<UUID> before, int limit) {
    return find(
            """
            (?1 is null or subject = ?1) and (?2 is null or reviewType = ?2) and id < ?3
             order by id desc
            """,
            subject,
            type,
            before.orElse(new UUID(-1, -1)))
        .page(0, limit)
        .list();
  }

  /** Tells the step that a qualification has just taken. */
  void tell(String type, Qualification qualification, @Nullable Note text, Cause cause) {
    flush();
    log.append(
        new NewEvent(
            type,
            "qualification/" + qualification.id(),
            qualification.id(),
            qualification.revision(),
            qualification.id(),
            cause,
            new QualificationChanged(
                qualification.id(),
                qualification.subject(),
                qualification.reviewType().name(),
                qualification.unit(),
                qualification.validFrom(),
                qualification.validUntil(),
                qualification.grantedBy(),
                text == null ? null : text.digest())));
  }
}
