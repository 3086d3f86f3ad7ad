package org.assay.project.team;

import java.time.Instant;
import java.util.List;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.project.membership.Member;
import org.assay.project.membership.MemberRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A membership as HTTP shows it.
 *
 * @param subject the member at the identity provider
 * @param account the member's account, absent where the provider does not know it
 * @param role the role held now, or last
 * @param unit the unit when the membership began
 * @param from since when
 * @param until until when, absent while it lasts
 * @param revision the project's revision at its last change
 * @param actions what the caller may do with it now
 */
@Schema(name = "ProjectMember")
record MemberView(
    String subject,
    @Nullable String account,
    MemberRole role,
    @Nullable String unit,
    Instant from,
    @Nullable Instant until,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  static MemberView from(Member member, Actor actor, List<ActionView> actions) {
    return new MemberView(
        member.subject(),
        actor.account(),
        member.role(),
        member.unit(),
        member.from(),
        member.until(),
        member.revision(),
        actions);
  }
}
