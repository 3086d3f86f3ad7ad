/**
 * Searches: a filter and an order as people write them, turned into SQL that binds every value.
 *
 * <p>The grammar is MLflow's: comparisons joined by AND, on attributes, tags and the like. {@link
 * org.assay.registry.search.Filter} reads it, {@link org.assay.registry.search.SearchKeys} says
 * what a search knows, and {@link org.assay.registry.search.Conditions} and {@link
 * org.assay.registry.search.Keyset} are the SQL. No text of a caller ever stands in a statement:
 * names of keys and values alike are bound.
 */
@NullMarked
package org.assay.registry.search;

import org.jspecify.annotations.NullMarked;
