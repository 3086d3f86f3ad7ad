package org.assay.registry.search;

/**
 * A value in a filter.
 *
 * @param text the value, without its quotes
 * @param quoted whether it was quoted, and so is text rather than a number
 */
public record Literal(String text, boolean quoted) {}
