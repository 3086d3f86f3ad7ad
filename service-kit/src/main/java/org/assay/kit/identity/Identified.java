package org.assay.kit.identity;

import org.jspecify.annotations.Nullable;

/**
 * An account as the identity provider knows it.
 *
 * @param subject the subject, which is what Assay stores
 * @param account the account's name
 * @param unit the person's unit, absent where none is set
 * @param machine whether it is a client's service account
 * @param person what the accounts of one person share, absent where it has none
 */
public record Identified(
    String subject,
    String account,
    @Nullable String unit,
    boolean machine,
    @Nullable String person) {}
