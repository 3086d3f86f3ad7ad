package org.assay.verification.fault.check;

/**
 * One thing that must not be.
 *
 * @param verdict what it counts as
 * @param what the thing by name, with what is wrong
 */
public record Finding(Verdict verdict, String what) {}
