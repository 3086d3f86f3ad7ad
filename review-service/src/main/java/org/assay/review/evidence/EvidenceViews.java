package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.Membership;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** Shows records of evidence of one version; a page of them takes as many statements as one. */
@ApplicationScoped
class EvidenceViews {

  private final EvidenceRecords records;
  private final GroupReports reports;
  private final Claims claims;
  private final Notes notes;
  private final Accounts accounts;
  private final Access access;

  EvidenceViews(
      EvidenceRecords records,
      GroupReports reports,
      Claims claims,
      Notes notes,
      Accounts accounts,
      Access access) {
    this.records = records;
    this.reports = reports;
    this.claims = claims;
    this.notes = notes;
    this.accounts = accounts;
    this.access = access;
  }

  /** Shows a record with its figures, those of few people to those only who may see them. */
  EvidenceView whole(Evidence evidence, VersionCopy version, Caller caller) {
    EvidenceView view = view(evidence, version, caller);
    if (evidence.kind() == EvidenceKind.CLAIM) {
      return view.with(
          null, claims.of(evidence.id()).stream().map(StatisticView::claimed).toList());
    }
    return reports
        .of(evidence.id())
        .map(
            report -> {
              SmallCells cells =
                  seesSmallCells(version, caller)
                      ? SmallCells.NONE
                      : SmallCells.of(report.counts().groups());
              return view.with(
                  GroupCountsView.of(report, cells),
                  report.statistics().stream()
                      .map(statistic -> StatisticView.of(statistic, cells))
                      .toList());
            })
        .orElse(view);
  }

  private boolean seesSmallCells(VersionCopy version, Caller caller) {
    Membership membership = access.membership(caller.subject(), version.projectId());
    return new EvidenceGuard(version, membership, caller)
        .seesSmallCells(records.reviewedBy(version.id(), caller.subject()));
  }

  EvidenceView view(Evidence evidence, VersionCopy version, Caller caller) {
    return views(List.of(evidence), version, caller).getFirst();
  }

  List<EvidenceView> views(List<Evidence> found, VersionCopy version, Caller caller) {
    Map<UUID, UUID> successors = records.successors(found.stream().map(Evidence::id).toList());
    Map<UUID, String> titles = notes.texts(found.stream().map(Evidence::noteId).toList());
    People people = accounts.people(found.stream().map(Evidence::createdBy));
    Membership membership = access.membership(caller.subject(), version.projectId());
    return found.stream()
        .map(
            evidence -> {
              UUID successor = successors.get(evidence.id());
              return new EvidenceView(
                  evidence.id(),
                  version.model(),
                  version.number(),
                  version.id(),
                  evidence.kind(),
                  evidence.origin(),
                  titles.get(evidence.noteId()),
                  evidence.digest(),
                  evidence.dataDigest(),
                  evidence.supersedes(),
                  successor,
                  evidence.collectedAt(),
                  evidence.validUntil(),
                  null,
                  null,
                  people.named(evidence.createdBy()),
                  evidence.createdAt(),
                  evidence.revision(successor),
                  List.of(supersede(new EvidenceGuard(version, membership, caller), successor)));
            })
        .toList();
  }

  private static ActionView supersede(EvidenceGuard guard, @Nullable UUID successor) {
    return guard
        .add()
        .or(() -> EvidenceGuard.superseded(successor))
        .map(refusal -> refusal.action("supersede"))
        .orElseGet(() -> ActionView.allowed("supersede"));
  }
}
