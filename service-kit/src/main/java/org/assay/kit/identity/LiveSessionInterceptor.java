package org.assay.kit.identity;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Asks for the session behind a {@link LiveSession} act.
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

  @Inject
  LiveSessionInterceptor(LiveToken liveToken, CurrentCaller caller) {
    this.liveToken = liveToken;
    this.caller = caller;
  }

  @AroundInvoke
  Object whileItLives(InvocationContext invocation) throws Exception {
    liveToken.requireActive(caller.get());
    return invocation.proceed();
  }
}
