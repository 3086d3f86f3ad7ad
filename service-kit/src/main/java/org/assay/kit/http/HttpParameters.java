package org.assay.kit.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a resource method declares to take from the request beside its body. */
final class HttpParameters {

  private HttpParameters() {}

  /** Whether a parameter with these annotations comes from elsewhere than the body. */
  static boolean isNamed(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      switch (annotation) {
        case QueryParam _,
            RestQuery _,
            HeaderParam _,
            RestHeader _,
            PathParam _,
            RestPath _,
            CookieParam _,
            RestCookie _,
            BeanParam _,
            Context _ -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** The query parameters of a method by name, with their type. */
  static Map<String, Class<?>> queryOf(Method method) {
    Map<String, Class<?>> query = new TreeMap<>();
    for (Parameter parameter : method.getParameters()) {
      add(query, parameter.getAnnotations(), parameter.getName(), parameter.getType());
    }
    return Map.copyOf(query);
  }

  private static void add(
      Map<String, Class<?>> query, Annotation[] annotations, String javaName, Class<?> type) {
    for (Annotation annotation : annotations) {
      switch (annotation) {
        case QueryParam named -> query.put(named.value(), type);
        case RestQuery named -> query.put(named.value().isEmpty() ? javaName : named.value(), type);
        case BeanParam _ -> addMembers(query, type);
        default -> {}
      }
    }
  }

  private static void addMembers(Map<String, Class<?>> query, @Nullable Class<?> bean) {
    if (bean == null || bean == Object.class || bean == Record.class) {
      return;
    }
    if (bean.isRecord()) {
      for (RecordComponent component : bean.getRecordComponents()) {
        add(query, component.getAnnotations(), component.getName(), component.getType());
      }
    }
    for (Field field : bean.getDeclaredFields()) {
      add(query, field.getAnnotations(), field.getName(), field.getType());
    }
    addMembers(query, bean.getSuperclass());
  }
}
