package org.assay.review.release;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/** What the identity provider calls the levels at which people sign in. */
@ConfigMapping(prefix = "assay.sign-in")
interface SignInLevels {

  /**
   * The values of {@code acr} that the provider puts into tokens, from level 0, that of somebody
   * whom a cookie alone recognised.
   */
  List<String> levels();
}
