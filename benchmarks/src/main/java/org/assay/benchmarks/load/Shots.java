package org.assay.benchmarks.load;

/** Makes the requests of a run, one by one, on the thread that sends them. */
@FunctionalInterface
public interface Shots {

  /** The request number {@code index}, from 0; asked for in order and once each. */
  Shot shot(int index);
}
