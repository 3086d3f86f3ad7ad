package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.Role;
import org.assay.review.note.Notes;
import org.assay.review.publication.PolicyView.PolicyConsentView;

/**
 * Shows what documents of each kind have in common; a page of them takes as many statements as one.
 */
@ApplicationScoped
class DocumentViews {

  private final Accounts accounts;
  private final PolicyConsents consents;
  private final StandingWords words;
  private final DryRuns dryRuns;
  private final Notes notes;

  DocumentViews(
      Accounts accounts,
      PolicyConsents consents,
      StandingWords words,
      DryRuns dryRuns,
      Notes notes) {
    this.accounts = accounts;
    this.consents = consents;
    this.words = words;
    this.dryRuns = dryRuns;
    this.notes = notes;
  }

  /**
   * How a document stands.
   *
   * @param tried whether a dry run of what it says came to its end within the last 24 hours
   * @param createdBy who drafted it
   * @param publishing who is for publishing it, or was
   * @param retiring who is for retiring it, or was
   * @param actions what the caller may do with it now
   */
  record Shown(
      boolean tried,
      Actor createdBy,
      List<PolicyConsentView> publishing,
      List<PolicyConsentView> retiring,
      List<ActionView> actions) {

    /** Copies the lists. */
    Shown {
      publishing = List.copyOf(publishing);
      retiring = List.copyOf(retiring);
      actions = List.copyOf(actions);
    }
  }

  /** Returns how documents stand, by id. */
  Map<UUID, Shown> of(List<? extends Document> documents, Caller caller) {
    List<UUID> ids = documents.stream().map(Document::id).toList();
    Map<PolicyConsents.Key, List<PolicyConsent>> standing = consents.of(ids);
    Map<PolicyConsents.Key, List<PolicyConsent>> counted = counted(documents, standing, caller);
    Set<UUID> tried = dryRuns.tried(ids);
    Set<UUID> running = dryRuns.running(ids);
    Map<UUID, String> reasons = reasons(standing.values());
    People people =
        accounts.people(
            Stream.concat(
                documents.stream().map(Document::createdBy),
                standing.values().stream().flatMap(List::stream).map(PolicyConsent::subject)));
    Map<UUID, Shown> shown = new HashMap<>();
    for (Document document : documents) {
      boolean wasTried = tried.contains(document.id());
      shown.put(
          document.id(),
          new Shown(
              wasTried,
              people.named(document.createdBy()),
              shown(of(standing, document, PolicyActKind.PUBLISH), people, reasons),
              shown(of(standing, document, PolicyActKind.RETIRE), people, reasons),
              new PolicyGuard(caller)
                  .actions(
                      document,
                      of(counted, document, PolicyActKind.PUBLISH),
                      of(counted, document, PolicyActKind.RETIRE),
                      new PolicyGuard.Tried(wasTried, running.contains(document.id())))));
    }
    return shown;
  }

  private Map<UUID, String> reasons(Collection<List<PolicyConsent>> standing) {
    return notes.texts(
        standing.stream()
            .flatMap(List::stream)
            .map(PolicyConsent::noteId)
            .filter(Objects::nonNull)
            .toList());
  }

  /** The words for acts that are open to the caller, counted as the act would count them. */
  private Map<PolicyConsents.Key, List<PolicyConsent>> counted(
      List<? extends Document> documents,
      Map<PolicyConsents.Key, List<PolicyConsent>> standing,
      Caller caller) {
    Map<PolicyConsents.Key, List<PolicyConsent>> open = new HashMap<>();
    if (caller.has(Role.LEAD) || caller.has(Role.ADMIN)) {
      for (Document document : documents) {
        PolicyActKind act =
            document.state() == PolicyState.DRAFT ? PolicyActKind.PUBLISH : PolicyActKind.RETIRE;
        if (document.state() != PolicyState.RETIRED) {
          open.put(new PolicyConsents.Key(document.id(), act), of(standing, document, act));
        }
      }
    }
    return words.shown(open, caller);
  }

  private static List<PolicyConsent> of(
      Map<PolicyConsents.Key, List<PolicyConsent>> standing, Document document, PolicyActKind act) {
    return standing.getOrDefault(new PolicyConsents.Key(document.id(), act), List.of());
  }

  private static List<PolicyConsentView> shown(
      List<PolicyConsent> consents, People people, Map<UUID, String> reasons) {
    return consents.stream()
        .map(
            consent ->
                new PolicyConsentView(
                    people.named(consent.subject()),
                    consent.asLead(),
                    consent.asAdmin(),
                    consent.at(),
                    consent.noteId() == null ? null : reasons.get(consent.noteId())))
        .toList();
  }
}
