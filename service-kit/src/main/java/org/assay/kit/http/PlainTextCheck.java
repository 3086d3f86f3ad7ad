package org.assay.kit.http;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.assay.contracts.name.PlainTextRule;
import org.jspecify.annotations.Nullable;

/** Checks {@link PlainText}. */
public class PlainTextCheck implements ConstraintValidator<PlainText, CharSequence> {

  private int max;
  private boolean lines;

  @Override
  public void initialize(PlainText constraint) {
    max = constraint.max();
    lines = constraint.lines();
  }

  @Override
  public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
    if (value == null) {
      return true;
    }
    if (value.length() > max) {
      return refuse(
          context, "has %d characters, accepted are at most %d".formatted(value.length(), max));
    }
    return PlainTextRule.violationOf(value.toString(), lines)
        .map(violation -> refuse(context, violation))
        .orElse(true);
  }

  private static boolean refuse(ConstraintValidatorContext context, String violation) {
    context.disableDefaultConstraintViolation();
    // The sentence has no { or $ of the input, so the template language finds nothing to expand.
    context.buildConstraintViolationWithTemplate(violation).addConstraintViolation();
    return false;
  }
}
