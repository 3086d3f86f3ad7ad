package org.assay.verification;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the running whole, which is started once for all that one process runs. JUnit's own
 * store does not last that long: where there are several processes each class is a run of its own.
 */
final class RunningWhole implements ParameterResolver {

  private static @Nullable Whole whole;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Whole.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return started();
  }

  private static synchronized Whole started() {
    Whole running = whole;
    if (running == null) {
      running = Whole.start();
      whole = running;
    }
    return running;
  }
}
