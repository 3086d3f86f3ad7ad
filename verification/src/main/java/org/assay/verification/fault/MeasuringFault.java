package org.assay.verification.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fault that tells the report what it measured or counted each time. */
public abstract class MeasuringFault implements Fault {

  private final List<String> notes = new CopyOnWriteArrayList<>();

  /** Adds a line to the report. */
  protected final void note(String line) {
    notes.add(line);
  }

  @Override
  public final List<String> notes() {
    return List.copyOf(notes);
  }
}
