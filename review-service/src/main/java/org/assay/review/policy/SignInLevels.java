package org.assay.review.policy;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/** What the identity provider calls the levels at which people sign in. */
@ConfigMapping(prefix = "assay.sign-in")
public interface SignInLevels {

  /**
   * The values of {@code acr} that the provider puts into tokens, from level 0, that of somebody
   * whom a cookie alone recognised.
   */
  List<String> levels();
}
