package io.tierwise.charts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style of a page that needs nothing but itself. */
public record StyleSheet(String text) {
  /**
   * @param owner whose jar has it
   * @param path from the root of the class path, with a slash in front
   */
  public static StyleSheet of(Class<?> owner, String path) {
    try (InputStream in = owner.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing");
      }
      return new StyleSheet(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Allows this style and nothing else: no script, no picture or font from outside. */
  public String contentPolicy() {
    return "default-src 'none'; style-src 'sha256-"
        + digest()
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private String digest() {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
