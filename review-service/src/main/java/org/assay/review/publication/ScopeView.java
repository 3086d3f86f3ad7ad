package org.assay.review.publication;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.assay.review.policy.PolicyScope;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a policy holds.
 *
 * @param kind how wide
 * @param key the unit or the project's key; absent for the organisation
 */
@Schema(name = "ScopeOfPolicy")
public record ScopeView(@NotNull PolicyScope kind, @PlainText(max = 64) @Nullable String key) {}
