package org.assay.kit.http;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text that reads as it is written: not blank, in normal form C, without control, format or
 * bidirectional characters. Null passes, for {@code @NotNull} to judge.
 *
 * @see org.assay.contracts.name.PlainTextRule
 */
@Documented
@Constraint(validatedBy = PlainTextCheck.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.METHOD,
  ElementType.TYPE_USE,
  ElementType.RECORD_COMPONENT
})
public @interface PlainText {

  /** Returns the most characters (UTF-16 units). */
  int max() default 200;

  /** Returns whether line feeds and tabs are allowed, as in a description. */
  boolean lines() default false;

  /** Returns what is said where the check finds no better words. */
  String message() default "must be plain text of at most {max} characters";

  /** Returns the validation groups. */
  Class<?>[] groups() default {};

  /** Returns the payload types. */
  Class<? extends Payload>[] payload() default {};
}
