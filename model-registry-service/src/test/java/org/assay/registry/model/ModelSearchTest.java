package org.assay.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.ProjectKey;
import org.assay.registry.search.Filter;
import org.assay.registry.search.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSearchTest {

  private static final Reach MINE = new Reach(null, "somebody");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name = 'credit.denial'                   | credit",
        "tags.a = 'b' and name = 'credit.a.b'     | credit",
        "name LIKE 'credit.d%'                    | credit",
        "name LIKE 'cre_it.d%'                    |",
        "name LIKE '%.denial'                     |",
        "name ILIKE 'credit.%'                    |",
        "name != 'credit.denial'                  |",
        "name = 'Credit.denial'                   |",
        "tags.name = 'credit.denial'              |",
      })
  void looksIntoTheProjectThatANameSays(String filter, String key) {
    Reach narrowed = ModelSearch.narrowed(MINE, Filter.parse(filter));

    assertThat(Optional.ofNullable(narrowed.key()).map(ProjectKey::value))
        .isEqualTo(Optional.ofNullable(key));
    assertThat(narrowed.member()).isEqualTo("somebody");
  }

  @Test
  void looksIntoTheChosenProjectWhateverTheNameSays() {
    Reach chosen = new Reach(new UUID(0, 1), null);

    assertThat(ModelSearch.narrowed(chosen, Filter.parse("name = 'credit.denial'")))
        .isEqualTo(chosen);
  }
}
