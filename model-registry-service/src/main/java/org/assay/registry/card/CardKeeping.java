package org.assay.registry.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.run.Results;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.Seen;
import org.assay.registry.version.VersionBasis;
import org.assay.registry.version.VersionCards;
import org.assay.registry.version.VersionSubmitting;
import org.jspecify.annotations.Nullable;

/**
 * Gives versions their cards, and holds a card's numbers against the version's record: when it is
 * written, and again when the version is submitted, for its run may have gone on.
 */
@ApplicationScoped
class CardKeeping {

  private final VersionCards versions;
  private final VersionBasis basis;
  private final Cards cards;

  CardKeeping(VersionCards versions, VersionBasis basis, Cards cards) {
    this.versions = versions;
    this.basis = basis;
    this.cards = cards;
  }

  /**
   * Gives a version a card, in the running transaction, under the row lock of the version.
   *
   * @param ifMatch the version's revision that the caller saw
   * @throws ProblemException 422 {@code VALIDATION_FAILED}, {@code CARD_CONTRADICTED} or {@code
   *     TOO_MANY_ENTRIES}, 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}, 403 {@code
   *     NOT_A_CONTRIBUTOR}, 409 {@code CARD_FIXED}, 428, 412
   */
  Seen write(String modelName, int number, Card card, @Nullable String ifMatch, Caller caller) {
    card.check();
    Seen seen = versions.lock(modelName, number, caller);
    Refusal.check(versions.refuses(seen, caller));
    byte[] content = card.bytes();
    // As it is kept, so that a later look finds the same: 1.2E+4 is kept, and meant, as 12000.
    requireConfirmed(Card.read(content), basis.results(seen.version()));
    IfMatch.require(ifMatch, seen.version().revision());
    Digest digest = Digest.ofContent(content);
    cards.keep(seen.version().id(), digest.value(), content, caller.subject());
    versions.give(seen, digest, caller);
    return seen;
  }

  /** Refuses the submission of a version whose card its record contradicts by now. */
  void submitting(@Observes VersionSubmitting submitting) {
    ModelVersion version = submitting.version();
    if (version.cardDigest() != null) {
      cards
          .find(version.id(), version.cardDigest())
          .ifPresent(kept -> requireConfirmed(kept.card(), basis.results(version)));
    }
  }

  private static void requireConfirmed(Card card, Results record) {
    List<CardNumbers.Checked> checked = new CardNumbers(record).checked(card);
    ProblemException refusal =
        ProblemException.of(
                RegistryProblem.CARD_CONTRADICTED,
                "The model card states a number that the version's record contradicts")
            .help(
                "State what was recorded, with as many digits as hold; others belong in the text.");
    for (int index = 0; index < checked.size(); index++) {
      CardNumbers.Checked one = checked.get(index);
      if (one.verdict() == CardNumbers.Verdict.CONTRADICTED) {
        refusal.at(
            "/numbers/%d/value".formatted(index),
            RegistryProblem.CARD_CONTRADICTED.code(),
            "the card says %s of %s, the record %s"
                .formatted(one.stated().toPlainString(), one.metric(), one.recorded()));
      }
    }
    if (!refusal.errors().isEmpty()) {
      throw refusal;
    }
  }
}
