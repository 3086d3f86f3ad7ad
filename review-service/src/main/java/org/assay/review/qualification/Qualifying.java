package org.assay.review.qualification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/** Grants what two administrators agreed on, and ends what one of them does not answer for more. */
@ApplicationScoped
public class Qualifying {

  private final Qualifications qualifications;
  private final Notes notes;
  private final DatabaseClock clock;

  Qualifying(Qualifications qualifications, Notes notes, DatabaseClock clock) {
    this.qualifications = qualifications;
    this.notes = notes;
    this.clock = clock;
  }

  /** Grants a qualification: event {@code qualification.granted}. */
  public void grant(QualificationGrant grant, AgreedGrant agreed, Instant at, Caller caller) {
    Qualification granted = Qualification.granted(grant, agreed, at);
    qualifications.persist(granted);
    qualifications.tell(EventTypes.QUALIFICATION_GRANTED, granted, null, Cause.by(caller));
  }

  /**
   * Ends a qualification before its time: event {@code qualification.ended}.
   *
   * @param ifMatch its revision that the caller saw
   * @throws ProblemException 409 {@code QUALIFICATION_ENDED}
   */
  Qualification withdraw(UUID id, String why, @Nullable String ifMatch, Caller caller) {
    known(id);
    Qualification qualification = qualifications.locked(id);
    Instant now = clock.now();
    Refusal.refuse(new QualificationGuard(caller).withdraw(qualification, now));
    IfMatch.require(ifMatch, qualification.revision());
    Note reason = notes.store(why, caller.subject());
    qualification.withdraw(caller.subject(), reason.id(), now);
    qualifications.tell(EventTypes.QUALIFICATION_ENDED, qualification, reason, Cause.by(caller));
    return qualification;
  }

  /**
   * Returns one.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Qualification known(UUID id) {
    return qualifications
        .findByIdOptional(id)
        .orElseThrow(() -> Access.unknown("qualification", id));
  }
}
