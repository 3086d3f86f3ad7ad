package org.assay.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;

class CursorsTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final Cursors cursors = new Cursors(KEY);

  @Test
  void readsWhatItWrote() {
    List<String> keys = List.of("2026-01-31T12:00:00Z", "ä \" \\ \0", "");
    assertThat(cursors.read(cursors.write(keys, "models"), "models")).isEqualTo(keys);
  }

  @Test
  void refusesACursorSignedWithAnotherKey() {
    String foreign = new Cursors("another-key-another-key-another-").write(List.of("a"), "models");
    assertRefused(foreign, "models", CommonProblem.CURSOR_INVALID);
  }

  @Test
  void refusesACursorOfAnotherFilter() {
    String cursor = cursors.write(List.of("a"), "models?project_key=credit");
    assertRefused(cursor, "models?project_key=fraud", CommonProblem.CURSOR_MISMATCH);
  }

  @Test
  void refusesEveryChangeOfOneCharacter() {
    String cursor = cursors.write(List.of("a", "b"), "models");
    // The last character of each half may carry unused bits; base64url itself refuses those set.
    for (int index = 0; index < cursor.length(); index++) {
      char other = cursor.charAt(index) == 'A' ? 'B' : 'A';
      assertRefused(
          cursor.substring(0, index) + other + cursor.substring(index + 1),
          "models",
          CommonProblem.CURSOR_INVALID);
    }
  }

  @Test
  void refusesToStartWithAShortKey() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Cursors("short"))
        .withMessageContaining("at least 32");
  }

  private void assertRefused(String cursor, String filter, CommonProblem type) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> cursors.read(cursor, filter))
        .extracting(ProblemException::type)
        .isEqualTo(type);
  }
}
