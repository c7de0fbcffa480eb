package io.tierwise.profile.adapter.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 64 bits of a text's MD5, as {@code digest64} of the database computes them: a number in
 * place of a key. Among a million keys, two share one with a chance of 1 in 37 million.
 */
final class Digest64 {
  private final MessageDigest digest;

  Digest64() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  long of(String text) {
    return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
