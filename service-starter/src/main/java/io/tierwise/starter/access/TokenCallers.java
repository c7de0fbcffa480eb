package io.tierwise.starter.access;

import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Names callers by their bearer token. It tells people apart and keeps nobody out: who sends no
 * token is {@code local}, and what needs to know the person refuses that one.
 */
public final class TokenCallers implements CallerResolver {
  private static final String BEARER = "Bearer ";
  private final Map<String, String> tokens;

  public TokenCallers(AccessProperties properties) {
    this.tokens = properties.tokens();
  }

  @Override
  public Caller resolve(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (tokens.isEmpty() || header == null || !header.startsWith(BEARER)) {
      return Caller.LOCAL;
    }
    String name = holder(header.substring(BEARER.length()).strip());
    if (name == null) {
      throw new ProblemException(
          HttpStatus.UNAUTHORIZED, "unknown-token", "Nobody holds this token", List.of(), null);
    }
    return new Caller(name);
  }

  /** Compares with every token in full, so that the time of an answer tells nothing of one. */
  private @Nullable String holder(String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    String found = null;
    for (Map.Entry<String, String> known : tokens.entrySet()) {
      if (MessageDigest.isEqual(known.getValue().getBytes(StandardCharsets.UTF_8), given)) {
        found = known.getKey();
      }
    }
    return found;
  }
}
