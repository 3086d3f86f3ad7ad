package org.assay.review.evidence.window;

import java.util.List;
import java.util.UUID;
import org.assay.review.evidence.evaluation.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * That a window was counted from files, told within the transaction that keeps it; whoever adds the
 * record of evidence refuses by an exception, and nothing is kept.
 *
 * @param id of the record that it becomes
 * @param versionId the version
 * @param title what people call it
 * @param supersedes the window whose place it takes
 * @param window the window
 * @param tests what was tested of its rows
 * @param by the {@code sub} of who asked for it
 */
public record WindowCounted(
    UUID id,
    UUID versionId,
    String title,
    @Nullable UUID supersedes,
    Window window,
    List<ReportRow> tests,
    String by) {

  /** Copies the list. */
  public WindowCounted {
    tests = List.copyOf(tests);
  }
}
