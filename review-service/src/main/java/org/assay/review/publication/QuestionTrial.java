package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.review.checklist.AnswerState;
import org.assay.review.checklist.Checklist;
import org.assay.review.checklist.Checklist.Open;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.checklist.ChecklistSet;
import org.assay.review.checklist.Checklists;
import org.assay.review.checklist.ProofState;
import org.assay.review.classification.TierTrial;
import org.assay.review.classification.TierTrial.Tiers;
import org.assay.review.policy.Policies;
import org.assay.review.publication.DryRuns.Case;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.FactsQuery.Round;
import org.assay.review.requirement.Proven;
import org.assay.review.requirement.RequiredReviews;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.ChecklistFacts;
import org.assay.review.requirement.VersionFacts.Progress;
import org.assay.review.requirement.VersionFacts.ReviewFacts;

/**
 * Finds what the draft of a questionnaire or of a set of checklists would ask of open versions,
 * alone and with the answers that are given.
 */
@ApplicationScoped
class QuestionTrial {

  private final FactsQuery facts;
  private final TierTrial tiers;
  private final Checklists checklists;
  private final Policies policies;

  QuestionTrial(FactsQuery facts, TierTrial tiers, Checklists checklists, Policies policies) {
    this.facts = facts;
    this.tiers = tiers;
    this.checklists = checklists;
    this.policies = policies;
  }

  /** Finds the versions whose model would have another tier; one without answers has none. */
  void judge(DryRun run, QuestionnaireEntry draft, List<Case> cases) {
    List<VersionFacts> known = known(cases);
    Map<UUID, Tiers> would =
        tiers.of(
            draft.questionnaire(), known.stream().map(VersionFacts::modelId).distinct().toList());
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    List<TierChange> changes = new ArrayList<>();
    for (VersionFacts version : known) {
      Tiers both = would.get(version.modelId());
      if (both != null) {
        count(counts, both.now().name(), both.then().name());
        if (both.now() != both.then()) {
          changes.add(
              new TierChange(
                  version.model(), version.number(), version.versionId(), both.now(), both.then()));
        }
      }
    }
    run.tiers(known.size(), counts, changes);
  }

  /** Finds the open reviews that would have questions to answer which they have not now. */
  void judge(DryRun run, ChecklistsEntry draft, List<Case> cases) {
    ChecklistSet would = draft.checklists().set(draft.document());
    List<VersionFacts> known = known(cases);
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    List<ReviewAsked> asked = new ArrayList<>();
    for (VersionFacts version : known) {
      for (ReviewFacts review : version.reviews()) {
        if (review.progress() == Progress.OPEN) {
          List<String> more = more(would.of(review.type()), review, version);
          count(counts, review.type().name(), more.isEmpty() ? "UNCHANGED" : "ASKED");
          if (!more.isEmpty()) {
            asked.add(
                new ReviewAsked(
                    version.model(), version.number(), review.id(), review.type(), more));
          }
        }
      }
    }
    run.reviews(known.size(), counts, asked);
  }

  private List<String> more(Checklist would, ReviewFacts review, VersionFacts version) {
    Map<String, Object> seen = RequiredReviews.known(version);
    Proven proven = Proven.of(version, policies);
    Optional<ChecklistFacts> now = Optional.ofNullable(review.checklist());
    Map<String, AnswerState> answers = now.map(ChecklistFacts::answers).orElse(Map.of());
    Map<String, Set<String>> explained = now.map(ChecklistFacts::explained).orElse(Map.of());
    Function<Question, ProofState> computed =
        question -> proven.state(question, explained.get(question.id()));
    Set<String> open =
        now
            .map(
                one ->
                    checklists
                        .bound(one.reference(), review.type())
                        .open(seen, version.tier(), answers, computed))
            .orElse(List.of())
            .stream()
            .map(Open::id)
            .collect(Collectors.toSet());
    return would.open(seen, version.tier(), answers, computed).stream()
        .map(Open::id)
        .filter(id -> !open.contains(id))
        .toList();
  }

  private List<VersionFacts> known(List<Case> cases) {
    return facts.of(cases.stream().map(one -> new Round(one.versionId(), one.round())).toList());
  }

  private static void count(Map<String, Map<String, Integer>> counts, String key, String state) {
    counts.computeIfAbsent(key, _ -> new HashMap<>()).merge(state, 1, Integer::sum);
  }
}
