package io.tierwise.starter.web;

import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that an operation does not have: a slip such as {@code ?limt=5} would
 * else change the answer without a word. Known are those that the handler declares by {@link
 * RequestParam} and the components of a record that is a {@link ParameterObject}. A handler that
 * takes all of them as a map is left to {@link QueryParameters}, and one of {@link AnyParameters}
 * alone. Handlers of others, such as Spring's own, are no concern of it.
 */
public final class UnknownParameters implements HandlerInterceptor {
  private static final String OURS = "io.tierwise.";

  /** By handler; empty where it is not for us to say. */
  private final Map<Method, Optional<Set<String>>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object to) {
    if (request.getQueryString() != null && to instanceof HandlerMethod handler) {
      Optional<Set<String>> names = known.get(handler.getMethod());
      if (names == null) {
        names = known.computeIfAbsent(handler.getMethod(), _ -> namesOf(handler));
      }
      if (names.isPresent()) {
        check(request.getParameterNames(), names.get());
      }
    }
    return true;
  }

  private static void check(Enumeration<String> given, Set<String> known) {
    List<FieldProblem> problems = new ArrayList<>(0);
    while (given.hasMoreElements()) {
      String name = given.nextElement();
      if (!known.contains(name)) {
        problems.add(unknown(name, known));
      }
    }
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
  }

  static FieldProblem unknown(String name, Set<String> known) {
    String message = "is not known here; known: " + known;
    return new FieldProblem(name, "unknown-parameter", message);
  }

  private static Optional<Set<String>> namesOf(HandlerMethod handler) {
    if (!handler.getBeanType().getName().startsWith(OURS)
        || handler.hasMethodAnnotation(AnyParameters.class)
        || handler.getBeanType().isAnnotationPresent(AnyParameters.class)) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    for (Parameter parameter : handler.getMethod().getParameters()) {
      RequestParam one = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
      if (one != null && Map.class.isAssignableFrom(parameter.getType())) {
        return Optional.empty();
      } else if (one != null) {
        names.add(one.name().isEmpty() ? parameter.getName() : one.name());
      } else if (parameter.isAnnotationPresent(ParameterObject.class)) {
        for (RecordComponent component : parameter.getType().getRecordComponents()) {
          names.add(component.getName());
        }
      }
    }
    return Optional.of(names);
  }
}
