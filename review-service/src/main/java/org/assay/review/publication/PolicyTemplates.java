package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.assay.review.Shipped;

/**
 * The policies that this release offers beside the one it starts with: each is the content of a
 * draft, and holds nowhere until somebody drafts and publishes it under a name and for a scope.
 */
@ApplicationScoped
class PolicyTemplates {

  private static final List<String> SHIPPED = List.of("default/1", "demo/1");

  private final List<PolicyTemplateView> all;

  PolicyTemplates() {
    all =
        SHIPPED.stream()
            .map(reference -> new PolicyTemplateView(reference, read(reference)))
            .toList();
  }

  /** Returns all of them. */
  List<PolicyTemplateView> all() {
    return all;
  }

  /** Returns one by how people cite it, such as {@code default/1}. */
  Optional<PolicyTemplateView> cited(String reference) {
    return all.stream().filter(template -> template.reference().equals(reference)).findFirst();
  }

  private static DraftContent read(String reference) {
    String resource = "/policies/%s.json".formatted(reference.replace('/', '-'));
    return Shipped.parsed(Shipped.document(resource), DraftContent.class);
  }
}
