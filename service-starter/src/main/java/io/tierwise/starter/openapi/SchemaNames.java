package io.tierwise.starter.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.regex.Pattern;

/**
 * Names schemas of nested types after the type around them as well: many a controller has its own
 * {@code Request}, and schemas of one name would become one schema.
 */
public final class SchemaNames extends TypeNameResolver {
  private static final Pattern ROLE = Pattern.compile("(Controller|Reader|Request|Views?|Answer)$");

  @Override
  protected String getNameOfClass(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    return around == null
        ? type.getSimpleName()
        : ROLE.matcher(getNameOfClass(around)).replaceFirst("") + type.getSimpleName();
  }
}
