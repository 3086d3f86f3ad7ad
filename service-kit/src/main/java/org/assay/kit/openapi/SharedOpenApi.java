package org.assay.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.contracts.problem.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * Adds to every operation the problems it may answer, the bearer scheme, and the header {@code
 * Idempotency-Key} where the method is {@code @Idempotent}; describes {@code If-Match} where a
 * method takes it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class SharedOpenApi implements OASFilter {

  private static final DotName IDEMPOTENT = DotName.createSimple("org.assay.kit.http.Idempotent");
  private static final DotName OPERATION =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
  private static final String BEARER = "bearer";
  private static final String PROBLEM = "Problem";
  private static final String IDEMPOTENCY_KEY = "IdempotencyKey";
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final int MAX_HEADER = 128;
  private static final Set<PathItem.HttpMethod> SAFE =
      Set.of(PathItem.HttpMethod.GET, PathItem.HttpMethod.HEAD);

  private final Set<String> idempotent;

  /** Looks up which operations are idempotent, by the id that their annotation gives them. */
  public SharedOpenApi(IndexView index) {
    idempotent =
        index.getAnnotations(IDEMPOTENT).stream()
            .map(AnnotationInstance::target)
            .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
            .map(target -> target.asMethod().annotation(OPERATION))
            .filter(operation -> operation != null && operation.value("operationId") != null)
            .map(operation -> operation.value("operationId").asString())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components =
        document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
    document.setComponents(
        components
            .addSchema(PROBLEM, problem())
            .addResponse(
                PROBLEM,
                OASFactory.createAPIResponse()
                    .description("A refusal; its code stands at /docs/problems/{code}")
                    .content(
                        OASFactory.createContent()
                            .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref(PROBLEM)))))
            .addParameter(IDEMPOTENCY_KEY, idempotencyKey())
            .addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .bearerFormat("JWT")
                    .description("An access token of this installation's identity provider")));
    document.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme(BEARER, List.of())));
    if (document.getPaths() != null) {
      document.getPaths().getPathItems().values().forEach(this::complete);
    }
  }

  private void complete(PathItem path) {
    path.getOperations().forEach((method, operation) -> complete(path, method, operation));
  }

  private void complete(PathItem path, PathItem.HttpMethod method, Operation operation) {
    List<Parameter> parameters = new ArrayList<>();
    if (path.getParameters() != null) {
      parameters.addAll(path.getParameters());
    }
    if (operation.getParameters() != null) {
      parameters.addAll(operation.getParameters());
    }
    boolean orNew =
        !SAFE.contains(method)
            && parameters.stream().anyMatch(known -> IF_NONE_MATCH.equals(known.getName()));
    parameters.stream()
        .filter(parameter -> IF_MATCH.equals(parameter.getName()))
        .forEach(parameter -> describeIfMatch(parameter, !orNew));
    String id = operation.getOperationId();
    if (id != null && idempotent.contains(id)) {
      operation.addParameter(OASFactory.createParameter().ref(IDEMPOTENCY_KEY));
    }
    addProblems(operation, method, parameters);
  }

  /** An act that may also make something new takes {@code If-None-Match: *} instead. */
  private static void describeIfMatch(Parameter parameter, boolean required) {
    parameter
        .required(required)
        .description(
            "The revision that the act is based on: the ETag as it was read, or the revision alone")
        .schema(text().maxLength(MAX_HEADER))
        .example("\"7.0a1b2c3d4e5f6a7b\"");
  }

  private static void addProblems(
      Operation operation, PathItem.HttpMethod method, List<Parameter> parameters) {
    APIResponses responses =
        operation.getResponses() == null
            ? OASFactory.createAPIResponses()
            : operation.getResponses();
    boolean body = operation.getRequestBody() != null;
    boolean write = !SAFE.contains(method);
    add(responses, 400, write || has(parameters, Parameter.In.QUERY));
    add(responses, 401, true);
    add(responses, 403, true);
    add(responses, 404, has(parameters, Parameter.In.PATH));
    add(responses, 409, write);
    add(responses, 412, isConditional(parameters));
    add(responses, 413, body);
    add(responses, 415, body);
    add(responses, 422, write || has(parameters, Parameter.In.QUERY));
    add(responses, 428, isConditional(parameters));
    add(responses, 429, true);
    add(responses, 503, true);
    operation.setResponses(responses);
  }

  private static void add(APIResponses responses, int status, boolean applies) {
    if (applies) {
      responses.addAPIResponse(
          Integer.toString(status), OASFactory.createAPIResponse().ref(PROBLEM));
    }
  }

  private static boolean has(List<Parameter> parameters, Parameter.In place) {
    return parameters.stream().anyMatch(parameter -> parameter.getIn() == place);
  }

  private static boolean isConditional(List<Parameter> parameters) {
    return parameters.stream().anyMatch(parameter -> IF_MATCH.equals(parameter.getName()));
  }

  private static Parameter idempotencyKey() {
    return OASFactory.createParameter()
        .name("Idempotency-Key")
        .in(Parameter.In.HEADER)
        .required(true)
        .description(
            "Names this act for 24 hours: the same request with the same key gets the same answer,"
                + " marked Idempotency-Replayed: true, and happens once")
        .schema(text().minLength(1).maxLength(MAX_HEADER).pattern("[\\x21-\\x7e]+"))
        .example("6f1c2b0e-9f0d-4c53-8a9e-2f6d1f2f7c11");
  }

  /** The schema of {@link Problem} (RFC 9457 and Assay's members), limits included. */
  private static Schema problem() {
    Schema fault =
        object()
            .addProperty("pointer", text().maxLength(1_024))
            .addProperty("code", text().maxLength(64))
            .addProperty("detail", text().maxLength(2_048))
            .required(List.of("pointer", "code", "detail"));
    return object()
        .description("A refusal: problem details of RFC 9457")
        .addProperty("type", text().format("uri-reference").maxLength(256))
        .addProperty("title", text().maxLength(256))
        .addProperty(
            "status", OASFactory.createSchema().type(List.of(SchemaType.INTEGER)).format("int32"))
        .addProperty("detail", text().maxLength(4_096))
        .addProperty("instance", text().format("uri-reference").maxLength(8_192))
        .addProperty("code", text().maxLength(64))
        .addProperty("errors", array(fault))
        .addProperty("trace_id", text().maxLength(32))
        .addProperty("help", array(text().maxLength(1_024)))
        .required(List.of("type", "title", "status", "detail", "code"));
  }

  private static Schema text() {
    return OASFactory.createSchema().type(List.of(SchemaType.STRING));
  }

  private static Schema object() {
    return OASFactory.createSchema().type(List.of(SchemaType.OBJECT));
  }

  private static Schema array(Schema items) {
    return OASFactory.createSchema().type(List.of(SchemaType.ARRAY)).items(items).maxItems(1_000);
  }
}
