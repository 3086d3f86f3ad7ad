package org.assay.kit.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How and when the person behind a token proved to be that person, as the identity provider says in
 * the token itself.
 *
 * @param at when ({@code auth_time}); absent where the token does not tell, as those of machines
 *     and of grants without a browser
 * @param level how ({@code acr}), absent where the token does not tell
 */
public record SignIn(@Nullable Instant at, @Nullable String level) {

  /** Nothing is known of it. */
  public static final SignIn UNKNOWN = new SignIn(null, null);
}
