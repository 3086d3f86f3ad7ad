package org.assay.review.gate;

import org.assay.kit.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment asks.
 *
 * @param digest the bytes that are about to be deployed
 * @param environment where
 * @param model the model's full name, where the bytes may stand in several
 * @param caller who asks
 */
record GateQuestion(String digest, String environment, @Nullable String model, Caller caller) {}
