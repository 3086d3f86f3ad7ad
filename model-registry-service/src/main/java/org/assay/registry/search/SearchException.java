package org.assay.registry.search;

import java.sql.SQLException;

/** The database could not run a search. */
final class SearchException extends RuntimeException {

  SearchException(SQLException cause) {
    super("A search failed", cause);
  }
}
