package org.assay.gateway.token;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads the realm roles that mean something to Assay; a provider adds others of its own. */
final class RealmRoles {

  private static final Set<String> KNOWN =
      Set.of(
          "engineer",
          "ethics-reviewer",
          "performance-reviewer",
          "lead",
          "auditor",
          "operator",
          "admin");

  private RealmRoles() {}

  static List<String> of(JsonWebToken claims) {
    Object access = claims.getClaim("realm_access");
    if (!(access instanceof JsonObject realm) || !(realm.get("roles") instanceof JsonArray roles)) {
      return List.of();
    }
    return roles.stream()
        .filter(JsonString.class::isInstance)
        .map(role -> ((JsonString) role).getString())
        .filter(KNOWN::contains)
        .sorted()
        .toList();
  }
}
