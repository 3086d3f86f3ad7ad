package org.assay.kit.identity;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only a caller whose session has not ended, and who holds the roles still, do an act that is
 * too heavy for a signature alone, such as a decision or a release: put it on the resource method.
 *
 * <p>The identity provider is asked after the token's roles were checked and before anything else:
 * before validation, before the transaction takes a connection, and before an answer is repeated. A
 * role that was taken away since the token was issued is none of {@link CurrentCaller}'s from then
 * on.
 *
 * <p>Problems: 401 {@code TOKEN_REVOKED}, 403 {@code FORBIDDEN}, 503 {@code
 * IDENTITY_PROVIDER_AWAY}.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface LiveSession {}
