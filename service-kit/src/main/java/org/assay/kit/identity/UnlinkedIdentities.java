package org.assay.kit.identity;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For services in which nothing takes two people: each account stands for itself. */
@DefaultBean
@ApplicationScoped
class UnlinkedIdentities implements Identities {

  @Override
  public Set<String> of(String subject) {
    return Set.of(subject);
  }

  @Override
  public void learn(String subject, @Nullable String person) {
    // Nothing asks for it.
  }
}
