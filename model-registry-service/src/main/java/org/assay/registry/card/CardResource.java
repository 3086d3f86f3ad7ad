package org.assay.registry.card;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.version.Seen;
import org.assay.registry.version.VersionBasis;
import org.assay.registry.version.VersionCards;
import org.assay.registry.version.VisibleVersions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Model cards over HTTP. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "versions")
public class CardResource {

  private final CurrentCaller currentCaller;
  private final VisibleVersions visible;
  private final VersionCards versions;
  private final VersionBasis basis;
  private final CardKeeping keeping;
  private final Cards cards;
  private final Accounts accounts;

  CardResource(
      CurrentCaller currentCaller,
      VisibleVersions visible,
      VersionCards versions,
      VersionBasis basis,
      CardKeeping keeping,
      Cards cards,
      Accounts accounts) {
    this.currentCaller = currentCaller;
    this.visible = visible;
    this.versions = versions;
    this.basis = basis;
    this.keeping = keeping;
    this.cards = cards;
    this.accounts = accounts;
  }

  /** Shows the card of a version, or an earlier one by its digest. */
  @GET
  @Path("/{name}/versions/{number}/card")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "getModelCard",
      summary = "Read the model card of a version, or an earlier one by its digest")
  @Extension(name = "x-permission", value = "version.read")
  public CardView get(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("digest") @Pattern(regexp = "^" + Digest.PATTERN + "$") @Nullable String digest) {
    Caller caller = currentCaller.get();
    return view(visible.read(name, number, caller), digest, caller);
  }

  /** Gives a version a model card, until it is submitted. */
  @PUT
  @Path("/{name}/versions/{number}/card")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Operation(
      operationId = "putModelCard",
      summary = "Write the model card of a version, whose numbers are held against its record")
  @Extension(name = "x-permission", value = "version.describe")
  public CardView put(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid Card card) {
    Caller caller = currentCaller.get();
    return view(keeping.write(name, number, card, ifMatch, caller), null, caller);
  }

  private CardView view(Seen seen, @Nullable String digest, Caller caller) {
    String current = seen.version().cardDigest();
    String wanted = digest == null ? current : digest;
    Cards.Kept kept =
        Optional.ofNullable(wanted)
            .flatMap(named -> cards.find(seen.version().id(), named))
            .orElseThrow(() -> absent(seen, digest));
    CardNumbers numbers = new CardNumbers(basis.results(seen.version()));
    return new CardView(
        seen.in().model().fullName().full(),
        seen.version().number(),
        String.valueOf(wanted),
        String.valueOf(wanted).equals(current),
        kept.card().markdown(),
        kept.card().sections(),
        numbers.checked(kept.card()).stream().map(CardView.NumberView::from).toList(),
        numbers.remarks(kept.card().markdown()).stream().map(CardView.RemarkView::from).toList(),
        kept.at(),
        accounts.actor(kept.by()),
        seen.version().revision(),
        List.of(Refusal.asAction("update", versions.refuses(seen, caller))));
  }

  private static ProblemException absent(Seen seen, @Nullable String digest) {
    return ProblemException.of(
        RegistryProblem.CARD_NOT_FOUND,
        "Version %d of model %s has no model card%s"
            .formatted(
                seen.version().number(),
                seen.in().model().fullName(),
                digest == null ? "" : " of the digest " + digest));
  }
}
