package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.policy.Policies;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/**
 * A lead and an administrator publish a document or retire it: the first word is kept, the second
 * does it. Both are for exactly the bytes that they read, and a draft needs a dry run of these.
 */
@ApplicationScoped
class Publication {

  private final PolicyConsents consents;
  private final DryRuns dryRuns;
  private final StandingWords words;
  private final Policies policies;
  private final Notes notes;
  private final DatabaseClock clock;

  Publication(
      PolicyConsents consents,
      DryRuns dryRuns,
      StandingWords words,
      Policies policies,
      Notes notes,
      DatabaseClock clock) {
    this.consents = consents;
    this.dryRuns = dryRuns;
    this.words = words;
    this.policies = policies;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * That two people agreed.
   *
   * @param at when the second did
   * @param by both by {@code sub}
   * @param reason why the second did
   * @param cause the second
   */
  record Agreed(Instant at, List<String> by, Note reason, Cause cause) {

    /** Copies the list. */
    Agreed {
      by = List.copyOf(by);
    }
  }

  /**
   * What the act is beyond its two words, of one kind of document.
   *
   * @param <E> the kind
   */
  interface Effect<E extends Document> {

    /** Refuses what may not be published, whoever is for it; its name is locked. */
    void check(E document);

    /** Does it. */
    void take(E document, Agreed agreed);
  }

  /** Says yes to an act; with the second of the two it is done. */
  <E extends Document> E agree(
      Documents<E> documents,
      PolicyActKind act,
      UUID id,
      ConsentToPolicy word,
      @Nullable String ifMatch,
      Caller caller,
      Effect<E> effect) {
    // Asked before anything is locked, since it may wait for the identity provider.
    Map<String, Set<Role>> roles =
        words.rolesNow(consents.of(documents.readable(id, caller).id(), act), caller);
    E document = documents.locked(id, caller);
    List<PolicyConsent> standing = StandingWords.counted(consents.of(id, act), roles, caller);
    PolicyGuard guard = new PolicyGuard(caller);
    Refusal.refuse(guard.consent(act, document, standing, !dryRuns.tried(List.of(id)).isEmpty()));
    if (!word.digest().equals(document.digest())) {
      throw ProblemException.of(
          ReviewProblem.DIGEST_MISMATCH,
          "You read %s, and the %s is %s now"
              .formatted(word.digest(), document.kind().word(), document.digest()));
    }
    if (act == PolicyActKind.PUBLISH) {
      documents.lockName(document.name());
      refuseLate(documents, document);
      effect.check(document);
    }
    IfMatch.require(ifMatch, document.revision());
    boolean second = guard.completes(standing);
    if (second) {
      // So that every round is either bound to what holds from now on or found by the re-binding.
      policies.lockBindings();
    }
    Note reason = notes.store(word.reason(), caller.subject());
    Instant now = clock.now();
    PolicyConsent own = guard.consent(word.digest(), now, reason.id());
    consents.add(id, act, own);
    document.consented();
    if (second) {
      switch (act) {
        case PUBLISH -> document.publish(now);
        case RETIRE -> document.retire(now);
      }
      effect.take(document, new Agreed(now, both(standing, own), reason, Cause.by(caller)));
    }
    return document;
  }

  private static <E extends Document> void refuseLate(Documents<E> documents, E document) {
    if (documents.isLate(document)) {
      throw ProblemException.of(
          PolicyGuard.refusing(document.kind()),
          "A later number of %s was published; draft the next one".formatted(document.name()));
    }
  }

  private static List<String> both(List<PolicyConsent> standing, PolicyConsent own) {
    return Stream.concat(standing.stream(), Stream.of(own))
        .map(PolicyConsent::subject)
        .distinct()
        .toList();
  }
}
