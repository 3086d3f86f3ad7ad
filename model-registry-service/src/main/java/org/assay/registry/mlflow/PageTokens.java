package org.assay.registry.mlflow;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.assay.kit.page.Cursors;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The page tokens of MLflow's searches: signed cursors, each good for one search only. */
@ApplicationScoped
public class PageTokens {

  private final Cursors cursors;

  PageTokens(Cursors cursors) {
    this.cursors = cursors;
  }

  /**
   * Reads where a page begins; an empty token is none.
   *
   * @param search the search with its filter, order and project, all that another one differs in
   * @return the sort key of the last item of the page before
   * @throws MlflowFailure 400 where the token was not given for this search
   */
  public Optional<List<String>> read(@Nullable String token, String search) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(cursors.read(token, search));
    } catch (ProblemException refused) {
      throw MlflowFailure.invalid("Invalid page token, %s".formatted(refused.detail()));
    }
  }

  /** Writes the token of the page after the one that ends with this sort key. */
  public String write(List<String> key, String search) {
    return cursors.write(key, search);
  }
}
