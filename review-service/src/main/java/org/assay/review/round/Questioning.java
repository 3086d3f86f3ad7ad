package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.checklist.ChecklistAnswers;
import org.assay.review.checklist.Checklists;
import org.assay.review.evidence.EvidenceRecords;
import org.assay.review.policy.Policies;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.Proven;
import org.assay.review.requirement.RequiredReviews;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.round.AskedQuestions.Asked;

/**
 * Finds which questions the checklists of reviews ask of their versions and how they are answered:
 * three statements for a page of reviews, and none where no review has a checklist.
 */
@ApplicationScoped
class Questioning {

  private final Checklists checklists;
  private final ChecklistAnswers answers;
  private final EvidenceRecords evidence;
  private final FactsQuery facts;
  private final Policies policies;

  Questioning(
      Checklists checklists,
      ChecklistAnswers answers,
      EvidenceRecords evidence,
      FactsQuery facts,
      Policies policies) {
    this.checklists = checklists;
    this.answers = answers;
    this.evidence = evidence;
    this.facts = facts;
    this.policies = policies;
  }

  /** Returns what is asked in each of the reviews that have a checklist. */
  Map<UUID, AskedQuestions> of(Collection<Review> reviews) {
    List<Review> asking = reviews.stream().filter(review -> review.checklist() != null).toList();
    Map<UUID, AskedQuestions> asked = new HashMap<>();
    if (asking.isEmpty()) {
      return asked;
    }
    Map<UUID, Map<String, ChecklistAnswer>> last = new HashMap<>();
    List<ChecklistAnswer> given = answers.last(asking.stream().map(Review::id).toList());
    given.forEach(
        answer ->
            last.computeIfAbsent(answer.reviewId(), _ -> new HashMap<>())
                .put(answer.questionId(), answer));
    Set<UUID> superseded =
        evidence
            .successors(
                given.stream()
                    .flatMap(answer -> answer.evidence().stream())
                    .collect(Collectors.toSet()))
            .keySet();
    Map<FactsQuery.Round, VersionFacts> known = known(asking);
    for (Review review : asking) {
      VersionFacts version = known.get(new FactsQuery.Round(review.versionId(), review.round()));
      String checklist = review.checklist();
      if (version != null && checklist != null) {
        asked.put(
            review.id(),
            asked(
                checklist, review, version, last.getOrDefault(review.id(), Map.of()), superseded));
      }
    }
    return asked;
  }

  private AskedQuestions asked(
      String checklist,
      Review review,
      VersionFacts version,
      Map<String, ChecklistAnswer> last,
      Set<UUID> superseded) {
    List<Asked> all = new ArrayList<>();
    Proven proven = Proven.of(version, policies);
    Map<String, Set<String>> explained = explained(review, version);
    checklists
        .bound(checklist, review.type())
        .applicable(RequiredReviews.known(version))
        .forEach(
            question -> {
              ChecklistAnswer answer = last.get(question.id());
              boolean dropped =
                  answer != null && answer.evidence().stream().anyMatch(superseded::contains);
              all.add(
                  new Asked(
                      question,
                      question.mark(version.tier()),
                      answer,
                      dropped,
                      proven.state(question, explained.get(question.id())),
                      proven.computed(question, explained.get(question.id()))));
            });
    return new AskedQuestions(all);
  }

  private static Map<String, Set<String>> explained(Review review, VersionFacts version) {
    return version.reviews().stream()
        .filter(one -> one.id().equals(review.id()))
        .flatMap(one -> Stream.ofNullable(one.checklist()))
        .findFirst()
        .map(VersionFacts.ChecklistFacts::explained)
        .orElse(Map.of());
  }

  private Map<FactsQuery.Round, VersionFacts> known(List<Review> reviews) {
    return facts
        .of(
            reviews.stream()
                .map(review -> new FactsQuery.Round(review.versionId(), review.round()))
                .distinct()
                .toList())
        .stream()
        .collect(
            Collectors.toMap(
                found -> new FactsQuery.Round(found.versionId(), roundOf(found)),
                Function.identity()));
  }

  private static int roundOf(VersionFacts facts) {
    VersionFacts.AssessmentFacts assessment = facts.assessment();
    if (assessment == null) {
      throw new IllegalStateException("A review without a round of " + facts.versionId());
    }
    return assessment.round();
  }
}
