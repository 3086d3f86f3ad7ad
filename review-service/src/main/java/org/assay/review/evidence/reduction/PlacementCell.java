package org.assay.review.evidence.reduction;

import java.math.BigInteger;

/**
 * What both models' scores come to on all rows of one label; placements are doubled, since a tie
 * counts half.
 *
 * @param positive which label
 * @param rows how many have it
 * @param challenger twice how many rows of the other label the challenger has on the right side of
 *     each, added up
 * @param champion the same of the champion
 * @param squares of by how much the challenger's is more than the champion's, added up
 */
public record PlacementCell(
    boolean positive, long rows, long challenger, long champion, BigInteger squares) {}
