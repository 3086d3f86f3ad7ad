package org.assay.review.evidence.statistics;

/**
 * The rows of one group of people.
 *
 * @param name the value of the attribute; "unknown" is a group as any other
 * @param counts its predictions
 */
public record Group(String name, Confusion counts) {}
