package org.assay.registry.experiment;

/**
 * A parameter or a tag: a text found by its key.
 *
 * @param key its name, unique on what it is about
 * @param value what it says, possibly nothing
 */
public record Entry(String key, String value) {}
