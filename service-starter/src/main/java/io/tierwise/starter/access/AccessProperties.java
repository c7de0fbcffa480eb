package io.tierwise.starter.access;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is who.
 *
 * @param tokens by the name of the person or system that holds one; without any, everyone is {@code
 *     local}
 */
@ConfigurationProperties("tierwise.access")
public record AccessProperties(@DefaultValue Map<String, String> tokens) {
  public AccessProperties {
    tokens = Map.copyOf(tokens);
    if (tokens.containsKey(Caller.LOCAL.name())) {
      throw new IllegalArgumentException(
          "tierwise.access.tokens: 'local' is the name of callers without a token");
    }
    if (tokens.values().stream().anyMatch(String::isBlank)
        || tokens.values().stream().distinct().count() < tokens.size()) {
      throw new IllegalArgumentException(
          "tierwise.access.tokens: every name needs a token of its own");
    }
  }
}
