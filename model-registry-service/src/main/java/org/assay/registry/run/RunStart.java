package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.assay.contracts.name.PlainTextRule;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.experiment.Entries;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;
import org.assay.registry.experiment.ExperimentChange;
import org.assay.registry.experiment.VisibleExperiments;
import org.assay.registry.project.Contribution;
import org.jspecify.annotations.Nullable;

/** Begins a run of an experiment. */
@ApplicationScoped
public class RunStart {

  /** The tag that a run's name stands under too; either changes the other. */
  public static final String NAME_TAG = "mlflow.runName";

  private static final int MAX_NAME = 250;
  private static final int MAX_USER = 256;
  private static final long FIRST_MILLIS = -62_135_596_800_000L;
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private final Runs runs;
  private final Entries entries;
  private final EventLog events;

  RunStart(Runs runs, Entries entries, EventLog events) {
    this.runs = runs;
    this.entries = entries;
    this.events = events;
  }

  /**
   * Begins a run, in the running transaction.
   *
   * @param in its experiment, and what the caller is in the project
   * @throws ProblemException 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code PROJECT_NOT_ACTIVE} or
   *     {@code EXPERIMENT_DELETED}, 422 {@code VALIDATION_FAILED} or {@code TOO_MANY_ENTRIES}
   */
  public VisibleRuns.Found start(VisibleExperiments.Found in, Asked asked, Caller caller) {
    Refusal.check(Contribution.refusesNew(caller, in.standing()));
    ExperimentChange.requireActive(in.experiment());
    checkName(asked.name());
    checkText(asked.userName(), MAX_USER, "/user_id");
    checkTime(asked.startedAt(), "/start_time");
    Run run = Run.started(in.experiment(), asked, caller.subject());
    runs.persistAndFlush(run);
    List<Entry> tags = new ArrayList<>(asked.tags());
    tags.add(new Entry(NAME_TAG, asked.name()));
    entries.set(EntryTable.RUN_TAG, run.id(), in.experiment().id(), tags);
    events.append(run.event(Cause.by(caller)));
    return new VisibleRuns.Found(run, in.experiment(), in.standing());
  }

  /**
   * Refuses a name that breaks a rule.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  static void checkName(@Nullable String name) {
    checkText(name, MAX_NAME, "/run_name");
  }

  /**
   * Refuses a time outside the years 1 to 9999.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  static void checkTime(@Nullable Long millis, String pointer) {
    if (millis != null && (millis < FIRST_MILLIS || millis > LAST_MILLIS)) {
      throw ProblemException.invalid(
          pointer,
          "OUT_OF_RANGE",
          "%s is %d; accepted are milliseconds since 1970 of the years 1 to 9999"
              .formatted(pointer.substring(1), millis));
    }
  }

  private static void checkText(@Nullable String text, int longest, String pointer) {
    if (text == null || text.isEmpty()) {
      return;
    }
    if (text.length() > longest) {
      throw ProblemException.invalid(
          pointer,
          "TOO_LONG",
          "%s has %d characters and exceeds the maximum length of %d"
              .formatted(pointer.substring(1), text.length(), longest));
    }
    PlainTextRule.violationOf(text)
        .ifPresent(
            violation -> {
              throw ProblemException.invalid(
                  pointer, "MALFORMED_TEXT", pointer.substring(1) + " " + violation);
            });
  }

  /**
   * What is asked for to begin a run.
   *
   * @param name its name; several may have the same
   * @param userName who its client says runs it
   * @param startedAt by its client's clock, in milliseconds since 1970
   * @param tags what is said of it from the beginning
   */
  public record Asked(String name, @Nullable String userName, long startedAt, List<Entry> tags) {

    /** Copies the list. */
    public Asked {
      tags = List.copyOf(tags);
    }
  }
}
