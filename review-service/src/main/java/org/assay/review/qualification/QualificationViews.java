package org.assay.review.qualification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.Refusal;
import org.assay.review.note.Notes;
import org.assay.review.replica.DatabaseClock;

/** Shows qualifications, a page with a fixed number of queries. */
@ApplicationScoped
class QualificationViews {

  private final Accounts accounts;
  private final Notes notes;
  private final DatabaseClock clock;

  QualificationViews(Accounts accounts, Notes notes, DatabaseClock clock) {
    this.accounts = accounts;
    this.notes = notes;
    this.clock = clock;
  }

  QualificationView view(Qualification qualification, Caller caller) {
    return views(List.of(qualification), caller).getFirst();
  }

  List<QualificationView> views(List<Qualification> page, Caller caller) {
    People people =
        accounts.people(
            page.stream()
                .flatMap(
                    one ->
                        Stream.concat(
                            Stream.concat(Stream.of(one.subject()), one.grantedBy().stream()),
                            Stream.ofNullable(one.withdrawnBy()))));
    Map<UUID, String> texts =
        notes.texts(
            page.stream()
                .flatMap(
                    one ->
                        Stream.concat(
                            Stream.of(one.noteId()), Stream.ofNullable(one.withdrawalNoteId())))
                .toList());
    Instant now = clock.now();
    return page.stream().map(one -> view(one, people, texts, now, caller)).toList();
  }

  private static QualificationView view(
      Qualification one, People people, Map<UUID, String> texts, Instant now, Caller caller) {
    String withdrawnBy = one.withdrawnBy();
    UUID withdrawal = one.withdrawalNoteId();
    return new QualificationView(
        one.id(),
        people.named(one.subject()),
        one.reviewType(),
        one.unit(),
        one.state(now),
        one.validFrom(),
        one.validUntil(),
        one.grantedBy().stream().map(people::named).toList(),
        one.grantedAt(),
        one.proposalId(),
        texts.get(one.noteId()),
        withdrawnBy == null ? null : people.named(withdrawnBy),
        one.withdrawnAt(),
        withdrawal == null ? null : texts.get(withdrawal),
        one.revision(),
        List.of(Refusal.action("withdraw", new QualificationGuard(caller).withdraw(one, now))));
  }
}
