package org.assay.kit.identity;

import org.jspecify.annotations.Nullable;

/**
 * A person or machine as HTTP shows it.
 *
 * @param subject the subject at the identity provider
 * @param account the name to show, absent where the provider does not know it or is away
 */
public record Actor(String subject, @Nullable String account) {}
