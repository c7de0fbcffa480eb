package io.tierwise.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who may write. Comparing takes the same time whatever the key that is tried. */
public final class WriteKeys {
  private static final String BASIC = "basic ";
  private final Map<String, byte[]> digests = new TreeMap<>();

  /**
   * @param keys name of a source to its key
   */
  WriteKeys(Map<String, String> keys) {
    keys.forEach((name, key) -> digests.put(name, digest(key)));
  }

  /**
   * @return the name of the source that has the key
   */
  public Optional<String> sourceOf(@Nullable String key) {
    if (key == null) {
      return Optional.empty();
    }
    byte[] given = digest(key);
    String source = null;
    for (Map.Entry<String, byte[]> known : digests.entrySet()) {
      if (MessageDigest.isEqual(known.getValue(), given)) {
        source = known.getKey();
      }
    }
    return Optional.ofNullable(source);
  }

  /** The user of a Basic authorization; null where the header is not of that kind. */
  public static @Nullable String userOf(@Nullable String authorization) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      return null;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String credentials = new String(decoded, StandardCharsets.UTF_8);
      int colon = credentials.indexOf(':');
      return colon < 0 ? credentials : credentials.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
