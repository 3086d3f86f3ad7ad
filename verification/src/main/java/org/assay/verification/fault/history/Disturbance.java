package org.assay.verification.fault.history;

/**
 * A fault as it was in effect. Times are nanoseconds since the trial began.
 *
 * @param fault its name
 * @param from when it was in full effect
 * @param until when its healing began
 * @param silencesBroker whether no event reached a reader in between
 */
public record Disturbance(String fault, long from, long until, boolean silencesBroker) {}
