package org.assay.kit.identity;

import io.quarkus.security.ForbiddenException;
import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Asks for the session behind a {@link LiveSession} act, for the roles that the caller holds now,
 * and who that is.
 *
 * <p>It stands outside the transaction (its priority is below that of {@code @Transactional}, 200),
 * so that no connection waits for the identity provider, and an ended session gets no stored
 * answer.
 */
@LiveSession
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class LiveSessionInterceptor {

  private final LiveToken liveToken;
  private final CurrentCaller caller;
  private final Accounts accounts;
  private final Identities identities;

  @Inject
  LiveSessionInterceptor(
      LiveToken liveToken, CurrentCaller caller, Accounts accounts, Identities identities) {
    this.liveToken = liveToken;
    this.caller = caller;
    this.accounts = accounts;
    this.identities = identities;
  }

  @AroundInvoke
  Object whileItLives(InvocationContext invocation) throws Exception {
    Caller known = caller.get();
    liveToken.requireActive(known);
    Held held = accounts.heldBy(known.subject());
    caller.holdsOnly(held.roles());
    identities.learn(known.subject(), held);
    requireRole(invocation.getMethod());
    return invocation.proceed();
  }

  private void requireRole(Method act) {
    RolesAllowed allowed = act.getAnnotation(RolesAllowed.class);
    boolean held =
        allowed == null
            || Arrays.stream(allowed.value())
                .flatMap(role -> Role.ofClaim(role).stream())
                .anyMatch(caller.get()::has);
    if (!held) {
      throw new ForbiddenException("The role was taken away since the token was issued");
    }
  }
}
