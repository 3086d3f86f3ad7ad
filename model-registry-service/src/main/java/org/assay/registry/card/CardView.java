package org.assay.registry.card;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A model card as HTTP shows it to one caller.
 *
 * @param model the full name of the model
 * @param number the number of its version
 * @param digest the digest of the card
 * @param current whether it is the one that counts
 * @param markdown the card as people read it: Markdown without HTML
 * @param sections the same in parts
 * @param numbers what it says was measured, held against the version's record
 * @param remarks where the text states other numbers than were recorded
 * @param createdAt when it was written
 * @param createdBy who wrote it
 * @param revision the version's revision, which a change names
 * @param actions what the caller may do with it now
 */
@Schema(name = "ModelCard")
record CardView(
    String model,
    int number,
    String digest,
    boolean current,
    String markdown,
    Card.@Nullable Sections sections,
    List<NumberView> numbers,
    List<RemarkView> remarks,
    Instant createdAt,
    Actor createdBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  /**
   * A number that the card states.
   *
   * @param metric the name of the metric
   * @param value what the card says
   * @param recorded what the version's record has
   * @param verdict CONFIRMED, UNCONFIRMED where the record has no such metric, CONTRADICTED
   */
  @Schema(name = "CheckedModelCardNumber")
  record NumberView(
      String metric, BigDecimal value, @Nullable Double recorded, CardNumbers.Verdict verdict) {

    /** Shows a number. */
    static NumberView from(CardNumbers.Checked checked) {
      return new NumberView(
          checked.metric(), checked.stated(), checked.recorded(), checked.verdict());
    }
  }

  /**
   * A number in the text that differs from the recorded one.
   *
   * @param line the line of the Markdown, from 1
   * @param metric the name of the metric
   * @param stated the number as written
   * @param recorded what was recorded
   */
  @Schema(name = "ModelCardRemark")
  record RemarkView(int line, String metric, String stated, double recorded) {

    /** Shows a remark. */
    static RemarkView from(CardNumbers.Remark remark) {
      return new RemarkView(remark.line(), remark.metric(), remark.stated(), remark.recorded());
    }
  }
}
