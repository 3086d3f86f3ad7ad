package org.assay.registry.version;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A number within the range of IEEE 754 binary64; JSON can write larger ones. */
@Documented
@Constraint(validatedBy = Finite.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@interface Finite {

  /** Returns what is said of another number. */
  String message() default "must be a finite number of at most 1.79e308";

  /** Returns the validation groups. */
  Class<?>[] groups() default {};

  /** Returns the payload types. */
  Class<? extends Payload>[] payload() default {};

  /** Null passes, for {@code @NotNull} to judge. */
  final class Check implements ConstraintValidator<Finite, Double> {

    @Override
    public boolean isValid(@Nullable Double value, ConstraintValidatorContext context) {
      return value == null || Double.isFinite(value);
    }
  }
}
