package org.assay.gateway.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.assay.gateway.token.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who the caller is, as the token says.
 *
 * @param subject the provider's id
 * @param account the account's name, absent where the token has none
 * @param roles Assay's realm roles
 * @param unit the organisational unit, absent where none is given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeView(
    String subject, @Nullable String account, List<String> roles, @Nullable String unit) {

  /** Copies the roles. */
  public MeView {
    roles = List.copyOf(roles);
  }

  static MeView from(Caller caller) {
    return new MeView(caller.subject(), caller.account(), caller.roles(), caller.unit());
  }
}
