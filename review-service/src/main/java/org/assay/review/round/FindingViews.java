package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.finding.Finding;
import org.assay.review.note.Notes;

/** Shows findings of one review; a page of them takes as many statements as one. */
@ApplicationScoped
class FindingViews {

  private final Accounts accounts;
  private final Notes notes;
  private final ReviewDesk desk;

  FindingViews(Accounts accounts, Notes notes, ReviewDesk desk) {
    this.accounts = accounts;
    this.notes = notes;
    this.desk = desk;
  }

  FindingView view(Finding finding, Review review, Caller caller) {
    return views(List.of(finding), review, caller).getFirst();
  }

  List<FindingView> views(List<Finding> findings, Review review, Caller caller) {
    People people = accounts.people(findings.stream().flatMap(FindingViews::subjects));
    Texts texts = new Texts(notes.texts(findings.stream().flatMap(FindingViews::notes).toList()));
    ReviewGuard guard = desk.guard(review, caller);
    return findings.stream()
        .map(finding -> FindingView.from(finding, people, texts, guard))
        .toList();
  }

  /** The people that a finding names. */
  static Stream<String> subjects(Finding finding) {
    return Stream.concat(
        Stream.of(finding.owner(), finding.openedBy()),
        Optional.ofNullable(finding.closedBy()).stream());
  }

  /** The notes that a finding's texts stand in. */
  static Stream<UUID> notes(Finding finding) {
    return Stream.of(
            Optional.of(finding.noteId()),
            Optional.ofNullable(finding.answerNoteId()),
            Optional.ofNullable(finding.closureNoteId()))
        .flatMap(Optional::stream);
  }
}
