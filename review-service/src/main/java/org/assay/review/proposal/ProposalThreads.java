package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.replica.Access;
import org.assay.review.replica.Membership;
import org.assay.review.thread.Discussed;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/**
 * Proposals are discussed by members of the project, reviewers and leads; what is nobody's project
 * by administrators too, who decide on it.
 */
@ApplicationScoped
class ProposalThreads implements Discussed {

  private final ProposalDesk desk;
  private final Access access;

  ProposalThreads(ProposalDesk desk, Access access) {
    this.desk = desk;
    this.access = access;
  }

  @Override
  public ThreadKind kind() {
    return ThreadKind.PROPOSAL;
  }

  @Override
  public Thing readable(ThreadKey key, Caller caller) {
    Proposal proposal = desk.readable(key.id(), caller);
    return new Thing(
        key,
        desk.about(proposal),
        proposal.version().orElse(null),
        proposal.modelId().orElse(null),
        proposal
            .projectId()
            .map(project -> access.membership(caller.subject(), project))
            .orElse(Membership.NONE));
  }

  @Override
  public void refuseSilent(Thing thing, Caller caller) {
    boolean decides = thing.modelId() == null && caller.has(Role.ADMIN) && !caller.machine();
    if (!decides) {
      Discussed.super.refuseSilent(thing, caller);
    }
  }
}
