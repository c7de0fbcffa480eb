package io.tierwise.recommend.adapter.web;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Makes the records of query texts without a data binder, which reads the annotations of their
 * constructors anew for every request: that took half of the time of an answer.
 */
public final class QueryRecords implements HandlerMethodArgumentResolver {
  private static final Map<Class<?>, Function<Function<String, @Nullable String>, Object>> MAKERS =
      Map.of(
          ListParameters.class,
          query ->
              new ListParameters(
                  query.apply("limit"),
                  query.apply("category"),
                  query.apply("minPrice"),
                  query.apply("maxPrice"),
                  query.apply("exclude"),
                  query.apply("inStock"),
                  query.apply("includePurchased"),
                  query.apply("strategy")),
          PlacementController.PlaceParameters.class,
          query ->
              new PlacementController.PlaceParameters(
                  query.apply("user"),
                  query.apply("items"),
                  query.apply("limit"),
                  query.apply("category"),
                  query.apply("minPrice"),
                  query.apply("maxPrice"),
                  query.apply("exclude")));

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return MAKERS.containsKey(parameter.getParameterType());
  }

  /** Of a name that comes twice all values count, joined by commas, as a binder has it. */
  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Function<Function<String, @Nullable String>, Object> maker =
        MAKERS.get(parameter.getParameterType());
    return maker == null
        ? null
        : maker.apply(
            name -> {
              String[] values = request.getParameterValues(name);
              return values == null ? null : String.join(",", values);
            });
  }
}
