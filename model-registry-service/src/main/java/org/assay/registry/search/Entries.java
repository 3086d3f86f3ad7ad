package org.assay.registry.search;

/**
 * Named values beside a row of a search, such as its tags: a table with a row for each name.
 *
 * @param from SQL of ours after {@code from}, with the condition that ties it to the row searched
 *     for, such as {@code model_tag e where e.model_id = m.id}
 * @param key SQL of the name, such as {@code e.key}; the row's is unique, so there is one value
 * @param value what is compared
 */
public record Entries(String from, String key, Column value) {}
