package org.assay.review.replica;

/**
 * Whether somebody belongs to a project.
 *
 * @param current whether a member now
 * @param ever whether a member now or in the past
 * @param contributes whether a member now who may do more than look
 * @param owner whether the project's owner now
 */
public record Membership(boolean current, boolean ever, boolean contributes, boolean owner) {

  /** No member, and never one. */
  public static final Membership NONE = new Membership(false, false, false, false);
}
