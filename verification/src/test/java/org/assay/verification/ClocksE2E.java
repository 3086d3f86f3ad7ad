package org.assay.verification;

import static org.assay.verification.Setting.ADMIN;
import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A review is due by the calendar of a unit, which an administrator sets. */
@ExtendWith(RunningWhole.class)
class ClocksE2E {

  /** The unit of the projects that are made here. */
  private static final String CREDIT = "/api/v1/calendars/credit";

  private final Setting setting;

  ClocksE2E(Whole whole) {
    this.setting = whole.setting();
  }

  @Test
  void aReviewIsDueByTheCalendarOfItsUnit() {
    Answer before = setting.read(ENGINEER, CREDIT);
    Refusal.of(setting, set(LEAD, before), 403, "FORBIDDEN");
    Answer calendar = setting.send(set(ADMIN, before));
    assertThat(calendar.status()).isEqualTo(200);
    assertThat(calendar.body().path("usual").asBoolean()).isFalse();
    Refusal.of(setting, set(ADMIN, before), 412, "STALE_REVISION");
    String project = setting.project();
    new PolicyDesk(setting).published(PolicyDesk.draft(project).put("review_due", 2));
    Setting.Version version = setting.registered(setting.model(project));
    setting.submit(version);
    setting.openReviews(version);

    Answer review = setting.read(AUDITOR, "/api/v1/reviews/" + setting.reviewOf(version, "ETHICS"));

    assertThat(review.text("/clock/state")).isEqualTo("RUNNING");
    assertThat(review.text("/clock/unit")).isEqualTo("credit");
    // Two working days of a unit that works all day, but for the last minute of it.
    assertThat(review.text("/clock/allowed")).isEqualTo("PT47H58M");
    Instant asked = Instant.parse(review.text("/created_at"));
    assertThat(Instant.parse(review.text("/due_at")))
        .isBetween(asked.plus(Duration.ofHours(47)), asked.plus(Duration.ofHours(49)));
    assertThat(
            setting
                .read(AUDITOR, "/api/v1/reviews?overdue=true&limit=200")
                .body()
                .findValuesAsText("version_id"))
        .doesNotContain(review.text("/version_id"));
  }

  private static Request set(Sender sender, Answer seen) {
    ObjectNode calendar =
        Setting.JSON
            .objectNode()
            .put("time_zone", "UTC")
            .put("opens", "00:00")
            .put("closes", "23:59");
    List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
        .forEach(calendar.putArray("working_days")::add);
    return new Request(sender, "PUT", CREDIT, Map.of("If-Match", seen.entityTag()), calendar);
  }
}
