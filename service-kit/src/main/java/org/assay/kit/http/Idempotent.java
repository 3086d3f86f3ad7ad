package org.assay.kit.http;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@code POST} safe to repeat: put it beside {@code @Transactional} on a resource method
 * that returns {@code Response} or {@code RestResponse}.
 *
 * <p>The request needs {@code Idempotency-Key}. The answer is stored in the transaction of the
 * effect, so both exist or neither does, and the same request of the same caller gets it again
 * within 24 hours, marked {@code Idempotency-Replayed: true}. Refusals are not stored: the key may
 * be used again after one.
 *
 * <p>The repetition is answered once the caller's role is checked, and before what the method
 * itself checks. So who lost sight of a project meanwhile still gets back, for those 24 hours, the
 * very answer they were given before; nobody gets another caller's.
 *
 * <p>Problems: 400 {@code IDEMPOTENCY_KEY_REQUIRED}, 409 {@code IDEMPOTENCY_KEY_IN_USE}, 422 {@code
 * IDEMPOTENCY_KEY_REUSED}.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Idempotent {}
