package org.assay.kit.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sent the request, from its verified token.
 *
 * @param subject the token's {@code sub}: the only thing that is ever stored
 * @param account the name to show
 * @param roles the realm roles that Assay knows
 * @param unit the person's unit, set by administrators only; machines may have none
 * @param machine whether it is a client's service account, or not shown to be a person
 * @param signIn how and when the person signed in
 * @param known what is known of people's accounts; asked anew each time, since more may be learned
 *     while the request goes on
 * @param token the bearer token itself, for introspection and calls on the caller's behalf
 */
public record Caller(
    String subject,
    String account,
    Set<Role> roles,
    @Nullable String unit,
    boolean machine,
    SignIn signIn,
    Identities known,
    String token) {

  private static final Identities UNLINKED = new UnlinkedIdentities();

  /** Copies the set. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** A caller of whose sign-in nothing is known, with no other account. */
  public Caller(
      String subject,
      String account,
      Set<Role> roles,
      @Nullable String unit,
      boolean machine,
      String token) {
    this(subject, account, roles, unit, machine, SignIn.UNKNOWN, UNLINKED, token);
  }

  /** Returns whether the token carries the role. */
  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** Returns all subjects of the person, this one among them. */
  public Set<String> identities() {
    return known.of(subject);
  }

  /** Returns whether a subject is the caller, by whichever account. */
  public boolean is(@Nullable String subject) {
    return subject != null && identities().contains(subject);
  }

  /** Leaves the token out, so that it never reaches a log. */
  @Override
  public String toString() {
    return "Caller[subject=%s, account=%s, roles=%s]".formatted(subject, account, roles);
  }
}
