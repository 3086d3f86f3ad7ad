package org.assay.review.hold;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;

/** Says whether a caller may place a hold on a version, by the code that guards it. */
@ApplicationScoped
public class HoldActions {

  /** Returns the act as {@code actions[]} shows it; no state of a version keeps anyone from it. */
  public ActionView hold(Caller caller) {
    return Refusal.action("hold", new HoldGuard(caller).place());
  }
}
