package org.assay.kit.http;

import org.jspecify.annotations.Nullable;

/**
 * One act on a resource and whether this caller may do it now, computed by the code that guards it.
 *
 * @param name the act, such as {@code submit}
 * @param allowed whether it would be accepted now
 * @param reasonCode why not, UPPER_SNAKE; absent where it is allowed
 * @param reason the same for people
 */
public record ActionView(
    String name, boolean allowed, @Nullable String reasonCode, @Nullable String reason) {

  /** An act that would be accepted now. */
  public static ActionView allowed(String name) {
    return new ActionView(name, true, null, null);
  }

  /** An act that would be refused now. */
  public static ActionView refused(String name, String reasonCode, String reason) {
    return new ActionView(name, false, reasonCode, reason);
  }
}
