package org.assay.kit.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the body of an operation that reads it piece by piece and bounds it by a limit of its own:
 * {@link BodyLimit}, which is for what is held in memory whole, leaves it alone.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Streamed {}
