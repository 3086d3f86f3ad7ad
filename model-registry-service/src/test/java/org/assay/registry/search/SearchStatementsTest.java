package org.assay.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchStatementsTest {

  @Test
  void bindsANameWhereverItStands() {
    List<Object> values = new ArrayList<>();

    String sql =
        SearchStatements.positional(
            new SearchSql(
                "a = :f0 and left(b, 200) = left(:f10, 200) and b = :f10 limit :most",
                Map.of("f0", "x", "f10", "y", "most", 51, "unused", 1)),
            values);

    assertThat(sql).isEqualTo("a = ? and left(b, 200) = left(?, 200) and b = ? limit ?");
    assertThat(values).containsExactly("x", "y", "y", 51);
  }
}
