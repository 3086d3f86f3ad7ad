package org.assay.review.checklist;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The answers to checklists; by the unique key of review, question and number. */
@ApplicationScoped
public class ChecklistAnswers implements PanacheRepositoryBase<ChecklistAnswer, UUID> {

  /** Returns the last answer to each question of the given reviews; as many as questions. */
  public List<ChecklistAnswer> last(Collection<UUID> reviewIds) {
    return reviewIds.isEmpty()
        ? List.of()
        : list(
            """
            from ChecklistAnswer a where a.reviewId in ?1
             and not exists (select 1 from ChecklistAnswer n
                              where n.reviewId = a.reviewId and n.questionId = a.questionId
                                and n.number > a.number)
            """,
            reviewIds);
  }

  /** Returns the answers of the given ids; bounded by what is asked. */
  public List<ChecklistAnswer> of(Collection<UUID> ids) {
    return ids.isEmpty() ? List.of() : list("id in ?1", ids);
  }

  /** Returns the answers to a question of a review before a number, the last first. */
  public List<ChecklistAnswer> lastFirst(UUID reviewId, String questionId, int before, int limit) {
    return find(
            "reviewId = ?1 and questionId = ?2 and number < ?3 order by number desc",
            reviewId,
            questionId,
            before)
        .page(0, limit)
        .list();
  }
}
