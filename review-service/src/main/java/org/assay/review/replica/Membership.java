package org.assay.review.replica;

import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;

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

  /**
   * Says whether the one whose membership it is may add to what is known of the project's versions:
   * an engineer or a lead, machines too, who may do more than look.
   */
  public boolean adds(Caller caller) {
    return contributes && (caller.has(Role.ENGINEER) || caller.has(Role.LEAD));
  }
}
